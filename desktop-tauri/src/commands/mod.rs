//! What the interface can ask for: verbs of the core, two lines each, and a few things that only a window does.
//!
//! A new command goes into `list.rs`, `capabilities/main.json` and `ui/src/lib/ipc.ts`; `contract.rs` compares them.

mod accounts;
mod data;
mod desktop;
mod drafts;
mod editing;
mod files;
mod reading;

use tauri::{Wry, ipc::Invoke};
use tern_core::MailError;

type Reply<T> = Result<T, MailError>;

macro_rules! commands {
    ($($file:ident: $($name:ident)*;)*) => {
        tauri::generate_handler![$($($file::$name),*),*]
    };
}

/// Answers what the interface asks.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    include!("list.rs")
}
