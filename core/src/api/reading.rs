use super::{Mail, MailError, MailboxId, Message, MessageId, MessageRow, ThreadId};
use crate::engine::{export, on_demand, opening};
use crate::sync::query::Query;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How a mailbox is written to disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// One file a message, `UID.eml`.
    Eml,
    /// One file, mboxrd.
    Mbox,
}

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExportReport {
    /// Messages written, byte for byte.
    pub written: u32,
    /// Messages left out because they are not here whole.
    pub left_out: u32,
}

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// A page of a mailbox, newest first, of at most `limit` rows older than `before`.
    pub async fn messages(
        &self,
        mailbox: MailboxId,
        before: Option<MessageId>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, MailError> {
        Ok(self.core.store.rows(mailbox, before, limit).await?)
    }

    /// One message as a list shows it.
    pub async fn row(&self, id: MessageId) -> Result<MessageRow, MailError> {
        Ok(self.core.store.row(id).await?)
    }

    /// The whole conversation, oldest first, Sent included.
    pub async fn thread(&self, thread: ThreadId) -> Result<Vec<MessageRow>, MailError> {
        Ok(self.core.store.thread_rows(thread).await?)
    }

    /// Finds messages in all mailboxes and accounts, newest first. Words, "phrases", from:, to:,
    /// subject:, has:attachment, in:, before:, after:, is:unread and their negation with `-`.
    pub async fn search(&self, query: String, limit: u32) -> Result<Vec<MessageRow>, MailError> {
        Ok(self.core.store.search(&Query::parse(&query), limit).await?)
    }

    /// Opens a message, fetching its text when it is not here. Remote content stays blocked.
    pub async fn message(&self, id: MessageId) -> Result<Message, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { opening::open(&core, id).await }).await
    }

    /// Writes the source of a message to a new file, byte for byte, fetching it when it is not here.
    pub async fn save_source(&self, id: MessageId, path: String) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { on_demand::save_source(&core, id, &path).await }).await
    }

    /// Writes one part of a message, decoded, to a new file; returns the bytes written.
    pub async fn save_part(&self, id: MessageId, part: String, path: String) -> Result<u64, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { on_demand::save_part(&core, id, &part, &path).await }).await
    }

    /// Writes every message of a mailbox that is here whole into `dir`.
    pub async fn export(
        &self,
        mailbox: MailboxId,
        dir: String,
        format: ExportFormat,
    ) -> Result<ExportReport, MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                let (written, left_out) = match format {
                    ExportFormat::Eml => export::eml(&core, mailbox, &dir).await?,
                    ExportFormat::Mbox => export::mbox(&core, mailbox, &dir).await?,
                };
                Ok(ExportReport { written, left_out })
            })
            .await
    }
}
