use crate::account::account;
use crate::list::header;
use crate::table::Table;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use tern_core::api::{KeyFile, ListFrom, ListRequest, Mail, ProfileOptions, Role, SecretStore, View};
use tern_core::store::{Change, Store, StoreOptions};

const MAILS: u32 = 50_000;
const RUNS: u32 = 5;

/// What a phone waits for when its app begins: the profile is opened and the first page of the inbox read.
pub async fn measure(table: &mut Table) {
    let dir = tempfile::tempdir().expect("a folder");
    fill(dir.path()).await;
    let mut slowest = 0.0_f64;
    for _ in 0..RUNS {
        let start = Instant::now();
        let mail = open(dir.path()).await;
        let asked = ListRequest {
            view: View::Role { role: Role::Inbox },
            threaded: true,
            unread_only: false,
            from: ListFrom::Offset { offset: 0 },
            limit: 50,
        };
        let page = mail.list(asked).await.expect("a page");
        slowest = slowest.max(start.elapsed().as_secs_f64() * 1e3);
        assert_eq!(page.rows.len(), 50);
    }
    let how = format!("open and 50 conversations; the slowest of {RUNS}");
    table.at_most("start on 50,000 mails, to the first page", slowest, 150.0, " ms", &how);
}

async fn open(dir: &Path) -> Arc<Mail> {
    let path = dir.to_string_lossy().into_owned();
    let options = ProfileOptions { dir: path.clone(), poll_seconds: None };
    Mail::open(options, Arc::new(KeyFile::new(path))).await.expect("a profile")
}

/// Makes the profile, then fills its store below the core.
async fn fill(dir: &Path) {
    drop(open(dir).await);
    let secrets = KeyFile::new(dir.to_string_lossy().into_owned());
    let key = secrets.get("database-key".to_owned()).expect("a key").expect("a key");
    let key: [u8; 32] = key.try_into().expect("32 bytes");
    let store = Store::open(StoreOptions { dir: dir.to_owned(), key: key.into() }).await.expect("a store");
    let inbox = account(&store, &[("INBOX", Some(Role::Inbox))]).await[0];
    let uids: Vec<u32> = (1..=MAILS).rev().collect();
    for batch in uids.chunks(500) {
        let inserts = batch.iter().map(|uid| Change::Insert(Box::new(header(*uid))));
        store.apply(inbox, inserts.collect()).await.expect("messages");
    }
}
