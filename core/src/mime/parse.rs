use super::Envelope;
use crate::model::{Attachment, Header};

/// A message read whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    pub envelope: Envelope,
    pub headers: Vec<Header>,
    /// The plain text; made from the HTML where the sender wrote none.
    pub text: String,
    /// The HTML as sent; never shown before [`super::sanitize`].
    pub html: Option<String>,
    /// In the order of the message; nested messages are listed, their attachments are not.
    pub attachments: Vec<Attachment>,
    /// The first words of the text, at most 200 characters.
    pub preview: String,
    /// What full-text search indexes besides the envelope: text, nested messages, attachment names.
    pub search_text: String,
}

impl Parsed {
    /// The part an HTML `cid:` reference means.
    pub fn by_content_id(&self, content_id: &str) -> Option<&Attachment> {
        self.attachments.iter().find(|a| a.content_id.as_deref() == Some(content_id))
    }
}

/// What a sync keeps of a message besides its source; several times cheaper than [`parse`] for HTML mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// As in [`Parsed`].
    pub preview: String,
    /// As in [`Parsed`].
    pub search_text: String,
    /// As in [`Parsed`].
    pub attachments: Vec<Attachment>,
}

/// Reads a message. What cannot be parsed yields what is known.
pub fn parse(_raw: &[u8]) -> Parsed {
    Parsed::default()
}

/// Reads what a sync keeps of a message.
pub fn digest(_raw: &[u8]) -> Digest {
    Digest::default()
}

/// The decoded bytes of a section such as `2` or `1.3`; `None` where the message has no such part.
pub fn extract(_raw: &[u8], _part: &str) -> Option<Vec<u8>> {
    None
}
