use crate::bed::cost;
use crate::table::Table;
use std::io::Write;
use tern_tests::{Dovecot, DovecotOptions, Postfix, Tern, User};

/// A source of 100 MB, of which 75 MB are the attachment.
const ATTACHMENT: usize = 73_000_000;

/// What a message of 100 MB costs in memory, coming and going.
pub fn measure(table: &mut Table) {
    let dovecot = Dovecot::start(&DovecotOptions::default());
    let postfix = Postfix::start(&dovecot);
    let (small, large) = (dovecot.user(), dovecot.user());
    append(&dovecot, &small, 20_000);
    append(&dovecot, &large, ATTACHMENT);
    let receive = |user: &User| {
        let tern = Tern::new();
        tern.add_account(user, &dovecot, Some(&postfix), &["--window", "all"]);
        cost(&tern, &["sync", "--bodies", "all"]).rss
    };
    let (base, with) = (receive(&small), receive(&large));
    table.at_most(
        "a 100 MB message received",
        with - base,
        16.0,
        " MB",
        &format!("{with:.1} MB, without it {base:.1} MB"),
    );
    let dir = tempfile::tempdir().expect("a folder");
    let send = |size: usize| {
        let file = dir.path().join(format!("{size}.bin"));
        std::fs::write(&file, noise(size)).expect("an attachment");
        let tern = Tern::new();
        tern.add_account(&small, &dovecot, Some(&postfix), &["--window", "all"]);
        let (from, attach) = (small.address.as_str(), file.to_string_lossy());
        cost(&tern, &["send", "--from", from, "--to", from, "--subject", "large", "--attach", &attach, "--now"]).rss
    };
    let (base, with) = (send(20_000), send(ATTACHMENT));
    table.at_most(
        "a 100 MB message sent",
        with - base,
        16.0,
        " MB",
        &format!("{with:.1} MB, a small one {base:.1} MB"),
    );
}

fn noise(size: usize) -> Vec<u8> {
    let mut state = 1u64;
    let mut bytes = Vec::with_capacity(size);
    while bytes.len() < size {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        bytes.push((state >> 56) as u8);
    }
    bytes
}

fn append(dovecot: &Dovecot, user: &User, size: usize) {
    let mut message = b"From: a@tern.test\r\nTo: b@tern.test\r\nSubject: large\r\nMessage-ID: <large@tern.test>\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee attachment\r\n--b\r\n\
        Content-Type: application/zip; name=large.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        .to_vec();
    for line in noise(size).chunks(57) {
        message.extend_from_slice(tern_tests::corpus::base64(line).as_bytes());
        message.extend_from_slice(b"\r\n");
    }
    message.write_all(b"--b--\r\n").expect("memory");
    dovecot.raw(user).append("INBOX", "", &message);
}
