use std::process::Stdio;
use std::time::Duration;
use tern_tests::dovecot::User;
use tern_tests::{Dovecot, Postfix, Tern, wait_until};

fn bed(dovecot: &Dovecot) -> (Tern, User, Postfix) {
    let (user, postfix) = (dovecot.user(), Postfix::start(dovecot));
    let tern = Tern::new();
    tern.add_account(&user, dovecot, Some(&postfix), &["--name", "Sam Sender"]);
    tern.run(&["sync"]).done();
    (tern, user, postfix)
}

#[test]
fn a_message_goes_out_arrives_and_stays_in_sent() {
    let dovecot = Dovecot::shared();
    let (tern, user, _postfix) = bed(dovecot);
    let friend = dovecot.user();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), [0, 255, 7]).unwrap();
    let (from, attach) = (user.address.as_str(), file.path().to_str().unwrap());
    let hidden = dovecot.user();
    let args =
        ["--json", "send", "--from", from, "--to", &friend.address, "--bcc", &hidden.address, "--subject", "Häuser"];
    let said =
        tern.run_with(&[&args[..], &["--body-file", "-", "--attach", attach, "--now"]].concat(), "Grüße\n".as_bytes());
    let line = said.done().json().pop().unwrap();
    assert_eq!((line["state"].as_str(), line["account"].as_str()), (Some("done"), Some(from)), "{line}");
    for reader in [&friend, &hidden] {
        let mut raw = dovecot.raw(reader);
        wait_until("the delivery", Duration::from_secs(20), || raw.select("INBOX") == 1);
        let body = String::from_utf8_lossy(&raw.bodies()[&1]).into_owned();
        assert!(body.contains("From: \"Sam Sender\"") || body.contains("From: Sam Sender"), "{body}");
        assert!(!body.contains("Bcc") && !body.contains(&format!("<{}>\r\nSubject", hidden.address)), "{body}");
    }
    assert_eq!(dovecot.raw(&user).status("Sent", "MESSAGES"), 1, "one copy");
    let outbox = tern.json(&["outbox"]);
    assert_eq!((outbox.len(), &outbox[0]["state"]), (1, &line["state"]));
    // Sent is known from the first sync on, and then shows what leaves at once.
    tern.run(&["sync"]).done();
    assert_eq!(tern.json(&["list", "sent"]).len(), 1);
    let again = ["send", "--from", from, "--to", &friend.address, "--subject", "Again", "--now"];
    tern.run_with(&again, b"words").done();
    let sent = tern.json(&["list", "sent"]);
    assert_eq!((sent.len(), &sent[0]["subject"]), (2, &"Again".into()), "{sent:?}");
}

#[test]
fn ctrl_c_takes_a_message_back_before_it_leaves() {
    let dovecot = Dovecot::shared();
    let (tern, user, _postfix) = bed(dovecot);
    let args = ["--json", "send", "--from", &user.address, "--to", &user.address, "--subject", "oops"];
    let child = tern.command().args(args).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    wait_until("the message in the outbox", Duration::from_secs(8), || tern.json(&["outbox"]).len() == 1);
    assert!(tern_tests::signal(child.id(), "-INT"));
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ended.stdout).contains(r#""error":"cancelled""#));
    assert_eq!(tern.json(&["outbox"])[0]["state"], "cancelled");
    tern.run(&["sync"]).done();
    assert_eq!(dovecot.raw(&user).select("INBOX"), 0);
}

#[test]
fn a_message_that_cannot_leave_stays_and_says_so() {
    let dovecot = Dovecot::shared();
    let (tern, user, postfix) = bed(dovecot);
    drop(postfix);
    let args = ["--json", "send", "--from", &user.address, "--to", &user.address, "--subject", "later", "--now"];
    let said = tern.run(&args);
    assert_eq!(said.code, 1, "{}", said.text());
    let lines = said.json();
    assert_eq!((&lines[0]["state"], &lines[1]["error"]), (&"queued".into(), &"offline".into()), "{lines:?}");
    let id = lines[0]["id"].to_string();
    tern.run(&["outbox", "cancel", &id]).done();
    assert_eq!(tern.json(&["outbox"])[0]["state"], "cancelled");
}

#[test]
fn only_ones_own_address_can_be_the_sender() {
    let dovecot = Dovecot::shared();
    let (tern, user, _postfix) = bed(dovecot);
    let said = tern.run(&["send", "--from", "boss@far.example", "--to", &user.address, "--subject", "x", "--now"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("There is no account boss@far.example"), "{}", said.stderr);
    let said = tern.run(&["send", "--from", &user.address, "--to", "nobody", "--subject", "x", "--now"]);
    assert!(said.code == 1 && said.stderr.contains("is not a mail address"), "{}", said.stderr);
}
