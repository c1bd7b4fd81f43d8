use super::{ActionId, MailboxId};
use serde::{Deserialize, Serialize};

/// What a person did to messages, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    Flag,
    Move,
    Copy,
    Archive,
    Junk,
    NotJunk,
    /// To Trash.
    Delete,
    /// For good.
    Expunge,
}

/// Something a person did that can be undone (see [`crate::api::Mail::undo`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Action {
    pub id: ActionId,
    pub kind: ActionKind,
    /// Messages that were changed; those that were so already are not counted.
    pub messages: u32,
    /// The mailbox they went to, where all went to one.
    pub to: Option<MailboxId>,
    /// Milliseconds since 1970.
    pub at: i64,
}
