//! The language of what the core says. It is one of the process, so what changes it runs in a process of its own.

use super::desk::{open, postfix};
use std::process::Command;
use tern_core::api::{AccountSetup, Address, Draft, Security, SendOptions, Server, Window, set_language};
use tern_tests::Dovecot;

#[test]
fn a_refused_sign_in_is_told_in_german() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "engine::language::speaker", "--ignored", "--nocapture", "--test-threads=1"])
        .env("SPEAK_USER", &user.name)
        .env("SPEAK_ADDRESS", &user.address)
        .env("SPEAK_PASSWORD", &user.password)
        .env("SPEAK_IMAP", dovecot.imaps_port().to_string())
        .env("SPEAK_SMTP", postfix().submissions_port().to_string())
        .env("SPEAK_CA", dovecot.ca_pem())
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    assert!(String::from_utf8_lossy(&child.stdout).contains("1 passed"), "the other process ran its test");
}

fn told(name: &str) -> String {
    std::env::var(name).unwrap()
}

fn setup(password: String) -> AccountSetup {
    let server =
        |port: &str| Server { host: "localhost".into(), port: told(port).parse().unwrap(), security: Security::Tls };
    AccountSetup {
        address: told("SPEAK_ADDRESS"),
        name: None,
        user: Some(told("SPEAK_USER")),
        password,
        imap: server("SPEAK_IMAP"),
        smtp: server("SPEAK_SMTP"),
        ca_pem: Some(told("SPEAK_CA")),
        window: Window::All,
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_refused_sign_in_is_told_in_german"]
async fn speaker() {
    assert_eq!(set_language("de-AT".into()), "de", "before a profile is open");
    let dir = tempfile::tempdir().unwrap();
    let mail = open(dir.path()).await;
    let refused = mail.add_account(setup("wrong".into())).await.unwrap_err();
    assert_eq!(refused.kind(), "sign_in");
    let german = refused.reason().to_string();
    let (before, server) = german.split_once("Der Server hat Benutzername oder Passwort abgelehnt: ").unwrap();
    assert_eq!(before, "localhost (IMAP): ");
    assert!(refused.next().to_string().starts_with("Benutzername und Passwort prüfen; "), "{refused}");

    let account = mail.add_account(setup(told("SPEAK_PASSWORD"))).await.unwrap();
    let nobody = Address { name: None, email: "ada".into() };
    let from = Address { name: None, email: account.address.clone() };
    let draft = Draft {
        account: account.id,
        to: vec![nobody],
        cc: vec![],
        bcc: vec![],
        subject: "Gruß".into(),
        text: "Hallo".into(),
        html: None,
        attachments: vec![],
        in_reply_to: None,
        from,
    };
    let no_address = mail.send(draft.clone(), SendOptions { now: false }).await.unwrap_err();
    assert_eq!(no_address.reason().to_string(), "„ada“ ist keine Adresse: ihr fehlt das „@“.");
    let to = vec![draft.from.clone()];
    let id = mail.send(Draft { to, ..draft }, SendOptions { now: false }).await.unwrap();
    mail.cancel_send(id).await.unwrap();
    let ledger = || async {
        let item = mail.outbox_item(id).await.unwrap();
        item.ledger.into_iter().map(|entry| entry.detail.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ledger().await, ["Im Postausgang.", "Von Hand zurückgeholt."]);

    assert_eq!(set_language("fr".into()), "en", "a language there is not");
    let english = format!("localhost (IMAP): The server refused the user name or password: {server}");
    assert_eq!(refused.reason().to_string(), english, "what happened before is told anew");
    assert_eq!(ledger().await, ["Queued.", "Taken back by a person."]);
    assert_eq!(set_language("de_DE.UTF-8".into()), "de");
    assert_eq!(refused.reason().to_string(), german);
}
