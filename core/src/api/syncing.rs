use super::{AccountId, Action, BodyPolicy, EditRefusal, FlagChange, Mail, MailError, MailboxId, MessageId};
use crate::engine::round::{Report, Scope};
use crate::engine::{account, actions, core::Core, round, session};
use crate::sync::edits::Verb;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What one sync covers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SyncRequest {
    /// Only this mailbox; every selectable one when absent.
    pub mailbox: Option<MailboxId>,
    /// The bodies to bring; the account's policy when absent.
    pub bodies: Option<BodyPolicy>,
}

/// What one sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
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

impl From<Report> for SyncReport {
    fn from(report: Report) -> Self {
        let Report { mailboxes, new_messages, bodies, removed, flags_changed, edits_sent, problems } = report;
        Self { mailboxes, new_messages, bodies, removed, flags_changed, edits_sent, problems }
    }
}

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Brings an account up to date until what the window wants is local: folders, edits and mail
    /// out, headers newest first, bodies. `Busy` when another process runs the account.
    pub async fn sync(&self, account: AccountId, request: SyncRequest) -> Result<SyncReport, MailError> {
        let core = Arc::clone(&self.core);
        let scope = Scope { only: request.mailbox, except: None, bodies: request.bodies };
        self.core.run(async move { Ok(account::sync(&core, account, scope).await?.into()) }).await
    }

    /// Ends a running [`Mail::sync`] of the account at the next step; what is stored stays.
    pub fn cancel_sync(&self, account: AccountId) {
        self.core.engines.cancel(account);
    }

    /// Keeps an account up to date by push, or polling where push cannot hold, until [`Mail::stop`].
    /// `Busy` when another process runs the account.
    pub async fn start(&self, account: AccountId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { account::start(&core, account).await }).await
    }

    /// Ends what [`Mail::start`] began, after the step at hand.
    pub async fn stop(&self, account: AccountId) {
        account::stop(&self.core, account).await;
    }

    /// Adds and removes flags; shown at once, sent in order.
    pub async fn flag(&self, ids: Vec<MessageId>, change: FlagChange) -> Result<Action, MailError> {
        self.edit(ids, Verb::Flag(change)).await
    }

    /// Moves messages to a mailbox of the same account.
    pub async fn move_to(&self, ids: Vec<MessageId>, mailbox: MailboxId) -> Result<Action, MailError> {
        self.edit(ids, Verb::Move(mailbox)).await
    }

    /// Copies messages to a mailbox of the same account.
    pub async fn copy_to(&self, ids: Vec<MessageId>, mailbox: MailboxId) -> Result<Action, MailError> {
        self.edit(ids, Verb::Copy(mailbox)).await
    }

    /// Moves messages to Trash; those in Trash are removed for good. Here and below a mailbox that the
    /// account lacks is made.
    pub async fn delete(&self, ids: Vec<MessageId>) -> Result<Action, MailError> {
        self.edit(ids, Verb::Delete).await
    }

    /// Moves messages to Archive.
    pub async fn archive(&self, ids: Vec<MessageId>) -> Result<Action, MailError> {
        self.edit(ids, Verb::Archive).await
    }

    /// Moves messages to Junk with `$Junk`, or back to INBOX with `$NotJunk`.
    pub async fn junk(&self, ids: Vec<MessageId>, junk: bool) -> Result<Action, MailError> {
        self.edit(ids, if junk { Verb::Junk } else { Verb::NotJunk }).await
    }

    /// Sends pending edits of an account now when no other process runs it; returns how many are
    /// still waiting.
    pub async fn push_edits(&self, account: AccountId) -> Result<u32, MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                if waiting(&core, account).await? == 0 || account::nudge(&core, account) {
                    return waiting(&core, account).await;
                }
                let _held = match account::engage(&core, account).await {
                    Ok(held) => held,
                    Err(MailError::Busy { .. }) => return waiting(&core, account).await,
                    Err(error) => return Err(error),
                };
                let known = core.account(account).await?;
                let mut imap = session::open(&core, &known).await?;
                round::send_edits(&core, &mut imap, &known).await?;
                imap.logout().await;
                waiting(&core, account).await
            })
            .await
    }

    /// Edits the server refused since the last call; they were undone.
    pub async fn take_refusals(&self, account: AccountId) -> Result<Vec<EditRefusal>, MailError> {
        Ok(self.core.store.take_refusals(account).await?)
    }
}

impl Mail {
    async fn edit(&self, ids: Vec<MessageId>, verb: Verb) -> Result<Action, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { actions::act(&core, &ids, &verb).await }).await
    }
}

async fn waiting(core: &Core, account: AccountId) -> Result<u32, MailError> {
    Ok(u32::try_from(core.store.pending_edits(account).await?.len()).unwrap_or(u32::MAX))
}
