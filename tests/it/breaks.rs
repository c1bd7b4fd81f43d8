//! The program killed at any moment and lines cut after any byte: run again, nothing is lost, changed or sent twice.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::time::Duration;
use tern_tests::proxy::{Fault, Way};
use tern_tests::scripted::ScriptedSmtp;
use tern_tests::{Dovecot, FaultProxy, Postfix, RawImap, Tern, User};

/// Fills INBOX with messages of all sizes, one of them large.
fn fill(raw: &mut RawImap) {
    for n in 0..60 {
        let body = format!("line {n} of text\r\n").repeat(1 + (n * n * 7) % 900);
        let message = format!("From: a@tern.test\r\nSubject: m{n}\r\nMessage-ID: <m{n}@tern.test>\r\n\r\n{body}");
        raw.append("INBOX", if n % 2 == 0 { "(\\Seen)" } else { "()" }, message.as_bytes());
    }
    let large = format!("From: a@tern.test\r\nSubject: large\r\n\r\n{}", "0123456789 abcdef\r\n".repeat(120_000));
    raw.append("INBOX", "()", large.as_bytes());
}

/// The exported INBOX by UID.
fn exported(tern: &Tern) -> BTreeMap<u32, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    tern.run(&["export", "inbox", out.path().to_str().unwrap()]).done();
    let files = std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().parse().unwrap(), std::fs::read(path).unwrap()))
        .collect()
}

fn assert_whole(tern: &Tern, raw: &mut RawImap) {
    tern.run(&["sync", "--bodies", "all"]).done();
    raw.select("INBOX");
    assert_eq!(exported(tern), raw.bodies());
    let listed = tern.json(&["list", "inbox", "--limit", "1000"]);
    let flags: BTreeMap<u32, BTreeSet<String>> = listed
        .iter()
        .map(|row| {
            let names = row["flags"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
            (u32::try_from(row["uid"].as_u64().unwrap()).unwrap(), names.collect())
        })
        .collect();
    assert_eq!(flags, raw.flags());
}

#[test]
fn a_sync_cut_after_any_byte_is_finished_by_the_next() {
    let dovecot = Dovecot::shared();
    let (user, tern) = (dovecot.user(), Tern::new());
    let mut raw = dovecot.raw(&user);
    fill(&mut raw);
    let smtp = ScriptedSmtp::new().start(dovecot.authority());
    let proxy = FaultProxy::start(dovecot.imaps_port());
    tern.add(&user, proxy.port(), smtp.port(), dovecot.ca_file(), &["--window", "all"]);
    for bytes in [0, 1, 900, 2_500, 4_000, 5_500, 8_000, 20_000, 90_000, 300_000, 600_000, 1_500_000] {
        proxy.set(Fault::CutAfter(Way::ToClient, bytes));
        let said = tern.run(&["--json", "sync", "--bodies", "all"]);
        if said.code != 0 {
            assert_eq!((said.code, said.json().pop().unwrap()["error"].as_str()), (1, Some("offline")), "{said:?}");
        }
        proxy.set(Fault::CutAfter(Way::ToServer, 300 + bytes / 500));
        let said = tern.run(&["sync"]);
        assert!([0, 1].contains(&said.code), "{said:?}");
    }
    proxy.set(Fault::None);
    assert_whole(&tern, &mut raw);
}

#[test]
fn a_sync_killed_at_any_moment_is_finished_by_the_next() {
    let dovecot = Dovecot::shared();
    let (user, tern) = (dovecot.user(), Tern::new());
    let mut raw = dovecot.raw(&user);
    fill(&mut raw);
    tern.add_account(&user, dovecot, None, &["--window", "all"]);
    for round in 0..14_u64 {
        let mut child = tern.command().args(["sync", "--bodies", "all"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(7 * round * round));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_whole(&tern, &mut raw);
}

/// How often each subject is in a mailbox.
fn subjects(raw: &mut RawImap, folder: &str) -> BTreeMap<String, usize> {
    raw.select(folder);
    let mut counts = BTreeMap::new();
    for source in raw.bodies().into_values() {
        let text = String::from_utf8_lossy(&source).into_owned();
        let subject = text.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap().to_owned();
        *counts.entry(subject).or_default() += 1;
    }
    counts
}

#[test]
fn mail_killed_at_any_moment_is_never_sent_twice_and_never_lost() {
    let dovecot = Dovecot::shared();
    let postfix = Postfix::start(dovecot);
    let (user, friend, tern) = (dovecot.user(), dovecot.user(), Tern::new());
    tern.add_account(&user, dovecot, Some(&postfix), &[]);
    tern.run(&["sync"]).done();
    for round in 0..16_u64 {
        let subject = format!("round {round}");
        let mut send = tern.command();
        send.args(["send", "--from", &user.address, "--to", &friend.address, "--subject", &subject, "--now"]);
        let mut child = send.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(20 + 18 * round));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let settled = settle(&tern);
    let (mut theirs, mut own) = (dovecot.raw(&friend), dovecot.raw(&user));
    let (arrived, kept) = (subjects(&mut theirs, "INBOX"), subjects(&mut own, "Sent"));
    for (subject, state) in &settled {
        let there = arrived.get(subject).copied().unwrap_or(0);
        match state.as_str() {
            "done" => assert_eq!((there, kept.get(subject)), (1, Some(&1)), "{subject}"),
            "uncertain" => assert!(there <= 1, "{subject} came {there} times"),
            other => panic!("{subject} is {other}"),
        }
    }
    assert!(arrived.keys().all(|subject| settled.contains_key(subject)), "{arrived:?} {settled:?}");
    assert!(settled.values().any(|state| state == "done"), "no message was ever complete: {settled:?}");
}

/// Syncs until nothing in the outbox moves by itself; the state of each message by subject.
fn settle(tern: &Tern) -> BTreeMap<String, String> {
    let mut states = BTreeMap::new();
    for _ in 0..20 {
        tern.run(&["sync"]).done();
        let items = tern.json(&["outbox", "list"]);
        let text = |item: &serde_json::Value, field: &str| item[field].as_str().unwrap().to_owned();
        states = items.iter().map(|item| (text(item, "subject"), text(item, "state"))).collect();
        if states.values().all(|state| state == "done" || state == "uncertain") {
            break;
        }
        std::thread::sleep(Duration::from_millis(300));
    }
    states
}

/// Two processes may use a profile at once; only one syncs an account.
#[test]
fn a_second_engine_never_starts_and_every_other_verb_works_beside_the_first() {
    let dovecot = Dovecot::shared();
    let (user, tern): (User, Tern) = (dovecot.user(), Tern::new());
    tern.add_account(&user, dovecot, None, &[]);
    let mut watch = tern.start(&["watch"]);
    watch.wait_line("the mode", Duration::from_secs(30), |line| line["mode"] == "push");
    let said = tern.run(&["--json", "sync"]);
    assert_eq!((said.code, said.json().pop().unwrap()["error"].as_str()), (1, Some("busy")));
    dovecot.deliver(&user, b"From: a@tern.test\r\nSubject: beside\r\n\r\nhello\r\n");
    watch.wait_line("the message", Duration::from_secs(30), |line| line["event"] == "new_message");
    let found = tern.json(&["search", "subject:beside"]);
    assert_eq!(found.len(), 1);
}
