//! What is done in the background and when: push, polling or nothing for each account, the next wake, and why.
//!
//! The radio wakes a few seconds for a byte as for a page, so what is saved is wakes: those of all accounts fall
//! on one grid, and a wake does the work of everyone who is due soon ([ADR 11](../../../docs/adr/0011-background-policy.md)).

mod wake;
mod week;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use super::backoff;
use crate::model::{
    AccountId, AccountPlan, BackgroundPlan, FolderRule, MobileData, NetworkFacts, NetworkKind, PlanMode, PlanReason,
    PowerFacts, Role, Standby, SyncMode, SyncSettings,
};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// A held connection shows a sign of life this often: below the 30 minutes of servers (RFC 3501 §5.4) and of most
/// networks' address translation.
pub const KEEP_ALIVE: i64 = 24 * MINUTE;
/// It may come this much later: below the 29 minutes of RFC 2177 §3.
const KEEP_ALIVE_SLACK: i64 = 4 * MINUTE;
/// Signs of life fall on a grid of a third of their interval, so that they are never much too early.
const KEEP_ALIVE_GRID: i64 = KEEP_ALIVE / 3;
/// A wake for anything else does the work of whoever is due in the last 40 % of the interval.
const RIPE_PERCENT: i64 = 60;
/// Installations spread over this much of the grid.
const SPREAD: i64 = 5 * MINUTE;
/// Minutes between two checks while a person looks and the server does not announce new mail.
const WATCHED: u32 = 5;
const SHORTEST: u32 = 15;
const LONGEST: u32 = 240;
/// Percent of battery below which it is low.
const LOW_BATTERY: u8 = 20;
/// Wakes an hour that a system grants without the right to exact alarms (Android's allow-while-idle).
const WAKES_AN_HOUR: usize = 7;
const EXACT_WAKES_AN_HOUR: usize = 60;

/// What the whole device is like.
#[derive(Debug, Clone)]
pub struct Device {
    /// Milliseconds since 1970.
    pub now: i64,
    /// Local minutes since Monday began, below 10080.
    pub minute_of_week: u16,
    pub network: NetworkFacts,
    pub power: PowerFacts,
    pub foreground: bool,
    /// Drawn once per installation: spreads the load on servers.
    pub seed: u64,
    /// The wakes by alarm of the last day, oldest first, milliseconds since 1970.
    pub woken: Vec<i64>,
}

/// What is known of one account.
#[derive(Debug, Clone)]
pub struct AccountFacts {
    pub account: AccountId,
    pub settings: SyncSettings,
    /// Whether the server announces new mail; absent before it was asked.
    pub announces: Option<bool>,
    /// The last good check, or sign of life of its connection, milliseconds since 1970.
    pub checked: Option<i64>,
    /// Checks that failed since, and when the last of them did.
    pub failures: u32,
    pub failed: i64,
    /// Whether the server refused the password.
    pub refused: bool,
    /// When the first of what a person changed or wrote may go out (milliseconds since 1970), if anything waits.
    pub outgoing: Option<i64>,
}

/// Decides for every account and for the device. The same arguments give the same plan.
pub fn decide(device: &Device, accounts: &[AccountFacts]) -> BackgroundPlan {
    let mut plans: Vec<AccountPlan> = accounts.iter().map(|facts| plan(device, facts)).collect();
    let hold =
        plans.iter().any(|plan| plan.mode == PlanMode::Push) || accounts.iter().any(|facts| lasts(device, facts));
    let next_wake = wake::next(device, accounts, &mut plans);
    BackgroundPlan { at: device.now, hold, accounts: plans, next_wake }
}

/// Whether push is kept away, if at all, only by what passes by itself: a tunnel, the night, a day on mobile data. A
/// service that ended for it could not be started again before a person opens Tern (Android 12 and newer).
fn lasts(device: &Device, facts: &AccountFacts) -> bool {
    let (power, settings) = (&device.power, &facts.settings);
    let by_choice = matches!(settings.mode, SyncMode::Instant | SyncMode::Balanced) && settings.every_minutes.is_none();
    let allowed = power.can_hold_socket && power.background_allowed && power.window_seconds.is_none();
    by_choice && allowed && !facts.refused && facts.announces != Some(false)
}

/// The rule of a folder without one of its own.
pub fn usual_rule(role: Option<Role>) -> FolderRule {
    match role {
        None | Some(Role::Inbox | Role::Sent | Role::Drafts) => FolderRule::WithAccount,
        Some(Role::Trash | Role::Junk | Role::Archive | Role::All | Role::Flagged) => FolderRule::Daily,
    }
}

fn plan(device: &Device, facts: &AccountFacts) -> AccountPlan {
    let mut plan = match stopped(device, facts) {
        Some((reason, due)) => nothing(facts, reason, due),
        None if device.foreground => watched(device, facts),
        None => unwatched(device, facts),
    };
    if facts.failures > 0 && plan.mode != PlanMode::Nothing {
        retry(device, facts, &mut plan);
    }
    plan
}

/// What forbids every connection, and until when.
fn stopped(device: &Device, facts: &AccountFacts) -> Option<(PlanReason, Option<i64>)> {
    let (network, power, settings) = (&device.network, &device.power, &facts.settings);
    let stops = [
        (facts.refused, PlanReason::SignInRefused),
        (settings.mode == SyncMode::Manual, PlanReason::Manual),
        (network.kind == NetworkKind::Down, PlanReason::NoNetwork),
        (network.captive, PlanReason::CaptivePortal),
    ];
    let unwatched = [
        (!power.background_allowed, PlanReason::BackgroundForbidden),
        (power.window_seconds.is_some() && power.power_save, PlanReason::PowerSaveStops),
        (network.data_saver && network.metered, PlanReason::DataSaver),
        (mobile(network) && settings.mobile_data == MobileData::Off, PlanReason::MobileDataOff),
    ];
    let unwatched = unwatched.into_iter().filter(|_| !device.foreground);
    let found = stops.into_iter().chain(unwatched).find(|(holds, _)| *holds).map(|(_, reason)| (reason, None));
    found.or_else(|| {
        let (reason, until) = quiet(device, settings)?;
        (!device.foreground && !lets_in(settings)).then_some((reason, Some(until)))
    })
}

/// The quiet hours or the night that it is now, and their end.
fn quiet(device: &Device, settings: &SyncSettings) -> Option<(PlanReason, i64)> {
    let until = |minutes: u16| device.now - device.now.rem_euclid(MINUTE) + i64::from(minutes) * MINUTE;
    if let Some(left) = week::quiet_for(&settings.quiet, device.minute_of_week) {
        return Some((PlanReason::QuietHours { until: until(left) }, until(left)));
    }
    let night = week::night_for(device.minute_of_week).filter(|_| settings.mode == SyncMode::Saver)?;
    Some((PlanReason::Night { until: until(night) }, until(night)))
}

fn lets_in(settings: &SyncSettings) -> bool {
    settings.folders.iter().any(|folder| folder.rule == FolderRule::Instant)
}

fn mobile(network: &NetworkFacts) -> bool {
    network.metered || network.kind == NetworkKind::Cellular
}

fn nothing(facts: &AccountFacts, reason: PlanReason, due: Option<i64>) -> AccountPlan {
    AccountPlan {
        account: facts.account,
        mode: PlanMode::Nothing,
        every_seconds: None,
        checked: facts.checked,
        earliest: due,
        due,
        reasons: vec![reason],
    }
}

/// While a person looks.
fn watched(device: &Device, facts: &AccountFacts) -> AccountPlan {
    let no_push = (facts.announces == Some(false)).then_some(PlanReason::NoPush);
    let mut plan = if no_push.is_some() { poll(device, facts, WATCHED) } else { push(facts) };
    plan.reasons = [Some(PlanReason::Foreground), no_push].into_iter().flatten().collect();
    plan
}

fn unwatched(device: &Device, facts: &AccountFacts) -> AccountPlan {
    let barred = barred(device, facts);
    let exceptions = quiet(device, &facts.settings).map(|_| PlanReason::QuietExceptions);
    let mut plan = if wants_push(device, &facts.settings) && barred.is_none() {
        push(facts)
    } else {
        let (minutes, slowed) = interval(device, &facts.settings);
        let mut plan = poll(device, facts, minutes);
        let wanted = wants_push(device, &facts.settings);
        plan.reasons.extend(barred.filter(|_| wanted));
        plan.reasons.extend(slowed);
        plan.reasons.extend(held_back(&device.power));
        plan.reasons.dedup();
        plan
    };
    plan.reasons.extend(exceptions);
    plan
}

/// Whether the mode asks for push here and now.
fn wants_push(device: &Device, settings: &SyncSettings) -> bool {
    let mobile = mobile(&device.network);
    let slower = mobile && settings.mobile_data == MobileData::Slower;
    if settings.every_minutes.is_some() || slower || low(&device.power, settings).is_some() {
        return false;
    }
    match settings.mode {
        SyncMode::Instant => true,
        SyncMode::Balanced => device.power.charging || !(mobile || device.power.power_save),
        SyncMode::Saver | SyncMode::Manual => false,
    }
}

/// Why push cannot be had, whatever is wished.
fn barred(device: &Device, facts: &AccountFacts) -> Option<PlanReason> {
    let bucket = device.power.standby;
    if facts.announces == Some(false) {
        Some(PlanReason::NoPush)
    } else if !device.power.can_hold_socket {
        Some(PlanReason::NoSocket)
    } else {
        // Two alarms an hour are fewer than the signs of life need.
        (bucket >= Standby::Frequent).then_some(PlanReason::Standby { bucket })
    }
}

fn low(power: &PowerFacts, settings: &SyncSettings) -> Option<PlanReason> {
    let percent = power.battery_percent.filter(|percent| *percent < LOW_BATTERY && !power.charging)?;
    settings.low_battery_slower.then_some(PlanReason::LowBattery { percent })
}

/// Minutes between two checks, and what made them more.
fn interval(device: &Device, settings: &SyncSettings) -> (u32, Vec<PlanReason>) {
    let bucket = device.power.standby;
    let least = match bucket {
        Standby::Exempt | Standby::Active | Standby::Working => SHORTEST,
        Standby::Frequent => 30,
        Standby::Rare => 60,
        Standby::Restricted => 24 * 60,
    };
    let (minutes, mut why) = match settings.every_minutes {
        Some(minutes) => (minutes.clamp(SHORTEST, LONGEST), vec![PlanReason::FixedInterval]),
        None => {
            let why = slowed(device, settings);
            let base = if settings.mode == SyncMode::Saver { 60 } else { SHORTEST };
            let doublings = u32::try_from(why.len()).unwrap_or(0);
            (base.min(LONGEST >> doublings.min(4)) << doublings.min(4), why)
        }
    };
    if minutes < least {
        why.push(PlanReason::Standby { bucket });
    }
    (minutes.max(least), why)
}

/// Each of these doubles the interval.
fn slowed(device: &Device, settings: &SyncSettings) -> Vec<PlanReason> {
    let mobile = mobile(&device.network);
    let by_mode = mobile && settings.mode != SyncMode::Instant;
    let by_choice = mobile && settings.mobile_data == MobileData::Slower;
    let save = device.power.power_save && !device.power.charging;
    [
        by_mode.then_some(PlanReason::MobileData),
        by_choice.then_some(PlanReason::MobileData),
        save.then_some(PlanReason::PowerSave),
        low(&device.power, settings),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What makes checks late.
fn held_back(power: &PowerFacts) -> Option<PlanReason> {
    if power.window_seconds.is_some() {
        return Some(PlanReason::SystemChooses);
    }
    (power.doze && !power.can_hold_socket).then_some(PlanReason::Doze)
}

fn push(facts: &AccountFacts) -> AccountPlan {
    let sign = facts.checked;
    AccountPlan {
        account: facts.account,
        mode: PlanMode::Push,
        every_seconds: seconds(KEEP_ALIVE),
        checked: facts.checked,
        earliest: sign.map(|sign| sign.saturating_add(KEEP_ALIVE * RIPE_PERCENT / 100)),
        due: sign.map(|sign| {
            let latest = sign.saturating_add(KEEP_ALIVE);
            latest - latest.rem_euclid(KEEP_ALIVE_GRID)
        }),
        reasons: vec![PlanReason::Push { keep_alive_minutes: minutes(KEEP_ALIVE) }],
    }
}

fn poll(device: &Device, facts: &AccountFacts, every: u32) -> AccountPlan {
    let interval = i64::from(every) * MINUTE;
    let ripe = facts.checked.map(|checked| checked.saturating_add(interval * RIPE_PERCENT / 100));
    // All intervals but a day's are 15 minutes doubled some times: their grids have the points of the longer ones.
    let phase = i64::try_from(backoff::mix(device.seed) % SPREAD.unsigned_abs()).unwrap_or(0);
    let on_grid = |at: i64| at + (phase - at).rem_euclid(interval);
    AccountPlan {
        account: facts.account,
        mode: PlanMode::Poll,
        every_seconds: seconds(interval),
        checked: facts.checked,
        earliest: Some(ripe.unwrap_or(device.now)),
        due: Some(ripe.map_or(device.now, on_grid)),
        reasons: vec![PlanReason::Poll { minutes: every }],
    }
}

fn retry(device: &Device, facts: &AccountFacts, plan: &mut AccountPlan) {
    let at = retried(device, facts);
    plan.due = Some(plan.due.unwrap_or(at).max(at));
    plan.earliest = plan.due;
    plan.reasons.insert(1, PlanReason::Retrying { failures: facts.failures });
}

/// When an account that failed is tried again.
fn retried(device: &Device, facts: &AccountFacts) -> i64 {
    let wait = backoff::wait(facts.account.0, facts.failures.saturating_sub(1), device.seed);
    facts.failed.saturating_add(wait)
}

fn minutes(ms: i64) -> u32 {
    u32::try_from(ms / MINUTE).unwrap_or(u32::MAX)
}

fn seconds(ms: i64) -> Option<u32> {
    u32::try_from(ms / SECOND).ok()
}
