use serde::{Deserialize, Serialize};

/// A node of a message's MIME tree, from BODYSTRUCTURE (RFC 3501 §7.4.2) or from the source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The IMAP section; empty for the root of a multipart message.
    pub path: String,
    /// `type/subtype`, lower case.
    pub content_type: String,
    pub charset: Option<String>,
    /// Content-Type parameter `name` or Content-Disposition `filename`, decoded.
    pub name: Option<String>,
    /// Content-Transfer-Encoding, lower case.
    pub encoding: String,
    /// Content-Disposition without parameters, lower case.
    pub disposition: Option<String>,
    /// Content-ID without angle brackets.
    pub content_id: Option<String>,
    /// Bytes as sent (encoded).
    pub size: u64,
    pub children: Vec<Part>,
}
