use super::{
    Address, Draft, DraftFile, DraftFileId, DraftId, DraftStart, Mail, MailError, OutboxId, SavedDraft, SendOptions,
};

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Begins a draft; it is on disk when this returns.
    pub async fn begin_draft(&self, _start: DraftStart) -> Result<SavedDraft, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Keeps what was written, on disk when this returns; `draft.attachments` is not looked at. Returns the
    /// milliseconds since 1970 of the save. `Gone` when the draft was sent or discarded.
    pub async fn save_draft(&self, _id: DraftId, _draft: Draft) -> Result<i64, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// The drafts on this device that are not in the outbox, the last changed first.
    pub async fn drafts(&self) -> Result<Vec<SavedDraft>, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// One draft.
    pub async fn draft(&self, _id: DraftId) -> Result<SavedDraft, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Forgets a draft and its files.
    pub async fn discard_draft(&self, _id: DraftId) -> Result<(), MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Copies a file into the draft, in pieces. `Quota` above 100 MB for all files of a draft.
    pub async fn attach_file(&self, _id: DraftId, _path: String) -> Result<DraftFile, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Attaches what has no path, such as a pasted picture; 16 MiB at most.
    pub async fn attach_data(&self, _id: DraftId, _name: String, _bytes: Vec<u8>) -> Result<DraftFile, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Takes a file out of the draft.
    pub async fn detach_file(&self, _id: DraftId, _file: DraftFileId) -> Result<(), MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Puts the draft into the outbox. It is kept until the server has the message, so that [`Mail::recall_draft`]
    /// can take it back.
    pub async fn send_draft(&self, _id: DraftId, _options: SendOptions) -> Result<OutboxId, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Takes a message back that has not left or was refused, and gives its draft again, with its files.
    /// `Refused` when it has left, `Gone` when it was not sent from a draft.
    pub async fn recall_draft(&self, _outbox: OutboxId) -> Result<SavedDraft, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// People from mail seen whose name or address has a word beginning with `prefix`: those written to most often
    /// first, at most `limit`.
    pub async fn complete_address(&self, _prefix: String, _limit: u32) -> Result<Vec<Address>, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }
}
