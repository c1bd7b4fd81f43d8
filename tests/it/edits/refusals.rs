//! What the server refuses is undone and told.

use super::bed::{Bed, Site, flag, mailboxes, message};
use tern_core::model::{EditKind, Role};
use tern_core::sync::edits::Verb;
use tern_tests::Dovecot;

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_folder_refuses_and_everything_is_as_before() {
    let site = Site::shared();
    let mut bed = Bed::new(&site, &["one"]).await;
    bed.raw.create("Public");
    bed.raw.append("Public", "", &message("two"));
    Dovecot::shared().make_read_only(site.user(), "Public");
    bed.sync().await;
    let public = bed.mailbox("Public").await;
    let two = bed.rows(public).await[0].id;
    bed.act(two, Verb::Flag(flag("\\Flagged", ""))).await;
    bed.act(bed.id("one").await, Verb::Move(public)).await;
    bed.queue(two, EditKind::Expunge).await;
    let replayed = bed.push().await;
    assert_eq!(replayed.refused.len(), 3, "{:?}", replayed.refused);
    assert!(
        replayed.refused.iter().all(|refusal| refusal.reason.to_string().contains("read-only")),
        "{:?}",
        replayed.refused
    );
    let wanted = mailboxes(&["INBOX: one[]", "Public: two[]"]);
    assert_eq!((bed.shown().await, bed.waiting().await), (wanted.clone(), 0));
    bed.sync().await;
    assert_eq!((bed.server(), bed.shown().await), (wanted.clone(), wanted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_mailbox_refuses_a_copy_and_says_so() {
    let dovecot = Dovecot::shared();
    let site = Site::Shared(dovecot, dovecot.user_with_quota(30_000));
    let mut bed = Bed::new(&site, &["small"]).await;
    let mut large = message("large");
    large.extend(std::iter::repeat_n(b'x', 20_000));
    bed.raw.append("INBOX", "", &large);
    bed.sync().await;
    let archive = bed.role(Role::Archive).await;
    for subject in ["large", "small"] {
        bed.act(bed.id(subject).await, Verb::Copy(archive)).await;
    }
    let replayed = bed.push().await;
    assert_eq!(replayed.refused.len(), 1, "{:?}", replayed.refused);
    assert!(replayed.refused[0].reason.to_string().contains("the mailbox is full"), "{:?}", replayed.refused);
    bed.sync().await;
    let wanted = mailboxes(&["INBOX: small[] large[]", "Archive: small[]"]);
    assert_eq!((bed.server(), bed.shown().await), (wanted.clone(), wanted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_is_gone_refuses_and_the_message_is_back() {
    for (name, site) in Site::all() {
        let mut bed = Bed::new(&site, &["one"]).await;
        bed.raw.create("Passing");
        bed.sync().await;
        let passing = bed.mailbox("Passing").await;
        bed.act(bed.id("one").await, Verb::Move(passing)).await;
        bed.raw.command("DELETE Passing");
        let replayed = bed.push().await;
        assert_eq!(replayed.refused.len(), 1, "{name}");
        assert_eq!(replayed.refused[0].role, Some(Role::Inbox), "{name}");
        assert_eq!(bed.shown().await, mailboxes(&["INBOX: one[]"]), "{name}");
    }
}
