use super::{id_of, plain, synced};
use std::process::Command;
use std::time::Duration;
use tern_tests::Dovecot;

const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn new_mail_is_told_by_push_while_other_verbs_read() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[&plain(1)]);
    let mut watch = tern.start(&["watch", &user.address]);
    let mode = watch.wait_line("the mode", LIMIT, |line| line["mode"] == "push");
    assert!(!mode["why"].as_str().unwrap().is_empty());
    dovecot.deliver(&user, &plain(2));
    let new = watch.wait_line("the event", LIMIT, |line| line["event"] == "new_message");
    assert_eq!(new["folder"], "INBOX");
    assert!(new["after_ms"].as_u64().unwrap() < 10_000, "{new}");
    assert_eq!(id_of(&tern, "inbox", "number 2"), new["id"].to_string());
    let second = tern.run(&["sync"]);
    assert_eq!(second.code, 1, "one engine an account: {}", second.text());
    assert!(second.stderr.starts_with("tern: "), "{}", second.stderr);
}

#[test]
fn a_signal_ends_watch_cleanly() {
    let (tern, _) = synced(Dovecot::shared(), &[]);
    for signal in ["-INT", "-TERM"] {
        let mut watch = tern.start(&["watch"]);
        watch.wait_line("the mode", LIMIT, |line| line["event"] == "mode");
        assert!(Command::new("kill").args([signal, &watch.pid().to_string()]).status().unwrap().success());
        assert_eq!(watch.wait(), 0, "{signal}");
    }
}
