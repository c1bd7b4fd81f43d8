use super::*;
use crate::{
    mime::Envelope,
    model::{Account, AccountSetup, FlagChange, Flags, MessageRow, Role, Security, Server, UidSet, Window},
    store::{Change, Listed, NewMessage, StoreOptions},
};

const NOW: i64 = 1_800_000_000_000;
const TRACE: Trace = Trace { source: (7, 1), target: (7, 50) };

struct Bench {
    store: Store,
    account: Account,
    inbox: MailboxId,
    archive: MailboxId,
    _dir: tempfile::TempDir,
}

/// An account with three messages, UIDs 1 to 3, in INBOX and an empty Archive; both have UIDVALIDITY 7.
async fn bench() -> Bench {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreOptions { dir: dir.path().to_owned(), key: [1; 32].into() }).await.unwrap();
    let server = Server { host: "localhost".into(), port: 1, security: Security::Tls };
    let setup = AccountSetup {
        address: "ada@example.org".into(),
        name: None,
        user: None,
        password: "x".into(),
        imap: server.clone(),
        smtp: server,
        ca_pem: None,
        window: Window::All,
    };
    let account = store.insert_account(setup).await.unwrap();
    let listed = |name: &str, role| Listed {
        wire_name: name.into(),
        name: name.into(),
        separator: Some('/'),
        role: Some(role),
        selectable: true,
        subscribed: true,
    };
    let listing = vec![listed("INBOX", Role::Inbox), listed("Archive", Role::Archive)];
    store.apply_listing(account.id, listing).await.unwrap();
    let states = store.mailbox_states(account.id).await.unwrap();
    let id = |role| states.iter().find(|state| state.mailbox.role == Some(role)).unwrap().mailbox.id;
    let bench = Bench { store, inbox: id(Role::Inbox), archive: id(Role::Archive), account, _dir: dir };
    for mailbox in [bench.inbox, bench.archive] {
        bench.apply(mailbox, vec![Change::Rekey { uidvalidity: 7 }]).await;
    }
    bench.apply(bench.inbox, (1..=3).map(|uid| insert(uid, uid, "")).collect()).await;
    bench
}

fn insert(uid: u32, number: u32, flags: &str) -> Change {
    let envelope = Envelope {
        subject: format!("number {number}"),
        message_id: Some(format!("{number}@example.org")),
        ..Envelope::default()
    };
    Change::Insert(Box::new(NewMessage {
        uid,
        flags: Flags::from_names(flags.split_whitespace()),
        modseq: 1,
        received: 1_700_000_000 + i64::from(number),
        size: 1_000,
        envelope,
        attachments: 0,
    }))
}

fn flag(add: &str, remove: &str) -> EditKind {
    let names = |text: &str| Flags::from_names(text.split_whitespace());
    EditKind::Flag { change: FlagChange { add: names(add), remove: names(remove) } }
}

impl Bench {
    async fn apply(&self, mailbox: MailboxId, changes: Vec<Change>) {
        self.store.apply(mailbox, changes).await.unwrap();
    }

    async fn shown(&self, mailbox: MailboxId) -> Vec<MessageRow> {
        self.store.rows(mailbox, None, 100).await.unwrap()
    }

    /// The subjects a person sees, newest first.
    async fn subjects(&self, mailbox: MailboxId) -> Vec<String> {
        self.shown(mailbox).await.into_iter().map(|row| row.subject.replace("number ", "")).collect()
    }

    async fn id(&self, number: u32) -> MessageId {
        let rows = self.shown(self.inbox).await;
        rows.iter().find(|row| row.subject == format!("number {number}")).unwrap().id
    }

    async fn queue(&self, message: MessageId, kind: EditKind) -> EditId {
        self.store.queue_edits(vec![(message, kind)], NOW).await.unwrap()[0]
    }

    async fn confirm(&self, edit: EditId, outcome: Outcome) {
        self.store.confirm_edits(vec![(edit, outcome)]).await.unwrap();
    }

    async fn pending(&self) -> Vec<PendingEdit> {
        self.store.pending_edits(self.account.id).await.unwrap()
    }

    async fn move_to_archive(&self, number: u32) -> (MessageId, EditId) {
        let id = self.id(number).await;
        (id, self.queue(id, EditKind::Move { to: self.archive }).await)
    }
}

#[tokio::test]
async fn an_edit_is_shown_at_once_and_the_base_moves_when_it_is_confirmed() {
    let bench = bench().await;
    let id = bench.id(1).await;
    let seen = bench.queue(id, flag("\\Seen $Work", "")).await;
    let row = bench.store.row(id).await.unwrap();
    assert!(row.flags.seen && row.pending);
    assert_eq!(bench.store.local_flags(bench.inbox).await.unwrap()[0].1, Flags::default());
    bench.confirm(seen, Outcome::Flagged).await;
    let row = bench.store.row(id).await.unwrap();
    assert!(row.flags.seen && !row.pending);
    assert_eq!(bench.store.local_flags(bench.inbox).await.unwrap()[0].1, row.flags);
    assert!(bench.pending().await.is_empty());
}

#[tokio::test]
async fn what_the_server_says_meanwhile_goes_under_the_edits() {
    let bench = bench().await;
    let id = bench.id(1).await;
    bench.queue(id, flag("\\Seen", "\\Flagged")).await;
    let server = Flags::from_names(["\\Flagged", "\\Answered"]);
    bench.apply(bench.inbox, vec![Change::Flags { uid: 1, flags: server, modseq: 9 }]).await;
    let shown = bench.store.row(id).await.unwrap().flags;
    assert_eq!(shown, Flags::from_names(["\\Seen", "\\Answered"]));
}

#[tokio::test]
async fn all_edits_of_a_call_are_queued_or_none() {
    let bench = bench().await;
    let id = bench.id(1).await;
    let edits = vec![(id, flag("\\Seen", "")), (MessageId(999), EditKind::Expunge)];
    assert!(matches!(bench.store.queue_edits(edits, NOW).await, Err(StoreError::Gone("message"))));
    let elsewhere = vec![(id, EditKind::Move { to: MailboxId(999) })];
    assert!(matches!(bench.store.queue_edits(elsewhere, NOW).await, Err(StoreError::Gone("mailbox"))));
    assert!(bench.pending().await.is_empty() && !bench.store.row(id).await.unwrap().flags.seen);
}

#[tokio::test]
async fn a_moved_message_is_followed_by_its_later_edits() {
    let bench = bench().await;
    let (id, to_archive) = bench.move_to_archive(2).await;
    let seen = bench.queue(id, flag("\\Seen", "")).await;
    assert_eq!(bench.subjects(bench.inbox).await, ["3", "1"]);
    assert_eq!(bench.subjects(bench.archive).await, ["2"]);
    assert_eq!((bench.pending().await[0].mailbox, bench.pending().await[0].uid), (bench.inbox, Some(2)));
    bench.store.mark_started(vec![(to_archive, TRACE)]).await.unwrap();
    assert_eq!(bench.pending().await[0].trace, Some(TRACE));
    bench.confirm(to_archive, Outcome::Moved(Some((7, 50)))).await;
    let left = bench.pending().await;
    assert_eq!((left[0].id, left[0].mailbox, left[0].uid), (seen, bench.archive, Some(50)));
    let row = bench.store.row(id).await.unwrap();
    assert_eq!((row.mailbox, row.uid, row.flags.seen), (bench.archive, Some(50), true));
}

#[tokio::test]
async fn without_copyuid_the_sync_of_the_target_adopts_the_message() {
    let bench = bench().await;
    for uid in [None, Some((8, 50))] {
        let (id, edit) = bench.move_to_archive(if uid.is_none() { 2 } else { 3 }).await;
        bench.confirm(edit, Outcome::Moved(uid)).await;
        assert_eq!(bench.store.orphans(bench.archive).await.unwrap(), 1);
        let number = bench.store.row(id).await.unwrap().subject.replace("number ", "").parse().unwrap();
        bench.apply(bench.archive, vec![insert(50 + number, number, "\\Seen"), Change::DropOrphans]).await;
        let row = bench.store.row(id).await.unwrap();
        assert_eq!((row.uid, row.flags.seen), (Some(50 + number), true));
    }
}

#[tokio::test]
async fn a_message_found_in_the_target_before_its_move_was_known_is_one_message() {
    let bench = bench().await;
    let (id, edit) = bench.move_to_archive(2).await;
    bench.store.mark_started(vec![(edit, TRACE)]).await.unwrap();
    bench.apply(bench.archive, vec![insert(50, 2, "")]).await;
    let twin = bench.shown(bench.archive).await.iter().find(|row| row.id != id).unwrap().id;
    bench.queue(twin, flag("\\Flagged", "")).await;
    bench.confirm(edit, Outcome::Moved(Some((7, 50)))).await;
    let rows = bench.shown(bench.archive).await;
    assert_eq!((rows.len(), rows[0].id, rows[0].uid, rows[0].flags.flagged), (1, id, Some(50), true));
    assert_eq!(bench.pending().await[0].message, id);
}

#[tokio::test]
async fn a_move_that_may_be_done_keeps_its_message_when_the_source_loses_it() {
    let bench = bench().await;
    let (id, edit) = bench.move_to_archive(2).await;
    bench.store.mark_started(vec![(edit, TRACE)]).await.unwrap();
    bench.apply(bench.inbox, vec![Change::Remove(UidSet::from_iter([2]))]).await;
    assert_eq!(bench.subjects(bench.archive).await, ["2"]);
    // The target's sync adopts it; the move then ends where the message is.
    bench.apply(bench.archive, vec![insert(50, 2, "")]).await;
    assert_eq!(bench.shown(bench.archive).await.len(), 1);
    bench.confirm(edit, Outcome::Moved(None)).await;
    assert_eq!(bench.store.row(id).await.unwrap().uid, Some(50));
}

#[tokio::test]
async fn a_refused_edit_is_undone_and_told_once() {
    let bench = bench().await;
    let (id, edit) = bench.move_to_archive(2).await;
    bench.queue(id, flag("\\Seen", "")).await;
    let told = bench.store.refuse_edits(vec![edit, EditId(999)], "Quota exceeded".into(), NOW).await.unwrap();
    assert_eq!(
        (told.len(), told[0].role, told[0].reason.to_string().as_str()),
        (1, Some(Role::Inbox), "Quota exceeded")
    );
    assert_eq!(bench.subjects(bench.inbox).await, ["3", "2", "1"]);
    assert!(bench.store.row(id).await.unwrap().flags.seen, "the other edit still waits");
    assert_eq!(bench.store.take_refusals(bench.account.id).await.unwrap(), told);
    assert!(bench.store.take_refusals(bench.account.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_expunged_message_is_gone_at_once_and_comes_back_when_refused() {
    let bench = bench().await;
    let id = bench.id(1).await;
    let edit = bench.queue(id, EditKind::Expunge).await;
    assert_eq!(bench.subjects(bench.inbox).await, ["3", "2"]);
    let again = bench.store.queue_edits(vec![(id, EditKind::Expunge)], NOW).await;
    assert!(matches!(again, Err(StoreError::Gone("message"))));
    bench.store.refuse_edits(vec![edit], "No".into(), NOW).await.unwrap();
    assert_eq!(bench.subjects(bench.inbox).await, ["3", "2", "1"]);
    let edit = bench.queue(id, EditKind::Expunge).await;
    bench.confirm(edit, Outcome::Expunged).await;
    assert!(bench.store.row(id).await.is_err() && bench.pending().await.is_empty());
}

#[tokio::test]
async fn a_copy_is_shown_at_once_and_becomes_the_servers() {
    let bench = bench().await;
    let id = bench.id(2).await;
    let edit = bench.queue(id, EditKind::Copy { to: bench.archive }).await;
    assert_eq!((bench.subjects(bench.inbox).await.len(), bench.subjects(bench.archive).await), (3, vec!["2".into()]));
    let copy = bench.shown(bench.archive).await.remove(0);
    assert!(copy.pending && copy.uid.is_none() && copy.id != id);
    bench.apply(bench.archive, vec![Change::DropOrphans]).await;
    assert_eq!(bench.shown(bench.archive).await.len(), 1, "it is still on its way");
    bench.queue(copy.id, flag("\\Seen", "")).await;
    bench.confirm(edit, Outcome::Copied(Some((7, 50)))).await;
    let row = bench.store.row(copy.id).await.unwrap();
    assert_eq!((row.uid, row.flags.seen, row.pending), (Some(50), true, true));
    assert_eq!((bench.pending().await[0].message, bench.pending().await[0].uid), (copy.id, Some(50)));
}

#[tokio::test]
async fn a_copy_without_copyuid_is_adopted_and_a_refused_one_disappears() {
    let bench = bench().await;
    let id = bench.id(2).await;
    let edit = bench.queue(id, EditKind::Copy { to: bench.archive }).await;
    let copy = bench.shown(bench.archive).await[0].id;
    bench.confirm(edit, Outcome::Copied(None)).await;
    bench.apply(bench.archive, vec![insert(50, 2, ""), Change::DropOrphans]).await;
    let rows = bench.shown(bench.archive).await;
    assert_eq!((rows.len(), rows[0].id, rows[0].uid), (1, copy, Some(50)));
    let edit = bench.queue(id, EditKind::Copy { to: bench.archive }).await;
    assert_eq!(bench.shown(bench.archive).await.len(), 2);
    bench.store.refuse_edits(vec![edit], "No".into(), NOW).await.unwrap();
    assert_eq!(bench.shown(bench.archive).await.len(), 1);
    let orphan = bench.queue(id, EditKind::Copy { to: bench.archive }).await;
    bench.confirm(orphan, Outcome::Copied(None)).await;
    bench.apply(bench.archive, vec![Change::DropOrphans]).await;
    assert_eq!(bench.shown(bench.archive).await.len(), 1, "the sync did not find it");
}

#[tokio::test]
async fn a_message_that_is_gone_takes_its_edits_and_tells_about_moves() {
    let bench = bench().await;
    let id = bench.id(1).await;
    let edit = bench.queue(id, flag("\\Seen", "")).await;
    bench.queue(id, EditKind::Expunge).await;
    bench.confirm(edit, Outcome::Gone).await;
    assert!(bench.store.row(id).await.is_err() && bench.pending().await.is_empty());
    assert!(bench.store.take_refusals(bench.account.id).await.unwrap().is_empty());
    let (_, edit) = bench.move_to_archive(2).await;
    bench.confirm(edit, Outcome::Gone).await;
    let told = bench.store.take_refusals(bench.account.id).await.unwrap();
    assert_eq!((told.len(), told[0].role), (1, None));
}

#[tokio::test]
async fn another_uidvalidity_loses_no_edit() {
    let bench = bench().await;
    let id = bench.id(2).await;
    bench.queue(id, flag("\\Seen", "")).await;
    bench.apply(bench.inbox, vec![Change::Rekey { uidvalidity: 8 }]).await;
    assert_eq!(bench.pending().await[0].uid, None);
    bench.apply(bench.inbox, vec![insert(12, 2, ""), insert(13, 3, ""), Change::DropOrphans]).await;
    assert_eq!(bench.pending().await[0].uid, Some(12));
    assert!(bench.store.row(id).await.unwrap().flags.seen);
    assert_eq!(bench.subjects(bench.inbox).await, ["3", "2"]);
}

#[tokio::test]
async fn an_orphan_that_is_dropped_tells_its_move() {
    let bench = bench().await;
    bench.move_to_archive(2).await;
    bench.apply(bench.inbox, vec![Change::Rekey { uidvalidity: 8 }, Change::DropOrphans]).await;
    let told = bench.store.take_refusals(bench.account.id).await.unwrap();
    assert_eq!(told.len(), 1);
    assert!(bench.pending().await.is_empty() && bench.subjects(bench.archive).await.is_empty());
}

#[tokio::test]
async fn edits_and_what_is_shown_survive_a_restart() {
    let bench = bench().await;
    let (id, _) = bench.move_to_archive(2).await;
    let options = StoreOptions { dir: bench._dir.path().to_owned(), key: [1; 32].into() };
    let store = Store::open(options).await.unwrap();
    assert_eq!(store.pending_edits(bench.account.id).await.unwrap()[0].message, id);
    assert_eq!(store.rows(bench.archive, None, 9).await.unwrap()[0].id, id);
}
