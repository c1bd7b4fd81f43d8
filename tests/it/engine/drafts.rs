//! Messages being written: kept, sent, taken back, answered and passed on.

use super::desk::{Desk, letter};
use std::time::Duration;
use tern_core::api::{
    Address, BodyOptions, DraftId, DraftStart, Message, OutboxState, Role, SavedDraft, SendOptions, View, Window,
};
use tern_tests::{Dovecot, User, wait_until};

const NOW: SendOptions = SendOptions { now: true };

fn bytes() -> Vec<u8> {
    (0..700_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

fn address(email: &str) -> Address {
    Address { name: None, email: email.into() }
}

async fn written(desk: &Desk, to: &User, subject: &str) -> SavedDraft {
    let begun = desk.mail.begin_draft(DraftStart::Blank { account: None }).await.unwrap();
    let mut draft = begun.draft.clone();
    draft.to = vec![address(&to.address)];
    draft.subject = subject.into();
    draft.text = "Grüße\n".into();
    desk.mail.save_draft(begun.id, draft).await.unwrap();
    desk.mail.draft(begun.id).await.unwrap()
}

async fn send(desk: &Desk, id: DraftId) {
    let outbox = desk.mail.send_draft(id, NOW).await.unwrap();
    let item = desk.mail.wait_sent(outbox).await.unwrap();
    assert_eq!(item.state, OutboxState::Done, "{:?}", item.ledger);
}

/// What a friend with Tern sees of the only message in their inbox.
async fn received(friend: &User) -> (Desk, Message) {
    let dovecot = Dovecot::shared();
    let mut raw = dovecot.raw(friend);
    wait_until("the mail to arrive", Duration::from_secs(20), || raw.select("INBOX") == 1);
    let desk = Desk::at(&super::desk::Place::on(dovecot, friend), Window::All).await;
    desk.sync().await;
    let row = desk.rows("INBOX").await.remove(0);
    let message = desk.mail.message(row.id).await.unwrap();
    (desk, message)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_was_taken_back_is_sent_once_with_its_files() {
    let (desk, user) = Desk::new(Window::All).await;
    let friend = Dovecot::shared().user();
    let saved = written(&desk, &friend, "with a file").await;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("Überblick 1.bin");
    std::fs::write(&path, bytes()).unwrap();
    let file = desk.mail.attach_file(saved.id, path.display().to_string()).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    let pasted = desk.mail.attach_data(saved.id, "../a/pasted.png".into(), b"\x89PNG".to_vec()).await.unwrap();
    let wrong = desk.mail.attach_data(saved.id, "wrong.txt".into(), b"x".to_vec()).await.unwrap();
    desk.mail.detach_file(saved.id, wrong.id).await.unwrap();
    assert_eq!(
        (file.size, pasted.name.as_str(), pasted.content_type.as_str()),
        (700_000, "_a_pasted.png", "image/png")
    );
    let outbox = desk.mail.send_draft(saved.id, SendOptions::default()).await.unwrap();
    assert!(desk.mail.drafts().await.unwrap().is_empty());
    let known = desk.mail.complete_address(friend.address.clone(), 1).await.unwrap();
    assert_eq!(known, [address(&friend.address)], "an address is known as soon as a message to it is queued");
    assert_eq!(desk.mail.save_draft(saved.id, saved.draft.clone()).await.unwrap_err().kind(), "gone");
    let back = desk.mail.recall_draft(outbox).await.unwrap();
    assert_eq!((back.id, back.files.as_slice(), &back.draft), (saved.id, &[file, pasted][..], &saved.draft));
    assert_eq!(desk.mail.outbox_item(outbox).await.unwrap().state, OutboxState::Cancelled);
    send(&desk, saved.id).await;
    assert_eq!(desk.mail.recall_draft(outbox).await.unwrap_err().kind(), "gone");
    assert_eq!(desk.mail.draft(saved.id).await.unwrap_err().kind(), "gone");
    let (theirs, message) = received(&friend).await;
    let names: Vec<_> = message.attachments.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Überblick 1.bin", "_a_pasted.png"]);
    let part = theirs.mail.part(message.row.id, message.attachments[0].part.clone()).await.unwrap();
    assert!(part.bytes == bytes(), "the file arrived byte for byte");
    let mut raw = Dovecot::shared().raw(&user);
    assert_eq!(raw.select("Sent"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_passed_on_with_its_attachments_and_marked() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let friend = dovecot.user();
    let encoded: String = bytes().iter().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>().concat();
    let lines: Vec<&str> = encoded.as_bytes().chunks(72).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let source = format!(
        "From: Grace Hopper <grace@tern.test>\r\nTo: ada@tern.test\r\nSubject: Re: the report\r\n\
         Message-ID: <report@tern.test>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
         Content-Type: text/html\r\n\r\n<p class=x>Hello <b>you</b><img src=https://x/y></p>\r\n--b\r\n\
         Content-Type: application/pdf; name=report.pdf\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         {}\r\n--b--\r\n",
        lines.join("=\r\n")
    );
    dovecot.deliver(&user, source.as_bytes());
    desk.sync().await;
    let report = desk.rows("INBOX").await.remove(0).id;
    let start = DraftStart::Forward { message: report, attribution: "From Grace <grace@tern.test>".into() };
    let begun = desk.mail.begin_draft(start).await.unwrap();
    assert_eq!((begun.draft.subject.as_str(), begun.files.len()), ("Fwd: Re: the report", 1));
    let html = begun.draft.html.as_deref().unwrap();
    assert!(html.contains("<p>From Grace &lt;grace@tern.test&gt;</p>"), "{html}");
    assert!(html.contains("<blockquote type=\"cite\"><p>Hello <b>you</b></p>"), "{html}");
    let mut draft = begun.draft.clone();
    draft.to = vec![address(&friend.address)];
    desk.mail.save_draft(begun.id, draft).await.unwrap();
    send(&desk, begun.id).await;
    let (theirs, message) = received(&friend).await;
    assert_eq!(message.attachments[0].name, "report.pdf");
    let part = theirs.mail.part(message.row.id, message.attachments[0].part.clone()).await.unwrap();
    assert_eq!(part.content_type, "application/pdf");
    let text = theirs.mail.part(message.row.id, "1.2".into()).await.unwrap();
    assert_eq!(text.content_type, "text/html");
    assert!(part.bytes == bytes(), "the attachment arrived byte for byte");
    desk.sync().await;
    let mut raw = dovecot.raw(&user);
    raw.select("INBOX");
    assert_eq!(raw.search("KEYWORD $Forwarded").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_passed_on_with_its_pictures_in_their_places() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let friend = dovecot.user();
    let source = "From: Grace <grace@tern.test>\r\nTo: ada@tern.test\r\nSubject: the garden\r\n\
         Message-ID: <garden@tern.test>\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\
         Content-Type: text/html\r\n\r\n<p>Look: <img src=\"cid:rose%40tern.test\" alt=rose width=1></p>\r\n--b\r\n\
         Content-Type: image/png\r\nContent-ID: <rose@tern.test>\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         iVBORw0KGgo=\r\n--b\r\nContent-Type: image/png; name=unseen.png\r\nContent-ID: <unseen@tern.test>\r\n\
         Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n";
    dovecot.deliver(&user, source.as_bytes());
    desk.sync().await;
    let message = desk.rows("INBOX").await.remove(0).id;
    let start = DraftStart::Forward { message, attribution: "From Grace".into() };
    let begun = desk.mail.begin_draft(start).await.unwrap();
    let ids: Vec<_> = begun.files.iter().map(|file| file.content_id.as_deref()).collect();
    assert_eq!(ids, [Some("rose@tern.test"), None]);
    let mut draft = begun.draft.clone();
    draft.to = vec![address(&friend.address)];
    desk.mail.save_draft(begun.id, draft).await.unwrap();
    // What was taken back and sent again is the same.
    let outbox = desk.mail.send_draft(begun.id, SendOptions::default()).await.unwrap();
    assert_eq!(desk.mail.recall_draft(outbox).await.unwrap().files, begun.files);
    send(&desk, begun.id).await;
    let (theirs, message) = received(&friend).await;
    let listed: Vec<_> = message.attachments.iter().map(|part| (part.part.as_str(), part.inline)).collect();
    assert_eq!(listed, [("1.2", true), ("2", false)]);
    assert_eq!(message.attachments[0].content_id.as_deref(), Some("rose@tern.test"));
    let body = theirs.mail.body(message.row.id, BodyOptions::default()).await.unwrap();
    assert!(body.html.contains("<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"rose\""), "{}", body.html);
    let start = DraftStart::Reply { message: message.row.id, attribution: String::new() };
    let reply = theirs.mail.begin_draft(start).await.unwrap();
    assert!(reply.files.is_empty() && !reply.draft.html.unwrap().contains("<img"), "an answer carries no pictures");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_go_to_whom_they_should_below_a_quote() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let friend = dovecot.user();
    let question = String::from_utf8(letter("Re: AW: question")).unwrap();
    let question = question
        .replace("To: ada@tern.test", &format!("To: {}, Bob <bob@tern.test>\r\nCc: cy@tern.test", user.address));
    let question = question.replace("Grace Hopper <grace@tern.test>", &format!("Grace <{}>", friend.address));
    dovecot.deliver(&user, question.as_bytes());
    desk.sync().await;
    let row = desk.rows("INBOX").await.remove(0);
    let emails = |list: &[Address]| list.iter().map(|address| address.email.clone()).collect::<Vec<_>>();
    let start = DraftStart::ReplyAll { message: row.id, attribution: "Grace wrote:".into() };
    let all = desk.mail.begin_draft(start).await.unwrap().draft;
    assert_eq!(emails(&all.to), [friend.address.as_str(), "bob@tern.test"]);
    assert_eq!((emails(&all.cc), all.in_reply_to), (vec!["cy@tern.test".to_owned()], Some(row.id)));
    let start = DraftStart::Reply { message: row.id, attribution: "Grace wrote:".into() };
    let reply = desk.mail.begin_draft(start).await.unwrap();
    assert_eq!(emails(&reply.draft.to), [friend.address.as_str()]);
    assert_eq!(reply.draft.subject, "Re: question");
    assert_eq!(reply.draft.text, "\n\nGrace wrote:\n> Body of Re: AW: question.\n");
    assert_eq!(desk.mail.drafts().await.unwrap().len(), 2);
    send(&desk, reply.id).await;
    let (_, message) = received(&friend).await;
    assert!(message.text.contains("> Body of"), "{}", message.text);
    desk.sync().await;
    let mut raw = dovecot.raw(&user);
    raw.select("INBOX");
    assert_eq!(raw.search("ANSWERED").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_the_server_is_taken_up_and_goes_when_it_is_sent() {
    let dovecot = Dovecot::shared();
    let (desk, user) = Desk::new(Window::All).await;
    let friend = dovecot.user();
    let mut raw = dovecot.raw(&user);
    let source = format!(
        "From: <{}>\r\nTo: {}\r\nBcc: hidden@tern.test\r\nSubject: from elsewhere\r\nMessage-ID: <draft@tern.test>\r\n\
         \r\nHalf a sen\r\n",
        user.address, friend.address
    );
    raw.append("Drafts", "(\\Draft \\Seen)", source.as_bytes());
    desk.sync().await;
    let drafts = View::Role { role: Role::Drafts };
    assert!(matches!(drafts, View::Role { .. }));
    let row = desk.rows("Drafts").await.remove(0);
    let begun = desk.mail.begin_draft(DraftStart::Message { message: row.id }).await.unwrap();
    assert_eq!((begun.draft.text.as_str(), begun.draft.bcc.len()), ("Half a sen\n", 1));
    let again = desk.mail.begin_draft(DraftStart::Message { message: row.id }).await.unwrap();
    assert_eq!(again.id, begun.id, "a draft is taken up once");
    let mut draft = begun.draft;
    draft.bcc.clear();
    draft.text = "Half a sentence\n".into();
    desk.mail.save_draft(begun.id, draft).await.unwrap();
    send(&desk, begun.id).await;
    desk.sync().await;
    assert_eq!((raw.select("Drafts"), raw.select("Sent")), (0, 1));
    let (_, message) = received(&friend).await;
    assert_eq!(message.text, "Half a sentence\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_without_an_address_is_not_sent_and_not_lost() {
    let (desk, _) = Desk::new(Window::All).await;
    let uri = "mailto:?subject=Hello%20you&body=one%0D%0Atwo".to_owned();
    let begun = desk.mail.begin_draft(DraftStart::Mailto { uri }).await.unwrap();
    assert_eq!((begun.draft.subject.as_str(), begun.draft.text.as_str()), ("Hello you", "one\ntwo"));
    assert_eq!(desk.mail.send_draft(begun.id, NOW).await.unwrap_err().kind(), "input");
    let mut draft = begun.draft.clone();
    draft.to = vec![address("not an address")];
    desk.mail.save_draft(begun.id, draft.clone()).await.unwrap();
    assert_eq!(desk.mail.send_draft(begun.id, NOW).await.unwrap_err().kind(), "input");
    let many = |n: u32| address(&format!("person{n}@tern.test"));
    draft.to = (0..10_000).map(many).collect();
    desk.mail.save_draft(begun.id, draft.clone()).await.unwrap();
    assert_eq!(desk.mail.draft(begun.id).await.unwrap().draft, draft);
    let nowhere = desk.mail.attach_file(begun.id, "/does/not/exist".into()).await.unwrap_err();
    assert_eq!(nowhere.kind(), "input");
    let large = desk.mail.attach_data(begun.id, "large".into(), vec![0; (32 << 20) + 1]).await.unwrap_err();
    assert_eq!(large.kind(), "quota");
    desk.mail.discard_draft(begun.id).await.unwrap();
    assert!(desk.mail.drafts().await.unwrap().is_empty() && desk.mail.outbox().await.unwrap().is_empty());
}
