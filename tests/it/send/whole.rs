//! The whole of Tern in a process of its own, which can be measured and killed.

use super::bed::count;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tern_core::api::{
    AccountSetup, Address, Draft, KeyFile, Mail, OutboxItem, OutboxState, ProfileOptions, Security, SendOptions,
    Server, Window,
};
use tern_tests::{Dovecot, Postfix, RawImap, User, wait_until};

const MEGABYTE: usize = 1 << 20;

/// What the other process is told.
struct Errand<'a> {
    dir: &'a str,
    what: &'a str,
    count: u32,
}

fn start(dovecot: &Dovecot, postfix: &Postfix, ada: &User, to: &User, errand: &Errand) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "send::whole::sender", "--ignored", "--nocapture", "--test-threads=1"])
        .env("SEND_WHAT", errand.what)
        .env("SEND_COUNT", errand.count.to_string())
        .env("SEND_DIR", errand.dir)
        .env("SEND_USER", &ada.name)
        .env("SEND_FROM", &ada.address)
        .env("SEND_TO", &to.address)
        .env("SEND_PASSWORD", &ada.password)
        .env("SEND_IMAP", dovecot.imaps_port().to_string())
        .env("SEND_SMTP", postfix.submissions_port().to_string())
        .env("SEND_CA", dovecot.ca_pem())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The last line that begins with `mark`.
fn said(child: Child, mark: &str) -> Option<String> {
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    output.lines().rev().find_map(|line| line.strip_prefix(mark).map(str::to_owned))
}

#[test]
fn sending_a_hundred_megabytes_takes_few_of_memory() {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start(dovecot);
    let (ada, bob) = (dovecot.user(), dovecot.user());
    let dir = tempfile::tempdir().unwrap();
    let bytes: Vec<u8> = (0..70 * MEGABYTE).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    std::fs::write(dir.path().join("large.bin"), bytes).unwrap();
    let dir = dir.path().to_string_lossy();
    let child = start(dovecot, &postfix, &ada, &bob, &Errand { dir: &dir, what: "large", count: 1 });
    let said = said(child, "grown ").expect("the sender ended");
    println!("{said}");
    let grown: usize = said.split(' ').next().unwrap().parse().unwrap();
    assert!(grown <= 16 * MEGABYTE, "sending took {} kB", grown / 1024);
    let mut raw = dovecot.raw(&bob);
    wait_until("both mails to arrive", Duration::from_secs(60), || raw.select("INBOX") == 2);
    let received = largest(&mut raw);
    let mut raw = dovecot.raw(&ada);
    assert_eq!(raw.select("Sent"), 2);
    let kept = largest(&mut raw);
    assert!(kept > 95_000_000 && received > kept && received < kept + 2000, "{kept} {received}");
}

fn largest(raw: &mut RawImap) -> u64 {
    raw.fetch("1:*", "RFC822.SIZE").into_values().filter_map(|message| message.size).max().unwrap()
}

#[test]
fn a_process_killed_at_any_moment_sends_nothing_twice() {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start(dovecot);
    let ada = dovecot.user();
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().to_string_lossy();
    let first = start(dovecot, &postfix, &ada, &ada, &Errand { dir: &dir, what: "many", count: 1 });
    assert!(said(first, "outbox ").unwrap().contains("\"done\""));
    let errand = Errand { dir: &dir, what: "many", count: 30 };
    for n in 1..=20 {
        let mut child = start(dovecot, &postfix, &ada, &ada, &errand);
        std::thread::sleep(Duration::from_millis(120 + 37 * n % 300));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let child = start(dovecot, &postfix, &ada, &ada, &errand);
    let items: Vec<OutboxItem> = serde_json::from_str(&said(child, "outbox ").expect("the last one ended")).unwrap();
    assert!(items.len() >= 30, "{items:?}");
    let mut raw = dovecot.raw(&ada);
    for item in items {
        match item.state {
            OutboxState::Done => {
                wait_until(&format!("{item:?}"), Duration::from_secs(20), || {
                    count(&mut raw, "INBOX", &item.message_id) > 0
                });
                assert_eq!(count(&mut raw, "Sent", &item.message_id), 1, "{item:?}");
            }
            OutboxState::Uncertain => {}
            _ => panic!("{item:?}"),
        }
        assert!(count(&mut raw, "INBOX", &item.message_id) <= 1, "sent twice: {item:?}");
    }
}

fn told(name: &str) -> String {
    std::env::var(format!("SEND_{name}")).unwrap()
}

/// Not a test: the other process.
#[ignore = "started by the tests of this module"]
#[tokio::test(flavor = "multi_thread")]
async fn sender() {
    let dir = told("DIR");
    let options = ProfileOptions { dir: format!("{dir}/profile"), poll_seconds: None };
    let secrets = Arc::new(KeyFile::new(format!("{dir}/profile")));
    let mail = Mail::open(options, secrets).await.unwrap();
    if mail.accounts().await.unwrap().is_empty() {
        add_account(&mail).await;
    }
    let mut draft = draft(&mail).await;
    if told("WHAT") == "large" {
        let small = mail.send(draft.clone(), SendOptions { now: true }).await.unwrap();
        mail.wait_sent(small).await.unwrap();
        mail.cancel_send(small).await.unwrap_err();
        draft.attachments = vec![format!("{dir}/large.bin")];
        let before = peak();
        let id = mail.send(draft, SendOptions { now: true }).await.unwrap();
        let queued = peak() - before;
        let item = mail.wait_sent(id).await.unwrap();
        assert_eq!(item.state, OutboxState::Done, "{item:?}");
        println!("\ngrown {} of {before}, {queued} of it while queueing", peak() - before);
        return;
    }
    let wanted: usize = told("COUNT").parse().unwrap();
    while mail.outbox().await.unwrap().len() < wanted {
        mail.send(draft.clone(), SendOptions { now: true }).await.unwrap();
    }
    for item in mail.outbox().await.unwrap() {
        mail.wait_sent(item.id).await.unwrap();
    }
    println!("\noutbox {}", serde_json::to_string(&mail.outbox().await.unwrap()).unwrap());
}

async fn add_account(mail: &Mail) {
    let server =
        |port: String| Server { host: "localhost".into(), port: port.parse().unwrap(), security: Security::Tls };
    let setup = AccountSetup {
        address: told("FROM"),
        name: None,
        user: Some(told("USER")),
        password: told("PASSWORD"),
        imap: server(told("IMAP")),
        smtp: server(told("SMTP")),
        ca_pem: Some(told("CA")),
        window: Window::All,
    };
    mail.add_account(setup).await.unwrap();
}

async fn draft(mail: &Mail) -> Draft {
    let address = |email: String| Address { name: None, email };
    Draft {
        account: mail.accounts().await.unwrap().first().unwrap().id,
        from: address(told("FROM")),
        to: vec![address(told("TO"))],
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: "one of many".into(),
        text: "hello\n".into(),
        html: None,
        attachments: Vec::new(),
        in_reply_to: None,
    }
}

/// The most memory this process had, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<usize>().unwrap() * 1024
}
