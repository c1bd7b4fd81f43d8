//! Keeping one account up to date: push where it holds, polling where it does not.

use super::account::Order;
use super::core::{Core, now_ms};
use super::headers::Headers;
use super::lock::AccountLock;
use super::round::{self, Report, Scope};
use super::{bodies, sending, session, sync_imap};
use crate::error::MailError;
use crate::model::{Account, AccountId, Event, MailboxId, MessageId, PushMode, Role};
use crate::net::imap::{IdleEnd, Imap, Set};
use crate::say;
use crate::sync::backoff::{Backoff, Cause, Next};
use crate::sync::push::{self, PushState};
use crate::words::Sentence;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::sleep;

type Orders = mpsc::UnboundedReceiver<Order>;

/// What ends a wait.
enum Wake {
    Order(Order),
    Network,
    Due,
    /// The server announced something.
    Changed(Instant),
    /// The wait could not be had.
    Broken(MailError),
}

struct Engine {
    core: Arc<Core>,
    account: AccountId,
    held: AccountLock,
    orders: Orders,
    network: watch::Receiver<super::core::Network>,
    push: PushState,
    backoff: Backoff,
}

/// Runs until it is told to stop or the account is gone.
pub async fn run(core: Arc<Core>, account: AccountId, held: AccountLock, orders: Orders) {
    let network = core.network.subscribe();
    let push = PushState::new(core.poll_ms);
    let backoff = Backoff::new(account.0, core.seed);
    let mut engine = Engine { core, account, held, orders, network, push, backoff };
    while let Err(error) = engine.connected().await {
        if !engine.wait_after(error).await {
            return;
        }
    }
}

impl Engine {
    /// Waits until another try makes sense. Returns whether to go on.
    async fn wait_after(&mut self, error: MailError) -> bool {
        let cause = match error {
            MailError::SignIn { .. } | MailError::Insecure { .. } => Cause::SignIn,
            MailError::Gone { .. } if self.core.account(self.account).await.is_err() => return false,
            _ => Cause::Passing,
        };
        self.backoff.failed(cause, now_ms());
        let (account, kind, reason) = (self.account, error.kind().to_owned(), error.told());
        self.core.events.failed(account, &error);
        self.core.events.send(Event::Failed { account, kind, reason });
        loop {
            let pause = match self.backoff.next() {
                Next::Stopped => {
                    self.core.events.mode(account, PushMode::Stopped, error.told());
                    None
                }
                Next::At(_) if !self.network.borrow().up => {
                    self.core.events.mode(account, PushMode::Offline, say!("mode-no-network"));
                    None
                }
                Next::At(at) if at <= now_ms() => return true,
                Next::At(at) => {
                    let left = u64::try_from(at - now_ms()).unwrap_or(0);
                    let why = Sentence::joined([error.reason().clone(), next_try(left)], " ");
                    self.core.events.mode(account, PushMode::Offline, why);
                    Some(Duration::from_millis(left))
                }
            };
            match self.idle_away(pause).await {
                Wake::Order(Order::Stop) => return false,
                Wake::Order(Order::Sync(_, reply)) => {
                    drop(reply.send(Err(error.clone())));
                    self.backoff.asked();
                }
                Wake::Order(Order::Work) => {
                    // A new password or a person's retry: worth one try.
                    if cause == Cause::SignIn {
                        self.backoff.asked();
                    }
                }
                Wake::Network => {
                    self.backoff.network_changed();
                    self.push.network_changed();
                    sending::network_changed(&self.core, self.account).await;
                }
                Wake::Due | Wake::Changed(_) | Wake::Broken(_) => {}
            }
        }
    }

    /// Waits without a connection.
    async fn idle_away(&mut self, limit: Option<Duration>) -> Wake {
        tokio::select! {
            order = self.orders.recv() => Wake::Order(order.unwrap_or(Order::Stop)),
            () = self.held.nudged() => Wake::Order(Order::Work),
            _ = self.network.changed() => Wake::Network,
            () = sleep(limit.unwrap_or_default()), if limit.is_some() => Wake::Due,
        }
    }

    /// One connection's life. `Ok` when told to stop.
    async fn connected(&mut self) -> Result<(), MailError> {
        self.backoff.connecting(now_ms());
        let core = Arc::clone(&self.core);
        let account = core.account(self.account).await?;
        let round = core.events.round(account.id);
        let mut imap = session::open(&core, &account).await?;
        self.push.offered(imap.capabilities().has("IDLE"));
        if core.store.mailbox_states(account.id).await?.is_empty() {
            session::list(&core, &mut imap, account.id).await?;
        }
        let inbox = inbox(&core, account.id).await?;
        look(&core, &mut imap, &account, inbox, None).await?;
        round::send_out(&core, &mut imap, &account).await?;
        self.backoff.succeeded();
        round.end(&Ok(()), now_ms());
        let mut rest = Rest::start(&core, account.id, inbox);
        let mut looked = Instant::now();
        let mut in_inbox = false;
        loop {
            if !in_inbox {
                let account = core.account(self.account).await?;
                look(&core, &mut imap, &account, inbox, None).await?;
            }
            in_inbox = false;
            match self.wait(&mut imap, looked).await {
                Wake::Order(Order::Stop) => {
                    imap.logout().await;
                    return Ok(());
                }
                Wake::Order(Order::Sync(scope, reply)) => {
                    let account = core.account(self.account).await?;
                    let round = core.events.round(account.id);
                    let report = round::whole(&core, &mut imap, &account, scope).await;
                    round.end(&report, now_ms());
                    let failed = report.as_ref().err().cloned();
                    drop(reply.send(report));
                    if let Some(error) = failed {
                        return Err(error);
                    }
                }
                Wake::Order(Order::Work) => {
                    self.work(&mut imap, &mut rest, inbox).await?;
                }
                Wake::Network => {
                    self.push.network_changed();
                    sending::network_changed(&core, self.account).await;
                    if !self.network.borrow().up {
                        return Err(MailError::offline(say!("sync-no-network"), say!("sync-no-network-next")));
                    }
                    imap.noop().await?;
                }
                Wake::Changed(at) => {
                    self.push.held();
                    look(&core, &mut imap, &account, inbox, Some(at)).await?;
                    in_inbox = true;
                }
                Wake::Due => {
                    sending::flush(&core, Some(&mut imap), &account).await?;
                    if looked.elapsed() >= self.interval() {
                        looked = Instant::now();
                        rest.again(&core, account.id, inbox);
                    }
                }
                Wake::Broken(error) => return Err(error),
            }
        }
    }

    fn interval(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.core.poll_ms).unwrap_or(0))
    }

    /// Does what another verb left: edits, mail, a changed window.
    async fn work(&mut self, imap: &mut Imap, rest: &mut Rest, inbox: MailboxId) -> Result<(), MailError> {
        let account = self.core.account(self.account).await?;
        round::send_out(&self.core, imap, &account).await?;
        let states = self.core.store.mailbox_states(account.id).await?;
        if states.iter().any(|state| state.mailbox.selectable && !state.wanted && sync_imap::stale(&account, state)) {
            rest.again(&self.core, account.id, inbox);
        }
        Ok(())
    }

    /// Waits for the server, a person, or the time.
    async fn wait(&mut self, imap: &mut Imap, looked: Instant) -> Wake {
        let decision = push::decide(&self.push, now_ms());
        self.core.events.mode(self.account, decision.mode, decision.why.clone());
        let outbox_due = match sending::next_due(&self.core, self.account).await {
            Ok(due) => due,
            Err(error) => return Wake::Broken(error),
        };
        let mut next = decision.next.min(now_ms() + i64::try_from(self.left(looked).as_millis()).unwrap_or(0));
        if let Some(due) = outbox_due {
            next = next.min(due);
        }
        let pause = Duration::from_millis(u64::try_from(next - now_ms()).unwrap_or(0));
        if decision.mode == PushMode::Push { self.push_wait(imap, pause).await } else { self.poll_wait(pause).await }
    }

    fn left(&self, looked: Instant) -> Duration {
        self.interval().saturating_sub(looked.elapsed())
    }

    async fn poll_wait(&mut self, pause: Duration) -> Wake {
        self.push.checked(false);
        self.idle_away(Some(pause)).await
    }

    async fn push_wait(&mut self, imap: &mut Imap, pause: Duration) -> Wake {
        let began = now_ms();
        let mut woken = None;
        let (orders, held, network) = (&mut self.orders, &mut self.held, &mut self.network);
        let stop = async {
            woken = Some(tokio::select! {
                order = orders.recv() => Wake::Order(order.unwrap_or(Order::Stop)),
                () = held.nudged() => Wake::Order(Order::Work),
                _ = network.changed() => Wake::Network,
            });
        };
        let end = imap.idle(pause, stop).await;
        match end {
            Ok(IdleEnd::Changed { at }) => Wake::Changed(at),
            Ok(IdleEnd::Timeout) => Wake::Due,
            Ok(IdleEnd::Interrupted) => woken.unwrap_or(Wake::Due),
            Err(error) if !error.is_fatal() => {
                self.push.refused(error.text().cloned().unwrap_or_default(), now_ms());
                Wake::Due
            }
            Err(error) => {
                self.push.dropped(began, now_ms());
                match woken {
                    Some(Wake::Order(Order::Stop)) => Wake::Order(Order::Stop),
                    _ => Wake::Broken(error.into()),
                }
            }
        }
    }
}

fn next_try(ms: u64) -> Sentence {
    match ms.div_ceil(1000) {
        seconds @ 0..=90 => say!("mode-next-seconds", seconds),
        seconds => say!("mode-next-minutes", minutes = seconds.div_ceil(60)),
    }
}

async fn inbox(core: &Core, account: AccountId) -> Result<MailboxId, MailError> {
    let states = core.store.mailbox_states(account).await?;
    let inbox = states.iter().find(|state| state.mailbox.role == Some(Role::Inbox));
    inbox
        .map(|state| state.mailbox.id)
        .ok_or_else(|| MailError::gone(say!("sync-no-inbox"), say!("sync-no-inbox-next")))
}

/// Looks at INBOX: what arrived is announced first, then everything else is brought in step. INBOX is
/// selected afterwards.
async fn look(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    inbox: MailboxId,
    noticed: Option<Instant>,
) -> Result<(), MailError> {
    let mut fresh = Vec::new();
    if let Some(at) = noticed {
        fresh = arrivals(core, imap, account, inbox, at).await?;
    }
    let done = sync_imap::pass(core, imap, account, inbox).await?;
    for id in &done.arrived {
        announce(core, account.id, inbox, *id, noticed.unwrap_or_else(Instant::now));
    }
    fresh.extend(done.arrived);
    bodies::of_new(core, imap, account, inbox, &fresh).await
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
struct Rest(JoinHandle<()>);

impl Rest {
    fn start(core: &Arc<Core>, account: AccountId, inbox: MailboxId) -> Self {
        Self(core.runtime.spawn(rest(Arc::clone(core), account, inbox)))
    }

    /// Starts another round unless one is under way.
    fn again(&mut self, core: &Arc<Core>, account: AccountId, inbox: MailboxId) {
        if self.0.is_finished() {
            *self = Self::start(core, account, inbox);
        }
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn rest(core: Arc<Core>, id: AccountId, inbox: MailboxId) {
    let under_way = core.events.round(id);
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
