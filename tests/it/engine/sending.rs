//! Mail out and back through the whole engine.

use super::desk::{Desk, letter};
use tern_core::api::{Address, Draft, Event, OutboxState, SendOptions, SentCopy, Window};
use tern_tests::Dovecot;

pub fn draft(desk: &Desk, to: &str, subject: &str) -> Draft {
    let address = |email: &str| Address { name: None, email: email.into() };
    Draft {
        account: desk.account.id,
        from: address(&desk.account.address),
        to: vec![address(to)],
        cc: vec![],
        bcc: vec![address("secret@tern.test")],
        subject: subject.into(),
        text: "Grüße\n".into(),
        html: None,
        attachments: vec![],
        in_reply_to: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_leaves_once_is_kept_in_sent_and_marks_the_original() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let friend = dovecot.user();
    dovecot.deliver(&user, &letter("question"));
    desk.sync().await;
    let question = desk.rows("INBOX").await.remove(0);
    let mut reply = draft(&desk, &friend.address, "Re: question");
    reply.bcc.clear();
    reply.in_reply_to = Some(question.id);
    let id = desk.mail.send(reply, SendOptions { now: true }).await.unwrap();
    let item = desk.mail.wait_sent(id).await.unwrap();
    assert_eq!(item.state, OutboxState::Done, "{:?}", item.ledger);
    desk.sync().await;
    desk.sync().await;
    let mut raw = dovecot.raw(&user);
    raw.select("Sent");
    assert_eq!(raw.search("ALL").len(), 1);
    let mut theirs = dovecot.raw(&friend);
    theirs.select("INBOX");
    assert_eq!(theirs.search("HEADER In-Reply-To question@tern.test").len(), 1);
    raw.select("INBOX");
    assert_eq!(raw.search("ANSWERED").len(), 1);
    let sent = desk.rows("Sent").await.remove(0);
    assert_eq!(sent.thread, question.thread, "the conversation includes what was sent");
    let account = desk.mail.accounts().await.unwrap().remove(0);
    assert_eq!(account.sent_copy, SentCopy::Client, "the server was learned");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_engine_sends_when_the_undo_delay_is_over_and_hears_the_copy_to_oneself() {
    let (desk, user) = Desk::new(Window::All).await;
    desk.mail.start(desk.account.id).await.unwrap();
    let mut mail = draft(&desk, &user.address, "to myself");
    mail.bcc.clear();
    let id = desk.mail.send(mail, SendOptions { now: true }).await.unwrap();
    let arrived = desk
        .event("new message", |event| match event {
            Event::NewMessage { id, .. } => Some(*id),
            _ => None,
        })
        .await;
    assert_eq!(desk.mail.row(arrived).await.unwrap().subject, "to myself");
    assert_eq!(desk.mail.wait_sent(id).await.unwrap().state, OutboxState::Done);
    let second = desk.mail.send(draft(&desk, &user.address, "taken back"), SendOptions::default()).await.unwrap();
    desk.mail.cancel_send(second).await.unwrap();
    assert_eq!(desk.mail.outbox_item(second).await.unwrap().state, OutboxState::Cancelled);
    desk.mail.stop(desk.account.id).await;
}
