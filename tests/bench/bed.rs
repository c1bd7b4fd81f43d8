use std::process::Child;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tern_tests::corpus::{Corpus, write_maildir};
use tern_tests::dovecot::PASSWORD;
use tern_tests::{Dovecot, Tern, User};

pub const ROWS: [&str; 10] =
    ["sync", "headers", "size", "large", "screen", "search", "push", "list", "start", "background"];

/// What to measure, and how much of it.
pub struct Wanted {
    rows: Vec<String>,
    pub mails: usize,
    pub many: usize,
    pub runs: usize,
}

impl Wanted {
    pub fn read(mut args: impl Iterator<Item = String>) -> Option<Self> {
        let mut wanted = Self { rows: ROWS.map(str::to_owned).to_vec(), mails: 10_000, many: 50_000, runs: 3 };
        while let Some(arg) = args.next() {
            let value = args.next()?;
            match arg.as_str() {
                "--rows" => wanted.rows = value.split(',').map(str::to_owned).collect(),
                "--mails" => wanted.mails = value.parse().ok()?,
                "--many" => wanted.many = value.parse().ok()?,
                "--runs" => wanted.runs = value.parse().ok()?,
                _ => return None,
            }
        }
        wanted.rows.iter().all(|row| ROWS.contains(&row.as_str())).then_some(wanted)
    }

    pub fn any(&self, rows: &[&str]) -> bool {
        rows.iter().any(|row| self.rows.iter().any(|wanted| wanted == row))
    }
}

/// Makes a user whose INBOX holds a corpus of `count` messages of at most `largest` bytes; returns the bytes too.
pub fn filled(dovecot: &Dovecot, name: &str, count: usize, largest: usize) -> (User, u64) {
    let user = dovecot.add_user(name, PASSWORD, "");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    let corpus = Corpus { largest, ..Corpus::new(11, count, &user.address, now) };
    let start = Instant::now();
    let bytes = write_maildir(&corpus, 0..count, &dovecot.maildir(&user));
    dovecot.own(&dovecot.maildir(&user));
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{count} messages, {} MB, written in {seconds:.1} s", bytes / 1_000_000);
    (user, bytes)
}

/// The shortest of some runs, in seconds: what disturbs a run only makes it longer.
pub fn best(runs: usize, mut run: impl FnMut() -> f64) -> f64 {
    (0..runs.max(1)).map(|_| run()).fold(f64::INFINITY, f64::min)
}

pub fn seconds(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}

/// What a run of `tern` took.
#[derive(Clone, Copy)]
pub struct Cost {
    pub seconds: f64,
    /// The most memory it ever had, in MB (10⁶ bytes).
    pub rss: f64,
}

/// Runs `tern ARGS` to its end, which must be a good one.
pub fn cost(tern: &Tern, args: &[&str]) -> Cost {
    let start = Instant::now();
    let mut child =
        tern.command().arg("--json").args(args).stdout(std::process::Stdio::null()).spawn().expect("running tern");
    let (rss, code) = peak_rss(&mut child);
    assert_eq!(code, 0, "tern {args:?} failed");
    Cost { seconds: start.elapsed().as_secs_f64(), rss }
}

fn peak_rss(child: &mut Child) -> (f64, i32) {
    let path = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    loop {
        let status = std::fs::read_to_string(&path).unwrap_or_default();
        let kib = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        peak = kib.map_or(peak, |kib| f64::max(peak, kib * 1024.0 / 1e6));
        if let Some(status) = child.try_wait().expect("waiting for tern") {
            return (peak, status.code().unwrap_or(-1));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A percentile of `values`, which are sorted by this.
pub fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * percent / 100).min(values.len() - 1)]
}
