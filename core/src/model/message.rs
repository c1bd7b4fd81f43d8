use super::{AccountId, Address, Flags, MailboxId, MessageId, ThreadId};
use serde::{Deserialize, Serialize};

/// How much of a message is on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum BodyState {
    /// Envelope only.
    None,
    /// The readable text; attachments are on the server.
    Text,
    /// The whole source, byte for byte.
    Whole,
}

/// A message as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MessageRow {
    pub id: MessageId,
    pub account: AccountId,
    pub mailbox: MailboxId,
    /// The UID in its mailbox; absent while a move waits for the server.
    pub uid: Option<u32>,
    /// Seconds since 1970 of the Date header; INTERNALDATE where there is none.
    pub date: i64,
    /// Seconds since 1970 of INTERNALDATE; lists are sorted by it, newest first.
    pub received: i64,
    pub from: Vec<Address>,
    pub to: Vec<Address>,
    pub subject: String,
    /// The flags shown: the server's with this device's pending edits applied.
    pub flags: Flags,
    /// RFC822.SIZE in bytes.
    pub size: u64,
    /// The first words of the text, at most 200 characters; empty before the body came.
    pub preview: String,
    /// Attachments known; 0 before the structure is known.
    pub attachments: u32,
    pub thread: ThreadId,
    pub body: BodyState,
    /// Whether an edit of this message waits for the server.
    pub pending: bool,
}

/// One header line, unfolded and decoded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Header {
    pub name: String,
    pub value: String,
}

/// A part of a message that can be saved to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Attachment {
    /// The IMAP section (RFC 3501 §6.4.5), such as `2` or `1.3`.
    pub part: String,
    /// A file name without path or control characters.
    pub name: String,
    /// `type/subtype`, lower case.
    pub content_type: String,
    /// Bytes; decoded where known, else as sent.
    pub size: u64,
    /// Whether it belongs into the text rather than beside it.
    pub inline: bool,
    /// Content-ID without angle brackets.
    pub content_id: Option<String>,
}

/// A message opened for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Message {
    pub row: MessageRow,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub reply_to: Vec<Address>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    pub references: Vec<String>,
    /// The plain text; made from the HTML where the sender wrote none.
    pub text: String,
    /// Whether the sender wrote HTML; [`crate::api::Mail::body`] gives it.
    pub html: bool,
    /// References to remote content that the body has.
    pub remote: u32,
    /// Whether a person lets this sender's remote content in.
    pub remote_allowed: bool,
    pub attachments: Vec<Attachment>,
    pub headers: Vec<Header>,
}
