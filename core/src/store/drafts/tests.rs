use super::*;
use crate::model::{Address, DraftFile, OutboxState};
use crate::store::samples::{self, Temp};
use crate::store::{DraftSent, NewOutgoing, pack_chunk};
use crate::sync::outbox::{Evidence, Verdict, next};

const NOW: i64 = 1_800_000_000_000;

fn draft(account: AccountId, text: &str) -> Draft {
    let from = Address { name: None, email: "me@example.org".into() };
    Draft {
        account,
        from: from.clone(),
        to: vec![from],
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: "x".into(),
        text: text.into(),
        html: None,
        attachments: vec!["/not/kept".into()],
        in_reply_to: None,
    }
}

fn new(account: AccountId, text: &str) -> NewDraft {
    NewDraft { draft: draft(account, text), continues: None, forwards: None, files_follow: false, at: NOW }
}

async fn attach(store: &Store, id: DraftId, pieces: &[&[u8]]) -> DraftFile {
    let file = store.begin_draft_file(id, "a.pdf".into(), None, NOW).await.unwrap();
    for (seq, piece) in (0..).zip(pieces) {
        store.append_draft_file(file, seq, pack_chunk(piece).unwrap()).await.unwrap();
    }
    let size = pieces.iter().map(|piece| piece.len() as u64).sum();
    store.draft_file_whole(file, size, NOW).await.unwrap()
}

async fn stage(temp: &Temp) -> OutboxId {
    let outgoing = NewOutgoing {
        account: temp.account,
        message_id: "m@example.org".into(),
        subject: "x".into(),
        sender: "me@example.org".into(),
        recipients: vec!["b@example.org".into()],
        utf8: false,
        bcc: Vec::new(),
        answers: None,
        forwards: Some(MessageId(7)),
        continues: Some(MessageId(8)),
        due: NOW,
        at: NOW,
    };
    temp.store.stage_outgoing(outgoing).await.unwrap()
}

async fn sent(temp: &Temp, id: DraftId) -> OutboxId {
    let changed = temp.store.draft(id).await.unwrap().saved.changed;
    let outbox = stage(temp).await;
    temp.store.queue_staged(outbox, 1, NOW, Some(DraftSent { id, changed })).await.unwrap();
    outbox
}

async fn step(store: &Store, id: OutboxId, evidence: Evidence) {
    let mail = store.outgoing(id).await.unwrap();
    let transition = next(&mail.situation(), &evidence, NOW).unwrap();
    assert!(store.advance_outgoing(id, mail.item.state, transition, NOW).await.unwrap());
}

/// The profile as a process that starts finds it after the last one was killed.
async fn reopened(temp: Temp) -> Temp {
    let Temp { store, account, inbox, sent, dir } = temp;
    drop(store);
    Temp { store: samples::open(dir.path(), samples::KEY).await.unwrap(), account, inbox, sent, dir }
}

async fn texts(store: &Store) -> Vec<String> {
    store.drafts().await.unwrap().into_iter().map(|saved| saved.draft.text).collect()
}

#[tokio::test]
async fn a_draft_is_there_after_every_save_with_its_files() {
    let temp = Temp::new().await;
    let id = temp.store.insert_draft(new(temp.account, "one")).await.unwrap();
    let temp = reopened(temp).await;
    assert_eq!(texts(&temp.store).await, ["one"]);
    let first = temp.store.save_draft(id, draft(temp.account, "two"), NOW).await.unwrap();
    let second = temp.store.save_draft(id, draft(temp.account, "three"), NOW).await.unwrap();
    assert!(first < second);
    let file = attach(&temp.store, id, &[b"abc", b"de"]).await;
    assert_eq!((file.size, file.content_type.as_str()), (5, "application/pdf"));
    temp.store.begin_draft_file(id, "half.txt".into(), None, NOW).await.unwrap();
    let temp = reopened(temp).await;
    let saved = temp.store.draft(id).await.unwrap().saved;
    assert_eq!((saved.draft.text.as_str(), saved.files.as_slice()), ("three", &[file.clone()][..]));
    assert!(saved.draft.attachments.is_empty());
    let mut chunks = temp.store.draft_file_chunks(file.id);
    assert_eq!(chunks.next().await.unwrap().unwrap(), b"abc");
    assert_eq!(chunks.next().await.unwrap().unwrap(), b"de");
    assert!(chunks.next().await.unwrap().is_none());
    temp.store.delete_draft_file(id, file.id, NOW).await.unwrap();
    assert!(temp.store.draft_file_chunks(file.id).next().await.is_err());
    temp.store.delete_draft(id).await.unwrap();
    assert!(matches!(temp.store.draft(id).await, Err(StoreError::Gone("draft"))));
    assert_eq!(temp.number("SELECT count(*) FROM draft_file").await, 0);
}

#[tokio::test]
async fn a_draft_on_its_way_is_kept_until_the_server_has_it() {
    let temp = Temp::new().await;
    let id = temp.store.insert_draft(new(temp.account, "one")).await.unwrap();
    let file = attach(&temp.store, id, &[b"abc"]).await;
    let outbox = stage(&temp).await;
    let temp = reopened(temp).await;
    assert_eq!(texts(&temp.store).await, ["one"], "what was not queued never left");
    temp.store.drop_staged(outbox).await.unwrap();
    let outbox = sent(&temp, id).await;
    let temp = reopened(temp).await;
    assert!(texts(&temp.store).await.is_empty());
    assert_eq!(temp.store.draft_of(outbox).await.unwrap(), id);
    for refused in [
        temp.store.save_draft(id, draft(temp.account, "late"), NOW).await.map(drop),
        temp.store.delete_draft(id).await,
        temp.store.begin_draft_file(id, "late".into(), None, NOW).await.map(drop),
    ] {
        assert!(matches!(refused, Err(StoreError::Gone("draft"))));
    }
    step(&temp.store, outbox, Evidence::Cancel).await;
    let temp = reopened(temp).await;
    let back = temp.store.draft(id).await.unwrap().saved;
    assert_eq!((back.draft.text.as_str(), back.files), ("one", vec![file]));
    let again = sent(&temp, id).await;
    assert!(matches!(temp.store.draft_of(outbox).await, Err(StoreError::Gone(_))));
    step(&temp.store, again, Evidence::Begin).await;
    step(&temp.store, again, Evidence::DotNext(vec![Verdict::Taken("250".into())])).await;
    let temp = reopened(temp).await;
    assert_eq!(temp.store.draft_of(again).await.unwrap(), id);
    step(&temp.store, again, Evidence::Replied(Verdict::Taken("250".into()))).await;
    let temp = reopened(temp).await;
    assert_eq!(temp.store.outgoing(again).await.unwrap().item.state, OutboxState::Accepted);
    assert!(temp.store.draft_of(again).await.is_err());
    assert_eq!(temp.number("SELECT count(*) FROM draft_chunk").await, 0);
    let mail = temp.store.outgoing(again).await.unwrap();
    assert_eq!((mail.forwards, mail.continues), (Some(MessageId(7)), Some(MessageId(8))));
}

#[tokio::test]
async fn words_written_while_a_draft_is_being_sent_are_not_left_behind() {
    let temp = Temp::new().await;
    let id = temp.store.insert_draft(new(temp.account, "one")).await.unwrap();
    let changed = temp.store.draft(id).await.unwrap().saved.changed;
    let outbox = stage(&temp).await;
    temp.store.save_draft(id, draft(temp.account, "two"), NOW).await.unwrap();
    let queued = temp.store.queue_staged(outbox, 1, NOW, Some(DraftSent { id, changed })).await;
    assert!(matches!(queued, Err(StoreError::Gone("draft"))));
    assert!(temp.store.outbox(None).await.unwrap().is_empty());
    assert_eq!(texts(&temp.store).await, ["two"]);
    let outbox = sent(&temp, id).await;
    let second = stage(&temp).await;
    let twice = temp.store.queue_staged(second, 1, NOW, Some(DraftSent { id, changed: NOW + 1 })).await;
    assert!(twice.is_err(), "a draft is sent once");
    assert_eq!(temp.store.outbox(None).await.unwrap().len(), 1);
    assert_eq!(temp.store.draft_of(outbox).await.unwrap(), id);
}

#[tokio::test]
async fn a_draft_whose_files_were_never_complete_is_tidied_up() {
    let temp = Temp::new().await;
    let unseen = NewDraft { files_follow: true, continues: Some(MessageId(3)), ..new(temp.account, "one") };
    let id = temp.store.insert_draft(unseen).await.unwrap();
    attach(&temp.store, id, &[b"x"]).await;
    let temp = reopened(temp).await;
    assert!(texts(&temp.store).await.is_empty());
    assert!(temp.store.draft_continuing(MessageId(3)).await.unwrap().is_none());
    temp.store.tidy_drafts(NOW + DAY).await.unwrap();
    temp.store.draft_begun(id).await.unwrap();
    assert_eq!(temp.store.draft_continuing(MessageId(3)).await.unwrap().unwrap().saved.id, id);
    temp.store.begin_draft_file(id, "half".into(), None, NOW).await.unwrap();
    let other = NewDraft { files_follow: true, ..new(temp.account, "two") };
    let other = temp.store.insert_draft(other).await.unwrap();
    temp.store.tidy_drafts(NOW + 2 * DAY).await.unwrap();
    assert!(temp.store.draft_begun(other).await.is_err());
    assert_eq!(texts(&temp.store).await, ["one"]);
    assert_eq!(temp.number("SELECT count(*) FROM draft_file").await, 1);
}

#[tokio::test]
async fn whom_a_queued_message_goes_to_is_known_at_once_and_counted_once() {
    let temp = Temp::new().await;
    let mut new = new(temp.account, "one");
    new.draft.to = vec![Address { name: Some("Bea".into()), email: "B@example.org".into() }];
    let id = temp.store.insert_draft(new).await.unwrap();
    let people = async |prefix: &str| temp.store.people(prefix, 9).await.unwrap();
    assert!(people("b@ex").await.is_empty());
    let outbox = sent(&temp, id).await;
    let names = |people: Vec<Address>| people.into_iter().map(|one| (one.name, one.email)).collect::<Vec<_>>();
    assert_eq!(names(people("bea").await), [(Some("Bea".into()), "B@example.org".to_owned())]);
    assert_eq!(people("example.org").await.len(), 1, "the sender is nobody to write to yet");
    step(&temp.store, outbox, Evidence::Cancel).await;
    assert!(people("b@ex").await.is_empty(), "what was taken back was sent to nobody");
    // Sent by another program, or its draft is gone: the address alone.
    let outbox = stage(&temp).await;
    assert!(people("b@ex").await.is_empty());
    temp.store.queue_staged(outbox, 1, NOW, None).await.unwrap();
    assert_eq!(names(people("b@ex").await), [(None, "b@example.org".to_owned())]);
    let mut copy = samples::message(1, "x");
    copy.envelope.message_id = Some("m@example.org".into());
    copy.envelope.to = vec![samples::address("Bea <b@example.org>")];
    let copy = crate::store::Change::Insert(Box::new(copy));
    temp.store.apply(temp.sent, vec![copy]).await.unwrap();
    assert_eq!(names(people("b@ex").await), [(Some("Bea".into()), "b@example.org".to_owned())]);
}
