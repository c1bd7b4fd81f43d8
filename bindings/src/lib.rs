//! The core of Tern for Kotlin, Swift and Python: a library that carries `tern_core::api` over the C border.
//!
//! No verb, record or error of mail is defined here: those are the core's own, exported by its feature `uniffi`. What
//! is here is between the library and its platform: where the log goes, and what Android wants told before it works.

#[cfg(target_os = "android")]
mod android;
mod logging;

pub use logging::{LogLevel, LogLine, LogSink, start_log, stop_log};

tern_core::uniffi_reexport_scaffolding!();
uniffi::setup_scaffolding!("tern_log");
