//! Undoing, whatever the server has heard of what is undone.

use super::bed::{Bed, Site, flag, mailboxes};
use tern_core::MailError;
use tern_core::engine::actions;
use tern_core::model::{ActionId, MessageId, Role};
use tern_core::sync::edits::Verb;

async fn act(bed: &Bed, id: MessageId, verb: Verb) -> ActionId {
    actions::act(&bed.core, &[id], &verb).await.unwrap().id
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_did_is_reversed_on_every_server() {
    for (name, site) in Site::all() {
        let mut bed = Bed::new(&site, &["one", "two", "three", "four"]).await;
        let mut ids = Vec::new();
        for subject in ["one", "two", "three", "four"] {
            ids.push(bed.id(subject).await);
        }
        bed.act(ids[0], Verb::Flag(flag("\\Flagged work", ""))).await;
        bed.act(ids[3], Verb::Flag(flag("\\Seen", ""))).await;
        bed.push().await;
        let before = mailboxes(&["INBOX: one[\\flagged work] two[] three[] four[\\seen]"]);
        let done = [
            act(&bed, ids[0], Verb::Archive).await,
            act(&bed, ids[1], Verb::Copy(bed.role(Role::Archive).await)).await,
            act(&bed, ids[2], Verb::Junk).await,
            act(&bed, ids[3], Verb::Flag(flag("\\Answered", "\\Seen"))).await,
        ];
        bed.push().await;
        let acted = ["INBOX: two[] four[\\answered]", "Archive: one[\\flagged work] two[]", "Junk: three[$junk]"];
        assert_eq!(bed.server(), mailboxes(&acted), "{name}");
        // Where the server did not say the new UIDs, a sync finds them.
        bed.sync().await;
        for action in done {
            actions::undo(&bed.core, action).await.unwrap();
        }
        assert_eq!(bed.shown().await, before, "{name}: shown before anything was sent");
        assert_eq!(bed.push().await.refused, [], "{name}");
        assert_eq!((bed.waiting().await, bed.server()), (0, before.clone()), "{name}");
        bed.sync().await;
        assert_eq!(bed.shown().await, before, "{name}: shown after a sync");
        assert_eq!(bed.core.store.row(ids[0]).await.unwrap().subject, "one", "{name}: the same row");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_never_heard_of_it_never_hears_of() {
    let mut bed = Bed::new(&Site::shared(), &["one", "two"]).await;
    let before = bed.server();
    for verb in [Verb::Archive, Verb::Junk, Verb::Delete, Verb::Copy(bed.role(Role::Sent).await)] {
        let action = act(&bed, bed.id("one").await, verb).await;
        actions::undo(&bed.core, action).await.unwrap();
        assert_eq!((bed.waiting().await, bed.shown().await), (0, before.clone()));
    }
    assert_eq!(bed.push().await.done, 0);
    assert_eq!(bed.server(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_back_whose_way_there_was_undone_moves_nothing() {
    let mut bed = Bed::new(&Site::shared(), &["one"]).await;
    let (id, inbox) = (bed.id("one").await, bed.role(Role::Inbox).await);
    let uid = bed.core.store.row(id).await.unwrap().uid;
    let there = act(&bed, id, Verb::Archive).await;
    act(&bed, id, Verb::Move(inbox)).await;
    actions::undo(&bed.core, there).await.unwrap();
    assert_eq!(bed.push().await.refused, []);
    bed.sync().await;
    assert_eq!((bed.waiting().await, bed.server()), (0, mailboxes(&["INBOX: one[]"])));
    assert_eq!(bed.core.store.row(id).await.unwrap().uid, uid);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_removed_for_good_cannot_come_back() {
    let bed = Bed::new(&Site::shared(), &["one"]).await;
    let id = bed.id("one").await;
    act(&bed, id, Verb::Delete).await;
    bed.push().await;
    let removed = act(&bed, id, Verb::Delete).await;
    bed.push().await;
    let undone = actions::undo(&bed.core, removed).await;
    assert!(matches!(undone, Err(MailError::Refused { .. })), "{undone:?}");
    let unknown = actions::undo(&bed.core, ActionId(4711)).await;
    assert!(matches!(unknown, Err(MailError::Gone { .. })), "{unknown:?}");
}
