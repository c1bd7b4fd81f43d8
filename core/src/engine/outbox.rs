//! Sending, exactly once (requirement D-4).
//!
//! - [`queue`] builds a draft's message and puts it on disk; it leaves when it is due.
//! - [`flush`] does what is due for one account: submits, looks for messages in doubt, sees to the
//!   copies in Sent. It returns when to call it again. Call it from one task per account only, at
//!   start, when a message was queued, when it is due, and when the network is back.
//! - [`retry`] and [`cancel`] carry a person's word; [`wake`] follows a changed password,
//!   [`network_changed`] a network.
//!
//! Every decision is [`crate::sync::outbox::next`]'s; every step is written down before the act it
//! announces, so the future may be dropped and the process killed at any await.

mod attached;
mod copies;
mod copy;
mod queue;
mod submit;

pub use copies::{Copies, Copy, Place};
pub use queue::{Leaving, local_offset, queue, queue_kept};

use crate::error::net_reason;
use crate::model::{Account, AccountId, MessageId, OutboxId, OutboxState, SentCopy};
use crate::net::NetError;
use crate::net::smtp::{Limits, Smtp, SmtpConfig};
use crate::net::tls::Trust;
use crate::say;
use crate::store::{Outgoing, Store, StoreError};
use crate::sync::outbox::{self, Evidence, Forbidden, Look};
use crate::words::Sentence;
use std::time::Duration;

/// How often a mailbox is asked while a copy is waited for.
const ASK_EVERY: Duration = Duration::from_millis(500);

/// Why an outbox verb failed.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The draft cannot be sent as it is; a sentence says why.
    #[error("{0}")]
    Input(Sentence),
    /// What a person asked for is not safe or not possible (any more).
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
}

/// What the outbox tells the rest of the engine.
pub trait Hooks: Send + Sync {
    /// A message of the outbox changed.
    fn changed(&self, id: OutboxId);
    /// A reply to this message left: it becomes `\Answered`. May be told more than once.
    fn answered(&self, id: MessageId) -> impl Future<Output = ()> + Send;
    /// This message was passed on: it becomes `$Forwarded`. May be told more than once.
    fn forwarded(&self, id: MessageId) -> impl Future<Output = ()> + Send;
    /// A draft of the server's left and is of no more use there. May be told more than once.
    fn continued(&self, id: MessageId) -> impl Future<Output = ()> + Send;
}

/// What one account's outbox works with.
pub struct Courier<'a, C, H> {
    pub store: &'a Store,
    pub account: &'a Account,
    pub password: &'a str,
    pub copies: &'a mut C,
    pub hooks: &'a H,
    /// Milliseconds since 1970.
    pub clock: fn() -> i64,
    pub limits: Limits,
    /// How long a copy is waited for that the server may be about to store.
    pub patience: Duration,
}

/// What a flush came to.
#[derive(Debug, Default)]
pub struct Flushed {
    /// When there is something to do again, milliseconds since 1970.
    pub next: Option<i64>,
    /// Why the submission server could not be used; after [`NetError::SignIn`] the messages are
    /// held until [`wake`].
    pub trouble: Option<NetError>,
}

/// Does what is due for the account.
pub async fn flush<C: Copies, H: Hooks>(courier: &mut Courier<'_, C, H>) -> Result<Flushed, OutboxError> {
    courier.store.tidy_outbox((courier.clock)()).await?;
    courier.store.tidy_drafts((courier.clock)()).await?;
    let mut line = Line::default();
    for (id, state, due) in courier.open().await? {
        let due_now = due <= (courier.clock)();
        match state {
            OutboxState::Submitting => courier.recover(id).await?,
            OutboxState::Committing => {
                courier.recover(id).await?;
                courier.look_for(id).await?;
            }
            OutboxState::Uncertain if due_now => courier.look_for(id).await?,
            _ => {}
        }
    }
    for (id, state, due) in courier.open().await? {
        if state == OutboxState::Queued && due <= (courier.clock)() {
            courier.submit(id, &mut line).await?;
        }
    }
    let trouble = line.close().await;
    for (id, state, due) in courier.open().await? {
        if state == OutboxState::Accepted && due <= (courier.clock)() {
            courier.see_to_copy(id).await?;
        }
    }
    let open = courier.open().await?;
    let next = open.iter().map(|(_, _, due)| *due).filter(|due| *due < i64::MAX).min();
    Ok(Flushed { next, trouble })
}

/// Sends a failed, held or uncertain message (again), now; a person's word that a second copy is
/// acceptable.
pub async fn retry(store: &Store, id: OutboxId, now: i64) -> Result<(), OutboxError> {
    by_person(store, id, &Evidence::Retry, now).await
}

/// Takes a message back that has not left.
pub async fn cancel(store: &Store, id: OutboxId, now: i64) -> Result<(), OutboxError> {
    by_person(store, id, &Evidence::Cancel, now).await
}

/// Makes everything that waits for another try due: the password changed.
pub async fn wake(store: &Store, account: AccountId, now: i64) -> Result<(), OutboxError> {
    Ok(store.wake_outbox(account, now, i64::MAX).await?)
}

/// Makes due what waits by back-off; what a refused password holds stays held.
pub async fn network_changed(store: &Store, account: AccountId, now: i64) -> Result<(), OutboxError> {
    Ok(store.wake_outbox(account, now, now + outbox::LONGEST_DELAY).await?)
}

async fn by_person(store: &Store, id: OutboxId, evidence: &Evidence, now: i64) -> Result<(), OutboxError> {
    let mail = store.outgoing(id).await?;
    let next = outbox::next(&mail.situation(), evidence, now)?;
    match store.advance_outgoing(id, mail.item.state, next, now).await? {
        true => Ok(()),
        false => Err(Forbidden(say!("outbox-changed")).into()),
    }
}

/// The connection of one flush: made when the first message needs it, used for all.
#[derive(Default)]
struct Line {
    smtp: Option<Smtp>,
    trouble: Option<NetError>,
}

impl Line {
    async fn close(self) -> Option<NetError> {
        if let Some(smtp) = self.smtp {
            smtp.quit().await;
        }
        self.trouble
    }
}

impl<C: Copies, H: Hooks> Courier<'_, C, H> {
    async fn open(&self) -> Result<Vec<(OutboxId, OutboxState, i64)>, OutboxError> {
        Ok(self.store.outgoing_open(self.account.id).await?)
    }

    fn smtp_config(&self) -> SmtpConfig {
        SmtpConfig {
            endpoint: (&self.account.smtp).into(),
            trust: Trust { ca_pem: self.account.ca_pem.clone() },
            user: self.account.user.clone(),
            password: self.password.to_owned(),
            limits: self.limits,
        }
    }

    /// Decides and writes down; absent when a person was faster, or the step has no place here.
    async fn advance(&self, mail: &Outgoing, evidence: &Evidence) -> Result<Option<Outgoing>, OutboxError> {
        let now = (self.clock)();
        let id = mail.item.id;
        let Ok(next) = outbox::next(&mail.situation(), evidence, now) else { return Ok(None) };
        if !self.store.advance_outgoing(id, mail.item.state, next, now).await? {
            return Ok(None);
        }
        self.hooks.changed(id);
        Ok(Some(self.store.outgoing(id).await?))
    }

    async fn recover(&self, id: OutboxId) -> Result<(), OutboxError> {
        let mail = self.store.outgoing(id).await?;
        self.advance(&mail, &Evidence::Interrupted).await.map(drop)
    }

    /// Looks for a message in doubt where an accepted one would be.
    async fn look_for(&mut self, id: OutboxId) -> Result<(), OutboxError> {
        let mail = self.store.outgoing(id).await?;
        let fresh = mail.item.state == OutboxState::Committing;
        let look = self.look(&mail, if fresh { self.patience } else { Duration::ZERO }).await;
        self.advance(&mail, &Evidence::Looked(look)).await.map(drop)
    }

    async fn look(&mut self, mail: &Outgoing, patience: Duration) -> Look {
        let own = [&self.account.address, &mail.sender];
        let to_self = mail.item.recipients.iter().any(|r| own.iter().any(|own| own.eq_ignore_ascii_case(&r.address)));
        let hopeless = self.account.sent_copy == SentCopy::Client && !to_self;
        let places: &[Place] = if to_self { &[Place::Sent, Place::Inbox] } else { &[Place::Sent] };
        let patience = if hopeless { Duration::ZERO } else { patience };
        match self.wait_for(places, &mail.item.message_id, patience).await {
            Ok(Some((mailbox, _))) => Look::Found { mailbox },
            Ok(None) => Look::Absent,
            Err(error) => Look::Unknown { why: net_reason(&error) },
        }
    }

    /// Asks until the message is there, at most for `patience`; its mailbox and how often it is there.
    async fn wait_for(
        &mut self,
        places: &[Place],
        message_id: &str,
        patience: Duration,
    ) -> Result<Option<(String, usize)>, NetError> {
        let end = tokio::time::Instant::now() + patience;
        loop {
            for place in places {
                if let Some(found) = self.copies.find(*place, message_id).await? {
                    return Ok(Some(found));
                }
            }
            if tokio::time::Instant::now() >= end {
                return Ok(None);
            }
            tokio::time::sleep(ASK_EVERY).await;
        }
    }
}
