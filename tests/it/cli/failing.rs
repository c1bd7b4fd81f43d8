use super::{plain, synced};
use std::process::Stdio;
use tern_tests::scripted::ScriptedSmtp;
use tern_tests::{Dovecot, Tern};

/// Adds an account that differs from a right one by what is given.
fn add(host_port: &str, password: &str, ca_file: Option<&str>) -> (i32, serde_json::Value) {
    let dovecot = Dovecot::shared();
    let (user, smtp, tern) = (dovecot.user(), ScriptedSmtp::new().start(dovecot.authority()), Tern::new());
    let smtp = format!("localhost:{}", smtp.port());
    let mut args = vec!["--json", "account", "add", &user.address, "--user", &user.name, "--imap", host_port];
    args.extend(["--imap-security", "tls", "--smtp", &smtp, "--smtp-security", "tls", "--password-stdin"]);
    args.extend(ca_file.iter().flat_map(|file| ["--ca-file", file]));
    let said = tern.run_with(&args, password.as_bytes());
    assert!(tern.json(&["account", "list"]).is_empty(), "an account that fails is not kept");
    (said.code, said.json().pop().unwrap())
}

#[test]
fn each_wrong_setting_is_named_with_its_next_step() {
    let dovecot = Dovecot::shared();
    let imaps = format!("localhost:{}", dovecot.imaps_port());
    let ca_file = dovecot.ca_file().to_str().unwrap();
    let cases = [
        (imaps.as_str(), "wrong", Some(ca_file), "sign_in"),
        (&imaps, tern_tests::dovecot::PASSWORD, None, "insecure"),
        ("localhost:1", tern_tests::dovecot::PASSWORD, Some(ca_file), "offline"),
        ("no-such-host.invalid:993", tern_tests::dovecot::PASSWORD, Some(ca_file), "offline"),
    ];
    for (host_port, password, ca_file, kind) in cases {
        let (code, error) = add(host_port, password, ca_file);
        assert_eq!((code, error["error"].as_str()), (1, Some(kind)), "{host_port}: {error}");
        let host = host_port.split(':').next().unwrap();
        assert!(error["reason"].as_str().unwrap().contains(host), "the server is named: {error}");
        assert!(!error["next"].as_str().unwrap().is_empty(), "{error}");
    }
}

#[test]
fn what_is_not_there_is_gone_and_what_has_no_meaning_is_usage() {
    let (tern, user) = synced(Dovecot::shared(), &[&plain(1)]);
    for (args, code, word) in [
        (vec!["show", "999999"], 1, "gone"),
        (vec!["list", "No/Such"], 1, "gone"),
        (vec!["folders", "eve@tern.test"], 1, "gone"),
        (vec!["flag", "999999", "+seen"], 1, "gone"),
        (vec!["move", "999999", "inbox"], 1, "gone"),
        (vec!["outbox", "retry", "999999"], 1, "gone"),
        (vec!["window", &user.address, "31d"], 2, "usage"),
        (vec!["account", "remove", &user.address], 2, "usage"),
    ] {
        let said = tern.run(&[&["--json"], args.as_slice()].concat());
        let told = said.json().pop().unwrap();
        assert_eq!((said.code, told["error"].as_str()), (code, Some(word)), "{args:?}: {told}");
    }
    tern.run(&["account", "remove", &user.address, "--yes"]).done();
    assert_eq!(tern.run(&["list", "inbox"]).code, 1);
}

#[test]
fn a_profile_sealed_with_a_passphrase_opens_with_it_alone() {
    let tern = Tern::new();
    let run = |passphrase: &str, args: &[&str]| {
        let mut command = tern.command();
        let said = command.env("TERN_PASSPHRASE", passphrase).arg("--json").args(args).stdin(Stdio::null()).output();
        let said = said.unwrap();
        (said.status.code(), String::from_utf8_lossy(&said.stdout).into_owned())
    };
    // The profile is there before the account is tried.
    let nowhere = ["account", "add", "a@tern.test", "--imap", "localhost:1", "--imap-security", "tls"];
    let nowhere = [&nowhere[..], &["--smtp", "localhost:1", "--smtp-security", "tls", "--password-stdin"]].concat();
    run("long enough for a test", &nowhere);
    assert_eq!(run("long enough for a test", &["account", "list"]), (Some(0), String::new()));
    for wrong in ["a guess", ""] {
        let (code, told) = run(wrong, &["account", "list"]);
        assert!(code == Some(1) && told.contains(r#""error":"locked""#), "{told}");
    }
}
