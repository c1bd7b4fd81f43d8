//! What happens while nobody looks: checks of all accounts within a budget, and what forbids them.

use super::desk::{Desk, Place, letter};
use super::sending::draft;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tern_core::api::{
    Awake, Event, FlagChange, Flags, FolderRule, FolderSync, MobileData, NetworkFacts, NetworkKind, OutboxState,
    PlanMode, PlanReason, PowerFacts, PushMode, QuietHours, SendOptions, Standby, SyncMode, SyncSettings, Wake,
    WakeAccount, WakeCause, Weekday, Window,
};
use tern_tests::{Cyrus, Dovecot, DovecotOptions, Fault, FaultProxy, User, wait_until, wait_until_async};

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// What the core said of whether it works.
#[derive(Default)]
pub struct Told(pub Mutex<Vec<bool>>);

impl Awake for Told {
    fn working(&self, working: bool) {
        self.0.lock().unwrap().push(working);
    }
}

/// A phone on its battery that lets Tern hold a connection, or not.
fn power(can_hold_socket: bool) -> PowerFacts {
    PowerFacts {
        battery_percent: Some(60),
        charging: false,
        standby: Standby::Active,
        exact_alarms: false,
        can_hold_socket,
        ..PowerFacts::default()
    }
}

pub fn network(kind: NetworkKind, metered: bool) -> NetworkFacts {
    NetworkFacts { kind, metered, id: "home".into(), ..NetworkFacts::default() }
}

/// An account behind a proxy, synced, and put away; connections are not held.
async fn put_away(place: Place) -> (Desk, FaultProxy) {
    let proxy = FaultProxy::start(place.imap);
    let desk = Desk::at(&Place { imap: proxy.port(), ..place }, Window::All).await;
    desk.sync().await;
    desk.mail.set_foreground(false);
    desk.mail.set_power(power(false));
    desk.mail.set_network(network(NetworkKind::Wifi, false));
    proxy.reset_counts();
    (desk, proxy)
}

pub async fn on_dovecot() -> (Desk, FaultProxy, User) {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    let (desk, proxy) = put_away(Place::on(dovecot, &user)).await;
    (desk, proxy, user)
}

/// Lets an hour go by, and checks.
pub async fn check_later(desk: &Desk) -> Wake {
    desk.age(60).await;
    desk.mail.background_sync(30).await.unwrap()
}

pub fn only(wake: &Wake) -> &WakeAccount {
    let [account] = wake.accounts.as_slice() else { panic!("{wake:?}") };
    account
}

pub async fn set(desk: &Desk, change: impl FnOnce(&mut SyncSettings)) {
    let mut settings = desk.mail.sync_settings(desk.account.id).await.unwrap();
    change(&mut settings);
    desk.mail.set_sync_settings(desk.account.id, settings).await.unwrap();
}

async fn reasons(desk: &Desk) -> Vec<PlanReason> {
    desk.mail.background_plan().await.unwrap().accounts.remove(0).reasons
}

pub async fn mode(desk: &Desk, wanted: PushMode) {
    let in_mode = || async { desk.mail.status().await.unwrap()[0].mode == Some(wanted) };
    wait_until_async("the mode", Duration::from_secs(30), in_mode).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_finds_new_mail_in_several_folders() {
    let (desk, _proxy, user) = on_dovecot().await;
    let dovecot = Dovecot::shared();
    let mut raw = dovecot.raw(&user);
    raw.create("Lists");
    dovecot.deliver(&user, &letter("to the inbox"));
    raw.append("Lists", "", &letter("to a list"));
    raw.append("Trash", "", &letter("thrown away"));
    let wake = check_later(&desk).await;
    let found = only(&wake);
    assert_eq!((wake.cause, found.new_messages, found.whole), (WakeCause::Poll, 3, true), "{found:?}");
    for (folder, subject) in [("INBOX", "to the inbox"), ("Lists", "to a list"), ("Trash", "thrown away")] {
        let row = desk.rows(folder).await.remove(0);
        assert_eq!((row.subject.as_str(), row.preview.is_empty()), (subject, false), "the text came too");
    }
    assert_eq!(desk.mail.unread_total().await.unwrap(), 1);
    desk.event("new mail", |event| matches!(event, Event::NewMessage { .. }).then_some(())).await;
    raw.append("Trash", "", &letter("thrown away too"));
    assert_eq!(only(&check_later(&desk).await).new_messages, 0, "such a folder is looked at daily");
    assert_eq!(desk.mail.wakes(9).await.unwrap().len(), 2);
}

async fn nothing_new_takes_five_round_trips(desk: Desk, proxy: FaultProxy) {
    assert!(only(&check_later(&desk).await).whole, "what a first check has to learn");
    // Its goodbye may still be on its way.
    proxy.cut();
    proxy.reset_counts();
    let wake = check_later(&desk).await;
    let checked = only(&wake);
    assert!(checked.whole && checked.new_messages == 0 && checked.problem.is_none(), "{checked:?}");
    // The last word is on its way when the check is over, and what answers it nobody hears. The proxy counts what it
    // has passed on: where the server says goodbye first, the end of TLS is one more for it that nobody waits for.
    let passed = || proxy.counts().to_server + proxy.counts().to_client;
    let told = u64::from(checked.round_trips);
    let counted = || proxy.counts().round_trips >= told && passed() >= checked.bytes;
    wait_until("the proxy to have seen the goodbye", Duration::from_secs(30), counted);
    let (counts, passed) = (proxy.counts(), passed());
    assert!((1..=5).contains(&told) && (told..=told + 1).contains(&counts.round_trips), "{checked:?} {counts:?}");
    assert_eq!(counts.connections, 1);
    assert!((passed.saturating_sub(300)..=passed).contains(&checked.bytes), "{checked:?} {counts:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_new_on_dovecot_takes_five_round_trips() {
    let (desk, proxy, user) = on_dovecot().await;
    Dovecot::shared().deliver(&user, &letter("before"));
    nothing_new_takes_five_round_trips(desk, proxy).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_new_on_cyrus_takes_five_round_trips() {
    let cyrus = Cyrus::shared();
    let user = cyrus.user();
    cyrus.raw(&user).append("INBOX", "", &letter("before"));
    let place = Place { imap: cyrus.imaps_port(), ca_pem: cyrus.ca_pem().to_owned(), user };
    let (desk, proxy) = put_away(place).await;
    nothing_new_takes_five_round_trips(desk, proxy).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_extensions_is_asked_as_shortly_and_followed() {
    let hide = vec!["LIST-STATUS", "LIST-EXTENDED", "CONDSTORE", "QRESYNC", "IDLE"];
    let dovecot = Dovecot::start(&DovecotOptions { hide, ..DovecotOptions::default() });
    let user = dovecot.user();
    dovecot.deliver(&user, &letter("before"));
    let (desk, proxy) = put_away(Place::on(&dovecot, &user)).await;
    let mut raw = dovecot.raw(&user);
    raw.append("Sent", "(\\Seen)", &letter("sent elsewhere"));
    assert_eq!(only(&check_later(&desk).await).new_messages, 1);
    nothing_new_takes_five_round_trips(desk, proxy).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_nothing_does_not_outlast_the_budget() {
    let (desk, proxy, user) = on_dovecot().await;
    proxy.set(Fault::Silence);
    desk.age(60).await;
    let wake = desk.mail.background_sync(2).await.unwrap();
    let problem = only(&wake).problem.clone().unwrap();
    assert_eq!(
        (problem.kind.as_str(), problem.reason.to_string()),
        ("offline", "The server was too slow for the time there was.".to_owned())
    );
    assert!(reasons(&desk).await.contains(&PlanReason::Retrying { failures: 1 }));
    assert_eq!(desk.mail.background_sync(2).await.unwrap().accounts, [], "it waits before it tries again");
    proxy.set(Fault::None);
    Dovecot::shared().deliver(&user, &letter("after all"));
    desk.mail.set_network(NetworkFacts { id: "elsewhere".into(), ..network(NetworkKind::Wifi, false) });
    assert_eq!(only(&check_later(&desk).await).new_messages, 1, "over another network it tries at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_password_is_not_tried_again_before_a_person_acts() {
    let (desk, proxy, user) = on_dovecot().await;
    let dovecot = Dovecot::shared();
    dovecot.set_password(&user, "another one");
    let refused = || async { only(&check_later(&desk).await).problem.as_ref().is_some_and(|it| it.kind == "sign_in") };
    wait_until_async("the password refused", Duration::from_secs(20), refused).await;
    assert_eq!(reasons(&desk).await, [PlanReason::SignInRefused]);
    proxy.cut();
    proxy.reset_counts();
    assert_eq!((check_later(&desk).await.accounts, proxy.counts().connections), (vec![], 0));
    desk.mail.set_password(desk.account.id, "another one".into()).await.unwrap();
    assert!(only(&check_later(&desk).await).whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_there_was_no_time_for_is_told_and_done_later() {
    let (desk, proxy, user) = on_dovecot().await;
    let mut raw = Dovecot::shared().raw(&user);
    let folders: Vec<String> = (0..12).map(|n| format!("Folder {n}")).collect();
    for folder in &folders {
        raw.create(folder);
        raw.append(folder, "", &letter(&format!("in {folder}")));
    }
    // A line so slow that the list comes and the folders do not.
    proxy.delay(Duration::from_millis(250), Duration::from_millis(250));
    desk.age(60).await;
    let wake = desk.mail.background_sync(8).await.unwrap();
    let cut = only(&wake);
    assert!(!cut.whole && cut.left.folders > 0 && cut.problem.is_none(), "{cut:?}");
    proxy.delay(Duration::ZERO, Duration::ZERO);
    let rest = check_later(&desk).await;
    let rest = only(&rest);
    assert!(rest.whole, "{rest:?}");
    for folder in &folders {
        assert_eq!(desk.rows(folder).await.len(), 1, "{folder}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_here_is_sent() {
    let (desk, _proxy, user) = on_dovecot().await;
    let dovecot = Dovecot::shared();
    dovecot.deliver(&user, &letter("to be read"));
    check_later(&desk).await;
    let id = desk.rows("INBOX").await.remove(0).id;
    let add = Flags { seen: true, ..Flags::default() };
    desk.mail.flag(vec![id], FlagChange { add, remove: Flags::default() }).await.unwrap();
    assert!(only(&check_later(&desk).await).whole);
    let mut raw = dovecot.raw(&user);
    raw.select("INBOX");
    assert!(raw.flags().values().all(|flags| flags.contains("\\Seen")), "{:?}", raw.flags());
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_quiet_hours_nor_checks_by_hand_make_a_connection() {
    let (desk, proxy, _) = on_dovecot().await;
    set(&desk, |settings| settings.quiet = vec![QuietHours { days: WEEK.to_vec(), from: 0, to: 0 }]).await;
    desk.mail.start(desk.account.id).await.unwrap();
    mode(&desk, PushMode::Offline).await;
    assert_eq!(check_later(&desk).await.accounts, []);
    set(&desk, |settings| {
        settings.quiet.clear();
        settings.mode = SyncMode::Manual;
    })
    .await;
    assert_eq!(reasons(&desk).await, [PlanReason::Manual]);
    assert_eq!(check_later(&desk).await.accounts, []);
    desk.mail.set_foreground(true);
    mode(&desk, PushMode::Offline).await;
    assert_eq!(proxy.counts().connections, 0);
    desk.sync().await;
    assert_eq!(proxy.counts().connections, 1, "by hand it is checked, also while its engine runs");
    desk.mail.stop(desk.account.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_leaves_when_it_may_be_taken_back_no_more_also_where_it_is_fetched_by_hand() {
    let (desk, _proxy, user) = on_dovecot().await;
    set(&desk, |settings| settings.mode = SyncMode::Manual).await;
    desk.mail.set_sending(desk.account.id, None, 1).await.unwrap();
    desk.mail.start(desk.account.id).await.unwrap();
    mode(&desk, PushMode::Offline).await;
    let id = desk.mail.send(draft(&desk, &user.address, "to myself"), SendOptions { now: false }).await.unwrap();
    let sent = || async { desk.mail.outbox_item(id).await.unwrap().state == OutboxState::Done };
    wait_until_async("the message sent", Duration::from_secs(60), sent).await;
    desk.mail.stop(desk.account.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_let_in_is_checked_in_quiet_hours_alone() {
    let (desk, _proxy, user) = on_dovecot().await;
    let inbox = desk.mailbox("INBOX").await.id;
    set(&desk, |settings| {
        settings.quiet = vec![QuietHours { days: WEEK.to_vec(), from: 0, to: 0 }];
        settings.folders = vec![FolderSync { mailbox: inbox, rule: FolderRule::Instant }];
    })
    .await;
    let dovecot = Dovecot::shared();
    dovecot.deliver(&user, &letter("let in"));
    dovecot.raw(&user).append("Sent", "", &letter("not let in"));
    assert_eq!(only(&check_later(&desk).await).new_messages, 1);
    assert_eq!((desk.rows("INBOX").await.len(), desk.rows("Sent").await.len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_metered_network_is_used_as_a_person_wishes() {
    let (desk, proxy, user) = on_dovecot().await;
    set(&desk, |settings| settings.mobile_data = MobileData::Off).await;
    desk.mail.set_network(network(NetworkKind::Cellular, true));
    assert_eq!(reasons(&desk).await, [PlanReason::MobileDataOff]);
    assert_eq!((check_later(&desk).await.accounts, proxy.counts().connections), (vec![], 0));
    set(&desk, |settings| settings.mobile_data = MobileData::Same).await;
    let dovecot = Dovecot::shared();
    dovecot.deliver(&user, &letter("short"));
    let long = [letter("long"), b"A line of the long one.\r\n".repeat(4 << 10)].concat();
    dovecot.deliver(&user, &long);
    let wake = check_later(&desk).await;
    assert!(only(&wake).whole, "{wake:?}");
    let rows = desk.rows("INBOX").await;
    let text = |subject: &str| rows.iter().any(|row| row.subject == subject && !row.preview.is_empty());
    assert_eq!(
        (rows.len(), text("short"), text("long")),
        (2, true, false),
        "large texts wait for Wi-Fi, or to be opened"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_is_held_while_it_may_be_and_a_person_who_looks_overrides() {
    let (desk, proxy, user) = on_dovecot().await;
    desk.mail.set_power(power(true));
    desk.mail.start(desk.account.id).await.unwrap();
    mode(&desk, PushMode::Push).await;
    assert!(desk.mail.background_plan().await.unwrap().hold);
    Dovecot::shared().raw(&user).append("Sent", "", &letter("elsewhere"));
    let alive = desk.mail.keep_alive().await.unwrap();
    assert_eq!((alive.cause, only(&alive).new_messages, only(&alive).whole), (WakeCause::KeepAlive, 1, true));
    assert_eq!(proxy.counts().connections, 1, "everything goes over the one that is held");
    let awake = Arc::new(Told::default());
    desk.mail.keep_awake(Arc::clone(&awake) as Arc<dyn Awake>);
    Dovecot::shared().deliver(&user, &letter("pushed"));
    let pushed =
        || async { desk.mail.wakes(1).await.unwrap().first().is_some_and(|wake| wake.cause == WakeCause::Push) };
    wait_until_async("the push in the ledger", Duration::from_secs(30), pushed).await;
    wait_until("it waits again", Duration::from_secs(30), || awake.0.lock().unwrap().ends_with(&[true, false]));
    assert_eq!(only(&desk.mail.wakes(1).await.unwrap()[0]).new_messages, 1);

    desk.mail.set_network(network(NetworkKind::Cellular, true));
    mode(&desk, PushMode::Poll).await;
    let plan = desk.mail.background_plan().await.unwrap();
    assert_eq!((plan.hold, plan.accounts[0].mode), (true, PlanMode::Poll), "the service waits for Wi-Fi");
    assert_eq!(check_later(&desk).await.accounts.len(), 1, "a resting engine checks when it is told");
    desk.mail.set_foreground(true);
    mode(&desk, PushMode::Push).await;
    assert_eq!(reasons(&desk).await, [PlanReason::Foreground]);
    let away = desk.mail.plan_when_away().await.unwrap();
    assert_eq!((away.hold, away.accounts[0].mode), (true, PlanMode::Poll), "what comes once it is put away");
    desk.mail.stop(desk.account.id).await;
}
