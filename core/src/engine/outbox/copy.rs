use super::{Copies, Copy, Courier, Hooks, OutboxError, Place};
use crate::model::{OutboxId, SentCopy};
use crate::net::NetError;
use crate::store::Outgoing;
use crate::sync::outbox::Evidence;
use std::time::Duration;

impl<C: Copies, H: Hooks> Courier<'_, C, H> {
    /// Makes sure that an accepted message is in Sent, once.
    pub(super) async fn see_to_copy(&mut self, id: OutboxId) -> Result<(), OutboxError> {
        let mail = self.store.outgoing(id).await?;
        if let Some(answered) = mail.answers.filter(|_| mail.item.attempts == 0) {
            self.hooks.answered(answered).await;
        }
        let evidence = match self.copy(&mail).await {
            Ok((by, learned)) => {
                if learned != self.account.sent_copy {
                    self.store.set_sent_copy(self.account.id, learned).await?;
                }
                Evidence::CopySeen { by }
            }
            Err(error) => Evidence::CopyMissing { why: error.to_string() },
        };
        self.advance(&mail, &evidence).await.map(drop)
    }

    /// Looks before it appends: the server may store the copy itself, and an earlier try may have
    /// been interrupted after the APPEND.
    async fn copy(&mut self, mail: &Outgoing) -> Result<(&'static str, SentCopy), NetError> {
        let known = self.account.sent_copy;
        let first_try = mail.item.attempts == 0;
        let patience = match known {
            SentCopy::Client => Duration::ZERO,
            SentCopy::Unknown if first_try => self.patience,
            SentCopy::Unknown => Duration::ZERO,
            SentCopy::Server => self.patience,
        };
        let message_id = &mail.item.message_id;
        if self.wait_for(&[Place::Sent], message_id, patience).await?.is_some() {
            return Ok(match (known, first_try) {
                (SentCopy::Client, false) => ("Tern", known),
                (SentCopy::Unknown, false) => ("Tern or the server", known),
                _ => ("the server", SentCopy::Server),
            });
        }
        if known == SentCopy::Server && first_try {
            // A server that stores copies may be slow; a second copy would be ours.
            return Err(NetError::No { code: None, text: "the server has not stored it yet.".into() });
        }
        self.append(mail).await?;
        let copies = self.wait_for(&[Place::Sent], message_id, self.patience).await?;
        match copies {
            Some((_, 1)) => Ok(("Tern", SentCopy::Client)),
            Some(_) => Ok(("the server and Tern", SentCopy::Server)),
            None => Err(NetError::Protocol { detail: "the server took the copy and does not show it".into() }),
        }
    }

    async fn append(&mut self, mail: &Outgoing) -> Result<(), NetError> {
        let chunks = self.store.outgoing_chunks(mail.item.id);
        let date = (self.clock)() / 1000;
        self.copies.keep(Copy::new(mail.bcc.clone(), chunks, mail.item.size, date)).await
    }
}
