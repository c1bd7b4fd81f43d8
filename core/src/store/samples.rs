//! A store in a temporary folder and messages to put into it.

use super::*;
use crate::model::*;

pub(crate) struct Temp {
    pub store: Store,
    pub account: AccountId,
    pub inbox: MailboxId,
    pub sent: MailboxId,
    pub dir: tempfile::TempDir,
}

pub(crate) const KEY: [u8; 32] = [7; 32];

impl Temp {
    pub async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = open(dir.path(), KEY).await.unwrap();
        let account = store.insert_account(setup("me@example.org")).await.unwrap().id;
        let listing = vec![listed("INBOX", Some(Role::Inbox)), listed("Sent", Some(Role::Sent))];
        store.apply_listing(account, listing).await.unwrap();
        let states = store.mailbox_states(account).await.unwrap();
        let [inbox, sent] =
            ["INBOX", "Sent"].map(|name| states.iter().find(|state| state.mailbox.name == name).unwrap().mailbox.id);
        Self { store, account, inbox, sent, dir }
    }

    /// Puts messages into the inbox.
    pub async fn insert(&self, messages: Vec<NewMessage>) -> Vec<MessageId> {
        let inserts = messages.into_iter().map(|message| Change::Insert(Box::new(message)));
        self.store.apply(self.inbox, inserts.collect()).await.unwrap().inserted
    }

    pub async fn apply(&self, changes: Vec<Change>) -> Applied {
        self.store.apply(self.inbox, changes).await.unwrap()
    }

    pub async fn body(&self, id: MessageId, text: &str) {
        let attachments = self.store.row(id).await.unwrap().attachments;
        let digest = Digest::new(text.chars().take(20).collect(), text, attachments);
        let packed = pack(text.as_bytes()).unwrap();
        self.store.store_bodies(vec![NewBody { id, packed, digest, reading: None }]).await.unwrap();
    }

    /// Queues an edit as the edit queue does.
    pub async fn edit(&self, id: MessageId, kind: EditKind, started: bool) {
        let kind = serde_json::to_string(&kind).unwrap();
        let insert = "INSERT INTO edit (account, message, kind, made, started) VALUES (?,?,?,0,?)";
        let account = self.account.0;
        self.store
            .write(Durability::Full, move |db| {
                db.execute(insert, (account, id.0, kind, started))?;
                shown::refresh(db, id.0)
            })
            .await
            .unwrap();
    }

    pub async fn number(&self, sql: &'static str) -> i64 {
        self.store.read(move |db| Ok(db.query_row(sql, [], |row| row.get(0))?)).await.unwrap()
    }

    pub async fn subjects(&self, mailbox: MailboxId) -> Vec<String> {
        let rows = self.store.rows(mailbox, None, 1000).await.unwrap();
        rows.into_iter().map(|row| row.subject).collect()
    }
}

pub(crate) async fn open(dir: &std::path::Path, key: [u8; 32]) -> Result<Store, StoreError> {
    Store::open(StoreOptions { dir: dir.to_owned(), key: key.into() }).await
}

pub(crate) fn setup(address: &str) -> AccountSetup {
    let server = |port| Server { host: "mail.example.org".to_owned(), port, security: Security::Tls };
    AccountSetup {
        address: address.to_owned(),
        name: None,
        user: None,
        password: "secret".to_owned(),
        imap: server(993),
        smtp: server(465),
        ca_pem: None,
        window: Window::Days { days: 30 },
    }
}

pub(crate) fn listed(name: &str, role: Option<Role>) -> Listed {
    Listed {
        wire_name: name.as_bytes().to_vec(),
        name: name.to_owned(),
        separator: Some('/'),
        role,
        selectable: true,
        subscribed: true,
    }
}

pub(crate) fn address(text: &str) -> Address {
    match text.split_once(" <") {
        Some((name, email)) => Address { name: Some(name.to_owned()), email: email.trim_end_matches('>').to_owned() },
        None => Address { name: None, email: text.to_owned() },
    }
}

/// A message of one second after another by UID, with the Message-ID `uid@x`.
pub(crate) fn message(uid: u32, subject: &str) -> NewMessage {
    let envelope = crate::mime::Envelope {
        subject: subject.to_owned(),
        from: vec![address("Ann Lee <ann@example.org>")],
        to: vec![address("me@example.org")],
        message_id: Some(format!("{uid}@x")),
        ..Default::default()
    };
    NewMessage {
        uid,
        flags: Flags::default(),
        modseq: 1,
        received: 1_700_000_000 + i64::from(uid),
        size: 1000 + u64::from(uid),
        envelope,
        attachments: 0,
    }
}

pub(crate) fn flags(names: &str) -> Flags {
    Flags::from_names(names.split_ascii_whitespace())
}

pub(crate) fn uids(text: &str) -> UidSet {
    UidSet::parse(text).unwrap()
}
