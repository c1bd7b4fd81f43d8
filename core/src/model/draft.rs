use super::{AccountId, Draft, DraftFileId, DraftId, MessageId};
use serde::{Deserialize, Serialize};

/// What a new draft begins as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "start", rename_all = "snake_case")]
pub enum DraftStart {
    /// Empty, from the account or, when absent, the first one.
    Blank { account: Option<AccountId> },
    /// An answer to the sender (Reply-To first), quoted below `attribution`, such as "On 3 May, Ada wrote:".
    Reply { message: MessageId, attribution: String },
    /// An answer to everybody but this account's own address.
    ReplyAll { message: MessageId, attribution: String },
    /// The message passed on below `attribution`, with its attachments.
    Forward { message: MessageId, attribution: String },
    /// What a `mailto:` link asks for (RFC 6068); attachments it names are left out.
    Mailto { uri: String },
    /// A message of the Drafts mailbox taken up again; it is deleted there when this one is sent.
    Message { message: MessageId },
}

/// A file kept with a draft; its content is in the profile, so that the original may go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DraftFile {
    pub id: DraftFileId,
    /// A file name without path or control characters.
    pub name: String,
    /// `type/subtype`, from the name.
    pub content_type: String,
    /// Bytes.
    pub size: u64,
    /// The HTML shows it by `cid:` and this (RFC 2392) as part of the text; where it does not, it is attached like any
    /// other file.
    pub content_id: Option<String>,
}

/// A message being written, on disk after every save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SavedDraft {
    pub id: DraftId,
    /// What was written; its `attachments` are empty, `files` are what is attached.
    pub draft: Draft,
    pub files: Vec<DraftFile>,
    /// Milliseconds since 1970 of the last save.
    pub changed: i64,
}
