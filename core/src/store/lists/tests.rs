use crate::{
    model::*,
    store::{Change, NewAction, NewMessage, StoreError, samples::*},
};

fn request(view: View) -> ListRequest {
    ListRequest { view, threaded: true, unread_only: false, from: ListFrom::Offset { offset: 0 }, limit: 50 }
}

/// A message of a conversation; its Message-ID is `uid@x`.
fn reply(uid: u32, to: u32, from: &str) -> NewMessage {
    let mut reply = message(uid, &format!("{uid}"));
    reply.envelope.references = vec![format!("{to}@x")];
    reply.envelope.from = vec![address(from)];
    reply
}

impl Temp {
    async fn list(&self, request: ListRequest) -> ListPage {
        self.store.list(request).await.unwrap()
    }

    fn view(&self) -> View {
        View::Mailbox { mailbox: self.inbox }
    }

    /// The subjects of the rows, newest first.
    async fn shown(&self, request: ListRequest) -> Vec<String> {
        self.list(request).await.rows.into_iter().map(|row| row.row.subject).collect()
    }

    async fn change(&self, id: MessageId, kind: EditKind) -> ActionId {
        let new = NewAction { kind: ActionKind::Move, edits: vec![(id, kind)], at: 1 };
        self.store.act(new).await.unwrap().action.id
    }
}

fn seen() -> EditKind {
    EditKind::Flag { change: FlagChange { add: flags("\\Seen"), remove: Flags::default() } }
}

#[tokio::test]
async fn a_conversation_is_one_row_with_all_that_is_asked_of_it() {
    let temp = Temp::new().await;
    let mut flagged = reply(3, 1, "Bea <bea@example.org>");
    flagged.flags = flags("\\Seen \\Flagged");
    flagged.attachments = 2;
    let ids = temp.insert(vec![message(1, "1"), message(2, "2"), flagged, reply(4, 3, "ANN@example.org")]).await;
    let mut mine = reply(9, 4, "me@example.org");
    mine.envelope.to = vec![address("Ann Lee <ann@example.org>"), address("cy@example.org")];
    temp.store.apply(temp.sent, vec![Change::Insert(Box::new(mine))]).await.unwrap();

    let page = temp.list(request(temp.view())).await;
    assert_eq!((page.total, page.offset), (2, 0));
    let row = &page.rows[0];
    assert_eq!((row.row.id, &row.ids), (ids[3], &vec![ids[3], ids[2], ids[0]]));
    assert_eq!((row.messages, row.unread, row.flagged, row.attachments), (4, 2, true, 2));
    let people: Vec<&str> = row.people.iter().map(|person| person.email.as_str()).collect();
    assert_eq!(people, ["ann@example.org", "bea@example.org"]);

    let sent = temp.list(request(View::Role { role: Role::Sent })).await;
    let people: Vec<&str> = sent.rows[0].people.iter().map(|person| person.email.as_str()).collect();
    assert_eq!((people, sent.rows[0].messages), (vec!["ann@example.org", "cy@example.org"], 4));
}

#[tokio::test]
async fn pages_are_found_by_number_and_around_a_message() {
    let temp = Temp::new().await;
    let ids = temp.insert((1..=100).map(|uid| message(uid, &uid.to_string())).collect()).await;
    let page = |from, limit| ListRequest { from, limit, ..request(temp.view()) };
    let shown = temp.shown(page(ListFrom::Offset { offset: 40 }, 3)).await;
    assert_eq!(shown, ["60", "59", "58"]);
    let around = temp.list(page(ListFrom::Around { id: ids[49] }, 11)).await;
    assert_eq!((around.total, around.offset, &around.rows[5].row.subject[..]), (100, 45, "50"));
    // At either end the page is whole, and a message that is not there is on no page.
    for (id, offset) in [(ids[99], 0), (ids[0], 89), (MessageId(4711), 0)] {
        let page = temp.list(page(ListFrom::Around { id }, 11)).await;
        assert_eq!((page.offset, page.rows.len()), (offset, 11));
    }
    let beyond = temp.list(page(ListFrom::Offset { offset: 4711 }, 11)).await;
    assert_eq!((beyond.total, beyond.offset, beyond.rows.len()), (100, 100, 0));
}

#[tokio::test]
async fn a_list_is_never_older_than_what_was_written_before() {
    let temp = Temp::new().await;
    let ids = temp.insert((1..=5).map(|uid| message(uid, &uid.to_string())).collect()).await;
    let views = [temp.view(), View::Mailbox { mailbox: temp.sent }, View::Flagged];
    for view in &views {
        temp.list(request(view.clone())).await;
    }
    let action = temp.change(ids[1], EditKind::Move { to: temp.sent }).await;
    let flag = EditKind::Flag { change: FlagChange { add: flags("\\Flagged"), remove: Flags::default() } };
    temp.change(ids[3], flag).await;
    let shown = [temp.shown(request(views[0].clone())).await, temp.shown(request(views[1].clone())).await];
    assert_eq!(shown, [vec!["5", "4", "3", "1"], vec!["2"]]);
    assert_eq!(temp.shown(request(View::Flagged)).await, ["4"]);
    temp.store.undo_action(action, 2).await.unwrap();
    temp.apply(vec![Change::Remove(uids("5")), Change::Insert(Box::new(reply(6, 1, "a@b")))]).await;
    assert_eq!(temp.shown(request(temp.view())).await, ["6", "4", "3", "2"]);
    assert_eq!(temp.shown(request(views[1].clone())).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_another_process_writes_is_seen() {
    let temp = Temp::new().await;
    let ids = temp.insert((1..=3).map(|uid| message(uid, &uid.to_string())).collect()).await;
    temp.list(request(temp.view())).await;
    let other = open(temp.dir.path(), KEY).await.unwrap();
    other.queue_edits(vec![(ids[0], EditKind::Move { to: temp.sent })], 1).await.unwrap();
    temp.change(ids[1], EditKind::Move { to: temp.sent }).await;
    assert_eq!(temp.shown(request(temp.view())).await, ["3"]);
}

#[tokio::test]
async fn what_is_rolled_back_changes_no_list() {
    let temp = Temp::new().await;
    let ids = temp.insert(vec![message(1, "1")]).await;
    temp.list(request(temp.view())).await;
    let edits = vec![(ids[0], EditKind::Expunge), (MessageId(4711), EditKind::Expunge)];
    temp.store.queue_edits(edits, 1).await.unwrap_err();
    assert_eq!(temp.shown(request(temp.view())).await, ["1"]);
    temp.insert(vec![message(2, "2")]).await;
    assert_eq!(temp.shown(request(temp.view())).await, ["2", "1"]);
}

#[tokio::test]
async fn unread_means_conversations_with_an_unread_message() {
    let temp = Temp::new().await;
    let ids = temp.insert(vec![message(1, "1"), message(2, "2"), reply(3, 1, "a@b")]).await;
    temp.change(ids[2], seen()).await;
    temp.change(ids[1], seen()).await;
    let unread = ListRequest { unread_only: true, ..request(temp.view()) };
    assert_eq!(temp.shown(unread.clone()).await, ["3"]);
    assert_eq!(temp.shown(ListRequest { threaded: false, ..unread.clone() }).await, ["1"]);
    assert_eq!(temp.store.list_ids(temp.view(), true).await.unwrap(), [ids[0]]);
    assert_eq!(temp.store.list_ids(temp.view(), false).await.unwrap(), [ids[2], ids[1], ids[0]]);
    temp.change(ids[0], seen()).await;
    assert_eq!(temp.shown(unread).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_inboxes_of_all_accounts_are_one_list() {
    let temp = Temp::new().await;
    temp.insert(vec![message(1, "1"), message(3, "3")]).await;
    let inboxes = request(View::Role { role: Role::Inbox });
    assert_eq!(temp.shown(inboxes.clone()).await, ["3", "1"]);
    let account = temp.store.insert_account(setup("other@example.org")).await.unwrap().id;
    let listing = vec![listed("INBOX", Some(Role::Inbox)), listed("Trash", Some(Role::Trash))];
    temp.store.apply_listing(account, listing).await.unwrap();
    let states = temp.store.mailbox_states(account).await.unwrap();
    let [inbox, trash] = [Role::Inbox, Role::Trash]
        .map(|role| states.iter().find(|state| state.mailbox.role == Some(role)).unwrap().mailbox.id);
    let mut flagged = message(2, "2");
    flagged.flags = flags("\\Flagged");
    temp.store.apply(inbox, vec![Change::Insert(Box::new(flagged.clone()))]).await.unwrap();
    temp.store.apply(trash, vec![Change::Insert(Box::new(flagged))]).await.unwrap();
    assert_eq!(temp.shown(inboxes.clone()).await, ["3", "2", "1"]);
    assert_eq!(temp.shown(request(View::Flagged)).await, ["2"]);
    temp.store.delete_account(account).await.unwrap();
    assert_eq!(temp.shown(inboxes).await, ["3", "1"]);
}

#[tokio::test]
async fn what_a_search_finds_is_a_list_too() {
    let temp = Temp::new().await;
    let named = |uid: u32, subject: &str| NewMessage { envelope: message(uid, subject).envelope, ..message(uid, "") };
    let mut answer = reply(3, 1, "a@b");
    answer.envelope.subject = "report again".to_owned();
    let ids = temp.insert(vec![named(1, "the report"), named(2, "lunch"), answer]).await;
    let search = |query: &str| request(View::Search { query: query.to_owned() });
    let page = temp.list(search("report")).await;
    assert_eq!((page.total, &page.rows[0].ids), (1, &vec![ids[2], ids[0]]));
    assert_eq!(temp.shown(ListRequest { threaded: false, ..search("report") }).await, ["report again", "the report"]);
    temp.insert(vec![named(4, "another report")]).await;
    assert_eq!(temp.shown(search("report")).await, ["another report", "report again"]);
    temp.body(ids[1], "a report about lunch").await;
    assert_eq!(temp.shown(search("report")).await, ["another report", "report again", "lunch"]);
    assert_eq!(temp.list(search("nothing")).await.total, 0);
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_said_to_be_gone() {
    let temp = Temp::new().await;
    let gone = temp.store.list(request(View::Mailbox { mailbox: MailboxId(4711) })).await;
    assert!(matches!(gone, Err(StoreError::Gone("mailbox"))));
    assert_eq!(temp.list(request(View::Role { role: Role::Archive })).await.total, 0);
}
