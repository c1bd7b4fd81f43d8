//! Reads and writes messages: bytes in, values out. Reading never fails and trusts nothing.
//!
//! mail-parser decodes fields, words and charsets. The MIME tree is walked by our own scanner, because
//! section numbers must equal the server's BODYSTRUCTURE (RFC 3501 §6.4.5), nesting must be
//! bounded, and a 100 MB message must pass through in pieces.

mod charset;
mod choose;
pub mod compose;
mod date;
mod envelope;
mod fields;
mod flowed;
mod html;
mod link;
pub mod mailto;
mod mbox;
mod names;
mod node;
mod parse;
mod picture;
mod plain;
mod preview;
mod read;
pub mod reply;
mod sanitize;
mod scan;
mod search;
pub mod stream;
mod strict;
mod structure;
pub mod thread;
mod transfer;
mod words;

pub use envelope::{Envelope, envelope, headers};
pub use link::check_link;
pub use mbox::{MboxQuoter, mbox_separator};
pub use names::safe_name;
pub use parse::{Digest, Parsed, digest, extract, parse};
pub use picture::picture_type;
pub use plain::plain_html;
pub use preview::preview;
pub use sanitize::Cleaned;
pub use strict::{clean_html, pictures_in};
pub use structure::{TextSection, assemble, attachments, decode_text, text_sections};

#[cfg(test)]
mod tests;
