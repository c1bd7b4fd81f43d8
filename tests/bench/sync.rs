use crate::bed::{self, Cost, Wanted, best, cost};
use crate::peers::{LIST_FIELDS, mbsync, raw};
use crate::table::Table;
use std::path::Path;
use tern_tests::{Dovecot, DovecotOptions, Tern, User};

/// The whole corpus: time, memory and size of a full sync, and of headers alone.
pub fn measure(wanted: &Wanted, table: &mut Table) {
    let dovecot = Dovecot::start(&DovecotOptions::default());
    let (user, bytes) = bed::filled(&dovecot, "full", wanted.mails, 10_000_000);
    // The server's own indexes are made here, so that nobody's time contains them.
    raw(&dovecot, &user, &format!("UID FETCH 1:* ({LIST_FIELDS})"));
    raw(&dovecot, &user, "UID FETCH 1:* BODY.PEEK[]");
    if wanted.any(&["headers"]) {
        headers(&dovecot, &user, wanted, table);
    }
    if wanted.any(&["sync", "size"]) {
        let raw = best(wanted.runs, || raw(&dovecot, &user, "UID FETCH 1:* BODY.PEEK[]"));
        let (profile, tern) = full(&dovecot, &user, wanted.runs);
        if wanted.any(&["sync"]) {
            let how = |what: &str, peer: f64| format!("{:.2} s / {what} {peer:.2} s", tern.seconds);
            table.at_most("full sync, to raw", tern.seconds / raw, 3.5, " ×", &how("raw", raw));
            let plain = best(wanted.runs.min(2), || mbsync(&dovecot, &user, false));
            table.at_most(
                "full sync, to mbsync without COMPRESS",
                tern.seconds / plain,
                1.0,
                " ×",
                &how("mbsync", plain),
            );
            let compressed = best(wanted.runs.min(2), || mbsync(&dovecot, &user, true));
            table.at_most("full sync, to mbsync", tern.seconds / compressed, 0.35, " ×", &how("mbsync", compressed));
            table.at_most("peak RSS of that sync", tern.rss, 80.0, " MB", &format!("{} messages", wanted.mails));
        }
        if wanted.any(&["size"]) {
            size(profile.profile(), bytes, table);
        }
    }
}

fn headers(dovecot: &Dovecot, user: &User, wanted: &Wanted, table: &mut Table) {
    let raw = best(wanted.runs, || raw(dovecot, user, &format!("UID FETCH 1:* ({LIST_FIELDS})")));
    let tern = best(wanted.runs, || {
        let tern = Tern::new();
        tern.add_account(user, dovecot, None, &["--window", "all"]);
        cost(&tern, &["sync", "--folder", "INBOX", "--bodies", "none"]).seconds
    });
    table.at_most("headers of all", tern / raw, 3.0, " ×", &format!("{tern:.2} s / raw {raw:.2} s"));
}

/// The best full sync of some, each into a fresh profile, and the last of these profiles.
fn full(dovecot: &Dovecot, user: &User, runs: usize) -> (Tern, Cost) {
    let mut all = Vec::new();
    loop {
        let tern = Tern::new();
        tern.add_account(user, dovecot, None, &["--window", "all"]);
        all.push(cost(&tern, &["sync", "--folder", "INBOX", "--bodies", "all"]));
        if all.len() >= runs.max(1) {
            let seconds = all.iter().map(|cost| cost.seconds).fold(f64::INFINITY, f64::min);
            let rss = all.iter().map(|cost| cost.rss).fold(0.0, f64::max);
            return (tern, Cost { seconds, rss });
        }
    }
}

fn size(profile: &Path, raw: u64, table: &mut Table) {
    let files = std::fs::read_dir(profile).expect("the profile").flatten();
    let whole: u64 = files
        .filter(|file| file.file_name().to_string_lossy().starts_with("tern.db"))
        .map(|file| file.metadata().map_or(0, |m| m.len()))
        .sum();
    let bodies = bodies(profile);
    let (raw, whole, bodies) = (raw as f64, whole as f64, bodies as f64);
    let mb = |bytes: f64| format!("{:.1} MB", bytes / 1e6);
    table.at_most(
        "store, index",
        (whole - bodies) / raw,
        0.2,
        " ×",
        &format!("{} / raw {}", mb(whole - bodies), mb(raw)),
    );
    table.at_most("store, everything", whole / raw, 1.0, " ×", &format!("{} / raw {}", mb(whole), mb(raw)));
}

/// The bytes of the pages that hold message sources.
fn bodies(profile: &Path) -> u64 {
    let key = std::fs::read(profile.join("database-key.key")).expect("the profile's key");
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let database = rusqlite::Connection::open(profile.join("tern.db")).expect("the profile's database");
    database
        .execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 16384; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;"
        ))
        .expect("the key");
    let pages = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = 'chunk' AND aggregate = 1";
    database.query_row(pages, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs).expect("the sizes of the tables")
}
