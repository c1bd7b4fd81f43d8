//! INBOX while a connection is held, and the other mailboxes beside it.

use crate::engine::core::{Core, now_ms};
use crate::engine::headers::Headers;
use crate::engine::round::{self, Report, Scope};
use crate::engine::{background, bodies, session, sync_imap};
use crate::error::MailError;
use crate::model::{Account, AccountId, Event, MailboxId, MessageId, Role};
use crate::net::imap::{Imap, Set};
use crate::say;
use std::sync::Arc;
use std::time::Instant;
use tokio::task::JoinHandle;

/// The account's INBOX.
pub async fn inbox(core: &Core, account: AccountId) -> Result<MailboxId, MailError> {
    let states = core.store.mailbox_states(account).await?;
    let inbox = states.iter().find(|state| state.mailbox.role == Some(Role::Inbox));
    inbox
        .map(|state| state.mailbox.id)
        .ok_or_else(|| MailError::gone(say!("sync-no-inbox"), say!("sync-no-inbox-next")))
}

/// Looks at INBOX: what arrived is announced first, then everything else is brought in step. INBOX is
/// selected afterwards. Returns how many messages are new.
pub async fn look(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    inbox: MailboxId,
    noticed: Option<Instant>,
) -> Result<u32, MailError> {
    let mut fresh = Vec::new();
    if let Some(at) = noticed {
        fresh = arrivals(core, imap, account, inbox, at).await?;
    }
    let done = sync_imap::pass(core, imap, account, inbox).await?;
    for id in &done.arrived {
        announce(core, account.id, inbox, *id, noticed.unwrap_or_else(Instant::now));
    }
    fresh.extend(done.arrived);
    bodies::of_new(core, imap, account, inbox, &fresh, background::largest(core, account)).await?;
    Ok(u32::try_from(fresh.len()).unwrap_or(u32::MAX))
}

fn announce(core: &Core, account: AccountId, mailbox: MailboxId, id: MessageId, noticed: Instant) {
    let after_ms = u64::try_from(noticed.elapsed().as_millis()).unwrap_or(u64::MAX);
    core.events.send(Event::NewMessage { account, mailbox, id, after_ms });
}

/// Headers of what the server just announced, without asking anything else first.
async fn arrivals(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    inbox: MailboxId,
    noticed: Instant,
) -> Result<Vec<MessageId>, MailError> {
    let state = core.store.mailbox_state(inbox).await?;
    let Some(uids) = sync_imap::arrivals(core, &state).await? else { return Ok(Vec::new()) };
    let first_day = sync_imap::first_day(account, &state);
    let mut headers = Headers::new(core, (account.id, inbox), first_day);
    headers.fetch(imap, Set::Uids(uids), true).await?;
    let brought = headers.finish().await?;
    for id in &brought.inserted {
        announce(core, account.id, inbox, *id, noticed);
    }
    Ok(brought.inserted)
}

/// The other mailboxes and the bodies still missing, on a connection of their own.
pub struct Rest(Option<JoinHandle<()>>);

impl Rest {
    /// Looks at nothing before it is told to.
    pub fn waiting() -> Self {
        Self(None)
    }

    /// Starts a round unless one is under way.
    pub fn again(&mut self, core: &Arc<Core>, account: AccountId, inbox: MailboxId) {
        if self.0.as_ref().is_none_or(JoinHandle::is_finished) {
            self.0 = Some(core.runtime.spawn(rest(Arc::clone(core), account, inbox)));
        }
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        if let Some(round) = &self.0 {
            round.abort();
        }
    }
}

async fn rest(core: Arc<Core>, id: AccountId, inbox: MailboxId) {
    let (under_way, _work) = (core.events.round(id), core.working.begin());
    let round = async {
        let account = core.account(id).await?;
        let mut imap = session::open(&core, &account).await?;
        let statuses = session::list(&core, &mut imap, id).await?;
        let mut report = Report::default();
        let others = Scope { except: Some(inbox), ..Scope::default() };
        round::mailboxes(&core, &mut imap, &account, others, &statuses, &mut report).await?;
        let only = Scope { only: Some(inbox), ..Scope::default() };
        round::bodies(&core, &mut imap, &account, only, &mut report).await?;
        imap.logout().await;
        Ok::<(), MailError>(())
    };
    let done = round.await;
    under_way.end(&done, now_ms());
    if let Err(error) = done {
        let (kind, reason) = (error.kind().to_owned(), error.told());
        core.events.send(Event::Failed { account: id, kind, reason });
    }
}
