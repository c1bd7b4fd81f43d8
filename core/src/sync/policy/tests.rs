use super::*;
use crate::model::{FolderSync, MailboxId, QuietHours, WakeCause, WakeKind, Weekday};
use proptest::prelude::*;

/// Monday, 12 o'clock.
const NOON: u16 = 12 * 60;
const NOW: i64 = 1_700_000_000_000;

/// A phone on its battery, over Wi-Fi, put away.
fn phone() -> Device {
    let power = PowerFacts {
        battery_percent: Some(60),
        charging: false,
        standby: Standby::Active,
        exact_alarms: false,
        ..PowerFacts::default()
    };
    Device { now: NOW, minute_of_week: NOON, network: wifi(), power, foreground: false, seed: 7, woken: vec![] }
}

fn wifi() -> NetworkFacts {
    NetworkFacts { kind: NetworkKind::Wifi, ..NetworkFacts::default() }
}

fn cellular() -> NetworkFacts {
    NetworkFacts { kind: NetworkKind::Cellular, metered: true, ..NetworkFacts::default() }
}

fn account(mode: SyncMode) -> AccountFacts {
    AccountFacts {
        account: AccountId(1),
        settings: SyncSettings { mode, ..SyncSettings::default() },
        announces: Some(true),
        checked: Some(NOW - MINUTE),
        failures: 0,
        failed: 0,
        refused: false,
        outgoing: None,
    }
}

fn of(device: &Device, facts: &AccountFacts) -> AccountPlan {
    decide(device, std::slice::from_ref(facts)).accounts.remove(0)
}

/// The mode, the minutes between two checks, and what comes after the first reason.
fn told(device: &Device, facts: &AccountFacts) -> (PlanMode, Option<u32>, Vec<PlanReason>) {
    let plan = of(device, facts);
    (plan.mode, plan.every_seconds.map(|seconds| seconds / 60), plan.reasons[1..].to_vec())
}

#[test]
fn modes_choose_by_network_and_power() {
    use PlanMode::{Poll, Push};
    use SyncMode::{Balanced, Instant, Saver};
    let mobile = || Device { network: cellular(), ..phone() };
    let power = |device: Device, change: fn(&mut PowerFacts)| {
        let mut device = device;
        change(&mut device.power);
        device
    };
    let low = PlanReason::LowBattery { percent: 19 };
    let cases = [
        (phone(), Instant, (Push, Some(24), vec![])),
        (phone(), Balanced, (Push, Some(24), vec![])),
        (phone(), Saver, (Poll, Some(60), vec![])),
        (mobile(), Instant, (Push, Some(24), vec![])),
        (mobile(), Balanced, (Poll, Some(30), vec![PlanReason::MobileData])),
        (mobile(), Saver, (Poll, Some(120), vec![PlanReason::MobileData])),
        (power(mobile(), |p| p.charging = true), Balanced, (Push, Some(24), vec![])),
        (power(phone(), |p| p.power_save = true), Balanced, (Poll, Some(30), vec![PlanReason::PowerSave])),
        (power(phone(), |p| p.battery_percent = Some(19)), Instant, (Poll, Some(30), vec![low.clone()])),
        (
            power(mobile(), |p| p.battery_percent = Some(19)),
            Saver,
            (Poll, Some(240), vec![PlanReason::MobileData, low]),
        ),
        (power(phone(), |p| p.can_hold_socket = false), Instant, (Poll, Some(15), vec![PlanReason::NoSocket])),
        (
            power(phone(), |p| p.standby = Standby::Frequent),
            Instant,
            (Poll, Some(30), vec![PlanReason::Standby { bucket: Standby::Frequent }]),
        ),
    ];
    for (device, mode, wanted) in cases {
        assert_eq!(told(&device, &account(mode)), wanted, "{mode:?} {device:?}");
    }
}

#[test]
fn a_persons_choices_count_more_than_the_mode() {
    let mobile = Device { network: cellular(), ..phone() };
    let with = |mode, change: fn(&mut SyncSettings)| {
        let mut facts = account(mode);
        change(&mut facts.settings);
        facts
    };
    let slower = with(SyncMode::Instant, |s| s.mobile_data = MobileData::Slower);
    assert_eq!(told(&mobile, &slower), (PlanMode::Poll, Some(30), vec![PlanReason::MobileData]));
    assert_eq!(told(&phone(), &slower).0, PlanMode::Push, "it is about mobile data alone");
    let off = with(SyncMode::Instant, |s| s.mobile_data = MobileData::Off);
    assert_eq!(of(&mobile, &off).reasons, [PlanReason::MobileDataOff]);
    let fixed = with(SyncMode::Instant, |s| s.every_minutes = Some(60));
    assert_eq!(told(&phone(), &fixed), (PlanMode::Poll, Some(60), vec![PlanReason::FixedInterval]));
    let careless = with(SyncMode::Instant, |s| s.low_battery_slower = false);
    let mut empty = phone();
    empty.power.battery_percent = Some(5);
    assert_eq!(told(&empty, &careless).0, PlanMode::Push);
}

#[test]
fn what_forbids_everything_is_said() {
    let mut device = phone();
    device.network.kind = NetworkKind::Down;
    assert_eq!(of(&device, &account(SyncMode::Instant)).reasons, [PlanReason::NoNetwork]);
    device.network = NetworkFacts { captive: true, ..wifi() };
    assert_eq!(of(&device, &account(SyncMode::Instant)).reasons, [PlanReason::CaptivePortal]);
    device.network = NetworkFacts { data_saver: true, ..cellular() };
    assert_eq!(of(&device, &account(SyncMode::Instant)).reasons, [PlanReason::DataSaver]);
    device.foreground = true;
    assert_eq!(of(&device, &account(SyncMode::Instant)).mode, PlanMode::Push);
    let mut device = phone();
    device.power.background_allowed = false;
    assert_eq!(of(&device, &account(SyncMode::Instant)).reasons, [PlanReason::BackgroundForbidden]);
    device.power = PowerFacts { window_seconds: Some(30), can_hold_socket: false, ..phone().power };
    let plan = decide(&device, &[account(SyncMode::Instant)]);
    assert_eq!(plan.accounts[0].reasons[2], PlanReason::SystemChooses);
    assert_eq!(plan.next_wake.unwrap().kind, WakeKind::Opportunistic);
    device.power.power_save = true;
    assert_eq!(of(&device, &account(SyncMode::Instant)).reasons, [PlanReason::PowerSaveStops]);
    let refused = AccountFacts { refused: true, ..account(SyncMode::Instant) };
    let plan = decide(&phone(), &[refused]);
    assert_eq!((plan.accounts[0].reasons.as_slice(), plan.next_wake), (&[PlanReason::SignInRefused][..], None));
}

#[test]
fn a_person_who_looks_sees_everything_at_once_but_by_hand_stays_by_hand() {
    let quiet = QuietHours { days: vec![Weekday::Monday], from: 0, to: 0 };
    let mut facts = account(SyncMode::Saver);
    facts.settings.quiet = vec![quiet];
    let mut device = Device { network: cellular(), ..phone() };
    assert_eq!(of(&device, &facts).mode, PlanMode::Nothing);
    device.foreground = true;
    assert_eq!(of(&device, &facts).reasons, [PlanReason::Foreground]);
    assert_eq!(of(&device, &account(SyncMode::Manual)).reasons, [PlanReason::Manual]);
    let silent = AccountFacts { announces: Some(false), ..facts };
    assert_eq!(of(&device, &silent).reasons, [PlanReason::Foreground, PlanReason::NoPush]);
}

#[test]
fn quiet_hours_end_with_a_wake_and_let_in_what_they_shall() {
    let mut facts = account(SyncMode::Instant);
    facts.settings.quiet = vec![QuietHours { days: vec![Weekday::Monday], from: 11 * 60, to: 13 * 60 }];
    let plan = decide(&phone(), &[facts.clone()]);
    let until = NOW - NOW % MINUTE + HOUR;
    assert_eq!(plan.accounts[0].reasons, [PlanReason::QuietHours { until }]);
    let wake = plan.next_wake.unwrap();
    assert_eq!((wake.at, wake.cause), (until, WakeCause::QuietEnds));
    facts.settings.folders = vec![FolderSync { mailbox: MailboxId(1), rule: FolderRule::Instant }];
    assert_eq!(told(&phone(), &facts), (PlanMode::Push, Some(24), vec![PlanReason::QuietExceptions]));
    let night = Device { minute_of_week: 23 * 60, ..phone() };
    assert!(matches!(of(&night, &account(SyncMode::Saver)).reasons[..], [PlanReason::Night { .. }]));
    assert_eq!(of(&night, &account(SyncMode::Balanced)).mode, PlanMode::Push);
}

#[test]
fn what_a_person_sent_goes_out_whatever_they_chose_for_what_comes_in() {
    let due = NOW + 10 * SECOND;
    let waits = |mode| AccountFacts { outgoing: Some(due), ..account(mode) };
    let wake = decide(&phone(), &[waits(SyncMode::Manual)]).next_wake.unwrap();
    assert_eq!((wake.at, wake.cause, wake.slack_seconds), (due, WakeCause::Send, 5));
    let quiet = vec![QuietHours { days: vec![Weekday::Monday], from: 0, to: 0 }];
    let settings = SyncSettings { quiet, ..SyncSettings::default() };
    let wake = decide(&phone(), &[AccountFacts { settings, ..waits(SyncMode::Instant) }]).next_wake.unwrap();
    assert_eq!((wake.at, wake.cause), (due, WakeCause::Send), "in quiet hours too");
    let none = |device: &Device, facts: AccountFacts| decide(device, &[facts]).next_wake;
    assert_eq!(none(&Device { foreground: true, ..phone() }, waits(SyncMode::Manual)), None, "the engine is awake");
    let down = NetworkFacts { kind: NetworkKind::Down, ..NetworkFacts::default() };
    assert_eq!(none(&Device { network: down, ..phone() }, waits(SyncMode::Manual)), None);
    assert_eq!(none(&phone(), AccountFacts { refused: true, ..waits(SyncMode::Manual) }), None);
    let failing = AccountFacts { failures: 3, failed: NOW, ..waits(SyncMode::Manual) };
    assert!(none(&phone(), failing).unwrap().at > due, "a server that is away is not asked at once");
}

#[test]
fn the_service_outlasts_what_passes_by_itself_and_nothing_else() {
    let hold = |device: &Device, facts: AccountFacts| decide(device, &[facts]).hold;
    let down = Device { network: NetworkFacts { kind: NetworkKind::Down, ..NetworkFacts::default() }, ..phone() };
    assert!(hold(&down, account(SyncMode::Instant)), "a tunnel");
    assert!(hold(&Device { network: cellular(), ..phone() }, account(SyncMode::Balanced)), "a day out");
    let mut quiet = account(SyncMode::Instant);
    quiet.settings.quiet = vec![QuietHours { days: vec![Weekday::Monday], from: 0, to: 0 }];
    assert!(hold(&phone(), quiet), "the night");
    assert!(!hold(&phone(), account(SyncMode::Saver)));
    assert!(!hold(&phone(), account(SyncMode::Manual)));
    assert!(!hold(&phone(), AccountFacts { announces: Some(false), ..account(SyncMode::Instant) }));
    assert!(!hold(&phone(), AccountFacts { refused: true, ..account(SyncMode::Instant) }), "only a person can help");
    let mut fixed = account(SyncMode::Instant);
    fixed.settings.every_minutes = Some(30);
    assert!(!hold(&phone(), fixed));
    let mut barred = phone();
    barred.power.can_hold_socket = false;
    assert!(!hold(&barred, account(SyncMode::Instant)));
}

#[test]
fn checks_of_all_accounts_share_their_wakes() {
    let mut device = Device { network: cellular(), ..phone() };
    let mut accounts: Vec<AccountFacts> = [(1, SyncMode::Balanced), (2, SyncMode::Saver), (3, SyncMode::Balanced)]
        .map(|(id, mode)| AccountFacts {
            account: AccountId(id),
            checked: Some(NOW - id * 3 * MINUTE),
            ..account(mode)
        })
        .to_vec();
    // It is noon, and the night is ten hours away.
    let mut wakes = 0;
    while device.now < NOW + 8 * HOUR {
        let wake = decide(&device, &accounts).next_wake.unwrap();
        device.now = wake.at;
        wakes += 1;
        for facts in accounts.iter_mut().filter(|facts| wake.accounts.contains(&facts.account)) {
            facts.checked = Some(wake.at);
        }
    }
    assert!(wakes <= 17, "two an hour for three accounts: {wakes}");
}

#[test]
fn failed_checks_are_tried_again_later_and_later() {
    let mut facts = AccountFacts { failures: 1, failed: NOW, ..account(SyncMode::Saver) };
    facts.checked = Some(NOW - 5 * HOUR);
    let first = decide(&phone(), &[facts.clone()]).next_wake.unwrap();
    assert_eq!(first.cause, WakeCause::Retry);
    assert!((20 * SECOND..=40 * SECOND).contains(&(first.at - NOW)));
    facts.failures = 5;
    let fifth = decide(&phone(), &[facts.clone()]);
    assert!(fifth.next_wake.unwrap().at - NOW > 40 * MINUTE);
    assert_eq!(fifth.accounts[0].reasons[1], PlanReason::Retrying { failures: 5 });
}

#[test]
fn a_system_that_grants_no_more_wakes_is_named() {
    let woken: Vec<i64> = (0..7).map(|n| NOW - 50 * MINUTE + n * MINUTE).collect();
    let device = Device { woken, ..phone() };
    let late = AccountFacts { checked: None, ..account(SyncMode::Saver) };
    let plan = decide(&device, &[late]);
    let wake = plan.next_wake.unwrap();
    assert_eq!(wake.at, NOW + 10 * MINUTE + 1);
    assert!(plan.accounts[0].reasons.contains(&PlanReason::WakesSpent { until: wake.at }));
}

fn modes() -> impl Strategy<Value = SyncMode> {
    prop_oneof![Just(SyncMode::Instant), Just(SyncMode::Balanced), Just(SyncMode::Saver), Just(SyncMode::Manual)]
}

prop_compose! {
    fn accounts()(
        id in 1_i64..9,
        mode in modes(),
        mobile_data in prop_oneof![Just(MobileData::Same), Just(MobileData::Slower), Just(MobileData::Off)],
        every_minutes in prop_oneof![Just(None), Just(Some(15)), Just(Some(240))],
        announces in prop::option::of(any::<bool>()),
        ago in prop::option::of(0_i64..48 * HOUR),
        failures in 0_u32..9,
        (quiet, from, to) in (any::<bool>(), 0_u16..1440, 0_u16..1440),
        outgoing in prop::option::of(-HOUR..HOUR),
    ) -> AccountFacts {
        let hours = QuietHours { days: vec![Weekday::Monday, Weekday::Sunday], from, to };
        let quiet = if quiet { vec![hours] } else { vec![] };
        let settings = SyncSettings { mode, mobile_data, every_minutes, quiet, ..SyncSettings::default() };
        let checked = ago.map(|ago| NOW - ago);
        let (failed, refused, outgoing) = (NOW - 1, id == 8, outgoing.map(|after| NOW + after));
        AccountFacts { account: AccountId(id), settings, announces, checked, failures, failed, refused, outgoing }
    }
}

/// Accounts that differ in their ids, as all do.
fn several(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<AccountFacts>> {
    prop::collection::vec(accounts(), count).prop_map(|mut several| {
        let mut seen = std::collections::BTreeSet::new();
        several.retain(|facts| seen.insert(facts.account.0));
        several
    })
}

prop_compose! {
    fn devices()(
        kind in prop_oneof![
            Just(NetworkKind::Down), Just(NetworkKind::Wifi), Just(NetworkKind::Cellular), Just(NetworkKind::Other),
        ],
        (metered, data_saver, captive, foreground) in any::<(bool, bool, bool, bool)>(),
        (charging, power_save, doze, can_hold_socket, background_allowed) in any::<(bool, bool, bool, bool, bool)>(),
        battery_percent in prop::option::of(0_u8..=100),
        standby in prop_oneof![Just(Standby::Exempt), Just(Standby::Active), Just(Standby::Working),
            Just(Standby::Frequent), Just(Standby::Rare), Just(Standby::Restricted)],
        window_seconds in prop::option::of(Just(30)),
        minute_of_week in 0_u16..10_080,
        seed: u64,
    ) -> Device {
        let network = NetworkFacts { kind, id: String::new(), metered, data_saver, captive };
        let power = PowerFacts { battery_percent, charging, power_save, doze, standby, exact_alarms: false,
            can_hold_socket, background_allowed, window_seconds };
        Device { now: NOW, minute_of_week, network, power, foreground, seed, woken: vec![] }
    }
}

proptest! {
    #[test]
    fn a_plan_keeps_its_promises(device in devices(), accounts in several(0..6)) {
        let plan = decide(&device, &accounts);
        prop_assert_eq!(&plan, &decide(&device, &accounts), "the same arguments give the same plan");
        if let Some(wake) = &plan.next_wake {
            prop_assert!(wake.at > device.now && !wake.accounts.is_empty());
        }
        let connects = plan.accounts.iter().any(|account| account.mode != PlanMode::Nothing);
        if device.network.kind == NetworkKind::Down || device.network.captive {
            prop_assert!(!connects, "nothing is done without a network");
        }
        for (facts, account) in accounts.iter().zip(&plan.accounts) {
            prop_assert!(!account.reasons.is_empty(), "nothing stops without a word");
            prop_assert_eq!(account.mode == PlanMode::Nothing, account.every_seconds.is_none());
            if account.mode == PlanMode::Push {
                prop_assert!(account.every_seconds <= Some(28 * 60));
                let sign = account.checked.unwrap_or(NOW);
                prop_assert!(account.due.is_none_or(|due| due <= sign + 28 * MINUTE || facts.failures > 0));
            }
            let quiet = account.reasons.iter().any(|reason| matches!(reason, PlanReason::QuietHours { .. }));
            if quiet && facts.outgoing.is_none() {
                prop_assert_eq!(account.mode, PlanMode::Nothing);
                let next = plan.next_wake.as_ref().filter(|wake| wake.accounts.contains(&facts.account));
                prop_assert!(next.is_none_or(|wake| account.due.is_some_and(|due| wake.at >= due)), "no wake before the end");
            }
        }
    }

    #[test]
    fn the_order_of_accounts_says_nothing(device in devices(), accounts in several(0..6)) {
        let mut turned = accounts.clone();
        turned.reverse();
        let (mut one, mut other) = (decide(&device, &accounts), decide(&device, &turned));
        other.accounts.reverse();
        for plan in [&mut one, &mut other] {
            if let Some(wake) = &mut plan.next_wake {
                wake.accounts.sort_unstable();
            }
        }
        prop_assert_eq!(one, other);
    }

    /// A day goes by, each wake checks or fails: never more than seven wakes in an hour.
    #[test]
    fn a_system_without_exact_alarms_is_not_asked_too_often(
        device in devices(), accounts in several(1..6), fails: u64,
    ) {
        let (mut device, mut accounts) = (device, accounts);
        for turn in 0..400_u32 {
            let Some(wake) = decide(&device, &accounts).next_wake.filter(|wake| wake.at < NOW + 24 * HOUR) else { break };
            device.now = wake.at;
            device.woken.push(wake.at);
            for (at, facts) in accounts.iter_mut().enumerate() {
                if !wake.accounts.contains(&facts.account) {
                    continue;
                }
                if fails.rotate_right(turn + u32::try_from(at).unwrap()) & 1 == 1 {
                    (facts.failures, facts.failed) = (facts.failures + 1, wake.at);
                } else {
                    (facts.failures, facts.checked, facts.outgoing) = (0, Some(wake.at), None);
                }
            }
        }
        prop_assert!(device.woken.windows(8).all(|eight| eight[7] - eight[0] > HOUR));
    }
}
