//! Real mail servers, a fault proxy, a scripted server and corpora for Tern's tests.
//!
//! Everything here is blocking and runs on threads of its own, so that it works the same in async tests, plain tests and
//! programs. Nothing uses code of `tern-core`: what a test compares Tern with must not come from Tern.

pub mod corpus;
pub mod cyrus;
pub mod dovecot;
mod keeper;
pub mod lmtp;
mod place;
pub mod postfix;
pub mod proxy;
pub mod raw;
pub mod scripted;
pub mod tern;
pub mod tls;
mod wait;

pub use cyrus::Cyrus;
pub use dovecot::{Dovecot, DovecotOptions, User};
pub use postfix::Postfix;
pub use proxy::{Fault, FaultProxy, Way};
pub use raw::RawImap;
pub use scripted::{Conn, Encryption, ScriptedServer};
pub use tern::{Tern, signal};
pub use tls::Authority;
pub use wait::{wait_for, wait_until, wait_until_async};
