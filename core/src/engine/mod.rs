//! The shell: owns tasks and clocks, executes plans step by step. Each step is one transaction and
//! can be repeated, so a task may be killed at any await.

pub mod account;
pub mod actions;
pub mod background;
mod bodies;
pub mod core;
pub mod drafts;
pub mod edits;
pub mod events;
pub mod export;
pub mod facts;
mod headers;
mod large;
mod lock;
pub mod on_demand;
pub mod opening;
pub mod outbox;
mod parts;
pub mod pictures;
pub mod planning;
pub mod profile;
pub mod round;
pub mod sending;
pub mod session;
pub mod setup;
pub mod status;
mod sync_imap;
mod watch;
pub mod windows;
pub mod working;

pub use outbox::OutboxError;
