//! The outbox of one account, wired to its servers.

use super::account;
use super::core::{Core, now_ms};
use super::outbox::{self, Copies, Copy, Courier, Hooks, Place};
use super::{bodies, session, sync_imap};
use crate::error::MailError;
use crate::model::{
    Account, AccountId, EditKind, Event, FlagChange, Flags, MessageId, OutboxId, OutboxItem, OutboxState, Role,
};
use crate::net::NetError;
use crate::net::imap::{Imap, Select};
use crate::net::smtp::Limits;
use crate::say;
use crate::store::{MailboxState, StoreError};
use crate::sync::edits::made_as;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;

/// How long a copy is waited for that the server may be about to store.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of a copy between the store and the socket.
const PIPE: usize = 256 << 10;
/// RFC 5788 registers it.
const FORWARDED: &str = "$Forwarded";
/// How often another process's progress with a message is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Sends what is due and sees to the copies in Sent. Another connection is made where `imap` is absent
/// and one is needed.
pub async fn flush(core: &Arc<Core>, imap: Option<&mut Imap>, account: &Account) -> Result<(), MailError> {
    if next_due(core, account.id).await?.is_none_or(|due| due > now_ms()) {
        return Ok(());
    }
    let _turn = core.engines.turn(account.id, account::Turn::Outbox).await;
    let password = core.store.password(account.id).await?;
    let mut copies = Mailboxes { core: Arc::clone(core), account, given: imap, own: None, seen: false };
    let hooks = Told(Arc::clone(core));
    let mut courier = Courier {
        store: &core.store,
        account,
        password: &password,
        copies: &mut copies,
        hooks: &hooks,
        clock: now_ms,
        limits: Limits::default(),
        patience: PATIENCE,
    };
    let flushed = outbox::flush(&mut courier).await?;
    core.events.send(Event::PlanChanged);
    if let Err(error) = copies.show().await {
        // The mail is out, and the next round brings its copy.
        let (id, kind) = (account.id, error.kind());
        log::info!("the copy in Sent of account {id} is not here yet: {kind}");
    }
    if let Some(own) = copies.own {
        own.logout().await;
    }
    if let Some(trouble) = flushed.trouble {
        let error = MailError::from(trouble);
        let (kind, reason) = (error.kind().to_owned(), error.told());
        core.events.send(Event::Failed { account: account.id, kind, reason });
    }
    Ok(())
}

/// Lets mail that waits by back-off go at once over the new network.
pub async fn network_changed(core: &Core, account: AccountId) {
    if let Err(error) = outbox::network_changed(&core.store, account, now_ms()).await {
        let kind = MailError::from(error).kind();
        log::warn!("the outbox of account {account} was not woken: {kind}");
    }
}

/// When the outbox of an account has something to do, milliseconds since 1970.
pub async fn next_due(core: &Core, account: AccountId) -> Result<Option<i64>, MailError> {
    let open = core.store.outgoing_open(account).await?;
    let due = open.iter().map(|(_, state, due)| match state {
        // Left by an engine that ended in the middle.
        OutboxState::Submitting | OutboxState::Committing => 0,
        _ => *due,
    });
    Ok(due.filter(|due| *due < i64::MAX).min())
}

/// Whether nothing more happens to a message without a person or a later try.
fn settled(item: &OutboxItem) -> bool {
    match item.state {
        OutboxState::Done | OutboxState::Failed | OutboxState::Cancelled | OutboxState::Uncertain => true,
        OutboxState::Queued => item.attempts > 0 && item.due > now_ms(),
        // The mail is out; its copy is tried again later.
        OutboxState::Accepted => item.due > now_ms() + 1_000,
        OutboxState::Submitting | OutboxState::Committing => false,
    }
}

/// Waits until a message is settled, sending it here when no other engine runs the account.
pub async fn wait(core: &Arc<Core>, id: OutboxId) -> Result<OutboxItem, MailError> {
    loop {
        let item = core.store.outgoing(id).await?.item;
        if settled(&item) {
            return Ok(item);
        }
        if item.due > now_ms() {
            let left = u64::try_from(item.due - now_ms()).unwrap_or(0);
            tokio::time::sleep(Duration::from_millis(left.min(1_000))).await;
            continue;
        }
        match account::engage(core, item.account).await {
            Ok(_held) => {
                let account = core.account(item.account).await?;
                flush(core, None, &account).await?;
            }
            Err(MailError::Busy { .. }) => {
                account::nudge(core, item.account);
            }
            Err(error) => return Err(error),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

struct Told(Arc<Core>);

impl Hooks for Told {
    fn changed(&self, id: OutboxId) {
        self.0.events.send(Event::OutboxChanged { id });
    }

    async fn answered(&self, id: MessageId) {
        self.flag(id, Flags { answered: true, ..Flags::default() }).await;
    }

    async fn forwarded(&self, id: MessageId) {
        self.flag(id, Flags { keywords: vec![FORWARDED.to_owned()], ..Flags::default() }).await;
    }

    async fn continued(&self, id: MessageId) {
        self.edit(id, EditKind::Expunge).await;
    }
}

impl Told {
    async fn flag(&self, id: MessageId, add: Flags) {
        let change = FlagChange { add, remove: Flags::default() };
        self.edit(id, EditKind::Flag { change }).await;
    }

    async fn edit(&self, id: MessageId, edit: EditKind) {
        match self.0.store.queue_edits(vec![(id, edit)], now_ms()).await {
            // It is gone, or this was told before.
            Ok(_) | Err(StoreError::Gone(_)) => {}
            Err(error) => {
                let kind = error.kind();
                log::warn!("message {id} was not marked as dealt with: {kind}");
            }
        }
    }
}

/// The account's Sent and INBOX, over the engine's connection or one of its own.
struct Mailboxes<'a> {
    core: Arc<Core>,
    account: &'a Account,
    given: Option<&'a mut Imap>,
    own: Option<Imap>,
    /// Whether a copy is in Sent now.
    seen: bool,
}

impl Mailboxes<'_> {
    async fn imap(&mut self) -> Result<&mut Imap, NetError> {
        if let Some(given) = self.given.as_deref_mut() {
            return Ok(given);
        }
        if self.own.is_none() {
            let open = session::open(&self.core, self.account).await?;
            self.own = Some(open);
        }
        self.own.as_mut().ok_or(NetError::Broken { detail: say!("why-no-connection") })
    }

    /// Brings a copy just made or found, so that a person sees it in Sent at once.
    async fn show(&mut self) -> Result<(), MailError> {
        if !self.seen {
            return Ok(());
        }
        let (core, account) = (Arc::clone(&self.core), self.account);
        let Some(sent) = self.of_role(Role::Sent).await?.filter(|sent| sent.uidnext > 0) else { return Ok(()) };
        let (imap, id) = (self.imap().await?, sent.mailbox.id);
        let done = sync_imap::pass(&core, imap, account, id).await?;
        bodies::of_new(&core, imap, account, id, &done.inserted, u64::from(account.on_demand_above)).await
    }

    async fn of_role(&self, role: Role) -> Result<Option<MailboxState>, NetError> {
        let states = self.core.store.mailbox_states(self.account.id).await.map_err(unreadable)?;
        Ok(states.into_iter().find(|state| state.mailbox.role == Some(role) && state.mailbox.selectable))
    }

    /// Selects the mailbox of a role. The server is asked for its list again when the mailbox is gone.
    async fn select(&mut self, role: Role) -> Result<Option<MailboxState>, NetError> {
        let Some(known) = self.of_role(role).await? else { return Ok(None) };
        match self.imap().await?.select(&known.wire_name, Select::Plain).await {
            Ok(_) => return Ok(Some(known)),
            Err(NetError::No { .. }) => {}
            Err(error) => return Err(error),
        }
        let (core, id) = (Arc::clone(&self.core), self.account.id);
        session::list(&core, self.imap().await?, id).await?;
        let Some(now) = self.of_role(role).await? else { return Ok(None) };
        self.imap().await?.select(&now.wire_name, Select::Plain).await?;
        Ok(Some(now))
    }

    async fn make_sent(&mut self) -> Result<Vec<u8>, NetError> {
        let id = self.account.id;
        let core = Arc::clone(&self.core);
        let imap = self.imap().await?;
        let (name, _) = session::make_mailbox(imap, made_as(Role::Sent)).await?;
        session::list(&core, imap, id).await?;
        Ok(name)
    }
}

fn unreadable(error: StoreError) -> NetError {
    NetError::Source { detail: MailError::from(error).reason().clone() }
}

impl Copies for Mailboxes<'_> {
    async fn find(&mut self, place: Place, message_id: &str) -> Result<Option<(String, usize)>, NetError> {
        let role = match place {
            Place::Sent => Role::Sent,
            Place::Inbox => Role::Inbox,
        };
        if self.core.store.mailbox_states(self.account.id).await.map_err(unreadable)?.is_empty() {
            let (core, id) = (Arc::clone(&self.core), self.account.id);
            session::list(&core, self.imap().await?, id).await?;
        }
        let Some(state) = self.select(role).await? else { return Ok(None) };
        let imap = self.imap().await?;
        let quoted = message_id.replace(['"', '\\', '\r', '\n'], "");
        let found = imap.search(&format!("HEADER Message-ID \"<{quoted}>\"")).await?;
        let count = usize::try_from(found.len()).unwrap_or(usize::MAX);
        self.seen |= count > 0 && place == Place::Sent;
        Ok((count > 0).then_some((state.mailbox.name, count)))
    }

    async fn keep(&mut self, mut copy: Copy) -> Result<(), NetError> {
        let name = match self.of_role(Role::Sent).await? {
            Some(state) => state.wire_name,
            None => self.make_sent().await?,
        };
        let (size, date) = (copy.size(), copy.date());
        let seen = Flags { seen: true, ..Flags::default() };
        let (mut writing, mut reading) = tokio::io::duplex(PIPE);
        let imap = self.imap().await?;
        let give = async move {
            while let Some(piece) = copy.next().await.map_err(unreadable)? {
                if writing.write_all(&piece).await.is_err() {
                    // The server refused; its answer is the one that matters.
                    break;
                }
            }
            Ok(())
        };
        let take = async move { imap.append(&name, &seen, Some(date), size, &mut reading).await.map(drop) };
        let (given, taken) = tokio::join!(give, take);
        given.and(taken)?;
        self.seen = true;
        Ok(())
    }
}
