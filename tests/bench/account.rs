//! An account that no server knows, for measuring the store alone.

use tern_core::{model::*, store::*};

/// Adds an account whose servers answer nobody, with these mailboxes; gives their ids in this order.
pub async fn account(store: &Store, mailboxes: &[(&str, Option<Role>)]) -> Vec<MailboxId> {
    let server = Server { host: "127.0.0.1".into(), port: 9, security: Security::Tls };
    let setup = AccountSetup {
        address: "me@example.org".into(),
        name: Some("Mira Example".into()),
        user: None,
        password: "x".into(),
        imap: server.clone(),
        smtp: server,
        ca_pem: None,
        window: Window::All,
    };
    let account = store.insert_account(setup).await.expect("an account").id;
    let listed = |(name, role): &(&str, Option<Role>)| Listed {
        wire_name: name.as_bytes().to_vec(),
        name: (*name).to_owned(),
        separator: Some('/'),
        role: *role,
        selectable: true,
        subscribed: true,
    };
    store.apply_listing(account, mailboxes.iter().map(listed).collect()).await.expect("mailboxes");
    let states = store.mailbox_states(account).await.expect("mailboxes");
    let of = |(name, _): &(&str, Option<Role>)| {
        states.iter().find(|state| state.mailbox.name == *name).expect("a mailbox").mailbox.id
    };
    mailboxes.iter().map(of).collect()
}
