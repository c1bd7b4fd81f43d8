//! sync
pub mod outbox;
