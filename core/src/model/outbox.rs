use super::{AccountId, Address, MessageId, OutboxId};
use crate::words::Sentence;
use serde::{Deserialize, Serialize};

/// A message a person wrote. Files cross as paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Draft {
    pub account: AccountId,
    pub from: Address,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    /// Recipients that no copy names.
    pub bcc: Vec<Address>,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    /// Paths of files to attach.
    pub attachments: Vec<String>,
    /// The message answered: In-Reply-To, References and `\Answered` follow from it.
    pub in_reply_to: Option<MessageId>,
}

/// Where a message is on its way out (requirement D-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// On disk; waits for its undo delay or for a connection.
    Queued,
    /// Being transmitted; the final dot has not been written, so the server cannot have accepted it.
    Submitting,
    /// The final dot is written and no reply was seen.
    Committing,
    /// Whether the server took it cannot be known; a person decides.
    Uncertain,
    /// The server said 250; the Sent copy is not verified.
    Accepted,
    /// The Sent copy is verified by Message-ID.
    Done,
    /// Refused for good.
    Failed,
    /// Taken back before it left.
    Cancelled,
}

/// What became of one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RecipientState {
    Waiting,
    Accepted,
    /// 4xx: tried again.
    Deferred,
    /// 5xx.
    Refused,
}

/// A recipient of an outgoing message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Recipient {
    pub address: String,
    pub state: RecipientState,
    /// The server's words with its enhanced status code (RFC 3463).
    pub reply: Option<Sentence>,
}

/// One line of a message's ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LedgerEntry {
    /// Milliseconds since 1970.
    pub at: i64,
    pub state: OutboxState,
    /// What happened, a sentence or two.
    pub detail: Sentence,
}

/// A message on its way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutboxItem {
    pub id: OutboxId,
    pub account: AccountId,
    pub state: OutboxState,
    /// Message-ID without angle brackets.
    pub message_id: String,
    pub subject: String,
    pub recipients: Vec<Recipient>,
    /// Bytes of the message.
    pub size: u64,
    /// Milliseconds since 1970 before which it is not tried.
    pub due: i64,
    pub attempts: u32,
    pub ledger: Vec<LedgerEntry>,
}
