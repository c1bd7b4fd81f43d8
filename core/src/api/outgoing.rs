use super::{Draft, Mail, MailError, OutboxId, OutboxItem};
use crate::engine::core::{Core, now_ms};
use crate::engine::{account, outbox, sending};
use crate::model::Event;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How a message leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SendOptions {
    /// Without the undo delay.
    pub now: bool,
}

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Puts a message into the outbox: built, checked and on disk when this returns.
    pub async fn send(&self, draft: Draft, options: SendOptions) -> Result<OutboxId, MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                let account = core.account(draft.account).await?;
                let at = now_ms();
                let undo = if options.now { 0 } else { i64::from(account.undo_seconds) * 1000 };
                let leaving = outbox::Leaving { at, due: at + undo, utc_offset: outbox::local_offset() };
                let id = outbox::queue(&core.store, &account, &draft, leaving).await?;
                tell(&core, id).await?;
                Ok(id)
            })
            .await
    }

    /// The outbox with each message's ledger, newest first; finished messages of the last 30 days included.
    pub async fn outbox(&self) -> Result<Vec<OutboxItem>, MailError> {
        Ok(self.core.store.outbox(None).await?)
    }

    /// One message of the outbox.
    pub async fn outbox_item(&self, id: OutboxId) -> Result<OutboxItem, MailError> {
        Ok(self.core.store.outgoing(id).await?.item)
    }

    /// Waits until a message is done, failed, cancelled or needs a person, sending it here when no other
    /// process runs the account.
    pub async fn wait_sent(&self, id: OutboxId) -> Result<OutboxItem, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { sending::wait(&core, id).await }).await
    }

    /// Tries a failed or uncertain message again; a person's word that a second copy is acceptable.
    pub async fn retry_send(&self, id: OutboxId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                outbox::retry(&core.store, id, now_ms()).await?;
                tell(&core, id).await
            })
            .await
    }

    /// Takes a message back that has not left; `Refused` when it has.
    pub async fn cancel_send(&self, id: OutboxId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                outbox::cancel(&core.store, id, now_ms()).await?;
                // The draft it was made of, if any, is back.
                core.events.send(Event::DraftsChanged);
                tell(&core, id).await
            })
            .await
    }
}

/// Tells faces and the engine, wherever it runs, that the outbox changed.
async fn tell(core: &Core, id: OutboxId) -> Result<(), MailError> {
    core.events.send(Event::OutboxChanged { id });
    core.events.send(Event::PlanChanged);
    let account = core.store.outgoing(id).await?.item.account;
    account::nudge(core, account);
    Ok(())
}
