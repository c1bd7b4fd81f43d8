//! Makes a profile with much mail and no server, for measuring a face:
//! `cargo run --release -p tern-tests --example profile -- DIR [MAILS]`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "account.rs"]
mod account;
#[path = "made_up.rs"]
mod made_up;

use account::account;
use made_up::{Random, header, vocabulary};
use std::{fmt::Write, path::Path};
use tern_core::{api, mime, model::*, store::*};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap_or_else(|| "target/bench-profile".to_owned());
    let mails = args.next().map_or(200_000, |arg| arg.parse().unwrap());
    std::fs::create_dir_all(&dir).unwrap();
    let store = open(&dir).await;
    let roles = [("INBOX", Role::Inbox), ("Archive", Role::Archive), ("Sent", Role::Sent), ("Trash", Role::Trash)];
    let inbox = account(&store, &roles.map(|(name, role)| (name, Some(role)))).await[0];
    fill(&store, inbox, mails).await;
    println!("{mails} messages in {dir}");
}

/// The profile's store, opened with the key that its own key file holds.
async fn open(dir: &str) -> Store {
    let secrets = api::open_secrets(dir.to_owned(), None, false).unwrap();
    let options = api::ProfileOptions { dir: dir.to_owned(), poll_seconds: None };
    drop(api::Mail::open(options, secrets.clone()).await.unwrap());
    let key: [u8; 32] = secrets.get("database-key".to_owned()).unwrap().unwrap().try_into().unwrap();
    Store::open(StoreOptions { dir: Path::new(dir).to_owned(), key: key.into() }).await.unwrap()
}

async fn fill(store: &Store, inbox: MailboxId, mails: u32) {
    let words = vocabulary();
    let mut random = Random(1);
    let uids: Vec<u32> = (1..=mails).rev().collect();
    for batch in uids.chunks(500) {
        let headers: Vec<NewMessage> = batch.iter().map(|uid| header(&words, &mut random, *uid)).collect();
        let subjects: Vec<String> = headers.iter().map(|new| new.envelope.subject.clone()).collect();
        let changes = headers.into_iter().map(|new| Change::Insert(Box::new(new))).collect();
        let ids = store.apply(inbox, changes).await.unwrap().inserted;
        let bodies = ids.into_iter().zip(subjects).map(|(id, subject)| body(id, &subject, &words, &mut random));
        store.store_bodies(bodies.collect()).await.unwrap();
    }
    let progress = Change::Progress { uidvalidity: 7, uidnext: mails + 1, highestmodseq: 1 };
    let counts = Change::Counts { total: mails, older_unread: 0 };
    store.apply(inbox, vec![progress, counts, Change::Window { since_day: None, known: true }]).await.unwrap();
}

/// Every third message is HTML, as newsletters are.
fn body(id: MessageId, subject: &str, words: &[String], random: &mut Random) -> NewBody {
    let length = 400 + random.below(3000);
    let text = random.text(words, length);
    let mut raw = format!("From: a@b.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n");
    match id.0 % 3 {
        0 => {
            raw.push_str(
                "Content-Type: text/html; charset=utf-8\r\n\r\n<table width=\"600\"><tr><td bgcolor=\"#ffffff\">",
            );
            for line in text.as_bytes().chunks(400) {
                write!(raw, "<p style=\"color:#333\">{}</p>\r\n", String::from_utf8_lossy(line)).unwrap();
            }
            raw.push_str("<img src=\"https://tracker.example/x.gif\" width=\"1\"></td></tr></table>\r\n");
        }
        _ => {
            raw.push_str("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            for line in text.as_bytes().chunks(76) {
                raw.push_str(&String::from_utf8_lossy(line));
                raw.push_str("\r\n");
            }
        }
    }
    let digest = Digest::new(mime::preview(&text), &text, 0);
    NewBody { id, packed: pack(raw.as_bytes()).unwrap(), digest, reading: None }
}
