use crate::account::account;
use crate::bed::percentile;
use crate::table::Table;
use std::time::Instant;
use tern_core::mime::Envelope;
use tern_core::model::{ActionKind, Address, EditKind, Flags, ListFrom, ListRequest, MailboxId, Role, View};
use tern_core::store::{Change, NewAction, NewMessage, Store, StoreOptions};

const CONVERSATIONS: u32 = 100_000;
const MESSAGES: u32 = 2 * CONVERSATIONS;
const ROUNDS: u32 = 60;
/// Pages that only warm up.
const FIRST: u32 = 5;

/// Pages of an inbox of 200,000 messages, two a conversation.
pub async fn measure(table: &mut Table) {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, inbox, archive) = filled(dir.path()).await;
    let view = View::Mailbox { mailbox: inbox };
    let page = |offset| ListRequest {
        view: view.clone(),
        threaded: true,
        unread_only: false,
        from: ListFrom::Offset { offset },
        limit: 50,
    };
    let start = Instant::now();
    let first = store.list(page(0)).await.expect("a page");
    let cold = start.elapsed().as_secs_f64() * 1e3;
    assert_eq!((first.total, first.rows.len(), first.rows[0].ids.len()), (CONVERSATIONS, 50, 2));
    let mut pages = Vec::new();
    let mut after = Vec::new();
    for round in 0..ROUNDS + FIRST {
        let start = Instant::now();
        let shown = store.list(page(30_000 + round * 601)).await.expect("a page");
        let took = start.elapsed().as_secs_f64() * 1e3;
        let edits = shown.rows[25].ids.iter().map(|id| (*id, EditKind::Move { to: archive })).collect();
        let action = NewAction { kind: ActionKind::Archive, edits, at: 1_800_000_000_000 };
        store.act(action).await.expect("an action");
        let start = Instant::now();
        let left = store.list(page(shown.offset)).await.expect("a page");
        let changed = start.elapsed().as_secs_f64() * 1e3;
        assert_eq!(left.total, shown.total - 1);
        if round >= FIRST {
            pages.push(took);
            after.push(changed);
        }
    }
    let how = format!("of 100,000 conversations; the first page took {cold:.0} ms");
    table.at_most("list, 50 rows from the middle, p95", percentile(&mut pages, 95), 5.0, " ms", &how);
    let how = "the page after one of its conversations was archived";
    table.at_most("list after archive, p95", percentile(&mut after, 95), 30.0, " ms", how);
}

async fn filled(dir: &std::path::Path) -> (Store, MailboxId, MailboxId) {
    let options = StoreOptions { dir: dir.to_owned(), key: [7; 32].into() };
    let store = Store::open(options).await.expect("a store");
    let folders = [("INBOX", Some(Role::Inbox)), ("Archive", Some(Role::Archive))];
    let [inbox, archive] = account(&store, &folders).await[..] else { panic!("two mailboxes") };
    let uids: Vec<u32> = (1..=MESSAGES).rev().collect();
    let start = Instant::now();
    for batch in uids.chunks(500) {
        let inserts = batch.iter().map(|uid| Change::Insert(Box::new(header(*uid))));
        store.apply(inbox, inserts.collect()).await.expect("messages");
    }
    eprintln!("{MESSAGES} headers stored in {:.1} s", start.elapsed().as_secs_f64());
    (store, inbox, archive)
}

/// The answer to a message comes some thousand messages later.
pub fn header(uid: u32) -> NewMessage {
    let conversation = uid % CONVERSATIONS;
    let person = |n: u32| Address { name: Some(format!("Person {n}")), email: format!("person-{n}@example.org") };
    let envelope = Envelope {
        subject: format!("Subject of conversation {conversation}"),
        from: vec![person(uid % 3_000)],
        to: vec![person(4_000)],
        message_id: Some(format!("{uid}@example.org")),
        references: vec![format!("{conversation}@threads.example.org")],
        ..Envelope::default()
    };
    NewMessage {
        uid,
        flags: Flags::from_names(if uid.is_multiple_of(10) { None } else { Some("\\Seen") }),
        modseq: 1,
        received: 1_600_000_000 + i64::from(uid) * 600,
        size: 5_000,
        envelope,
        attachments: u32::from(uid.is_multiple_of(5)),
    }
}
