//! The first sync, windows, and what is here afterwards.

use super::desk::{Desk, letter};
use tern_core::api::{BodyState, Window};
use tern_tests::Dovecot;

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_local_byte_for_byte_after_one_sync() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let mut raw = dovecot.raw(&user);
    for n in 0..120 {
        raw.append("INBOX", if n % 3 == 0 { "(\\Seen)" } else { "(\\Flagged $Work)" }, &letter(&format!("letter {n}")));
    }
    raw.create("Gr&APYA3w-e &- mehr");
    let report = desk.sync().await;
    assert_eq!((report.new_messages, report.bodies), (120, 120), "{report:?}");
    assert!(report.problems.is_empty(), "{report:?}");
    raw.select("INBOX");
    assert_eq!(desk.flags("INBOX").await, raw.flags());
    assert_eq!(desk.sources("INBOX").await, raw.bodies());
    let rows = desk.rows("INBOX").await;
    assert_eq!(rows[0].subject, "letter 119", "newest first");
    assert_eq!(rows[0].preview, "Body of letter 119.");
    let inbox = desk.mailbox("INBOX").await;
    assert_eq!((inbox.total, inbox.local, inbox.older_on_server, inbox.unread), (120, 120, 0, 80));
    assert_eq!(desk.mailbox("Größe & mehr").await.total, 0);
    let again = desk.sync().await;
    assert_eq!((again.new_messages, again.bodies, again.removed, again.flags_changed), (0, 0, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_keeps_what_is_in_it_and_widening_fetches_the_rest() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::Days { days: 30 }).await;
    let mut raw = dovecot.raw(&user);
    for (n, days) in [(1, 400), (2, 100), (3, 40), (4, 20), (5, 2)] {
        let date = (jiff::Zoned::now() - jiff::Span::new().days(days)).strftime("%d-%b-%Y %H:%M:%S %z").to_string();
        raw.append("INBOX", &format!("() \"{date}\""), &letter(&format!("aged {n}")));
    }
    let subjects = async || -> Vec<String> { desk.rows("INBOX").await.into_iter().map(|row| row.subject).collect() };
    desk.sync().await;
    assert_eq!(subjects().await, ["aged 5", "aged 4"]);
    let inbox = desk.mailbox("INBOX").await;
    assert_eq!((inbox.total, inbox.local, inbox.older_on_server, inbox.unread), (5, 2, 3, 5));
    let kept = desk.rows("INBOX").await[0].id;

    desk.mail.set_window(desk.account.id, Window::Days { days: 90 }).await.unwrap();
    let report = desk.sync().await;
    assert_eq!((report.new_messages, report.bodies), (1, 1), "the difference only");
    assert_eq!(subjects().await, ["aged 5", "aged 4", "aged 3"]);
    assert_eq!(desk.rows("INBOX").await[0].id, kept);

    desk.mail.set_mailbox_window(inbox.id, Some(Window::Days { days: 7 })).await.unwrap();
    assert_eq!(subjects().await, ["aged 5"], "a shorter window takes effect at once");
    let inbox = desk.mailbox("INBOX").await;
    assert_eq!((inbox.older_on_server, inbox.unread), (4, 5), "what left is still counted");
    desk.sync().await;
    assert_eq!(desk.mailbox("INBOX").await.older_on_server, 4);
    desk.mail.set_mailbox_window(inbox.id, Some(Window::All)).await.unwrap();
    desk.sync().await;
    assert_eq!(subjects().await.len(), 5);
    raw.select("INBOX");
    assert_eq!(desk.flags("INBOX").await, raw.flags(), "nothing was changed on the server");
}

#[tokio::test(flavor = "multi_thread")]
async fn large_messages_keep_their_attachments_on_the_server_until_asked() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let blob = vec![b'x'; 400_000];
    let encoded = blob.chunks(57).map(|_| "eHh4".repeat(19) + "\r\n").collect::<String>();
    let message = format!(
        "From: g@tern.test\r\nSubject: big\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße mit Anhang.\r\n--b\r\n\
         Content-Type: application/octet-stream; name=data.bin\r\nContent-Disposition: attachment; filename=data.bin\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{encoded}--b--\r\n"
    );
    let mut raw = dovecot.raw(&user);
    raw.append("INBOX", "()", message.as_bytes());
    desk.sync().await;
    let row = desk.rows("INBOX").await.remove(0);
    assert_eq!((row.body, row.attachments, row.preview.as_str()), (BodyState::Text, 1, "Grüße mit Anhang."));
    let opened = desk.mail.message(row.id).await.unwrap();
    assert_eq!((opened.text.trim(), opened.attachments[0].name.as_str()), ("Grüße mit Anhang.", "data.bin"));
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("data.bin").display().to_string();
    let written = desk.mail.save_part(row.id, opened.attachments[0].part.clone(), path.clone()).await.unwrap();
    let saved = std::fs::read(path).unwrap();
    assert_eq!((written, saved.len()), (saved.len() as u64, 7018 * 57));
    assert!(saved.iter().all(|byte| *byte == b'x'));
    raw.select("INBOX");
    assert_eq!(desk.sources("INBOX").await, raw.bodies());
}
