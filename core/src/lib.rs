//! The mail engine every face of Tern stands on.
//!
//! Six layers, imported downwards only (`tests/it/tidy.rs` checks it):
//! `api` → `engine` → {`net`, `store`} → {`sync`, `mime`} → `model`.
//! `model`, `sync` and `mime` are pure: bytes and instants in, values out.

pub mod api;
pub mod engine;
pub mod error;
pub mod mime;
pub mod model;
pub mod net;
pub mod store;
pub mod sync;

pub use error::MailError;

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
