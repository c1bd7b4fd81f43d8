use super::{AccountId, MailboxId, Window};
use serde::{Deserialize, Serialize};

/// What a mailbox is for (RFC 6154; INBOX by RFC 3501 §5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Inbox,
    Sent,
    Drafts,
    Trash,
    Junk,
    Archive,
    All,
    Flagged,
}

/// A mailbox of an account and its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Mailbox {
    pub id: MailboxId,
    pub account: AccountId,
    /// The IMAP name decoded to UTF-8, with the server's own separator.
    pub name: String,
    /// The hierarchy separator; absent on a flat server.
    pub separator: Option<String>,
    pub role: Option<Role>,
    /// Whether it can hold messages (`\Noselect` and `\NonExistent` cannot).
    pub selectable: bool,
    pub subscribed: bool,
    /// The mailbox's own window; the account's when absent.
    pub window: Option<Window>,
    /// Messages on the server at the last sync.
    pub total: u32,
    /// Unread messages, those older than the window included.
    pub unread: u32,
    /// Messages kept on this device.
    pub local: u32,
    /// Messages on the server that the window leaves there.
    pub older_on_server: u32,
    /// UIDVALIDITY; 0 before the first sync.
    pub uidvalidity: u32,
}
