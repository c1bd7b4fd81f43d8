//! What a person changed or wrote goes out while nobody looks, whatever they chose for what comes in.

use super::background::{Told, check_later, mode, network, on_dovecot, only, set};
use super::desk::{Desk, letter};
use super::sending::draft;
use std::sync::Arc;
use std::time::Duration;
use tern_core::api::{
    Awake, FlagChange, Flags, NetworkKind, OutboxId, OutboxState, PushMode, SendOptions, SyncMode, WakeCause,
};
use tern_tests::{Dovecot, Fault, User, wait_until, wait_until_async};

/// Sends a message that can be taken back for so long.
async fn send(desk: &Desk, to: &User, undo_seconds: u32) -> OutboxId {
    desk.mail.set_sending(desk.account.id, None, undo_seconds).await.unwrap();
    desk.mail.send(draft(desk, &to.address, "to myself"), SendOptions { now: false }).await.unwrap()
}

async fn is_sent(desk: &Desk, id: OutboxId) -> bool {
    desk.mail.outbox_item(id).await.unwrap().state == OutboxState::Done
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_wakes_for_a_message_that_is_about_to_leave() {
    let (desk, _proxy, user) = on_dovecot().await;
    set(&desk, |settings| settings.mode = SyncMode::Manual).await;
    let id = send(&desk, &user, 100).await;
    let (plan, due) = (desk.mail.background_plan().await.unwrap(), desk.mail.outbox_item(id).await.unwrap().due);
    let wake = plan.next_wake.expect("a wake");
    assert_eq!((wake.cause, wake.at, wake.accounts), (WakeCause::Send, due, vec![desk.account.id]));
    desk.mail.cancel_send(id).await.unwrap();
    assert_eq!(desk.mail.background_plan().await.unwrap().next_wake, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wake_sends_also_where_mail_is_fetched_by_hand_and_fetches_nothing() {
    let (desk, proxy, user) = on_dovecot().await;
    Dovecot::shared().raw(&user).append("Junk", "", &letter("not asked for"));
    set(&desk, |settings| settings.mode = SyncMode::Manual).await;
    let id = send(&desk, &user, 0).await;
    let wake = desk.mail.background_sync(30).await.unwrap();
    assert_eq!((wake.cause, only(&wake).whole, only(&wake).new_messages), (WakeCause::Send, true, 0), "{wake:?}");
    assert!(is_sent(&desk, id).await && proxy.counts().connections > 0);
    assert!(desk.rows("Junk").await.is_empty());
    assert_eq!(check_later(&desk).await.accounts, [], "nothing waits any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_without_a_network_goes_out_with_the_next_one() {
    let (desk, _proxy, user) = on_dovecot().await;
    let dovecot = Dovecot::shared();
    dovecot.deliver(&user, &letter("to be read"));
    check_later(&desk).await;
    set(&desk, |settings| settings.mode = SyncMode::Manual).await;
    desk.mail.start(desk.account.id).await.unwrap();
    desk.mail.set_network(network(NetworkKind::Down, false));
    mode(&desk, PushMode::Offline).await;
    let row = desk.rows("INBOX").await.remove(0).id;
    let add = Flags { seen: true, ..Flags::default() };
    desk.mail.flag(vec![row], FlagChange { add, remove: Flags::default() }).await.unwrap();
    let id = send(&desk, &user, 0).await;
    assert_eq!(desk.mail.background_plan().await.unwrap().next_wake, None, "a wake without a network is for nothing");
    desk.mail.set_network(network(NetworkKind::Wifi, false));
    wait_until_async("the message sent", Duration::from_secs(60), || is_sent(&desk, id)).await;
    let mut raw = dovecot.raw(&user);
    wait_until("the flag on the server", Duration::from_secs(30), || {
        raw.select("INBOX");
        raw.flags().values().any(|flags| flags.contains("\\Seen"))
    });
    desk.mail.stop(desk.account.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_password_is_not_tried_again_for_what_waits() {
    let (desk, proxy, user) = on_dovecot().await;
    set(&desk, |settings| settings.mode = SyncMode::Balanced).await;
    Dovecot::shared().set_password(&user, "another");
    assert!(only(&check_later(&desk).await).problem.is_some());
    send(&desk, &user, 0).await;
    proxy.reset_counts();
    assert_eq!((check_later(&desk).await.accounts, proxy.counts().connections), (vec![], 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_stays_awake_for_a_message_that_is_about_to_leave_and_not_for_a_server_that_is_away() {
    let (desk, proxy, user) = on_dovecot().await;
    set(&desk, |settings| settings.mode = SyncMode::Manual).await;
    desk.mail.start(desk.account.id).await.unwrap();
    mode(&desk, PushMode::Offline).await;
    let awake = Arc::new(Told::default());
    desk.mail.keep_awake(Arc::clone(&awake) as Arc<dyn Awake>);
    let last = || awake.0.lock().unwrap().last().copied();
    let id = send(&desk, &user, 100).await;
    wait_until("it is awake", Duration::from_secs(30), || last() == Some(true));
    desk.mail.cancel_send(id).await.unwrap();
    wait_until("it rests", Duration::from_secs(30), || last() == Some(false));
    proxy.set(Fault::Refuse);
    send(&desk, &user, 1).await;
    wait_until("it is awake again", Duration::from_secs(30), || last() == Some(true));
    wait_until("it rests again", Duration::from_secs(60), || last() == Some(false));
    proxy.set(Fault::None);
    desk.mail.stop(desk.account.id).await;
}
