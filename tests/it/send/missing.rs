//! Accounts whose mailbox for sent mail is not there, any more or yet.

use super::bed::count;
use std::sync::Arc;
use tern_core::api::{
    AccountSetup, Address, Draft, KeyFile, Mail, OutboxItem, OutboxState, ProfileOptions, Security, SendOptions,
    Server, Window,
};
use tern_tests::{Dovecot, DovecotOptions, Postfix, User};

async fn open(dovecot: &Dovecot, postfix: &Postfix, user: &User, dir: &std::path::Path) -> Arc<Mail> {
    let dir = dir.display().to_string();
    let options = ProfileOptions { dir: dir.clone(), poll_seconds: None };
    let mail = Mail::open(options, Arc::new(KeyFile::new(dir))).await.unwrap();
    let server = |port| Server { host: "localhost".into(), port, security: Security::Tls };
    let setup = AccountSetup {
        address: user.address.clone(),
        name: None,
        user: Some(user.name.clone()),
        password: user.password.clone(),
        imap: server(dovecot.imaps_port()),
        smtp: server(postfix.submissions_port()),
        ca_pem: Some(dovecot.ca_pem().to_owned()),
        window: Window::All,
    };
    mail.add_account(setup).await.unwrap();
    mail
}

async fn send(mail: &Mail, user: &User) -> OutboxItem {
    let address = Address { name: None, email: user.address.clone() };
    let draft = Draft {
        account: mail.accounts().await.unwrap()[0].id,
        from: address.clone(),
        to: vec![address],
        cc: vec![],
        bcc: vec![],
        subject: "kept".into(),
        text: "x\n".into(),
        html: None,
        attachments: vec![],
        in_reply_to: None,
    };
    let id = mail.send(draft, SendOptions { now: true }).await.unwrap();
    mail.wait_sent(id).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_sent_folder_is_made_once_where_the_server_wants_it() {
    for (prefix, name) in [(false, "Sent"), (true, "INBOX.Sent")] {
        let extra = "namespace inbox {\n  mailbox Sent {\n    auto = no\n  }\n}\n".to_owned();
        let dovecot = Dovecot::start(&DovecotOptions { prefix, extra, ..DovecotOptions::default() });
        let postfix = Postfix::start(&dovecot);
        let user = dovecot.user();
        let dir = tempfile::tempdir().unwrap();
        let mail = open(&dovecot, &postfix, &user, dir.path()).await;
        let mut raw = dovecot.raw(&user);
        assert!(!raw.folders().contains(name));
        for _ in 0..2 {
            let item = send(&mail, &user).await;
            assert_eq!(item.state, OutboxState::Done, "{:?}", item.ledger);
            assert_eq!(count(&mut raw, name, &item.message_id), 1);
        }
        raw.select("INBOX");
        raw.command(&format!("DELETE {name}"));
        let item = send(&mail, &user).await;
        assert_eq!(item.state, OutboxState::Done, "deleted meanwhile: {:?}", item.ledger);
        assert_eq!(count(&mut raw, name, &item.message_id), 1);
        let sent = raw.folders().into_iter().filter(|folder| folder.contains("Sent")).count();
        assert_eq!(sent, 1);
    }
}
