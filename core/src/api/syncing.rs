use super::{AccountId, BodyPolicy, FlagChange, Mail, MailError, MailboxId, MessageId};

/// What one sync covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncRequest {
    /// Only this mailbox; every selectable one when absent.
    pub mailbox: Option<MailboxId>,
    /// The bodies to bring; the account's policy when absent.
    pub bodies: Option<BodyPolicy>,
}

/// What one sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct SyncReport {
    pub mailboxes: u32,
    pub new_messages: u32,
    pub bodies: u32,
    /// Messages gone from the server or out of the window.
    pub removed: u32,
    pub flags_changed: u32,
    pub edits_sent: u32,
    /// Mailboxes or messages left out, each a sentence with the reason.
    pub problems: Vec<String>,
}

impl Mail {
    /// Brings an account up to date until what the window wants is local: folders, edits and mail
    /// out, headers newest first, bodies. `Busy` when another process runs the account.
    pub async fn sync(&self, _account: AccountId, _request: SyncRequest) -> Result<SyncReport, MailError> {
        unimplemented!()
    }

    /// Ends a running [`Mail::sync`] of the account at the next step; what is stored stays.
    pub fn cancel_sync(&self, _account: AccountId) {
        unimplemented!()
    }

    /// Keeps an account up to date by push, or polling where push cannot hold, until [`Mail::stop`].
    /// `Busy` when another process runs the account.
    pub async fn start(&self, _account: AccountId) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Ends what [`Mail::start`] began, after the step at hand.
    pub async fn stop(&self, _account: AccountId) {
        unimplemented!()
    }

    /// Tells the engine that the network came, went or changed.
    pub fn set_network(&self, _up: bool) {
        unimplemented!()
    }

    /// Adds and removes flags; shown at once, sent in order.
    pub async fn flag(&self, _ids: Vec<MessageId>, _change: FlagChange) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Moves messages to a mailbox of the same account.
    pub async fn move_to(&self, _ids: Vec<MessageId>, _mailbox: MailboxId) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Copies messages to a mailbox of the same account.
    pub async fn copy_to(&self, _ids: Vec<MessageId>, _mailbox: MailboxId) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Moves messages to Trash; those in Trash are removed for good.
    pub async fn delete(&self, _ids: Vec<MessageId>) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Moves messages to Archive.
    pub async fn archive(&self, _ids: Vec<MessageId>) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Moves messages to Junk with `$Junk`, or back to INBOX with `$NotJunk`.
    pub async fn junk(&self, _ids: Vec<MessageId>, _junk: bool) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Sends pending edits of an account now when no other process runs it; returns how many are
    /// still waiting.
    pub async fn push_edits(&self, _account: AccountId) -> Result<u32, MailError> {
        unimplemented!()
    }

    /// Edits the server refused since the last call; they were undone.
    pub async fn take_refusals(&self, _account: AccountId) -> Result<Vec<super::EditRefusal>, MailError> {
        unimplemented!()
    }
}
