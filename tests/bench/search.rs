use crate::bed::{self, Wanted, cost, percentile};
use crate::screen;
use crate::table::Table;
use std::sync::Arc;
use std::time::Instant;
use tern_core::api::{KeyFile, Mail, ProfileOptions};
use tern_tests::{Dovecot, DovecotOptions, Tern};

const ROUNDS: usize = 20;

/// Queries as people type them: words in several scripts, prefixes of them, phrases, fields.
const WORDS: &[&str] = &[
    "report",
    "the",
    "quay",
    "straße",
    "Überweisung",
    "крачки",
    "渡り鳥",
    "候鸟",
    "العبارة",
    "4711",
    "prin",
    "gr",
    "\"northern cliff\"",
    "\"half past seven\"",
    "survey nests",
    "from:whitby",
    "from:jürgen",
    "subject:invoice",
    "subject:встреча",
    "nosuchwordanywhere",
];

/// Filters, alone and with words.
const MIXES: &[&str] = &[
    "is:unread",
    "is:flagged has:attachment",
    "has:attachment before:2025-06-01",
    "in:inbox after:2026-01-01 is:read",
    "report is:unread",
    "the has:attachment",
    "straße is:flagged after:2025-03-01",
    "from:whitby subject:invoice -is:read",
    "the -report has:attachment is:flagged before:2026-06-01 in:inbox",
    "is:unread -has:attachment before:2025-01-01",
    "\"northern cliff\" from:moss is:read",
    "渡り鳥 is:unread",
];

/// A large inbox: its first screen, and searches in it once it is here.
pub fn measure(wanted: &Wanted, table: &mut Table) {
    let dovecot = Dovecot::start(&DovecotOptions::default());
    let (user, _) = bed::filled(&dovecot, "many", wanted.many, 8_000);
    crate::peers::raw(&dovecot, &user, &format!("UID FETCH 1:* ({})", crate::peers::LIST_FIELDS));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if wanted.any(&["screen"]) {
        runtime.block_on(screen::measure(&dovecot, &user, table));
    }
    if wanted.any(&["search"]) {
        let tern = Tern::new();
        tern.add_account(&user, &dovecot, None, &["--window", "all"]);
        let synced = cost(&tern, &["sync", "--bodies", "all"]);
        eprintln!("{} messages synced in {:.1} s, {:.1} MB RSS", wanted.many, synced.seconds, synced.rss);
        runtime.block_on(search(&tern, table));
    }
}

async fn search(tern: &Tern, table: &mut Table) {
    let dir = tern.profile().to_string_lossy().into_owned();
    let options = ProfileOptions { dir: dir.clone(), poll_seconds: None };
    let mail = Mail::open(options, Arc::new(KeyFile::new(dir))).await.expect("the profile");
    for (what, queries, bar) in [("search, p95", WORDS, 10.0), ("search with filters, worst p95", MIXES, 50.0)] {
        let mut all = Vec::new();
        let mut worst = (0.0, "");
        for query in queries {
            let mut times = Vec::new();
            for round in 0..ROUNDS + 3 {
                let start = Instant::now();
                mail.search((*query).to_owned(), 50).await.unwrap_or_else(|e| panic!("{query}: {e}"));
                if round >= 3 {
                    times.push(start.elapsed().as_secs_f64() * 1e3);
                }
            }
            all.extend_from_slice(&times);
            let p95 = percentile(&mut times, 95);
            if p95 > worst.0 {
                worst = (p95, query);
            }
        }
        let value = if bar < 20.0 { percentile(&mut all, 95) } else { worst.0 };
        table.at_most(what, value, bar, " ms", &format!("slowest: {} with {:.1} ms", worst.1, worst.0));
    }
}
