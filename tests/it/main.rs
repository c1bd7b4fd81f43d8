//! Tern on real servers: one binary, one module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod breaks;
mod cli;
mod edits;
mod engine;
mod imap_wire;
mod send;
mod servers;
mod tidy;
