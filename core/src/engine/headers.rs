//! Fetching what a list shows of messages.

use super::core::Core;
use crate::error::MailError;
use crate::mime;
use crate::model::{AccountId, MailboxId, MessageId, UidSet};
use crate::net::imap::{FetchEvent, FetchPlan, Fetched, Imap, Set};
use crate::say;
use crate::store::{Applied, Change, NewMessage, StoreError};
use crate::sync::window;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

const FIELDS: &str = "Date From Sender Reply-To To Cc Bcc Subject Message-ID In-Reply-To References Content-Type";
/// A header block above this is left out; the message is listed without it.
const LONGEST: u64 = 256 << 10;

/// On a slow line what came is stored this often.
const PATIENCE: Duration = Duration::from_secs(1);

/// What headers brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub stored: UidSet,
    /// Messages that were not here before.
    pub inserted: Vec<MessageId>,
    /// Those of them that arrived since the last pass.
    pub arrived: Vec<MessageId>,
}

/// Fetches headers of one mailbox, batch after batch: one is stored while the next one comes.
pub struct Headers<'a> {
    core: &'a Arc<Core>,
    account: AccountId,
    mailbox: MailboxId,
    /// Messages of days before it are left out.
    first_day: Option<i64>,
    brought: Brought,
    storing: Option<Storing>,
}

struct Storing {
    applied: JoinHandle<Result<Applied, StoreError>>,
    uids: UidSet,
    new: bool,
}

impl<'a> Headers<'a> {
    /// Starts with nothing brought.
    pub fn new(core: &'a Arc<Core>, (account, mailbox): (AccountId, MailboxId), first_day: Option<i64>) -> Self {
        Self { core, account, mailbox, first_day, brought: Brought::default(), storing: None }
    }

    /// Fetches `set`; `new` when its messages arrived since the last pass.
    pub async fn fetch(&mut self, imap: &mut Imap, set: Set, new: bool) -> Result<(), MailError> {
        let items = format!("FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({FIELDS})]");
        imap.fetch(&FetchPlan { set, items, modifier: None }, LONGEST).await?;
        let mut messages = Vec::new();
        let mut since = Instant::now();
        while let Some(event) = imap.next_fetched().await? {
            let FetchEvent::Message(fetched) = event else { continue };
            messages.extend(new_message(&fetched, self.first_day));
            if since.elapsed() > PATIENCE {
                self.store(std::mem::take(&mut messages), new).await?;
                since = Instant::now();
            }
        }
        self.store(messages, new).await
    }

    async fn store(&mut self, messages: Vec<NewMessage>, new: bool) -> Result<(), MailError> {
        self.settle().await?;
        if !messages.is_empty() {
            let uids = messages.iter().map(|message| message.uid).collect();
            let changes = messages.into_iter().map(|message| Change::Insert(Box::new(message))).collect();
            let (store, mailbox) = (self.core.store.clone(), self.mailbox);
            let applied = self.core.runtime.spawn(async move { store.apply(mailbox, changes).await });
            self.storing = Some(Storing { applied, uids, new });
        }
        Ok(())
    }

    /// Waits until what was fetched is on the disk.
    pub async fn finish(mut self) -> Result<Brought, MailError> {
        self.settle().await?;
        Ok(self.brought)
    }

    async fn settle(&mut self) -> Result<(), MailError> {
        let Some(storing) = self.storing.take() else { return Ok(()) };
        let ended = |_| MailError::bug(say!("sync-headers-ended"), say!("next-sync-again"));
        let applied = storing.applied.await.map_err(ended)??;
        if storing.new {
            self.brought.arrived.extend(&applied.inserted);
        }
        self.brought.inserted.extend(applied.inserted);
        self.brought.stored = self.brought.stored.union(&storing.uids);
        self.core.changed(self.account, self.mailbox);
        Ok(())
    }
}

/// The message of a FETCH response; `None` for responses that are about something else (flags that
/// changed meanwhile) and for messages older than the window.
fn new_message(fetched: &Fetched, first_day: Option<i64>) -> Option<NewMessage> {
    let uid = fetched.uid?;
    let received = fetched.received?;
    let day = fetched.received_day.unwrap_or_else(|| received.div_euclid(86_400));
    if !window::keeps(first_day, day) {
        return None;
    }
    let header = fetched.sections.first().map(|(_, block)| block.as_ref()).unwrap_or_default();
    Some(NewMessage {
        uid,
        flags: fetched.flags.clone().unwrap_or_default(),
        modseq: fetched.modseq.unwrap_or(0),
        received,
        size: fetched.size.unwrap_or(0),
        envelope: mime::envelope(header),
        attachments: 0,
    })
}
