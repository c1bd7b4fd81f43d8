//! `tern` as people and scripts type it, on real servers.

mod editing;
mod failing;
mod reading;
mod sending;
mod watching;

use tern_tests::dovecot::User;
use tern_tests::{Dovecot, Tern};

/// A message with an attachment, a name in another script and a subject that would like to clear the screen.
const LETTER: &str = "From: =?utf-8?q?J=C3=B6rg_=C5=98=C3=ADha?= <jorg@far.example>\r\n\
    To: somebody@tern.test\r\nSubject: =?utf-8?q?Plans=1B[2J_for_spring?=\r\n\
    Date: Thu, 01 Feb 2024 10:00:00 +0100\r\nMessage-ID: <letter@far.example>\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nWe plant the čerešňa\x1b[2J.\r\n\
    --b\r\nContent-Type: application/octet-stream; name=seeds.bin\r\nContent-Disposition: attachment; filename=seeds.bin\r\n\
    Content-Transfer-Encoding: base64\r\n\r\nAAECA/8=\r\n--b--\r\n";

fn plain(number: u32) -> Vec<u8> {
    let head = format!("From: Ann <ann@far.example>\r\nTo: somebody@tern.test\r\nSubject: number {number}\r\n");
    let date = format!("Date: Thu, 01 Feb 2024 11:{number:02}:00 +0100\r\nMessage-ID: <n{number}@far.example>\r\n");
    format!("{head}{date}\r\nHello {number}.\r\n").into_bytes()
}

/// A profile with one account whose mailbox holds `mails`, synced.
fn synced(dovecot: &Dovecot, mails: &[&[u8]]) -> (Tern, User) {
    let user = dovecot.user();
    mails.iter().for_each(|mail| dovecot.deliver(&user, mail));
    let tern = Tern::new();
    tern.add_account(&user, dovecot, None, &[]);
    tern.run(&["sync"]).done();
    (tern, user)
}

/// The number of the message with this subject.
#[track_caller]
fn id_of(tern: &Tern, folder: &str, subject: &str) -> String {
    let rows = tern.json(&["list", folder]);
    let row = rows.iter().find(|row| row["subject"].as_str().is_some_and(|known| known.contains(subject)));
    row.unwrap_or_else(|| panic!("no \"{subject}\" in {folder}: {rows:?}"))["id"].to_string()
}
