use super::bed::{Bed, count, path};
use std::time::Duration;
use tern_core::engine::outbox::{self, Leaving};
use tern_core::model::{Address, OutboxState, RecipientState, Security, SentCopy};
use tern_core::net::NetError;
use tern_tests::{Dovecot, Postfix, RawImap, User, wait_for, wait_until};

fn servers() -> (&'static Dovecot, &'static Postfix) {
    static POSTFIX: std::sync::OnceLock<Postfix> = std::sync::OnceLock::new();
    let dovecot = Dovecot::shared();
    (dovecot, POSTFIX.get_or_init(|| Postfix::start(dovecot)))
}

fn delivered(dovecot: &Dovecot, user: &User, message_id: &str) -> String {
    let mut raw = dovecot.raw(user);
    let limit = Duration::from_secs(20);
    wait_until("the mail to arrive", limit, || count(&mut raw, "INBOX", message_id) == 1);
    only_body(&mut raw)
}

fn from_base64(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter_map(|c| alphabet.iter().position(|a| *a == c)) {
        held = held << 6 | digit as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}

fn only_body(raw: &mut RawImap) -> String {
    let bodies = raw.bodies();
    assert_eq!(bodies.len(), 1);
    String::from_utf8(bodies.into_values().next().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_leaves_arrives_and_is_kept_once() {
    let (dovecot, postfix) = servers();
    for (security, port) in
        [(Security::Starttls, postfix.submission_port()), (Security::Tls, postfix.submissions_port())]
    {
        let (ada, bob) = (dovecot.user(), dovecot.user());
        let mut bed = Bed::new(dovecot, &ada, security, port).await;
        let mut draft = bed.draft(&[&bob.address]);
        draft.bcc = vec![Address { name: None, email: ada.address.clone() }];
        draft.html = Some("<p>one</p>".into());
        let item = bed.send(&draft).await;
        use OutboxState::{Accepted, Committing, Done, Queued, Submitting};
        assert_eq!(path(&item), [Queued, Submitting, Committing, Accepted, Done], "{item:?}");
        assert!(item.recipients.iter().all(|r| r.state == RecipientState::Accepted));
        let body = delivered(dovecot, &bob, &item.message_id);
        assert!(body.contains("\r\n.\r\n..two\r\n"));
        assert!(!body.to_ascii_lowercase().contains("\nbcc:"), "{body}");
        let mut raw = dovecot.raw(&ada);
        assert_eq!(count(&mut raw, "Sent", &item.message_id), 1);
        let copy = only_body(&mut raw);
        assert!(copy.starts_with(&format!("Bcc: <{}>\r\n", ada.address)), "{copy}");
        assert!(raw.flags().into_values().all(|flags| flags.contains("\\Seen")));
        assert_eq!(bed.sent_copy().await, SentCopy::Client);
        bed.flush_all().await;
        assert_eq!((bed.copies.appends, count(&mut raw, "Sent", &item.message_id)), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_and_deferred_recipients_do_not_keep_the_others_from_it() {
    let (dovecot, postfix) = servers();
    let (ada, bob) = (dovecot.user(), dovecot.user());
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let draft = bed.draft(&["refused@tern.test", &bob.address, "later@tern.test"]);
    let item = bed.send(&draft).await;
    let states: Vec<_> = item.recipients.iter().map(|r| r.state).collect();
    assert_eq!(states, [RecipientState::Refused, RecipientState::Accepted, RecipientState::Deferred]);
    assert!(item.recipients[0].reply.as_ref().unwrap().to_string().starts_with("550 5.1.1"), "{item:?}");
    assert!(item.recipients[2].reply.as_ref().unwrap().to_string().starts_with("450 4.2.0"), "{item:?}");
    assert_eq!(item.state, OutboxState::Queued);
    delivered(dovecot, &bob, &item.message_id);
    bed.flush_all().await;
    assert_eq!(bed.item(item.id).await.state, OutboxState::Queued, "later@ is still deferred");
    assert_eq!(count(&mut dovecot.raw(&bob), "INBOX", &item.message_id), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_everybody_refuses_failed_and_says_why() {
    let (dovecot, postfix) = servers();
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let item = bed.send(&bed.draft(&["refused@tern.test", "policy@tern.test"])).await;
    assert_eq!(item.state, OutboxState::Failed);
    let detail = item.ledger.last().unwrap().detail.to_string();
    assert!(detail.contains("550 5.1.1") && detail.contains("554 5.7.1"), "{detail}");
    let next = bed.send(&bed.draft(&[&ada.address])).await;
    assert_eq!(next.state, OutboxState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_holds_the_outbox_until_it_is_changed() {
    let (dovecot, postfix) = servers();
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Starttls, postfix.submission_port()).await;
    bed.store.set_password(bed.account.id, "wrong".into()).await.unwrap();
    let first = bed.queue(&bed.draft(&[&ada.address])).await;
    let flushed = bed.flush().await;
    assert!(matches!(flushed.trouble, Some(NetError::SignIn { .. })), "{flushed:?}");
    let held = bed.item(first).await;
    assert!(held.state == OutboxState::Queued && held.due > super::bed::now() + 3_600_000, "{held:?}");
    assert!(bed.flush().await.trouble.is_none(), "not tried again by itself");
    bed.store.set_password(bed.account.id, ada.password.clone()).await.unwrap();
    bed.flush_all().await;
    assert_eq!(bed.item(first).await.state, OutboxState::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_fails_before_it_is_sent() {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start_with(dovecot, "message_size_limit = 20000");
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let mut draft = bed.draft(&[&ada.address]);
    draft.attachments = vec![bed.file("large.bin", &[0x5a; 30_000])];
    let item = bed.send(&draft).await;
    assert_eq!(item.state, OutboxState::Failed);
    assert!(item.ledger.last().unwrap().detail.to_string().contains("20000"), "{item:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_beyond_ascii_need_a_server_that_knows_them() {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start_with(dovecot, "smtputf8_enable = no");
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let item = bed.send(&bed.draft(&["jörg@tern.test"])).await;
    assert_eq!(item.state, OutboxState::Failed);
    assert!(item.ledger.last().unwrap().detail.to_string().contains("SMTPUTF8"), "{item:?}");
    let (_, able) = servers();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, able.submissions_port()).await;
    let item = bed.send(&bed.draft(&["jörg@tern.test"])).await;
    assert!(path(&item).contains(&OutboxState::Committing), "{item:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_attachment_arrives_byte_for_byte() {
    let (dovecot, postfix) = servers();
    let (ada, bob) = (dovecot.user(), dovecot.user());
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let mut draft = bed.draft(&[&bob.address]);
    draft.attachments = vec![bed.file("Übersicht.bin", &bytes)];
    let item = bed.send(&draft).await;
    assert_eq!(item.state, OutboxState::Done, "{item:?}");
    let body = wait_for("the mail to arrive", Duration::from_secs(30), || {
        let mut raw = dovecot.raw(&bob);
        (raw.select("INBOX") == 1).then(|| raw.bodies().into_values().next().unwrap())
    });
    let body = String::from_utf8(body).unwrap();
    assert!(body.contains("filename*=UTF-8''%C3%9Cbersicht.bin\r\n"));
    let (_, attached) = body.rsplit_once("base64\r\n\r\n").unwrap();
    let (attached, _) = attached.split_once("\r\n--").unwrap();
    assert!(from_base64(attached) == bytes);
    let (kept, sent) = (bed.copies.appends, count(&mut dovecot.raw(&ada), "Sent", &item.message_id));
    assert_eq!((kept, sent), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sent_folder_that_refuses_never_sends_again() {
    let (dovecot, postfix) = servers();
    let (ada, bob) = (dovecot.user(), dovecot.user());
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    bed.copies.refusal = Some("Quota exceeded");
    let item = bed.send(&bed.draft(&[&bob.address])).await;
    assert_eq!(item.state, OutboxState::Accepted);
    assert!(item.ledger.last().unwrap().detail.to_string().contains("Quota exceeded"));
    bed.flush_all().await;
    bed.copies.refusal = None;
    bed.flush_all().await;
    assert_eq!(bed.item(item.id).await.state, OutboxState::Done);
    assert_eq!(count(&mut dovecot.raw(&ada), "Sent", &item.message_id), 1);
    delivered(dovecot, &bob, &item.message_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_the_server_stores_is_not_doubled() {
    let (dovecot, postfix) = servers();
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let id = bed.queue(&bed.draft(&[&ada.address])).await;
    let message_id = bed.item(id).await.message_id;
    let stored = format!("Message-ID: <{message_id}>\r\n\r\nas a server would store it\r\n");
    dovecot.raw(&ada).append("Sent", "", stored.as_bytes());
    bed.flush().await;
    assert_eq!(bed.item(id).await.state, OutboxState::Done);
    assert_eq!((bed.copies.appends, bed.sent_copy().await), (0, SentCopy::Server));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_can_be_taken_back_until_it_leaves() {
    let (dovecot, postfix) = servers();
    let ada = dovecot.user();
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let now = super::bed::now();
    let leaving = Leaving { at: now, due: now + 60_000, utc_offset: 0 };
    let draft = bed.draft(&[&ada.address]);
    let id = outbox::queue(&bed.store, &bed.account, &draft, leaving).await.unwrap();
    assert_eq!(bed.flush().await.next, Some(now + 60_000));
    outbox::cancel(&bed.store, id, now).await.unwrap();
    bed.flush_all().await;
    assert_eq!(bed.item(id).await.state, OutboxState::Cancelled);
    assert!(outbox::retry(&bed.store, id, now).await.is_err());
    let sent = bed.send(&draft).await;
    assert!(outbox::cancel(&bed.store, sent.id, now).await.is_err());
    assert_eq!(count(&mut dovecot.raw(&ada), "Sent", &sent.message_id), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_said_before_it_is_queued() {
    let (dovecot, postfix) = servers();
    let ada = dovecot.user();
    let bed = Bed::new(dovecot, &ada, Security::Tls, postfix.submissions_port()).await;
    let good = bed.draft(&[&ada.address]);
    let mut missing = good.clone();
    missing.attachments = vec!["/nowhere/at all.pdf".into()];
    let mut folder = good.clone();
    folder.attachments = vec!["/".into()];
    let mut nobody = good.clone();
    nobody.to.clear();
    let mut typo = good.clone();
    typo.to[0].email = "ada@tern..test".into();
    for (draft, words) in
        [(missing, "does not exist"), (folder, "not a file"), (nobody, "no recipients"), (typo, "domain is not valid")]
    {
        let leaving = Leaving { at: 0, due: 0, utc_offset: 0 };
        let error = outbox::queue(&bed.store, &bed.account, &draft, leaving).await.unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(bed.store.outbox(None).await.unwrap().is_empty());
}
