//! What Tern is compared with: a client that only fetches, and mbsync.

use crate::bed::seconds;
use std::process::Command;
use tern_tests::{Dovecot, RawImap, User};

/// The fields a list of messages needs.
pub const LIST_FIELDS: &str = "UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES CONTENT-TYPE)]";

/// Seconds of a session that logs in, selects INBOX, runs one command and drops what it gets.
pub fn raw(dovecot: &Dovecot, user: &User, command: &str) -> f64 {
    seconds(|| {
        let mut raw = RawImap::connect_tls(dovecot.imaps_port(), dovecot.ca_pem()).expect("a connection");
        raw.login(&user.name, &user.password);
        raw.select("INBOX");
        raw.drain(command);
    })
}

/// Seconds mbsync needs to pull INBOX into an empty Maildir.
pub fn mbsync(dovecot: &Dovecot, user: &User, compress: bool) -> f64 {
    let dir = tempfile::tempdir().expect("a folder for mbsync");
    let place = dir.path().display();
    let disable = if compress { "" } else { "DisableExtension COMPRESS=DEFLATE\n" };
    let config = format!(
        "IMAPAccount server\nHost localhost\nPort {port}\nUser {user}\nPass \"{password}\"\nSSLType IMAPS\nCertificateFile {ca}\n{disable}\n\
         IMAPStore far\nAccount server\n\nMaildirStore near\nPath {place}/mail/\nInbox {place}/inbox\n\n\
         Channel all\nFar :far:\nNear :near:\nPatterns INBOX\nCreate Near\nSync Pull\nSyncState {place}/state-\n",
        port = dovecot.imaps_port(),
        user = user.name,
        password = user.password,
        ca = dovecot.ca_file().display(),
    );
    std::fs::create_dir(dir.path().join("mail")).expect("a folder for mail");
    let file = dir.path().join("config");
    std::fs::write(&file, config).expect("mbsync's configuration");
    seconds(|| {
        let out =
            Command::new("mbsync").args(["-q", "-c"]).arg(&file).arg("all").output().expect("mbsync (make setup)");
        assert!(out.status.success(), "mbsync: {}", String::from_utf8_lossy(&out.stderr));
    })
}
