//! Measures the store alone: `cargo run --release -p tern-tests --example store -- [MAILS] [SEARCH_MAILS]`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "account.rs"]
mod account;
#[path = "made_up.rs"]
mod made_up;

use account::account;
use made_up::{Random, header, vocabulary};
use std::{path::Path, time::Instant};
use tern_core::{model::*, store::*, sync::query::Query};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut args = std::env::args().skip(1).map(|arg| arg.parse::<u32>().unwrap());
    let mails = args.next().unwrap_or(10_000);
    let searched = args.next().unwrap_or(50_000);
    let words = vocabulary();
    if mails > 0 {
        fill(&words, mails, true).await;
    }
    if searched > 0 {
        let (dir, store) = fill(&words, searched, false).await;
        search(&store, &words).await;
        drop(dir);
    }
}

async fn open(dir: &Path) -> (Store, MailboxId) {
    let store = Store::open(StoreOptions { dir: dir.to_owned(), key: [7; 32].into() }).await.unwrap();
    let inbox = account(&store, &[("INBOX", Some(Role::Inbox)), ("Rare", None)]).await[0];
    (store, inbox)
}

async fn fill(words: &[String], mails: u32, attach: bool) -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let (store, inbox) = open(dir.path()).await;
    let mut random = Random(1);
    let mut raw_bytes = 0;
    let sizes: Vec<usize> = (0..mails).map(|_| random.size()).collect();
    let texts: Vec<usize> =
        sizes.iter().map(|size| (size / 3).clamp(200, 30_000).min(800 + random.below(6000))).collect();

    let start = Instant::now();
    let mut ids = Vec::new();
    let uids: Vec<u32> = (1..=mails).rev().collect();
    for batch in uids.chunks(500) {
        let inserts = batch.iter().map(|uid| Change::Insert(Box::new(header(words, &mut random, *uid))));
        ids.extend(store.apply(inbox, inserts.collect()).await.unwrap().inserted);
    }
    let before = report("headers", mails, start, 0.0);

    let (mut packing, mut packed_bytes, mut text_bytes) = (0.0, 0, 0);
    let mut writing = 0.0;
    for (batch, ids) in ids.chunks(200).enumerate() {
        let mut bodies = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            let text = random.text(words, texts[batch * 200 + at]);
            let mut raw = text.clone().into_bytes();
            if attach {
                random.base64(&mut raw, sizes[batch * 200 + at]);
            }
            raw_bytes += raw.len();
            text_bytes += text.len();
            let start = Instant::now();
            let packed = pack(&raw).unwrap();
            packing += start.elapsed().as_secs_f64();
            packed_bytes += packed.len();
            let digest = Digest::new(text.chars().take(150).collect(), &text, 0);
            bodies.push(NewBody { id: *id, packed, digest, reading: None });
        }
        let start = Instant::now();
        store.store_bodies(bodies).await.unwrap();
        writing += start.elapsed().as_secs_f64();
    }
    report("bodies", mails, Instant::now() - std::time::Duration::from_secs_f64(writing), before);
    println!("packing {packing:.2} s");
    let size = std::fs::metadata(dir.path().join("tern.db")).unwrap().len();
    println!(
        "raw {} MB, text {} MB, packed {} MB, database {} MB, peak RSS {} MB",
        raw_bytes / 1_000_000,
        text_bytes / 1_000_000,
        packed_bytes / 1_000_000,
        size / 1_000_000,
        peak_rss() / 1000
    );
    print_sizes(dir.path());
    (dir, store)
}

/// Megabytes of the largest tables and indexes.
fn print_sizes(dir: &Path) {
    let db = rusqlite::Connection::open(dir.join("tern.db")).unwrap();
    let key = format!(
        "PRAGMA key = \"x'{}'\"; PRAGMA cipher_page_size = 16384; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;",
        "07".repeat(32)
    );
    db.execute_batch(&key).unwrap();
    let sql = "SELECT name, sum(pgsize) AS size, sum(unused) FROM dbstat GROUP BY name ORDER BY size DESC LIMIT 12";
    let mut query = db.prepare(sql).unwrap();
    let mut rows = query.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (name, size, unused): (String, f64, f64) = (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
        println!("  {name:28} {:7.1} MB, unused {:5.1} MB", size / 1e6, unused / 1e6);
    }
}

/// Makes a query.
type Question<'a> = Box<dyn Fn(&mut Random) -> String + 'a>;

async fn search(store: &Store, words: &[String]) {
    let mut random = Random(5);
    let groups: [(&str, Question<'_>); 14] = [
        ("common word", Box::new(|r| format!("{} ", words[r.below(20)]))),
        ("zipf word", Box::new(|r| format!("{} ", r.word(words)))),
        ("rare word", Box::new(|r| format!("{} ", words[20_000 + r.below(30_000)]))),
        ("prefix 3", Box::new(|r| words[r.below(60_000)].chars().take(3).collect())),
        ("prefix 2", Box::new(|r| words[r.below(60_000)].chars().take(2).collect())),
        ("prefix 1", Box::new(|r| words[r.below(60_000)].chars().take(1).collect())),
        ("two words", Box::new(|r| format!("{} {} ", r.word(words), r.word(words)))),
        ("phrase common", Box::new(|r| format!("\"{} {}\"", words[r.below(20)], words[r.below(20)]))),
        ("phrase", Box::new(|r| format!("\"{} {}\"", r.word(words), r.word(words)))),
        ("from:", Box::new(|r| format!("from:{}", words[r.below(3000)]))),
        ("substring", Box::new(|r| words[r.below(3000)].chars().skip(1).collect())),
        ("common, flagged", Box::new(|r| format!("{} is:flagged", words[r.below(20)]))),
        (
            "filters only",
            Box::new(|r| {
                [
                    "is:flagged has:attachment",
                    "is:unread in:inbox",
                    "in:rare",
                    "is:flagged after:2021-01-01",
                    "-has:attachment is:unread before:2020-12-01",
                ][r.below(5)]
                .to_owned()
            }),
        ),
        (
            "common, mixed",
            Box::new(|r| {
                format!(
                    "{} -{} has:attachment is:flagged before:2021-06-01 in:inbox",
                    words[r.below(20)],
                    words[r.below(20)]
                )
            }),
        ),
    ];
    for (name, make) in &groups {
        let mut times = Vec::new();
        let mut hits = 0;
        for round in 0..110 {
            let query = make(&mut random);
            let start = Instant::now();
            hits += store.search(&Query::parse(&query), 50).await.unwrap().len();
            if round >= 10 {
                times.push(start.elapsed().as_secs_f64() * 1000.0);
            }
        }
        times.sort_by(f64::total_cmp);
        println!(
            "{name:16} p50 {:7.2} ms  p95 {:7.2} ms  max {:7.2} ms  hits {}",
            times[50],
            times[95],
            times[99],
            hits / 110
        );
    }
    let start = Instant::now();
    let states = store.mailbox_states(AccountId(1)).await.unwrap();
    println!("mailbox_states {:.2} ms, local {}", start.elapsed().as_secs_f64() * 1000.0, states[0].mailbox.local);
    println!("peak RSS {} MB", peak_rss() / 1000);
}

/// Prints a rate by the clock and by the writer thread's own time, which other load leaves alone.
fn report(what: &str, mails: u32, start: Instant, before: f64) -> f64 {
    let seconds = start.elapsed().as_secs_f64();
    let busy = writer_seconds();
    let [rate, busy_rate] = [seconds, busy - before].map(|time| f64::from(mails) / time);
    println!("{what:8} {seconds:7.2} s {rate:6.0}/s   writer {:6.2} s {busy_rate:6.0}/s", busy - before);
    busy
}

fn writer_seconds() -> f64 {
    let mut ticks = 0.0;
    for task in std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
        let stat = std::fs::read_to_string(task.path().join("stat")).unwrap_or_default();
        if stat.contains("(store-write)") {
            ticks += stat.split_whitespace().skip(13).take(2).filter_map(|it| it.parse::<f64>().ok()).sum::<f64>();
        }
    }
    ticks / 100.0
}

fn peak_rss() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}

impl Random {
    /// Log-normal: median 12 kB, mean 38 kB, at most 10 MB.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn size(&mut self) -> usize {
        let normal = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        (12_000.0 * (1.52 * normal).exp()).min(1e7) as usize
    }

    fn base64(&mut self, raw: &mut Vec<u8>, len: usize) {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        while raw.len() < len {
            raw.extend(self.next().to_le_bytes().map(|byte| ALPHABET[usize::from(byte & 63)]));
        }
    }
}
