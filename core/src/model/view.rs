use super::{Address, MailboxId, MessageId, MessageRow, Role};
use serde::{Deserialize, Serialize};

/// What a list of messages is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "view", rename_all = "snake_case")]
pub enum View {
    /// One mailbox.
    Mailbox { mailbox: MailboxId },
    /// The mailboxes of one role of every account, such as all inboxes.
    Role { role: Role },
    /// Flagged messages of every account, those in Trash and Junk excepted.
    Flagged,
    /// What a search finds in every account, at most the newest 1,000 ([`crate::api::Mail::search`] says the syntax).
    Search { query: String },
}

/// What a query of [`crate::api::Mail::search`] says, for a face that shows what it finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct QueryReading {
    /// Words and phrases to mark in what was found, each once.
    pub words: Vec<String>,
    /// The operator at the end that waits for its value or the rest of it, such as `after:20`, as written. Until it
    /// is finished the query finds it as a word.
    pub unfinished: Option<String>,
    /// The mailboxes that `in:` leaves; absent where the query looks everywhere.
    pub mailboxes: Option<Vec<MailboxId>>,
}

/// Where a page of a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum ListFrom {
    /// Rows before it are left out; 0 is the newest.
    Offset { offset: u32 },
    /// The row with this message is in the middle of the page; the first page where it is not in the list.
    Around { id: MessageId },
}

/// One page of a list, asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ListRequest {
    pub view: View,
    /// One row a conversation instead of one a message.
    pub threaded: bool,
    /// Unread conversations or messages only.
    pub unread_only: bool,
    pub from: ListFrom,
    /// Rows at most; 500 is the most that is given.
    pub limit: u32,
}

/// A row of a list: a conversation, or a single message where the list is not threaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ListRow {
    /// The newest message of the conversation that the view shows.
    pub row: MessageRow,
    /// The messages of the conversation that the view shows, newest first; what an action on the row acts on.
    pub ids: Vec<MessageId>,
    /// Messages of the conversation in all mailboxes, Sent included.
    pub messages: u32,
    /// Unread ones among `ids`.
    pub unread: u32,
    /// Whether one of `ids` is flagged.
    pub flagged: bool,
    /// Attachments of `ids` together.
    pub attachments: u32,
    /// Who wrote, each once, oldest first, at most 4; recipients in Sent and Drafts.
    pub people: Vec<Address>,
}

/// A page of a list, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ListPage {
    /// Rows of the whole list.
    pub total: u32,
    /// Where the first of `rows` is in it.
    pub offset: u32,
    pub rows: Vec<ListRow>,
}
