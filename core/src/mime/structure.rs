use crate::model::{Attachment, Part};

/// A section of a message that belongs to its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSection {
    /// The IMAP section to fetch; `{path}.MIME` (`HEADER` for a message of one part) tells whether it is flowed.
    pub path: String,
    /// Whether it is HTML rather than plain text.
    pub html: bool,
    /// Bytes as sent.
    pub size: u64,
}

/// The sections of a BODYSTRUCTURE tree to fetch for reading, in order.
pub fn text_sections(_root: &Part) -> Vec<TextSection> {
    Vec::new()
}

/// The attachments of a BODYSTRUCTURE tree, as [`super::parse`] would list them.
pub fn attachments(_root: &Part) -> Vec<Attachment> {
    Vec::new()
}

/// Puts fetched sections together: the plain text and the unsanitised HTML of a message, where
/// `section` gives the encoded bytes of `1.2` and, if they were fetched, of `1.2.MIME`.
pub fn assemble<'a>(
    _root: &Part,
    _section: &dyn Fn(&str) -> Option<&'a [u8]>,
) -> (Option<String>, Option<String>) {
    (None, None)
}

/// Decodes the bytes of a text part by its Content-Transfer-Encoding and charset.
pub fn decode_text(_bytes: &[u8], _encoding: &str, _charset: Option<&str>) -> String {
    String::new()
}
