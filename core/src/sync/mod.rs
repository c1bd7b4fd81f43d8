//! Policy, pure: values in, decisions out. Instants are arguments, randomness is a hash.

pub mod backoff;
pub mod edits;
pub mod flags;
pub mod outbox;
pub mod plan;
pub mod policy;
pub mod push;
pub mod query;
pub mod replay;
pub mod roles;
pub mod undo;
pub mod window;
