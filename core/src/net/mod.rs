//! The wire only, no policy: TCP and TLS ([`dial`], [`tls`]) and the protocols over them.
//!
//! Nothing here retries, schedules or stores. Every wait has a limit; what a server says is
//! bounded and cleaned before it goes into a [`NetError`].

pub mod dial;
mod error;
pub mod http;
pub mod imap;
pub mod meter;
pub mod smtp;
pub mod tls;

pub use error::{CertificateProblem, NetError, clean};

/// What the calls of this layer return.
pub type Result<T, E = NetError> = std::result::Result<T, E>;
