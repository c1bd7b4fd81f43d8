use super::{Mail, MailError, MailboxId, Message, MessageId, MessageRow, ThreadId};

/// How a mailbox is written to disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// One file a message, `UID.eml`.
    Eml,
    /// One file, mboxrd.
    Mbox,
}

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ExportReport {
    /// Messages written, byte for byte.
    pub written: u32,
    /// Messages left out because they are not here whole.
    pub left_out: u32,
}

impl Mail {
    /// A page of a mailbox, newest first, of at most `limit` rows older than `before`.
    pub async fn messages(&self, _mailbox: MailboxId, _before: Option<MessageId>, _limit: u32) -> Result<Vec<MessageRow>, MailError> {
        unimplemented!()
    }

    /// One message as a list shows it.
    pub async fn row(&self, _id: MessageId) -> Result<MessageRow, MailError> {
        unimplemented!()
    }

    /// The whole conversation, oldest first, Sent included.
    pub async fn thread(&self, _thread: ThreadId) -> Result<Vec<MessageRow>, MailError> {
        unimplemented!()
    }

    /// Finds messages in all mailboxes and accounts, newest first. Words, "phrases", from:, to:,
    /// subject:, has:attachment, in:, before:, after:, is:unread and their negation with `-`.
    pub async fn search(&self, _query: String, _limit: u32) -> Result<Vec<MessageRow>, MailError> {
        unimplemented!()
    }

    /// Opens a message, fetching its text when it is not here. Remote content stays blocked.
    pub async fn message(&self, _id: MessageId) -> Result<Message, MailError> {
        unimplemented!()
    }

    /// Writes the source of a message to a new file, byte for byte, fetching it when it is not here.
    pub async fn save_source(&self, _id: MessageId, _path: String) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Writes one part of a message, decoded, to a new file; returns the bytes written.
    pub async fn save_part(&self, _id: MessageId, _part: String, _path: String) -> Result<u64, MailError> {
        unimplemented!()
    }

    /// Writes every message of a mailbox that is here whole into `dir`.
    pub async fn export(&self, _mailbox: MailboxId, _dir: String, _format: ExportFormat) -> Result<ExportReport, MailError> {
        unimplemented!()
    }
}
