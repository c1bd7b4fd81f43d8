//! IMAP4rev1 (RFC 3501) and the extensions Tern uses.
//!
//! [`Imap`] drives an async-imap session over the guard of `guard/`: async-imap numbers the
//! commands and waits for their completions, the guard keeps every other response for the
//! parsers of `parse/`. See `docs/adr/0001-async-imap-over-a-guard.md`.

mod append;
mod capabilities;
mod command;
mod connect;
mod edit;
mod fetch;
mod guard;
mod idle;
mod mailboxes;
mod name;
mod parse;
mod pump;
mod search;
mod select;
mod session;
mod signin;
#[cfg(test)]
mod tests;

pub use capabilities::Capabilities;
pub use command::{Command, Reply};
pub use connect::ImapConfig;
pub use edit::Copied;
pub use fetch::{FetchEvent, FetchPlan, Set};
pub use idle::IdleEnd;
pub use mailboxes::Arrival;
pub use name::{decode as decode_name, encode as encode_name};
pub use parse::{Code, Condition, Data, Esearch, Fetched, ListEntry, Namespace, Namespaces, Status};
pub use select::{Select, Selected};
pub use session::{Imap, Timings, Transport};
