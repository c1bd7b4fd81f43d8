use super::{id_of, plain, synced};
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
        assert!(tern_tests::signal(watch.pid(), signal));
        assert_eq!(watch.wait(), 0, "{signal}");
    }
}

#[test]
fn a_refused_password_ends_watch_and_a_new_one_mends_it() {
    let dovecot = Dovecot::shared();
    let (tern, user) = synced(dovecot, &[]);
    dovecot.set_password(&user, "changed by the provider");
    let mut watch = tern.start(&["watch"]);
    let failed = watch.wait_line("the failure", LIMIT, |line| line["event"] == "failed");
    assert_eq!(failed["kind"], "sign_in");
    watch.wait_line("the last word", LIMIT, |line| line["error"] == "sign_in");
    assert_eq!(watch.wait(), 1);
    let give = |password: &str| {
        tern.run_with(&["account", "password", &user.address, "--password-stdin"], password.as_bytes())
    };
    assert_eq!(give("wrong as well").code, 1);
    give("changed by the provider\n").done();
    tern.run(&["sync"]).done();
}
