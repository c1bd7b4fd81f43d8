//! mime

mod envelope;

pub use envelope::Envelope;
