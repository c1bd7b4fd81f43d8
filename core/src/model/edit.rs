use super::{AccountId, FlagChange, MailboxId, MessageId, Role};
use crate::words::Sentence;
use serde::{Deserialize, Serialize};

/// What a person did to a message (requirement S3-2), kept until the server has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "edit", rename_all = "lowercase")]
pub enum EditKind {
    Flag {
        change: FlagChange,
    },
    Move {
        to: MailboxId,
    },
    Copy {
        to: MailboxId,
    },
    /// Removed for good: `\Deleted` and UID EXPUNGE (RFC 4315).
    Expunge,
}

/// An edit the server refused; it was undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EditRefusal {
    pub account: AccountId,
    pub message: MessageId,
    pub edit: EditKind,
    /// A sentence a person understands, with the server's words.
    pub reason: Sentence,
    /// The role of the mailbox the message went back to, where it has one.
    pub role: Option<Role>,
}
