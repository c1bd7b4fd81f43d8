#![allow(clippy::unwrap_used)]
use super::*;
use crate::store::samples;
use crate::store::{CHUNK, pack_chunk};
use crate::sync::outbox::{Evidence, next};
use crate::words::Language;

const NOW: i64 = 1_800_000_000_000;

async fn bench() -> (Store, AccountId, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let store = samples::open(dir.path(), [1; 32]).await.unwrap();
    let account = store.insert_account(samples::setup("ada@example.org")).await.unwrap();
    (store, account.id, dir)
}

fn new(account: AccountId) -> NewOutgoing {
    NewOutgoing {
        account,
        message_id: "m@example.org".into(),
        subject: "Grüße".into(),
        sender: "ada@example.org".into(),
        recipients: vec!["b@example.org".into(), "c@example.org".into()],
        utf8: false,
        bcc: b"Bcc: <c@example.org>\r\n".to_vec(),
        answers: Some(MessageId(9)),
        forwards: None,
        continues: None,
        due: NOW + 10_000,
        at: NOW,
    }
}

async fn queued(store: &Store, account: AccountId, pieces: &[&[u8]]) -> OutboxId {
    let id = store.stage_outgoing(new(account)).await.unwrap();
    for (seq, piece) in (0..).zip(pieces) {
        store.stage_outgoing_chunk(id, seq, pack_chunk(piece).unwrap()).await.unwrap();
    }
    let size = pieces.iter().map(|piece| piece.len() as u64).sum();
    store.queue_staged(id, size, NOW, None).await.unwrap();
    id
}

async fn step(store: &Store, id: OutboxId, evidence: Evidence, at: i64) -> bool {
    let mail = store.outgoing(id).await.unwrap();
    let transition = next(&mail.situation(), &evidence, at).unwrap();
    store.advance_outgoing(id, mail.item.state, transition, at).await.unwrap()
}

async fn source(store: &Store, id: OutboxId) -> Vec<u8> {
    let (mut chunks, mut bytes) = (store.outgoing_chunks(id), Vec::new());
    while let Some(piece) = chunks.next().await.unwrap() {
        bytes.extend(piece);
    }
    bytes
}

#[tokio::test]
async fn a_message_comes_back_as_it_was_queued() {
    let (store, account, _dir) = bench().await;
    let large = vec![7; CHUNK];
    let id = queued(&store, account, &[&large, b"the rest"]).await;
    let mail = store.outgoing(id).await.unwrap();
    assert_eq!((mail.item.state, mail.item.size, mail.item.due), (OutboxState::Queued, CHUNK as u64 + 8, NOW + 10_000));
    assert_eq!((mail.bcc.as_slice(), mail.answers), (&b"Bcc: <c@example.org>\r\n"[..], Some(MessageId(9))));
    assert!(mail.item.recipients.iter().all(|r| r.state == RecipientState::Waiting && r.reply.is_none()));
    assert_eq!(source(&store, id).await, [&large[..], b"the rest"].concat());
    assert_eq!(store.outbox(Some(account)).await.unwrap(), [mail.item]);
    assert!(store.outbox(Some(AccountId(99))).await.unwrap().is_empty());
}

#[tokio::test]
async fn nobody_sees_a_message_before_it_is_complete() {
    let (store, account, _dir) = bench().await;
    let id = store.stage_outgoing(new(account)).await.unwrap();
    assert!(store.outbox(None).await.unwrap().is_empty());
    assert!(store.outgoing_open(account).await.unwrap().is_empty());
    assert!(matches!(store.outgoing(id).await, Err(StoreError::Gone(_))));
    store.tidy_outbox(NOW + DAY - 1).await.unwrap();
    store.queue_staged(id, 0, NOW, None).await.unwrap();
    let abandoned = store.stage_outgoing(new(account)).await.unwrap();
    store.tidy_outbox(NOW + DAY + 1).await.unwrap();
    assert!(store.queue_staged(abandoned, 0, NOW, None).await.is_err());
    assert_eq!(store.outbox(None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_step_counts_only_from_the_state_it_was_decided_in() {
    let (store, account, _dir) = bench().await;
    let id = queued(&store, account, &[b"x"]).await;
    let mail = store.outgoing(id).await.unwrap();
    let begin = next(&mail.situation(), &Evidence::Begin, NOW).unwrap();
    assert!(step(&store, id, Evidence::Cancel, NOW).await);
    assert!(!store.advance_outgoing(id, OutboxState::Queued, begin, NOW).await.unwrap());
    assert_eq!(store.outgoing(id).await.unwrap().item.state, OutboxState::Cancelled);
    assert!(source(&store, id).await.is_empty());
}

#[tokio::test]
async fn the_ledger_keeps_every_step_and_no_repetition() {
    let (store, account, _dir) = bench().await;
    let id = queued(&store, account, &[b"x"]).await;
    for n in 1..4 {
        let offline = Evidence::NotReached { why: "offline".into() };
        assert!(step(&store, id, offline, NOW + n).await);
    }
    let item = store.outgoing(id).await.unwrap().item;
    let lines: Vec<(i64, String)> = item.ledger.iter().map(|e| (e.at, e.detail.to_string())).collect();
    assert_eq!(lines, [(NOW, "Queued.".to_owned()), (NOW + 1, "offline".to_owned())]);
    assert_eq!(item.ledger[0].detail.in_language(Language::German), "Im Postausgang.", "kept in every language");
    assert_eq!(item.attempts, 3);
}

#[tokio::test]
async fn waking_leaves_the_undo_delay_and_the_held_alone() {
    let (store, account, _dir) = bench().await;
    let (fresh, failed) = (queued(&store, account, &[b"x"]).await, queued(&store, account, &[b"x"]).await);
    let held = queued(&store, account, &[b"x"]).await;
    step(&store, failed, Evidence::NotReached { why: "offline".into() }, NOW).await;
    step(&store, held, Evidence::SignInRefused { why: "535".into() }, NOW).await;
    let due = async |id| store.outgoing(id).await.unwrap().item.due;
    store.wake_outbox(account, NOW + 1, NOW + crate::sync::outbox::LONGEST_DELAY).await.unwrap();
    assert_eq!((due(fresh).await, due(failed).await), (NOW + 10_000, NOW + 1));
    assert!(due(held).await > NOW + 3_600_000);
    store.wake_outbox(account, NOW + 2, i64::MAX).await.unwrap();
    assert_eq!((due(fresh).await, due(held).await), (NOW + 10_000, NOW + 2));
}

#[tokio::test]
async fn finished_messages_stay_for_a_month() {
    let (store, account, _dir) = bench().await;
    let id = queued(&store, account, &[b"x"]).await;
    step(&store, id, Evidence::Cancel, NOW).await;
    store.tidy_outbox(NOW + KEPT).await.unwrap();
    assert_eq!(store.outbox(None).await.unwrap().len(), 1);
    store.tidy_outbox(NOW + KEPT + 1).await.unwrap();
    assert!(store.outbox(None).await.unwrap().is_empty());
}
