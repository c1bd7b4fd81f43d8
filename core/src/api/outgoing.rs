use super::{Draft, Mail, MailError, OutboxId, OutboxItem};

/// How a message leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendOptions {
    /// Without the undo delay.
    pub now: bool,
}

impl Mail {
    /// Puts a message into the outbox: built, checked and on disk when this returns.
    pub async fn send(&self, _draft: Draft, _options: SendOptions) -> Result<OutboxId, MailError> {
        unimplemented!()
    }

    /// The outbox with each message's ledger, newest first; finished messages of the last 30 days included.
    pub async fn outbox(&self) -> Result<Vec<OutboxItem>, MailError> {
        unimplemented!()
    }

    /// One message of the outbox.
    pub async fn outbox_item(&self, _id: OutboxId) -> Result<OutboxItem, MailError> {
        unimplemented!()
    }

    /// Waits until a message is done, failed, cancelled or needs a person, sending it here when no other
    /// process runs the account.
    pub async fn wait_sent(&self, _id: OutboxId) -> Result<OutboxItem, MailError> {
        unimplemented!()
    }

    /// Tries a failed or uncertain message again; a person's word that a second copy is acceptable.
    pub async fn retry_send(&self, _id: OutboxId) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Takes a message back that has not left; `Refused` when it has.
    pub async fn cancel_send(&self, _id: OutboxId) -> Result<(), MailError> {
        unimplemented!()
    }
}
