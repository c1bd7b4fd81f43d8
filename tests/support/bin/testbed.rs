//! Starts Dovecot and Postfix with generated mail, says where they are as one JSON object, and stops them when standard input ends.
//!
//! ```text
//! tern-testbed [--mails N] [--seed N] [--user NAME] [--no-smtp] [--cyrus]
//! tern-testbed deliver SOCKET ADDRESS        delivers the message on standard input by LMTP
//! ```
//! Lines on standard input: `user` makes a fresh user and prints it; `deliver NAME FILE` delivers a message to a user.
//! `robin@tern.test` answers every mail it gets.

use serde_json::{Value, json};
use std::io::{BufRead, Read};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use tern_tests::corpus::{Corpus, write_maildir};
use tern_tests::cyrus::CyrusOptions;
use tern_tests::dovecot::PASSWORD;
use tern_tests::{Cyrus, Dovecot, DovecotOptions, Postfix, User};

#[path = "testbed/robin.rs"]
mod robin;

const USAGE: &str = "usage: tern-testbed [--mails N] [--seed N] [--user NAME] [--no-smtp] [--cyrus]\n       tern-testbed deliver SOCKET ADDRESS";

struct Wanted {
    mails: usize,
    seed: u64,
    user: String,
    smtp: bool,
    cyrus: bool,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|first| first == "deliver") {
        return deliver(&args[1..]);
    }
    let Some(wanted) = read(&args) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    serve(&wanted);
    ExitCode::SUCCESS
}

fn read(args: &[String]) -> Option<Wanted> {
    let mut wanted = Wanted { mails: 0, seed: 1, user: "ann".into(), smtp: true, cyrus: false };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--mails" => wanted.mails = args.next()?.parse().ok()?,
            "--seed" => wanted.seed = args.next()?.parse().ok()?,
            "--user" => wanted.user = args.next()?.clone(),
            "--no-smtp" => wanted.smtp = false,
            "--cyrus" => wanted.cyrus = true,
            _ => return None,
        }
    }
    Some(wanted)
}

fn deliver(args: &[String]) -> ExitCode {
    let [socket, address] = args else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let mut message = Vec::new();
    let read = std::io::stdin().read_to_end(&mut message).map_err(|e| e.to_string());
    match read.and_then(|_| tern_tests::lmtp::deliver(socket.as_ref(), address, &message)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("not delivered: {e}");
            ExitCode::FAILURE
        }
    }
}

fn serve(wanted: &Wanted) {
    let dovecot = Arc::new(Dovecot::start(&DovecotOptions::default()));
    let user = dovecot.add_user(&wanted.user, PASSWORD, "");
    if wanted.mails > 0 {
        fill(&dovecot, &user, wanted);
    }
    let postfix = wanted.smtp.then(|| Postfix::start(&dovecot));
    let cyrus = wanted.cyrus.then(|| Cyrus::start(&CyrusOptions::default()));
    let robin = dovecot.add_user("robin", PASSWORD, "");
    let answering = Arc::clone(&dovecot);
    std::thread::spawn(move || robin::answer(&answering, &robin));
    println!(
        "{}",
        json!({
            "imap": dovecot.imap_port(), "imaps": dovecot.imaps_port(), "lmtp": dovecot.lmtp_socket(), "ca_file": dovecot.ca_file(),
            "submission": postfix.as_ref().map(Postfix::submission_port), "submissions": postfix.as_ref().map(Postfix::submissions_port),
            "user": described(&user),
            "cyrus": cyrus.as_ref().map(|cyrus| json!({
                "imap": cyrus.imap_port(), "imaps": cyrus.imaps_port(), "lmtp": cyrus.lmtp_socket(), "ca_file": cyrus.ca_file(), "user": described(&cyrus.user()),
            })),
        })
    );
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        obey(&dovecot, &line);
    }
}

fn obey(dovecot: &Dovecot, line: &str) {
    let answer = match line.split_whitespace().collect::<Vec<_>>()[..] {
        ["user"] => described(&dovecot.user()),
        ["deliver", name, file] => {
            let delivered = std::fs::read(file).map_err(|e| e.to_string());
            let delivered = delivered.and_then(|message| {
                tern_tests::lmtp::deliver(&dovecot.lmtp_socket(), &format!("{name}@tern.test"), &message)
            });
            json!({ "delivered": delivered.is_ok(), "reason": delivered.err() })
        }
        _ => json!({ "reason": "neither `user` nor `deliver NAME FILE`" }),
    };
    println!("{answer}");
}

fn described(user: &User) -> Value {
    json!({ "name": user.name, "password": user.password, "address": user.address })
}

/// Three quarters of the mail in INBOX, the rest where people keep it.
fn fill(dovecot: &Dovecot, user: &User, wanted: &Wanted) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    let home = dovecot.maildir(user);
    let folders = [("", 30), (".Archive", 6), (".Sent", 2), (".Projects", 1), (".Projects.Northern cliff", 1)];
    for (n, (folder, share)) in folders.into_iter().enumerate() {
        let count = wanted.mails * share / 40;
        let corpus = Corpus::new(wanted.seed + n as u64, count, &user.address, now - 3_600);
        let corpus = Corpus { largest: 2_000_000, outgoing: folder == ".Sent", ..corpus };
        write_maildir(&corpus, 0..count, &home.join(folder));
    }
    dovecot.own(&home);
}
