#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::samples::*;
use super::super::*;
use crate::model::*;

async fn source(store: &Store, id: MessageId) -> Vec<Vec<u8>> {
    let mut chunks = store.raw_chunks(id).await.unwrap();
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next().await.unwrap() {
        all.push(chunk);
    }
    all
}

fn noise(len: usize) -> Vec<u8> {
    let mut state = 1u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    };
    (0..len).map(next).collect()
}

#[tokio::test]
async fn sources_come_back_byte_for_byte() {
    let temp = Temp::new().await;
    for (uid, len) in [(1, 0), (2, 1), (3, CHUNK), (4, CHUNK + 1), (5, 3 * CHUNK + 17)] {
        let id = temp.insert(vec![message(uid, "x")]).await[0];
        let raw = noise(len);
        let body = || NewBody { id, packed: pack(&raw).unwrap(), digest: Digest::default(), reading: None };
        temp.store.store_bodies(vec![body()]).await.unwrap();
        temp.store.store_bodies(vec![body()]).await.unwrap();
        let chunks = source(&temp.store, id).await;
        assert!(chunks.iter().all(|chunk| chunk.len() <= CHUNK));
        assert_eq!(chunks.concat(), raw);
    }
    assert_eq!(temp.store.whole_wanted(temp.inbox, None, 9).await.unwrap().messages, []);
}

#[tokio::test]
async fn wanted_bodies_are_newest_first() {
    let temp = Temp::new().await;
    let ids = temp.insert((1..=4).map(|uid| message(uid, "x")).collect()).await;
    temp.body(ids[3], "whole").await;
    temp.store.store_reading(ids[1], Reading::default(), Digest::default()).await.unwrap();
    let order = |page: WantedPage| page.messages.iter().map(|wanted| wanted.uid).collect::<Vec<_>>();
    assert_eq!(order(temp.store.bodies_wanted(temp.inbox, None, 9).await.unwrap()), [3, 1]);
    assert_eq!(order(temp.store.whole_wanted(temp.inbox, None, 9).await.unwrap()), [3, 2, 1]);
    let page = temp.store.whole_wanted(temp.inbox, None, 2).await.unwrap();
    let next = page.next;
    assert_eq!(order(page), [3, 2]);
    // What came meanwhile does not move the next page.
    temp.body(ids[2], "whole").await;
    temp.insert(vec![message(5, "new")]).await;
    let page = temp.store.whole_wanted(temp.inbox, next, 2).await.unwrap();
    assert_eq!((page.next, order(page)), (None, vec![1]));
}

#[tokio::test]
async fn a_reading_is_replaced_by_the_whole() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "x")]).await[0];
    let reading = Reading {
        headers: b"Subject: \xE4\r\n\r\n".to_vec(),
        text: Some("words".to_owned()),
        html: Some("<p>words".to_owned()),
        attachments: Vec::new(),
    };
    let digest = Digest::new("words".to_owned(), "words", 2);
    temp.store.store_reading(id, reading.clone(), digest).await.unwrap();
    assert_eq!(temp.store.reading(id).await.unwrap(), Some(reading.clone()));
    let row = temp.store.row(id).await.unwrap();
    assert_eq!((row.body, row.preview.as_str(), row.attachments), (BodyState::Text, "words", 2));
    assert!(matches!(temp.store.raw_chunks(id).await, Err(StoreError::Gone(_))));
    temp.body(id, "whole").await;
    assert_eq!(temp.store.reading(id).await.unwrap(), None);
    temp.store.store_reading(id, reading, Digest::default()).await.unwrap();
    assert_eq!(temp.store.row(id).await.unwrap().body, BodyState::Whole);
}

#[tokio::test]
async fn an_interrupted_download_leaves_nothing() {
    let temp = Temp::new().await;
    let ids = temp.insert(vec![message(1, "x"), message(2, "y")]).await;
    let raw = noise(5 * CHUNK / 2);
    let piece = |at: usize| pack(raw.chunks(CHUNK).nth(at).unwrap()).unwrap();
    for id in &ids {
        temp.store.begin_large(*id).await.unwrap();
        temp.store.append_large(*id, 0, piece(0)).await.unwrap();
    }
    assert!(temp.store.raw_chunks(ids[0]).await.is_err());
    // Another process opens the profile: what is coming in stays. The engine's next start cleans up.
    let other = open(temp.dir.path(), KEY).await.unwrap();
    assert_eq!(temp.number("SELECT count(*) FROM chunk").await, 2);
    other.clean_interrupted(temp.account).await.unwrap();
    assert_eq!(temp.number("SELECT count(*) FROM chunk").await, 0);
    assert!(matches!(temp.store.append_large(ids[0], 1, piece(1)).await, Err(StoreError::Gone("download"))));

    temp.store.begin_large(ids[0]).await.unwrap();
    for at in 0..3 {
        temp.store.append_large(ids[0], at, piece(usize::try_from(at).unwrap())).await.unwrap();
    }
    temp.store.finish_large(ids[0], Digest::default(), Some(Reading::default())).await.unwrap();
    temp.store.clean_interrupted(temp.account).await.unwrap();
    assert_eq!(source(&temp.store, ids[0]).await.concat(), raw);
    assert!(matches!(temp.store.begin_large(ids[0]).await, Err(StoreError::Exists)));
}

#[tokio::test]
async fn a_message_removed_while_it_is_read_is_gone_not_short() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "x")]).await[0];
    temp.body(id, &"long ".repeat(CHUNK)).await;
    let mut chunks = temp.store.raw_chunks(id).await.unwrap();
    assert!(chunks.next().await.unwrap().is_some());
    temp.apply(vec![Change::Remove(uids("1"))]).await;
    assert!(matches!(chunks.next().await, Err(StoreError::Gone("message"))));
}
