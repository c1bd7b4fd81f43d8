#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::samples::*;
use super::super::*;
use crate::{model::*, sync::query::Query};

async fn found(store: &Store, query: &str) -> Vec<u32> {
    let rows = store.search(&Query::parse(query), 50).await.unwrap();
    rows.into_iter().map(|row| row.uid.unwrap()).collect()
}

async fn check(store: &Store, table: &[(&str, &[u32])]) {
    for (query, uids) in table {
        assert_eq!(found(store, query).await, *uids, "{query:?}");
    }
}

#[tokio::test]
async fn a_query_says_where_it_looks() {
    let temp = Temp::new().await;
    let (inbox, sent) = (temp.inbox, temp.sent);
    for (query, expected) in [
        ("report from:ann", None),
        ("in:INBOX report", Some(vec![inbox])),
        ("-in:sent", Some(vec![inbox])),
        ("in:sent -in:inbox is:unread", Some(vec![sent])),
        ("in:inbox in:sent", Some(vec![])),
        ("in:nowhere", Some(vec![])),
        ("-in:nowhere", Some(vec![inbox, sent])),
    ] {
        assert_eq!(temp.store.searched(Query::parse(query)).await.unwrap(), expected, "{query}");
    }
}

async fn letters() -> Temp {
    let temp = Temp::new().await;
    let with = |uid, subject: &str, from: &str, to: &str, names: &str| {
        let mut letter = message(uid, subject);
        letter.envelope.from = vec![address(from)];
        letter.envelope.to = vec![address(to)];
        letter.flags = flags(names);
        letter.attachments = u32::from(uid == 3);
        // 2024-01-01 and each day after it.
        letter.received = (19_723 + i64::from(uid) - 1) * 86_400;
        letter
    };
    let ids = temp
        .insert(vec![
            with(1, "Quarterly report", "Ann Lee <ann@example.org>", "me@example.org", "\\Seen"),
            with(2, "Re: Dampfschifffahrt", "Björn Müller <b.muller@example.com>", "team@example.org", ""),
            with(3, "Invoice 2024-17", "billing@shop.example", "me@example.org", "\\Flagged"),
            with(4, "東京都の天気", "田中 <tanaka@example.jp>", "me@example.org", "\\Seen \\Answered"),
            with(5, "안녕하세요 여러분", "Kim <kim@example.kr>", "Ann Lee <ann@example.org>", ""),
        ])
        .await;
    let texts = [
        "The quick brown fox reports to the board.",
        "Café crème, naïve façade. Łódź. Straßenbahn",
        "Please pay the invoice; the fox has quick legs.",
        "明日は晴れのち曇り、京都は雨でしょう。ＡＢＣ ｶﾀｶﾅ",
        "회의록을 보내드립니다. Prague Příliš žluťoučký кůň Ёлка",
    ];
    for (id, text) in ids.iter().zip(texts) {
        temp.body(*id, text).await;
    }
    temp
}

#[tokio::test]
async fn queries_find_what_they_say() {
    let temp = letters().await;
    check(
        &temp.store,
        &[
            ("fox", &[3, 1]),
            ("FOX quick", &[3, 1]),
            ("\"quick brown\"", &[1]),
            ("\"brown quick\"", &[]),
            ("fox -invoice", &[1]),
            ("fox -\"quick legs\"", &[1]),
            ("-fox", &[5, 4, 2]),
            ("-fox -is:unread", &[4]),
            ("repo", &[1]),
            ("rep* ", &[1]),
            ("quarte ", &[1]),
            ("boar ", &[]),
            ("boar", &[1]),
            ("qui* fox ", &[3, 1]),
            ("from:ann", &[1]),
            ("to:ann", &[5]),
            ("ann", &[5, 1]),
            ("from:ann@example.org", &[1]),
            ("from:example", &[5, 4, 3, 2, 1]),
            ("subject:invoice", &[3]),
            ("subject:fox", &[]),
            ("2024-17", &[3]),
            ("has:attachment", &[3]),
            ("-has:attachment from:ann", &[1]),
            ("is:unread", &[5, 3, 2]),
            ("is:flagged", &[3]),
            ("is:answered", &[4]),
            ("is:read fox", &[1]),
            ("before:2024-01-03", &[2, 1]),
            ("after:2024-01-03", &[5, 4, 3]),
            ("-before:2024-01-03 fox", &[3]),
            ("after:2024-01-02 before:2024-01-03", &[2]),
            ("in:inbox fox", &[3, 1]),
            ("in:sent", &[]),
            ("-in:sent fox", &[3, 1]),
            ("in:nowhere", &[]),
            ("account:me@example.org fox", &[3, 1]),
            ("account:other", &[]),
            ("", &[5, 4, 3, 2, 1]),
            ("!!! fox", &[3, 1]),
            ("\" ' OR AND NOT ( ) NEAR{} : ^ * \0", &[]),
        ],
    )
    .await;
}

#[tokio::test]
async fn every_script_is_found() {
    let temp = letters().await;
    check(
        &temp.store,
        &[
            ("cafe creme", &[2]),
            ("CAFÉ", &[2]),
            ("muller", &[2]),
            ("bjorn", &[2]),
            ("schiff", &[2]),
            ("from:mull", &[2]),
            ("prilis zlutoucky", &[5]),
            ("елка", &[5]),
            ("lodz strassenbahn", &[2]),
            ("straßenbahn", &[2]),
            ("東京", &[4]),
            ("東京都", &[4]),
            ("京都", &[4]),
            ("都東", &[]),
            ("天気", &[4]),
            ("雨", &[4]),
            ("気", &[4]),
            ("晴れのち曇り", &[4]),
            ("\"京都は雨\"", &[4]),
            ("from:田中", &[4]),
            ("ABC カタカナ", &[4]),
            ("회의", &[5]),
            ("subject:여러분", &[5]),
            ("안녕", &[5]),
        ],
    )
    .await;
}

#[tokio::test]
async fn headers_are_found_before_the_body_and_deletion_takes_them_away() {
    let temp = Temp::new().await;
    let id = temp.insert(vec![message(1, "Header words")]).await[0];
    check(&temp.store, &[("header", &[1]), ("bodyword", &[])]).await;
    temp.body(id, "bodyword").await;
    check(&temp.store, &[("header bodyword", &[1]), ("header", &[1])]).await;
    temp.edit(id, EditKind::Expunge, false).await;
    check(&temp.store, &[("header", &[]), ("", &[])]).await;
    temp.apply(vec![Change::Remove(uids("1"))]).await;
    temp.insert(vec![message(1, "Other")]).await;
    check(&temp.store, &[("header", &[]), ("bodyword", &[]), ("other", &[1])]).await;
}

#[tokio::test]
async fn a_rare_filter_under_a_common_word_finds_all() {
    let temp = Temp::new().await;
    let many = (1..=6000).map(|uid| {
        let mut one = message(uid, "common");
        one.flags = flags(if uid % 400 == 7 { "\\Flagged" } else { "\\Seen" });
        one.flags.answered = uid <= 300;
        one
    });
    temp.insert(many.collect()).await;
    let rare: Vec<u32> = (0..15).rev().map(|at| at * 400 + 7).collect();
    check(
        &temp.store,
        &[
            ("common is:flagged", &rare[..]),
            ("ommo is:flagged", &rare),
            ("-other is:flagged", &rare),
            ("common is:flagged -has:attachment", &rare),
        ],
    )
    .await;
    // More of them than are looked up one by one.
    assert_eq!(found(&temp.store, "common is:answered").await, (251..=300).rev().collect::<Vec<_>>());
    assert_eq!(found(&temp.store, "common").await, (5951..=6000).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn headers_are_found_before_their_text_and_indexed_with_it_once() {
    let temp = Temp::new().await;
    let words = "SELECT count(*) FROM words_docsize";
    let ids = temp.insert(vec![message(1, "Ice report"), message(2, "Sea report"), message(3, "Fog")]).await;
    temp.body(ids[0], "penguins").await;
    assert_eq!(temp.number(words).await, 1, "only what has text is indexed yet");
    check(&temp.store, &[("report", &[2, 1]), ("subject:fog", &[3]), ("peng", &[1]), ("ann", &[3, 2, 1])]).await;
    assert_eq!(temp.number(words).await, 3);
    temp.body(ids[1], "walrus").await;
    check(&temp.store, &[("report", &[2, 1]), ("walrus sea", &[2]), ("eport", &[2, 1])]).await;
    let copy = temp.insert(vec![message(4, "Report four")]).await[0];
    temp.apply(vec![Change::Remove(uids("1,4"))]).await;
    check(&temp.store, &[("report", &[2]), ("penguins", &[])]).await;
    assert!(temp.store.row(copy).await.is_err());
    assert_eq!(temp.number("SELECT upto FROM search_state").await, 3, "an id is never used again");
    assert_eq!((temp.number(words).await, temp.number("SELECT count(*) FROM grams_docsize").await), (2, 2));
}

#[tokio::test]
async fn letters_with_and_without_accents_are_the_same() {
    let temp = Temp::new().await;
    let texts = ["Ærø «Smørrebrød» – crème brûlée", "ǅamonja Žižek…Čapek", "İstanbul'da ışık", "Straße“Größe”"];
    for (uid, text) in (1..).zip(texts) {
        let id = temp.insert(vec![message(uid, text)]).await[0];
        temp.body(id, text).await;
    }
    check(
        &temp.store,
        &[
            ("smorrebrod", &[1]),
            ("creme brulee", &[1]),
            ("\"smørrebrød crème\"", &[1]),
            ("zizek capek", &[2]),
            ("istanbul isik", &[3]),
            ("GROSSE strasse", &[4]),
            ("orrebro", &[1]),
        ],
    )
    .await;
}
