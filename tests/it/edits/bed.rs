//! An account on a real server, driven at the level of the engine's rounds and replays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tern_core::engine::account::Engines;
use tern_core::engine::core::{Core, now_ms};
use tern_core::engine::edits::{self, Replayed};
use tern_core::engine::events::Events;
use tern_core::engine::round::{self, Scope};
use tern_core::engine::session::{self, SessionError};
use tern_core::model::{
    Account, AccountSetup, BodyPolicy, EditKind, FlagChange, Flags, MailboxId, MessageId, MessageRow, Role, Security,
    Server, Window,
};
use tern_core::store::{Store, StoreOptions};
use tern_core::sync::edits::{Verb, expand};
use tern_tests::dovecot::DovecotOptions;
use tern_tests::{Cyrus, Dovecot, FaultProxy, RawImap, User};

/// A server with one user.
pub enum Site {
    Dovecot(Dovecot, User),
    Shared(&'static Dovecot, User),
    Cyrus(&'static Cyrus, User),
}

impl Site {
    /// Each kind of server that edits are sent to differently.
    pub fn all() -> Vec<(&'static str, Self)> {
        vec![
            ("Dovecot", Self::shared()),
            ("Dovecot without MOVE", Self::hiding(vec!["MOVE", "QRESYNC"])),
            ("Dovecot with nothing", Self::hiding(vec!["MOVE", "UIDPLUS", "QRESYNC", "CONDSTORE", "ESEARCH"])),
            ("Cyrus", Self::Cyrus(Cyrus::shared(), Cyrus::shared().user())),
        ]
    }

    pub fn shared() -> Self {
        Self::Shared(Dovecot::shared(), Dovecot::shared().user())
    }

    pub fn hiding(hide: Vec<&'static str>) -> Self {
        let dovecot = Dovecot::start(&DovecotOptions { hide, ..DovecotOptions::default() });
        let user = dovecot.user();
        Self::Dovecot(dovecot, user)
    }

    /// The same server with another user.
    pub fn fresh(&self) -> User {
        match self {
            Self::Dovecot(dovecot, _) => dovecot.user(),
            Self::Shared(dovecot, _) => dovecot.user(),
            Self::Cyrus(cyrus, _) => cyrus.user(),
        }
    }

    pub fn user(&self) -> &User {
        match self {
            Self::Dovecot(_, user) | Self::Shared(_, user) | Self::Cyrus(_, user) => user,
        }
    }

    pub fn port(&self) -> u16 {
        match self {
            Self::Dovecot(dovecot, _) => dovecot.imaps_port(),
            Self::Shared(dovecot, _) => dovecot.imaps_port(),
            Self::Cyrus(cyrus, _) => cyrus.imaps_port(),
        }
    }

    pub fn ca_pem(&self) -> &str {
        match self {
            Self::Dovecot(dovecot, _) => dovecot.ca_pem(),
            Self::Shared(dovecot, _) => dovecot.ca_pem(),
            Self::Cyrus(cyrus, _) => cyrus.ca_pem(),
        }
    }

    pub fn raw(&self, user: &User) -> RawImap {
        match self {
            Self::Dovecot(dovecot, _) => dovecot.raw(user),
            Self::Shared(dovecot, _) => dovecot.raw(user),
            Self::Cyrus(cyrus, _) => cyrus.raw(user),
        }
    }
}

pub struct Bed {
    pub core: Arc<Core>,
    pub account: Account,
    pub raw: RawImap,
    _dir: tempfile::TempDir,
}

impl Bed {
    /// An account with these messages in INBOX, synced.
    pub async fn new(site: &Site, messages: &[&str]) -> Self {
        Self::on(site, site.user(), site.port(), messages).await
    }

    /// The same through a proxy, for a user of its own.
    pub async fn behind(site: &Site, proxy: &FaultProxy, messages: &[&str]) -> Self {
        Self::on(site, &site.fresh(), proxy.port(), messages).await
    }

    async fn on(site: &Site, user: &User, port: u16, messages: &[&str]) -> Self {
        let mut raw = site.raw(user);
        let there = raw.folders();
        for folder in ["Archive", "Trash", "Junk", "Sent", "Drafts"].iter().filter(|name| !there.contains(**name)) {
            raw.create(folder);
        }
        for subject in messages {
            raw.append("INBOX", "", &message(subject));
        }
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(StoreOptions { dir: dir.path().to_owned(), key: [3; 32].into() }).await.unwrap();
        let server = Server { host: "localhost".into(), port, security: Security::Tls };
        let setup = AccountSetup {
            address: user.address.clone(),
            name: None,
            user: Some(user.name.clone()),
            password: user.password.clone(),
            imap: server.clone(),
            smtp: server,
            ca_pem: Some(site.ca_pem().to_owned()),
            window: Window::All,
        };
        let account = store.insert_account(setup).await.unwrap();
        let core = Core {
            store,
            events: Events::default(),
            dir: dir.path().to_owned(),
            engines: Engines::default(),
            opened: tern_core::engine::opening::LastOpened::default(),
            facts: tokio::sync::watch::Sender::default(),
            working: Arc::default(),
            runtime: tokio::runtime::Handle::current(),
            poll_ms: 300_000,
            seed: 1,
        };
        let bed = Self { core: Arc::new(core), account, raw, _dir: dir };
        bed.sync().await;
        bed
    }

    /// One whole round, without bodies.
    pub async fn sync(&self) {
        let mut imap = session::open(&self.core, &self.account).await.unwrap();
        let scope = Scope { bodies: Some(BodyPolicy::None), ..Scope::default() };
        let report = round::whole(&self.core, &mut imap, &self.account, scope).await.unwrap();
        assert!(report.problems.is_empty(), "{report:?}");
        imap.logout().await;
    }

    /// Sends the edits that wait; what was done, and why it ended early.
    pub async fn try_push(&self) -> (Replayed, Result<(), SessionError>) {
        match session::open(&self.core, &self.account).await {
            Ok(mut imap) => edits::run(&mut imap, &self.core.store, self.account.id, now_ms).await,
            Err(error) => (Replayed::default(), Err(error)),
        }
    }

    pub async fn push(&self) -> Replayed {
        let (replayed, result) = self.try_push().await;
        result.unwrap();
        replayed
    }

    pub async fn waiting(&self) -> usize {
        self.core.store.pending_edits(self.account.id).await.unwrap().len()
    }

    pub async fn mailbox(&self, name: &str) -> MailboxId {
        let states = self.core.store.mailbox_states(self.account.id).await.unwrap();
        states.iter().find(|state| state.mailbox.name == name).unwrap().mailbox.id
    }

    pub async fn role(&self, role: Role) -> MailboxId {
        let states = self.core.store.mailbox_states(self.account.id).await.unwrap();
        states.iter().find(|state| state.mailbox.role == Some(role)).unwrap().mailbox.id
    }

    pub async fn rows(&self, mailbox: MailboxId) -> Vec<MessageRow> {
        self.core.store.rows(mailbox, None, 1000).await.unwrap()
    }

    pub async fn id(&self, subject: &str) -> MessageId {
        let rows = self.rows(self.role(Role::Inbox).await).await;
        let found = rows.iter().find(|row| row.subject == subject);
        found.unwrap_or_else(|| panic!("no {subject} among {rows:?}")).id
    }

    pub async fn queue(&self, id: MessageId, kind: EditKind) {
        self.core.store.queue_edits(vec![(id, kind)], now_ms()).await.unwrap();
    }

    /// What a face does: a verb on a message, where it is shown.
    pub async fn act(&self, id: MessageId, verb: Verb) {
        let states = self.core.store.mailbox_states(self.account.id).await.unwrap();
        let mailboxes: Vec<_> = states.into_iter().map(|state| state.mailbox).collect();
        let shown_in = self.core.store.row(id).await.unwrap().mailbox;
        for kind in expand(&verb, shown_in, &mailboxes).unwrap() {
            self.queue(id, kind).await;
        }
    }

    /// What a person sees: subject and flags of every mailbox's messages, by role or name.
    pub async fn shown(&self) -> Mailboxes {
        let mut all = Mailboxes::new();
        for state in self.core.store.mailbox_states(self.account.id).await.unwrap() {
            let rows = self.rows(state.mailbox.id).await.into_iter();
            let rows: BTreeSet<_> = rows.map(|row| (row.subject, words(row.flags.names()))).collect();
            all.insert(short(&state.mailbox.name), rows);
        }
        all.retain(|_, rows| !rows.is_empty());
        all
    }

    /// What the server has. A message that is there twice makes it fail.
    pub fn server(&mut self) -> Mailboxes {
        let mut all = Mailboxes::new();
        for folder in self.raw.folders() {
            self.raw.select(&folder);
            let flags = self.raw.flags();
            let mut rows = BTreeSet::new();
            for (uid, body) in self.raw.bodies() {
                let text = String::from_utf8_lossy(&body).into_owned();
                let subject = text.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap().to_owned();
                let row = (subject, words(flags[&uid].iter().cloned().collect()));
                assert!(rows.insert(row.clone()), "{row:?} is in {folder} twice");
            }
            if !rows.is_empty() {
                all.insert(short(&folder), rows);
            }
        }
        all
    }
}

pub type Mailboxes = BTreeMap<String, BTreeSet<(String, String)>>;

fn words(mut names: Vec<String>) -> String {
    names.iter_mut().for_each(|name| *name = name.to_ascii_lowercase());
    names.sort();
    names.join(" ")
}

fn short(name: &str) -> String {
    name.strip_prefix("INBOX.").unwrap_or(name).to_owned()
}

pub fn message(subject: &str) -> Vec<u8> {
    let text = format!(
        "From: a@tern.test\r\nTo: b@tern.test\r\nSubject: {subject}\r\nDate: Thu, 01 Feb 2024 10:00:00 +0000\r\n\
         Message-ID: <{subject}@tern.test>\r\n\r\nbody of {subject}\r\n"
    );
    text.into_bytes()
}

pub fn flag(add: &str, remove: &str) -> FlagChange {
    let names = |text: &str| Flags::from_names(text.split_whitespace());
    FlagChange { add: names(add), remove: names(remove) }
}

/// Writes expected mailboxes: `"Archive: one[\\seen] two[]"`.
pub fn mailboxes(lines: &[&str]) -> Mailboxes {
    let line = |line: &&str| {
        let (name, rows) = line.split_once(": ").unwrap();
        let rows = rows.split("] ").map(|row| {
            let (subject, flags) = row.trim_end_matches(']').split_once('[').unwrap();
            (subject.to_owned(), flags.to_owned())
        });
        (name.to_owned(), rows.collect())
    };
    lines.iter().map(line).collect()
}
