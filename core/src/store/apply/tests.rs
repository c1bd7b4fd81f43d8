#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::samples::*;
use super::super::*;
use crate::model::*;

fn seen() -> EditKind {
    EditKind::Flag { change: FlagChange { add: flags("\\Seen"), remove: Flags::default() } }
}

#[tokio::test]
async fn an_insert_again_changes_nothing() {
    let temp = Temp::new().await;
    let ids = temp.insert(vec![message(1, "one"), message(2, "two")]).await;
    assert_eq!(ids.len(), 2);
    let again = temp.apply(vec![Change::Insert(Box::new(message(1, "one")))]).await;
    assert_eq!(again, Applied::default());
    assert_eq!(temp.subjects(temp.inbox).await, ["two", "one"]);
    assert_eq!(temp.store.local_uids(temp.inbox).await.unwrap(), uids("1:2"));
}

#[tokio::test]
async fn messages_of_one_second_are_listed_by_uid() {
    let temp = Temp::new().await;
    let at = |uid, subject: &str| NewMessage { received: 1_700_000_000, ..message(uid, subject) };
    temp.insert(vec![at(9, "i"), at(7, "g"), at(8, "h")]).await;
    // UIDs that share their low bits, and the same UID in another mailbox, want the same place.
    temp.insert(vec![at(7 + (1 << 20), "G")]).await;
    temp.store.apply(temp.sent, vec![Change::Insert(Box::new(at(7, "sent")))]).await.unwrap();
    assert_eq!(temp.subjects(temp.inbox).await, ["G", "i", "h", "g"]);
    assert_eq!(temp.number("SELECT count(DISTINCT rank) FROM message").await, 5);
}

#[tokio::test]
async fn odd_numbers_of_a_server_are_kept() {
    let temp = Temp::new().await;
    for (uid, received) in [(1, i64::MIN), (2, i64::MAX), (3, 0), (u32::MAX, -1)] {
        temp.insert(vec![NewMessage { received, size: u64::MAX, modseq: u64::MAX, ..message(uid, "x") }]).await;
    }
    assert_eq!(temp.subjects(temp.inbox).await.len(), 4);
}

#[tokio::test]
async fn the_servers_flags_come_under_pending_edits() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "one")]).await[0];
    temp.edit(id, seen(), false).await;
    let change = Change::Flags { uid: 1, flags: flags("\\Flagged work"), modseq: 5 };
    assert!(temp.apply(vec![change.clone()]).await.changed);
    assert!(!temp.apply(vec![change]).await.changed);
    let row = temp.store.row(id).await.unwrap();
    assert_eq!((row.flags, row.pending), (flags("\\Seen \\Flagged work"), true));
    assert_eq!(temp.store.local_flags(temp.inbox).await.unwrap(), [(1, flags("\\Flagged work"))]);
}

#[tokio::test]
async fn a_rekey_keeps_messages_bodies_and_edits() {
    let temp = Temp::new().await;
    let mut nameless = message(2, "two");
    nameless.envelope.message_id = None;
    let ids = temp.insert(vec![message(1, "one"), nameless.clone(), message(3, "three")]).await;
    temp.body(ids[0], "the body").await;
    temp.edit(ids[0], seen(), false).await;
    temp.apply(vec![Change::Rekey { uidvalidity: 9 }]).await;
    let state = temp.store.mailbox_state(temp.inbox).await.unwrap();
    assert_eq!((state.mailbox.uidvalidity, state.uidnext, state.mailbox.local), (9, 0, 3));
    assert!(temp.store.local_uids(temp.inbox).await.unwrap().is_empty());

    let mut first = NewMessage { uid: 50, ..message(1, "one") };
    first.flags = flags("\\Answered");
    let second = NewMessage { uid: 51, ..nameless };
    let adopted =
        temp.apply(vec![Change::Insert(Box::new(first)), Change::Insert(Box::new(second)), Change::DropOrphans]).await;
    assert_eq!((adopted.inserted, adopted.removed), (vec![], 1));
    let row = temp.store.row(ids[0]).await.unwrap();
    assert_eq!((row.uid, row.body, row.pending), (Some(50), BodyState::Whole, true));
    assert_eq!(row.flags, flags("\\Seen \\Answered"));
    assert_eq!(temp.store.row(ids[1]).await.unwrap().uid, Some(51));
    assert!(matches!(temp.store.row(ids[2]).await, Err(StoreError::Gone("message"))));
}

#[tokio::test]
async fn twins_are_adopted_once_each() {
    let temp = Temp::new().await;
    let twin = |uid| NewMessage { uid, ..message(1, "twin") };
    let ids = temp.insert(vec![twin(1), twin(2)]).await;
    temp.apply(vec![Change::Rekey { uidvalidity: 9 }]).await;
    let inserts = [7, 8, 9].map(|uid| Change::Insert(Box::new(twin(uid))));
    let applied = temp.apply(inserts.to_vec()).await;
    assert_eq!(applied.inserted.len(), 1);
    assert_eq!(temp.store.row(ids[0]).await.unwrap().uid, Some(7));
    assert_eq!(temp.store.row(ids[1]).await.unwrap().uid, Some(8));
}

#[tokio::test]
async fn removing_takes_everything_of_a_message_away() {
    let temp = Temp::new().await;
    let ids = temp.insert((1..=5).map(|uid| message(uid, "subject")).collect()).await;
    for id in &ids {
        temp.body(*id, "some words of a body").await;
    }
    let applied = temp.apply(vec![Change::Remove(uids("2:3,900")), Change::Prune(uids("5"))]).await;
    assert_eq!((applied.removed, applied.changed), (3, true));
    assert_eq!(temp.number("SELECT count(DISTINCT message) FROM chunk").await, 2);
    assert_eq!(temp.number("SELECT count(*) FROM words WHERE words MATCH 'body'").await, 2);
    assert_eq!(temp.number("SELECT count(*) FROM grams WHERE grams MATCH 'bjec'").await, 2);
    temp.apply(vec![Change::Remove(uids("1:4294967295"))]).await;
    for empty in ["thread_ref", "chunk", "message", "words", "grams", "words_docsize", "grams_docsize"] {
        let sql: &'static str = Box::leak(format!("SELECT count(*) FROM {empty}").into_boxed_str());
        assert_eq!(temp.number(sql).await, 0, "{empty}");
    }
}

#[tokio::test]
async fn pending_edits_outlive_the_window_and_are_refused_when_the_message_goes() {
    let temp = Temp::new().await;
    let ids = temp.insert((1..=3).map(|uid| message(uid, "x")).collect()).await;
    temp.edit(ids[0], EditKind::Move { to: temp.sent }, false).await;
    temp.edit(ids[1], EditKind::Move { to: temp.sent }, true).await;
    assert_eq!(temp.apply(vec![Change::Prune(uids("1:3"))]).await.removed, 1);
    assert_eq!(temp.apply(vec![Change::Remove(uids("1:3"))]).await.removed, 1);
    assert_eq!(temp.number("SELECT count(*) FROM refusal").await, 1);
    // The move that was under way may have succeeded: its message comes back under its new UID.
    let arrived = Change::Insert(Box::new(NewMessage { uid: 40, ..message(2, "x") }));
    let applied = temp.store.apply(temp.sent, vec![arrived]).await.unwrap();
    assert_eq!(applied.inserted, []);
    let stored = temp.store.stored(ids[1]).await.unwrap();
    assert_eq!((stored.base_mailbox, stored.base_uid), (temp.sent, Some(40)));
}

#[tokio::test]
async fn conversations_grow_together_across_mailboxes() {
    let temp = Temp::new().await;
    let reply = |uid, references: &[&str]| {
        let mut reply = message(uid, "re");
        reply.envelope.references = references.iter().map(|id| (*id).to_owned()).collect();
        reply
    };
    let ids = temp.insert(vec![message(1, "a"), reply(5, &["4@x"]), message(9, "z")]).await;
    let sent = temp.store.apply(temp.sent, vec![Change::Insert(Box::new(reply(4, &["1@x"])))]).await.unwrap();
    let thread = temp.store.row(ids[0]).await.unwrap().thread;
    let rows = temp.store.thread_rows(thread).await.unwrap();
    let members: Vec<MessageId> = rows.iter().map(|row| row.id).collect();
    assert_eq!(members, [ids[0], sent.inserted[0], ids[1]]);
    assert_ne!(temp.store.row(ids[2]).await.unwrap().thread, thread);
}

#[tokio::test]
async fn counts_say_what_is_here_and_what_is_older() {
    let temp = Temp::new().await;
    let mut read = message(2, "read");
    read.flags = flags("\\Seen");
    let ids = temp.insert(vec![message(1, "unread"), read, message(3, "unread")]).await;
    temp.apply(vec![
        Change::Counts { total: 10, older_unread: 4 },
        Change::Progress { uidvalidity: 3, uidnext: 4, highestmodseq: 77 },
        Change::Window { since_day: Some(19_000), known: true },
    ])
    .await;
    temp.edit(ids[0], EditKind::Move { to: temp.sent }, false).await;
    temp.edit(ids[1], EditKind::Expunge, false).await;
    let state = temp.store.mailbox_state(temp.inbox).await.unwrap();
    let mailbox = &state.mailbox;
    assert_eq!((mailbox.total, mailbox.unread, mailbox.local, mailbox.older_on_server), (8, 5, 1, 7));
    assert_eq!((state.uidnext, state.highestmodseq, state.since_day, state.window_known), (4, 77, Some(19_000), true));
    let sent = temp.store.mailbox_state(temp.sent).await.unwrap().mailbox;
    assert_eq!((sent.total, sent.unread, sent.local, sent.older_on_server), (1, 1, 1, 0));
    assert_eq!(temp.store.rows(temp.sent, None, 9).await.unwrap()[0].uid, None);
    // A server that counts less than is here.
    temp.apply(vec![Change::Counts { total: 1, older_unread: 0 }]).await;
    assert_eq!(temp.store.mailbox_state(temp.inbox).await.unwrap().mailbox.older_on_server, 0);
}

#[tokio::test]
async fn two_processes_write_at_once() {
    let temp = Temp::new().await;
    let other = open(temp.dir.path(), KEY).await.unwrap();
    let (inbox, sent) = (temp.inbox, temp.sent);
    let fill = |store: Store, mailbox, first: u32| async move {
        for uid in first..first + 40 {
            store.apply(mailbox, vec![Change::Insert(Box::new(message(uid, "x")))]).await.unwrap();
        }
    };
    futures::join!(fill(temp.store.clone(), inbox, 1), fill(other.clone(), sent, 1), fill(other, inbox, 100));
    assert_eq!(temp.number("SELECT count(*) FROM message").await, 120);
    futures::try_join!(temp.store.index_rest(), temp.store.index_rest()).unwrap();
    assert_eq!(temp.number("SELECT count(*) FROM words").await, 120);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_gets_its_turn_while_another_process_syncs() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "edited")]).await[0];
    let other = open(temp.dir.path(), KEY).await.unwrap();
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let sync = |lane: u32| {
        let (store, inbox, stop) = (temp.store.clone(), temp.inbox, stop.clone());
        // Two at a time, so that one always waits in the queue.
        tokio::spawn(async move {
            let mut uid = 1_000_000 * (1 + lane);
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let batch = (uid..uid + 100).map(|uid| Change::Insert(Box::new(message(uid, "synced"))));
                store.apply(inbox, batch.collect()).await.unwrap();
                uid += 100;
            }
            uid
        })
    };
    let syncs = [sync(0), sync(1)];
    for _ in 0..10 {
        let sql = "UPDATE message SET keywords = 'work' WHERE id = ?";
        other.write(Durability::Full, move |db| Ok(db.execute(sql, [id.0])?)).await.unwrap();
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    for sync in syncs {
        sync.await.unwrap();
    }
}
