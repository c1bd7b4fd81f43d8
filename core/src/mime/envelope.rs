use crate::model::{Address, Header};

/// The fields of a header block that lists, threads and replies need, decoded to clean UTF-8
/// without line breaks, control characters or bidirectional overrides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Seconds since 1970 of the Date field.
    pub date: Option<i64>,
    pub subject: String,
    pub from: Vec<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub reply_to: Vec<Address>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// The first id of In-Reply-To, without angle brackets.
    pub in_reply_to: Option<String>,
    /// The ids of References, oldest first, without angle brackets or duplicates.
    pub references: Vec<String>,
    /// `type/subtype` of the message, lower case; `text/plain` where the field is missing.
    pub content_type: String,
}

/// Reads a header block, whatever is in it; what follows an empty line is ignored.
pub fn envelope(_header_block: &[u8]) -> Envelope {
    Envelope::default()
}

/// Every field of a header block in order, unfolded and decoded.
pub fn headers(_header_block: &[u8]) -> Vec<Header> {
    Vec::new()
}
