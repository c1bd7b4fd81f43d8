//! The core's log, carried to where the platform keeps its own.

use log::{Level, LevelFilter, Log, Metadata, Record};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError, RwLock};

/// The crates whose lines are carried: others may write what servers say.
const OWN: &[&str] = &["tern_core", "tern_bindings"];

/// How grave a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum LogLevel {
    /// Something failed and nobody was told otherwise.
    Error,
    /// Something failed and is done another way or later.
    Warn,
    /// What happened, a few lines a sync.
    Info,
}

/// One line of the log. It names accounts, mailboxes and messages by id, never by address, name or content.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LogLine {
    /// How grave it is.
    pub level: LogLevel,
    /// The part of Tern that wrote it, such as `tern_core::engine::account`.
    pub place: String,
    /// What happened, without a time.
    pub text: String,
}

/// Receives the lines of the log; implemented by a face with its platform's own log.
#[uniffi::export(foreign)]
pub trait LogSink: Send + Sync {
    /// Takes one line. Called on the core's threads, on several at once, so it must return soon. A line at which it
    /// throws is lost.
    fn on_line(&self, line: LogLine);
}

/// Sends the lines of `least` and graver to `sink` from now on; a sink given before gets no more.
#[uniffi::export]
pub fn start_log(sink: Arc<dyn LogSink>, least: LogLevel) {
    // An error says that the bridge is there already.
    log::set_logger(&Bridge).ok();
    *SINK.write().unwrap_or_else(PoisonError::into_inner) = Some(sink);
    log::set_max_level(match least {
        LogLevel::Error => LevelFilter::Error,
        LogLevel::Warn => LevelFilter::Warn,
        LogLevel::Info => LevelFilter::Info,
    });
}

/// Ends what [`start_log`] began and lets go of its sink.
#[uniffi::export]
pub fn stop_log() {
    log::set_max_level(LevelFilter::Off);
    *SINK.write().unwrap_or_else(PoisonError::into_inner) = None;
}

static SINK: RwLock<Option<Arc<dyn LogSink>>> = RwLock::new(None);

struct Bridge;

impl Log for Bridge {
    fn enabled(&self, metadata: &Metadata) -> bool {
        metadata.level() <= Level::Info
            && metadata.target().split("::").next().is_some_and(|krate| OWN.contains(&krate))
    }

    fn log(&self, record: &Record) {
        if !self.enabled(record.metadata()) {
            return;
        }
        // The lock is not held while the sink works, which may start another log.
        let Some(sink) = SINK.read().unwrap_or_else(PoisonError::into_inner).clone() else { return };
        let line = LogLine {
            level: grave(record.level()),
            place: record.target().to_owned(),
            text: record.args().to_string(),
        };
        // A sink of another language that throws must not end the work that wrote the line.
        catch_unwind(AssertUnwindSafe(|| sink.on_line(line))).ok();
    }

    fn flush(&self) {}
}

fn grave(level: Level) -> LogLevel {
    match level {
        Level::Error => LogLevel::Error,
        Level::Warn => LogLevel::Warn,
        Level::Info | Level::Debug | Level::Trace => LogLevel::Info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[derive(Default)]
    struct Kept(Mutex<Vec<LogLine>>);

    impl LogSink for Kept {
        fn on_line(&self, line: LogLine) {
            if line.text == "throw" {
                std::panic::resume_unwind(Box::new("as a foreign sink that throws"));
            }
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }

    #[test]
    fn own_lines_of_the_level_arrive_until_the_log_is_stopped() {
        let kept = Arc::new(Kept::default());
        start_log(Arc::clone(&kept) as Arc<dyn LogSink>, LogLevel::Info);
        log::info!(target: "tern_core::engine", "throw");
        log::info!(target: "tern_core::engine", "account 1 is synced");
        log::debug!(target: "tern_core::engine", "too little");
        log::error!(target: "rustls::client", "another crate's");
        log::error!(target: "tern_corelike", "another crate's");
        start_log(Arc::clone(&kept) as Arc<dyn LogSink>, LogLevel::Warn);
        log::info!(target: "tern_core::engine", "less than asked for");
        log::warn!(target: "tern_core", "graver");
        stop_log();
        log::error!(target: "tern_core::engine", "after the end");
        assert_eq!(Arc::strong_count(&kept), 1, "the sink is let go");
        let heard: Vec<String> =
            kept.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|l| l.text.clone()).collect();
        assert_eq!(heard, ["account 1 is synced", "graver"]);
    }
}
