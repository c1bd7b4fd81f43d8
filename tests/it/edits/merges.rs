//! What others did on the server while a person was offline.

use super::bed::{Bed, Site, flag, mailboxes};
use tern_core::model::{EditKind, Role};
use tern_core::sync::edits::Verb;

#[tokio::test(flavor = "multi_thread")]
async fn flags_merge_one_by_one() {
    for (name, site) in Site::all() {
        let mut bed = Bed::new(&site, &["one", "two"]).await;
        let (one, two) = (bed.id("one").await, bed.id("two").await);
        bed.act(one, Verb::Flag(flag("\\Seen", "\\Flagged"))).await;
        bed.act(two, Verb::Flag(flag("\\Flagged", ""))).await;
        bed.raw.select("INBOX");
        bed.raw.store("1", "+FLAGS", "\\Flagged \\Answered");
        bed.raw.store("2", "+FLAGS", "\\Flagged \\Seen");
        bed.push().await;
        let wanted = mailboxes(&["INBOX: one[\\answered \\seen] two[\\flagged \\seen]"]);
        assert_eq!(bed.server(), wanted, "{name}");
        bed.sync().await;
        assert_eq!(bed.shown().await, wanted, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_ends_quietly_and_a_move_is_told() {
    for (name, site) in Site::all() {
        let mut bed = Bed::new(&site, &["one", "two", "three", "four"]).await;
        let archive = bed.role(Role::Archive).await;
        bed.act(bed.id("one").await, Verb::Flag(flag("\\Seen", ""))).await;
        bed.queue(bed.id("two").await, EditKind::Expunge).await;
        bed.act(bed.id("three").await, Verb::Move(archive)).await;
        bed.raw.select("INBOX");
        bed.raw.expunge("1:3");
        let replayed = bed.push().await;
        assert_eq!(replayed.refused.len(), 1, "{name}: {:?}", replayed.refused);
        let told = bed.core.store.take_refusals(bed.account.id).await.unwrap();
        assert_eq!(told, replayed.refused, "{name}");
        bed.sync().await;
        assert_eq!(bed.waiting().await, 0, "{name}");
        assert_eq!(bed.shown().await, mailboxes(&["INBOX: four[]"]), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_uidvalidity_loses_no_edit() {
    let site = Site::hiding(vec![]);
    let Site::Dovecot(dovecot, user) = &site else { panic!("a Dovecot of its own") };
    let mut bed = Bed::new(&site, &["one", "two", "three"]).await;
    let (one, two) = (bed.id("one").await, bed.id("two").await);
    bed.act(one, Verb::Flag(flag("\\Seen", ""))).await;
    bed.act(two, Verb::Archive).await;
    dovecot.doveadm(&["mailbox", "update", "-u", &user.name, "--uid-validity", "4711", "INBOX"]);
    bed.raw = dovecot.raw(user);
    assert_eq!(bed.raw.status("INBOX", "UIDVALIDITY"), 4711);
    bed.push().await;
    assert_eq!(bed.waiting().await, 2, "they wait for the mailbox to be seen again");
    bed.sync().await;
    bed.sync().await;
    assert_eq!(bed.waiting().await, 0);
    let wanted = mailboxes(&["INBOX: one[\\seen] three[]", "Archive: two[]"]);
    assert_eq!(bed.server(), wanted);
    assert_eq!(bed.shown().await, wanted);
    assert_eq!(bed.core.store.row(one).await.unwrap().subject, "one", "the same rows");
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_without_message_id_are_followed_too() {
    let site = Site::shared();
    let proxy = tern_tests::FaultProxy::start(site.port());
    let mut bed = Bed::behind(&site, &proxy, &[]).await;
    for at in 1..=3 {
        let text = format!("From: a@tern.test\r\nSubject: bare-{at}\r\n\r\n{}\r\n", "x".repeat(at));
        bed.raw.append("INBOX", "", text.as_bytes());
    }
    bed.sync().await;
    let archive = bed.role(Role::Archive).await;
    bed.act(bed.id("bare-2").await, Verb::Move(archive)).await;
    bed.act(bed.id("bare-3").await, Verb::Copy(archive)).await;
    // The move and the copy reach the server; their answers do not reach this side.
    proxy.reset_counts();
    let user_edits = bed.core.store.pending_edits(bed.account.id).await.unwrap().len();
    bed.push().await;
    assert_eq!((user_edits, bed.waiting().await), (2, 0));
    bed.sync().await;
    let wanted = mailboxes(&["INBOX: bare-1[] bare-3[]", "Archive: bare-2[] bare-3[]"]);
    assert_eq!((bed.server(), bed.shown().await), (wanted.clone(), wanted));
}
