use super::{Copies, Copy, Courier, Hooks, OutboxError, Place};
use crate::error::net_reason;
use crate::model::{OutboxId, OutboxState, SentCopy};
use crate::net::NetError;
use crate::say;
use crate::store::Outgoing;
use crate::sync::outbox::{Evidence, Keeper, was_copying};
use std::time::Duration;

impl<C: Copies, H: Hooks> Courier<'_, C, H> {
    /// Makes sure that an accepted message is in Sent, once.
    pub(super) async fn see_to_copy(&mut self, id: OutboxId) -> Result<(), OutboxError> {
        let mail = self.store.outgoing(id).await?;
        if mail.item.attempts == 0 {
            self.tell_of(&mail).await;
        }
        // Read anew: the message before this one may have taught it.
        let known = self.store.account(self.account.id).await?.sent_copy;
        let evidence = match self.copy(&mail, known).await {
            Err(CopyError::Outbox(error)) => return Err(error),
            Err(CopyError::Net(error)) => Evidence::CopyMissing { why: net_reason(&error) },
            Ok((by, learned)) => {
                if learned != known {
                    self.store.set_sent_copy(self.account.id, learned).await?;
                }
                Evidence::CopySeen { by }
            }
        };
        self.advance(&mail, &evidence).await.map(drop)
    }

    /// Tells what became of the messages that this one came from.
    async fn tell_of(&self, mail: &Outgoing) {
        if let Some(answered) = mail.answers {
            self.hooks.answered(answered).await;
        }
        if let Some(forwarded) = mail.forwards {
            self.hooks.forwarded(forwarded).await;
        }
        if let Some(continued) = mail.continues {
            self.hooks.continued(continued).await;
        }
    }

    /// Looks before it appends: the server may store the copy itself, and an earlier try may have
    /// been interrupted after the APPEND.
    async fn copy(&mut self, mail: &Outgoing, known: SentCopy) -> Result<(Keeper, SentCopy), CopyError> {
        let appended_before = mail.item.ledger.iter().any(was_copying);
        let first_try = mail.item.attempts == 0 && !appended_before;
        let patience = match known {
            SentCopy::Server => self.patience,
            SentCopy::Unknown if first_try => self.patience,
            SentCopy::Unknown | SentCopy::Client => Duration::ZERO,
        };
        let message_id = &mail.item.message_id;
        if self.wait_for(&[Place::Sent], message_id, patience).await?.is_some() {
            return Ok(match appended_before {
                true => (Keeper::Tern, known),
                false => (Keeper::Server, SentCopy::Server),
            });
        }
        if known == SentCopy::Server && first_try {
            // A server that stores copies may be slow; a second copy would be ours.
            return Err(NetError::No { code: None, text: say!("why-copy-late") }.into());
        }
        let Some(mail) = self.advance(mail, &Evidence::CopyNext).await? else {
            return Err(NetError::Input { detail: say!("input-changed") }.into());
        };
        self.append(&mail).await?;
        match self.wait_for(&[Place::Sent], &mail.item.message_id, self.patience).await? {
            Some((_, 1)) => Ok((Keeper::Tern, SentCopy::Client)),
            Some(_) => Ok((Keeper::Both, SentCopy::Server)),
            None => Err(NetError::Protocol { detail: say!("why-copy-hidden") }.into()),
        }
    }

    async fn append(&mut self, mail: &Outgoing) -> Result<(), NetError> {
        let chunks = self.store.outgoing_chunks(mail.item.id);
        let accepted = mail.item.ledger.iter().find(|entry| entry.state == OutboxState::Accepted);
        let date = accepted.map_or_else(self.clock, |entry| entry.at) / 1000;
        self.copies.keep(Copy::new(mail.bcc.clone(), chunks, mail.item.size, date)).await
    }
}

/// Why there is no copy: the store's faults end the flush, the network's are tried again.
enum CopyError {
    Outbox(OutboxError),
    Net(NetError),
}

impl From<OutboxError> for CopyError {
    fn from(error: OutboxError) -> Self {
        Self::Outbox(error)
    }
}

impl From<NetError> for CopyError {
    fn from(error: NetError) -> Self {
        Self::Net(error)
    }
}
