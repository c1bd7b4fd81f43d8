//! An account on Dovecot and Postfix, driven at the level of the engine's outbox.

use std::sync::Mutex;
use std::time::Duration;
use tern_core::engine::outbox::{self, Copies, Copy, Courier, Flushed, Hooks, Leaving, Place};
use tern_core::model::{
    Account, AccountSetup, Address, Draft, MessageId, OutboxId, OutboxItem, OutboxState, Security, SentCopy, Server,
    Window,
};
use tern_core::net::NetError;
use tern_core::net::smtp::Limits;
use tern_core::store::{Store, StoreOptions};
use tern_tests::{Dovecot, RawImap, User};

pub struct Bed {
    pub store: Store,
    pub account: Account,
    pub copies: Sent,
    pub hooks: Told,
    pub limits: Limits,
    pub patience: Duration,
    dir: tempfile::TempDir,
}

#[derive(Default)]
pub struct Told {
    pub answered: Mutex<Vec<MessageId>>,
}

impl Hooks for Told {
    fn changed(&self, _id: OutboxId) {}

    async fn answered(&self, id: MessageId) {
        self.answered.lock().unwrap().push(id);
    }

    async fn forwarded(&self, _id: MessageId) {}

    async fn continued(&self, _id: MessageId) {}
}

/// The sender's mailboxes, seen by the tests' own IMAP client.
pub struct Sent {
    pub raw: Option<RawImap>,
    pub appends: u32,
    /// What APPEND answers instead of doing it.
    pub refusal: Option<&'static str>,
}

impl Copies for Sent {
    async fn find(&mut self, place: Place, message_id: &str) -> Result<Option<(String, usize)>, NetError> {
        let Some(raw) = &mut self.raw else { return Err(NetError::Broken { detail: "offline".into() }) };
        let name = if place == Place::Sent { "Sent" } else { "INBOX" };
        raw.select(name);
        let found = raw.search(&format!("HEADER Message-ID <{message_id}>"));
        Ok((!found.is_empty()).then(|| (name.to_owned(), found.len())))
    }

    async fn keep(&mut self, mut copy: Copy) -> Result<(), NetError> {
        if let Some(text) = self.refusal {
            return Err(NetError::No { code: Some("OVERQUOTA".into()), text: text.into() });
        }
        let Some(raw) = &mut self.raw else { return Err(NetError::Broken { detail: "offline".into() }) };
        let mut bytes = Vec::new();
        while let Some(piece) = copy.next().await.unwrap() {
            bytes.extend(piece);
        }
        assert_eq!(bytes.len() as u64, copy.size());
        raw.append("Sent", "(\\Seen)", &bytes);
        self.appends += 1;
        Ok(())
    }
}

impl Bed {
    /// A fresh profile with `user`'s account, submitting on `port`.
    pub async fn new(dovecot: &Dovecot, user: &User, security: Security, port: u16) -> Self {
        Self::with_ca(dovecot, user, security, port, dovecot.ca_pem()).await
    }

    pub async fn with_ca(dovecot: &Dovecot, user: &User, security: Security, port: u16, ca_pem: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(StoreOptions { dir: dir.path().to_owned(), key: [7; 32].into() }).await.unwrap();
        let server = |port, security| Server { host: "localhost".into(), port, security };
        let setup = AccountSetup {
            address: user.address.clone(),
            name: Some("Ada Lovelace".into()),
            user: Some(user.name.clone()),
            password: user.password.clone(),
            imap: server(dovecot.imaps_port(), Security::Tls),
            smtp: server(port, security),
            ca_pem: Some(ca_pem.to_owned()),
            window: Window::All,
        };
        let account = store.insert_account(setup).await.unwrap();
        let limit = Duration::from_secs(10);
        Self {
            store,
            account,
            copies: Sent { raw: Some(dovecot.raw(user)), appends: 0, refusal: None },
            hooks: Told::default(),
            limits: Limits { command: limit, block: limit, commit: limit },
            patience: Duration::ZERO,
            dir,
        }
    }

    pub fn draft(&self, to: &[&str]) -> Draft {
        let address = |email: &&str| Address { name: None, email: (*email).into() };
        Draft {
            account: self.account.id,
            from: Address { name: None, email: self.account.address.clone() },
            to: to.iter().map(address).collect(),
            cc: Vec::new(),
            bcc: Vec::new(),
            subject: "Grüße".into(),
            text: "one\n.\n..two\n".into(),
            html: None,
            attachments: Vec::new(),
            in_reply_to: None,
        }
    }

    /// A file of the profile's folder.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    }

    pub async fn queue(&self, draft: &Draft) -> OutboxId {
        let leaving = Leaving { at: now(), due: now(), utc_offset: 3600 };
        outbox::queue(&self.store, &self.account, draft, leaving).await.unwrap()
    }

    pub async fn flush(&mut self) -> Flushed {
        self.account = self.store.account(self.account.id).await.unwrap();
        let password = self.store.password(self.account.id).await.unwrap();
        let mut courier = Courier {
            store: &self.store,
            account: &self.account,
            password: &password,
            copies: &mut self.copies,
            hooks: &self.hooks,
            clock: now,
            limits: self.limits,
            patience: self.patience,
        };
        outbox::flush(&mut courier).await.unwrap()
    }

    /// Makes everything due and does it.
    pub async fn flush_all(&mut self) -> Flushed {
        outbox::wake(&self.store, self.account.id, now()).await.unwrap();
        self.flush().await
    }

    pub async fn send(&mut self, draft: &Draft) -> OutboxItem {
        let id = self.queue(draft).await;
        self.flush().await;
        self.item(id).await
    }

    pub async fn item(&self, id: OutboxId) -> OutboxItem {
        self.store.outgoing(id).await.unwrap().item
    }

    pub async fn sent_copy(&self) -> SentCopy {
        self.store.account(self.account.id).await.unwrap().sent_copy
    }
}

pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    since.as_millis() as i64
}

/// The states a message went through, each once.
pub fn path(item: &OutboxItem) -> Vec<OutboxState> {
    let mut states: Vec<OutboxState> = item.ledger.iter().map(|entry| entry.state).collect();
    states.dedup();
    states
}

/// How often a message is in a folder.
pub fn count(raw: &mut RawImap, folder: &str, message_id: &str) -> usize {
    raw.select(folder);
    raw.search(&format!("HEADER Message-ID <{message_id}>")).len()
}
