//! The real window's speed and memory on a profile made by `tern-tests`' example `profile`, beside the project's bars
//! (`ROWS=window make bench`): `window PROFILE`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod pages;
#[allow(dead_code)]
#[path = "../tests/window/wire.rs"]
mod wire;

use pages::{ARCHIVE, IPC, OPEN, ROWS, SCROLL, SEARCH};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tern_core::api::{ListFrom, ListRequest, Mail, ProfileOptions, Role, View, open_secrets};
use wire::{Driver, environment};

/// For the engines to put away what they no longer need.
const IDLE: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let Some(profile) = std::env::args().skip(1).find(|arg| !arg.starts_with("--")) else {
        eprintln!("usage: window PROFILE");
        return ExitCode::from(2);
    };
    let profile = std::path::absolute(profile).unwrap();
    let mut rows = Rows(Vec::new());
    rows.at_most("the core's part of the start", core_start(&profile), 250.0, "ms");
    let (driver, start) = open(&profile);
    rows.at_most("window shows the inbox after start", start, 1000.0, "ms");
    std::thread::sleep(IDLE);
    let window = driver.window_pid().expect("the window runs");
    rows.at_most("memory of all processes, idle after the start", memory(window), 300.0, "MB");
    rows.at_most("page of 50 rows over IPC, p95", p95(&driver.ask(IPC)), 3.0, "ms");
    rows.at_most("open a message: click to painted text, p95", p95(&driver.ask(OPEN)), 80.0, "ms");
    rows.at_most("scroll 10 s: longest frame", longest(&driver.ask(SCROLL)), 33.0, "ms");
    rows.at_most("archive: key to row gone, p95", p95(&driver.ask(ARCHIVE)), 50.0, "ms");
    rows.at_most("search as you type: to first results painted, p95", p95(&driver.ask(SEARCH)), 80.0, "ms");
    std::thread::sleep(IDLE);
    rows.note("memory of all processes, idle after all this", memory(window), "MB");
    rows.print()
}

/// Milliseconds until the core gives the first page of a profile.
fn core_start(profile: &Path) -> f64 {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let began = Instant::now();
    runtime.block_on(async {
        let dir = profile.display().to_string();
        let secrets = open_secrets(dir.clone(), None, false).unwrap();
        let mail = Mail::open(ProfileOptions { dir, poll_seconds: None }, secrets).await.unwrap();
        for account in mail.accounts().await.unwrap() {
            mail.mailboxes(account.id).await.unwrap();
        }
        let view = View::Role { role: Role::Inbox };
        let from = ListFrom::Offset { offset: 0 };
        let page = mail.list(ListRequest { view, threaded: true, unread_only: false, from, limit: 100 }).await.unwrap();
        assert!(page.rows.len() == 100, "the profile has too little mail");
    });
    milliseconds(began.elapsed())
}

/// Opens the window; the milliseconds from the start of its process to its first rows.
fn open(profile: &Path) -> (Driver, f64) {
    let home = tempfile::tempdir().unwrap().keep();
    let driver = Driver::start(env!("CARGO_BIN_EXE_tern-desktop"), &[], &environment(profile, &home));
    let painted = driver.ask(ROWS).first().copied().expect("the list was never painted");
    let start = painted - began(driver.window_pid().expect("the window runs"));
    (driver, start)
}

impl Driver {
    /// The numbers that a script in the page calls its last argument with.
    fn ask(&self, script: &str) -> Vec<f64> {
        let answer = self.post("/execute/async", &json!({ "script": script, "args": [] }));
        let answer = answer.unwrap_or_else(|refused| panic!("{}", refused.0));
        if let Value::String(said) = &answer {
            panic!("{said}");
        }
        serde_json::from_value(answer).unwrap()
    }
}

/// When a process began, milliseconds since 1970; the kernel counts in hundredths of a second.
fn began(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let ticks: f64 = stat.rsplit(')').next().unwrap().split_whitespace().nth(19).unwrap().parse().unwrap();
    let uptime = std::fs::read_to_string("/proc/uptime").unwrap();
    let uptime: f64 = uptime.split_whitespace().next().unwrap().parse().unwrap();
    let now = milliseconds(SystemTime::now().duration_since(UNIX_EPOCH).unwrap());
    now - uptime * 1000.0 + ticks * 10.0
}

/// Megabytes of a process and all below it, shared pages divided among those that share them.
fn memory(pid: u32) -> f64 {
    let pss = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let own: f64 = pss
        .lines()
        .find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse().ok())
        .unwrap_or_default();
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    own / 1000.0 + children.split_whitespace().filter_map(|pid| pid.parse().ok()).map(memory).sum::<f64>()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn p95(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    assert!(sorted.len() >= 20, "too few measurements: {sorted:?}");
    sorted[sorted.len() * 95 / 100]
}

fn longest(times: &[f64]) -> f64 {
    times.iter().copied().fold(0.0, f64::max)
}

/// What was measured, beside its bars.
struct Rows(Vec<(String, String, String, bool)>);

impl Rows {
    /// Judges what it prints: the page's clock counts milliseconds and leaves dust behind.
    fn at_most(&mut self, what: &str, value: f64, bar: f64, unit: &str) {
        let value = (value * 10.0).round() / 10.0;
        eprintln!("{what}: {value:.1} {unit}");
        self.0.push((what.to_owned(), format!("{value:.1} {unit}"), format!("≤ {bar} {unit}"), value <= bar));
    }

    /// A number without a bar.
    fn note(&mut self, what: &str, value: f64, unit: &str) {
        eprintln!("{what}: {value:.1} {unit}");
        self.0.push((what.to_owned(), format!("{value:.1} {unit}"), String::new(), true));
    }

    fn print(&self) -> ExitCode {
        println!("\n| measure | measured | bar | |\n|---|---|---|---|");
        for (what, value, bar, held) in &self.0 {
            let verdict = if bar.is_empty() {
                ""
            } else if *held {
                "held"
            } else {
                "missed"
            };
            println!("| {what} | {value} | {bar} | {verdict} |");
        }
        if self.0.iter().all(|row| row.3) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
