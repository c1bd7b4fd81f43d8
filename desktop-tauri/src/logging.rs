use log::{LevelFilter, Log, Metadata, Record};
use std::io::Write;

/// Lines on standard error, of Tern alone: other crates may log what a message says.
struct Lines;

impl Log for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("tern")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = format!("{} {}: {}\n", record.level(), record.target(), record.args());
            // A closed standard error is no reason to end.
            drop(std::io::stderr().write_all(line.as_bytes()));
        }
    }

    fn flush(&self) {}
}

/// Logs warnings, or what `TERN_LOG` names: `off`, `error`, `warn`, `info`, `debug` or `trace`.
pub fn begin() {
    let wanted = std::env::var("TERN_LOG").ok().and_then(|level| level.parse().ok());
    if log::set_logger(&Lines).is_ok() {
        log::set_max_level(wanted.unwrap_or(LevelFilter::Warn));
    }
}
