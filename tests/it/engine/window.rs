//! What a window asks for besides mail itself: lists, status, preferences, undo.

use super::desk::{Desk, Place, letter};
use std::time::Duration;
use tern_core::MailError;
use tern_core::api::{
    AccountStatus, ActionKind, Event, FlagChange, Flags, ListFrom, ListPage, ListRequest, MailboxId, Role, View, Window,
};
use tern_tests::{Dovecot, Fault, FaultProxy, wait_until, wait_until_async};

async fn status(desk: &Desk) -> AccountStatus {
    desk.mail.status().await.unwrap().remove(0)
}

async fn list(desk: &Desk, view: View) -> ListPage {
    let from = ListFrom::Offset { offset: 0 };
    desk.mail.list(ListRequest { view, threaded: true, unread_only: false, from, limit: 50 }).await.unwrap()
}

fn heard(desk: &Desk, wanted: MailboxId) -> bool {
    let events = desk.events.0.lock().unwrap();
    events.iter().any(|event| matches!(event, Event::MailboxChanged { mailbox, .. } if *mailbox == wanted))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_an_account_from_syncing_is_said_until_it_syncs() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    let proxy = FaultProxy::start(dovecot.imaps_port());
    let desk = Desk::at(&Place { imap: proxy.port(), ..Place::on(dovecot, &user) }, Window::All).await;
    let fresh = status(&desk).await;
    assert_eq!((fresh.mode, fresh.syncing, fresh.synced, fresh.problem), (None, false, None, None));
    desk.sync().await;
    let synced = status(&desk).await;
    assert!(synced.synced.is_some() && !synced.syncing && synced.problem.is_none(), "{synced:?}");

    proxy.set(Fault::Refuse);
    desk.mail.sync(desk.account.id, Default::default()).await.unwrap_err();
    let offline = status(&desk).await;
    assert_eq!(offline.problem.map(|problem| problem.kind), Some("offline".to_owned()));
    assert_eq!(offline.synced, synced.synced);
    proxy.set(Fault::None);
    desk.sync().await;
    assert_eq!(status(&desk).await.problem, None);

    dovecot.set_password(&user, "another one");
    let sync = || async { desk.mail.sync(desk.account.id, Default::default()).await.is_err() };
    wait_until_async("the password refused", Duration::from_secs(20), sync).await;
    let problem = status(&desk).await.problem.unwrap();
    assert_eq!(problem.kind, "sign_in");
    assert!(!problem.reason.is_empty() && !problem.next.is_empty());
    desk.mail.set_password(desk.account.id, "another one".into()).await.unwrap();
    desk.sync().await;
    let well = status(&desk).await;
    assert!(well.problem.is_none() && well.synced >= synced.synced, "{well:?}");
    desk.event("status", |event| matches!(event, Event::StatusChanged { .. }).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_engine_says_its_mode_and_when_it_last_got_on() {
    let (desk, _) = Desk::new(Window::All).await;
    desk.mail.start(desk.account.id).await.unwrap();
    let at_rest = || async {
        let now = status(&desk).await;
        now.mode.is_some() && !now.why.is_empty() && now.synced.is_some() && !now.syncing
    };
    wait_until_async("a synced account at rest", Duration::from_secs(30), at_rest).await;
    desk.mail.stop(desk.account.id).await;
    assert_eq!(status(&desk).await.mode, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_conversation_leaves_the_list_and_comes_back() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    for n in 0..3 {
        dovecot.deliver(&user, &letter(&format!("letter {n}")));
    }
    let desk = Desk::at(&Place::on(dovecot, &user), Window::All).await;
    desk.sync().await;
    let inboxes = View::Role { role: Role::Inbox };
    let before = list(&desk, inboxes.clone()).await;
    assert_eq!(before.total, 3);
    let (inbox, archive) = (desk.mailbox("INBOX").await.id, desk.mailbox("Archive").await.id);
    desk.events.0.lock().unwrap().clear();
    let action = desk.mail.archive(before.rows[1].ids.clone()).await.unwrap();
    assert_eq!((action.kind, action.messages, action.to), (ActionKind::Archive, 1, Some(archive)));
    wait_until("both mailboxes told", Duration::from_secs(10), || heard(&desk, inbox) && heard(&desk, archive));
    assert_eq!(list(&desk, inboxes.clone()).await.total, 2);
    assert_eq!(list(&desk, View::Mailbox { mailbox: archive }).await.total, 1);
    desk.sync().await;
    assert_eq!(desk.mail.last_action().await.unwrap(), Some(action.clone()));
    desk.mail.undo(action.id).await.unwrap();
    let back = list(&desk, inboxes).await;
    let ids = |page: &ListPage| page.rows.iter().map(|row| row.ids.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&back), ids(&before));
    desk.sync().await;
    let mut raw = dovecot.raw(&user);
    assert_eq!((raw.status("INBOX", "MESSAGES"), raw.status("Archive", "MESSAGES")), (3, 0));
    assert!(matches!(desk.mail.undo(action.id).await, Err(MailError::Gone { .. })));
    assert_eq!(desk.mail.last_action().await.unwrap(), None);

    let flagged = Flags { flagged: true, ..Flags::default() };
    let ids = desk.mail.list_ids(View::Mailbox { mailbox: inbox }, false).await.unwrap();
    let change = FlagChange { add: flagged, remove: Flags::default() };
    assert_eq!(desk.mail.flag(ids.clone(), change).await.unwrap().messages, 3);
    assert_eq!(list(&desk, View::Flagged).await.total, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn preferences_and_sending_have_bounds() {
    let (desk, _) = Desk::new(Window::All).await;
    let mail = &desk.mail;
    mail.set_setting("face.theme".into(), Some("x".repeat(64 << 10))).await.unwrap();
    assert_eq!(mail.settings().await.unwrap()[0].value.len(), 64 << 10);
    for (key, value) in [("k".repeat(101), 1), (String::new(), 1), ("face.theme".into(), (64 << 10) + 1)] {
        let refused = mail.set_setting(key, Some("x".repeat(value))).await;
        assert!(matches!(refused, Err(MailError::Input { .. })), "{refused:?}");
    }
    mail.set_setting("face.theme".into(), None).await.unwrap();
    assert_eq!(mail.settings().await.unwrap(), []);

    mail.set_sending(desk.account.id, Some(" Ann Lee ".into()), 120).await.unwrap();
    let account = mail.accounts().await.unwrap().remove(0);
    assert_eq!((account.name.as_deref(), account.undo_seconds), (Some("Ann Lee"), 120));
    desk.event("account", |event| matches!(event, Event::AccountChanged { .. }).then_some(())).await;
    for (name, seconds) in [("Ann", 121), ("An\nn", 5)] {
        let refused = mail.set_sending(desk.account.id, Some(name.into()), seconds).await;
        assert!(matches!(refused, Err(MailError::Input { .. })), "{refused:?}");
    }
}
