use super::{
    Address, Draft, DraftFile, DraftFileId, DraftId, DraftStart, Mail, MailError, OutboxId, SavedDraft, SendOptions,
};
use crate::engine::drafts;
use std::sync::Arc;

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Begins a draft; it is on disk when this returns.
    pub async fn begin_draft(&self, start: DraftStart) -> Result<SavedDraft, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::begin(&core, start).await }).await
    }

    /// Keeps what was written, on disk when this returns; `draft.attachments` is not looked at. Returns the
    /// milliseconds since 1970 of the save. `Gone` when the draft was sent or discarded.
    pub async fn save_draft(&self, id: DraftId, draft: Draft) -> Result<i64, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::save(&core, id, draft).await }).await
    }

    /// The drafts on this device that are not in the outbox, the last changed first.
    pub async fn drafts(&self) -> Result<Vec<SavedDraft>, MailError> {
        Ok(self.core.store.drafts().await?)
    }

    /// One draft.
    pub async fn draft(&self, id: DraftId) -> Result<SavedDraft, MailError> {
        Ok(self.core.store.draft(id).await?.saved)
    }

    /// Forgets a draft and its files.
    pub async fn discard_draft(&self, id: DraftId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::discard(&core, id).await }).await
    }

    /// Copies a file into the draft, in pieces. `Quota` above 100 MB for all files of a draft.
    pub async fn attach_file(&self, id: DraftId, path: String) -> Result<DraftFile, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::attach_file(&core, id, &path).await }).await
    }

    /// Attaches what has no path, such as a pasted picture; `Quota` above 32 MiB.
    pub async fn attach_data(&self, id: DraftId, name: String, bytes: Vec<u8>) -> Result<DraftFile, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::attach_data(&core, id, &name, &bytes).await }).await
    }

    /// Takes a file out of the draft.
    pub async fn detach_file(&self, id: DraftId, file: DraftFileId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::detach(&core, id, file).await }).await
    }

    /// Puts the draft into the outbox. It is kept until the server has the message, so that [`Mail::recall_draft`]
    /// can take it back.
    pub async fn send_draft(&self, id: DraftId, options: SendOptions) -> Result<OutboxId, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::send(&core, id, options.now).await }).await
    }

    /// Takes a message back that has not left or was refused, and gives its draft again, with its files.
    /// `Refused` when it is leaving, `Gone` when the server has it or it was not sent from a draft.
    pub async fn recall_draft(&self, outbox: OutboxId) -> Result<SavedDraft, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { drafts::recall(&core, outbox).await }).await
    }

    /// People from mail seen or in the outbox whose name or address has a word beginning with `prefix`: those written to most often
    /// first, at most `limit`.
    pub async fn complete_address(&self, prefix: String, limit: u32) -> Result<Vec<Address>, MailError> {
        Ok(self.core.store.people(&prefix, limit).await?)
    }
}
