//! A profile with one account, and what is needed to compare it with the server.

use super::aging::age_checks;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use tern_core::api::{
    Account, AccountSetup, Event, EventListener, KeyFile, Mail, Mailbox, MailboxSelector, MessageRow, ProfileOptions,
    Security, Server, Subscription, SyncReport, SyncRequest, Window,
};
use tern_tests::{Dovecot, Postfix, User};

/// The Postfix that delivers to the shared Dovecot.
pub fn postfix() -> &'static Postfix {
    static POSTFIX: OnceLock<Postfix> = OnceLock::new();
    POSTFIX.get_or_init(|| Postfix::start(Dovecot::shared()))
}

/// Where a test's account lives.
pub struct Place {
    pub imap: u16,
    pub ca_pem: String,
    pub user: User,
}

impl Place {
    pub fn on(dovecot: &Dovecot, user: &User) -> Self {
        Self { imap: dovecot.imaps_port(), ca_pem: dovecot.ca_pem().to_owned(), user: user.clone() }
    }
}

pub struct Desk {
    pub mail: Arc<Mail>,
    pub account: Account,
    dir: tempfile::TempDir,
    pub events: Arc<Heard>,
    _subscription: Arc<Subscription>,
}

#[derive(Default)]
pub struct Heard(pub Mutex<Vec<Event>>);

impl EventListener for Heard {
    fn on_event(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }
}

pub async fn open(dir: &std::path::Path) -> Arc<Mail> {
    let path = dir.display().to_string();
    let options = ProfileOptions { dir: path.clone(), poll_seconds: Some(1) };
    Mail::open(options, Arc::new(KeyFile::new(path))).await.unwrap()
}

impl Desk {
    /// An account of a fresh user of the shared Dovecot.
    pub async fn new(window: Window) -> (Self, User) {
        let dovecot = Dovecot::shared();
        let user = dovecot.user();
        (Self::at(&Place::on(dovecot, &user), window).await, user)
    }

    pub async fn at(place: &Place, window: Window) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mail = open(dir.path()).await;
        let server = |port| Server { host: "localhost".into(), port, security: Security::Tls };
        let setup = AccountSetup {
            address: place.user.address.clone(),
            name: Some("Ada Lovelace".into()),
            user: Some(place.user.name.clone()),
            password: place.user.password.clone(),
            imap: server(place.imap),
            smtp: server(postfix().submissions_port()),
            ca_pem: Some(format!("{}\n{}", place.ca_pem, Dovecot::shared().ca_pem())),
            window,
        };
        // Postfix asks the shared Dovecot for passwords.
        Dovecot::shared().know(&place.user);
        let account = match mail.add_account(setup).await {
            Ok(account) => account,
            Err(error) => panic!("{error}"),
        };
        let events = Arc::new(Heard::default());
        let subscription = mail.subscribe(events.clone()).unwrap();
        Self { mail, account, dir, events, _subscription: subscription }
    }

    /// Makes the last check older, so that the next one is due.
    pub async fn age(&self, minutes: i64) {
        age_checks(self.dir.path(), self.account.id, minutes).await;
    }

    pub async fn sync(&self) -> SyncReport {
        self.mail.sync(self.account.id, SyncRequest::default()).await.unwrap()
    }

    pub async fn mailbox(&self, name: &str) -> Mailbox {
        self.mail.find_mailbox(self.account.id, MailboxSelector::Name { name: name.into() }).await.unwrap()
    }

    pub async fn rows(&self, name: &str) -> Vec<MessageRow> {
        self.mail.messages(self.mailbox(name).await.id, None, 100_000).await.unwrap()
    }

    /// UID and flag names of a mailbox, as the raw client of the tests reads them from a server.
    pub async fn flags(&self, name: &str) -> BTreeMap<u32, BTreeSet<String>> {
        let rows = self.rows(name).await;
        rows.into_iter().map(|row| (row.uid.unwrap(), row.flags.names().into_iter().collect())).collect()
    }

    /// The sources of a mailbox by UID.
    pub async fn sources(&self, name: &str) -> BTreeMap<u32, Vec<u8>> {
        let out = tempfile::tempdir().unwrap();
        let mut sources = BTreeMap::new();
        for row in self.rows(name).await {
            let path = out.path().join(row.id.to_string());
            self.mail.save_source(row.id, path.display().to_string()).await.unwrap();
            sources.insert(row.uid.unwrap(), std::fs::read(path).unwrap());
        }
        sources
    }

    /// Waits for an event that `wanted` takes.
    pub async fn event<T>(&self, what: &str, wanted: impl Fn(&Event) -> Option<T>) -> T {
        let limit = tokio::time::Instant::now() + Duration::from_secs(60);
        loop {
            if let Some(found) = self.events.0.lock().unwrap().iter().find_map(&wanted) {
                return found;
            }
            assert!(tokio::time::Instant::now() < limit, "no {what}: {:?}", self.events.0.lock().unwrap());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// A small message.
pub fn letter(subject: &str) -> Vec<u8> {
    format!(
        "From: Grace Hopper <grace@tern.test>\r\nTo: ada@tern.test\r\nSubject: {subject}\r\n\
         Date: Mon, 16 Nov 2026 10:00:00 +0100\r\nMessage-ID: <{}@tern.test>\r\n\r\nBody of {subject}.\r\n",
        subject.replace(' ', ".")
    )
    .into_bytes()
}
