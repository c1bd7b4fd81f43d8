//! Reads messages: bytes in, values out. Nothing here fails, waits or trusts its input.
//!
//! mail-parser decodes fields, words and charsets. The MIME tree is walked by our own scanner, because
//! section numbers must equal the server's BODYSTRUCTURE (RFC 3501 §6.4.5), nesting must be
//! bounded, and a 100 MB message must pass through in pieces.

pub mod compose;
mod envelope;
mod mbox;
mod names;
mod parse;
mod preview;
mod sanitize;
pub mod stream;
mod structure;
pub mod thread;

pub use envelope::{Envelope, envelope, headers};
pub use mbox::{MboxQuoter, mbox_separator};
pub use names::safe_name;
pub use parse::{Digest, Parsed, digest, extract, parse};
pub use preview::preview;
pub use sanitize::{Sanitized, sanitize};
pub use structure::{TextSection, assemble, attachments, decode_text, text_sections};
