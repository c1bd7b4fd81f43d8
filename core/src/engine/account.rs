//! The engines of a profile: at most one an account, in this process or any other.

use super::core::{Core, now_ms};
use super::lock::{self, AccountLock};
use super::round::{self, Report, Scope};
use super::{planning, session, watch};
use crate::error::MailError;
use crate::model::{AccountId, WakeAccount};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// How long an engine may finish the step at hand.
const STOP_LIMIT: Duration = Duration::from_secs(3);

/// A lock that was let go may stay taken for a moment: a program that this process starts holds a copy
/// of every open file until it runs.
const ENGAGE_TRIES: u32 = 5;
const ENGAGE_EVERY: Duration = Duration::from_millis(20);

/// What a running engine can be asked for.
pub enum Order {
    Sync(Scope, oneshot::Sender<Result<Report, MailError>>),
    /// Something waits: an edit, mail to send, another window.
    Work,
    /// A sign of life, or a check, before an instant; says what it did.
    Check(Instant, oneshot::Sender<WakeAccount>),
    Stop,
}

struct Running {
    orders: mpsc::UnboundedSender<Order>,
    task: JoinHandle<()>,
}

type TurnLock = Arc<tokio::sync::Mutex<()>>;

/// The engines running in this process.
#[derive(Default)]
pub struct Engines {
    running: Mutex<HashMap<AccountId, Running>>,
    syncing: Mutex<HashMap<AccountId, Arc<Notify>>>,
    turns: Mutex<HashMap<(AccountId, Turn), TurnLock>>,
}

/// What only one connection of an account may do at a time: what two sent would be sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    Edits,
    Outbox,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Engines {
    /// The accounts whose engine runs in this process.
    pub fn running(&self) -> Vec<AccountId> {
        let running = lock(&self.running);
        running.iter().filter(|(_, engine)| !engine.task.is_finished()).map(|(account, _)| *account).collect()
    }

    /// The way to a running engine.
    pub fn orders(&self, account: AccountId) -> Option<mpsc::UnboundedSender<Order>> {
        let running = lock(&self.running);
        running.get(&account).filter(|engine| !engine.task.is_finished()).map(|engine| engine.orders.clone())
    }

    /// Waits for a turn; it lasts until the guard is dropped.
    pub async fn turn(&self, account: AccountId, turn: Turn) -> tokio::sync::OwnedMutexGuard<()> {
        let turn = Arc::clone(lock(&self.turns).entry((account, turn)).or_default());
        turn.lock_owned().await
    }

    /// Ends the sync of an account that [`sync`] runs.
    pub fn cancel(&self, account: AccountId) {
        if let Some(cancel) = lock(&self.syncing).get(&account) {
            cancel.notify_waiters();
        }
    }
}

/// Takes the account's lock and removes what an interrupted download left.
pub async fn engage(core: &Core, account: AccountId) -> Result<AccountLock, MailError> {
    let file = |error: std::io::Error| MailError::file(&core.dir.display().to_string(), &error);
    let mut held = AccountLock::take(&core.dir, account).map_err(file)?;
    for _ in 0..ENGAGE_TRIES {
        if held.is_some() {
            break;
        }
        tokio::time::sleep(ENGAGE_EVERY).await;
        held = AccountLock::take(&core.dir, account).map_err(file)?;
    }
    let Some(held) = held else {
        return Err(MailError::busy(
            "Another Tern keeps this account up to date already.",
            "What you change here is picked up by it; stop it to sync here.",
        ));
    };
    core.store.clean_interrupted(account).await?;
    Ok(held)
}

/// One whole sync, by the running engine or by itself.
pub async fn sync(core: &Arc<Core>, account: AccountId, scope: Scope) -> Result<Report, MailError> {
    if let Some(orders) = core.engines.orders(account) {
        let (reply, answer) = oneshot::channel();
        if orders.send(Order::Sync(scope, reply)).is_ok() {
            let ended = || MailError::cancelled("The engine was stopped.", "Sync again.");
            return answer.await.map_err(|_| ended())?;
        }
    }
    let round = core.events.round(account);
    let done = sync_alone(core, account, scope).await;
    round.end(&done, now_ms());
    done
}

async fn sync_alone(core: &Arc<Core>, account: AccountId, scope: Scope) -> Result<Report, MailError> {
    let _held = engage(core, account).await?;
    let cancel = Arc::new(Notify::new());
    lock(&core.engines.syncing).insert(account, Arc::clone(&cancel));
    let done = tokio::select! {
        done = sync_now(core, account, scope) => done,
        () = cancel.notified() => {
            Err(MailError::cancelled("The sync was cancelled.", "What came is kept; sync again for the rest."))
        }
    };
    lock(&core.engines.syncing).remove(&account);
    match done.as_ref() {
        Ok(Report { mailboxes, new_messages, .. }) => {
            log::info!("account {account} is synced: {mailboxes} mailboxes, {new_messages} new messages");
        }
        Err(error) => {
            let kind = error.kind();
            log::warn!("account {account} is not synced: {kind}");
        }
    }
    done
}

/// One whole sync by a caller that holds the lock.
pub async fn sync_now(core: &Arc<Core>, id: AccountId, scope: Scope) -> Result<Report, MailError> {
    let account = core.account(id).await?;
    let mut imap = session::open(core, &account).await?;
    let mut report = round::whole(core, &mut imap, &account, scope).await?;
    planning::went_well(core, id).await?;
    // What was queued elsewhere while the last mailbox was looked at.
    report.edits_sent += round::send_waiting(core, &mut imap, &account).await?.unwrap_or(0);
    imap.logout().await;
    Ok(report)
}

/// Starts the engine of an account; one that runs here already goes on.
pub async fn start(core: &Arc<Core>, account: AccountId) -> Result<(), MailError> {
    core.account(account).await?;
    if core.engines.orders(account).is_some() {
        return Ok(());
    }
    let held = engage(core, account).await?;
    planning::forgiven(core, account).await?;
    let (orders, taking) = mpsc::unbounded_channel();
    let task = core.runtime.spawn(watch::run(Arc::clone(core), account, held, taking));
    lock(&core.engines.running).insert(account, Running { orders, task });
    Ok(())
}

/// Ends the engine of an account and waits until it is gone.
pub async fn stop(core: &Core, account: AccountId) {
    let Some(engine) = lock(&core.engines.running).remove(&account) else { return };
    drop(engine.orders.send(Order::Stop));
    let mut task = engine.task;
    if tokio::time::timeout(STOP_LIMIT, &mut task).await.is_err() {
        // It waits for a server; every step of it can be repeated.
        task.abort();
    }
    core.events.ended(account);
}

/// Tells whichever engine runs the account that something waits. Returns whether one runs.
pub fn nudge(core: &Core, account: AccountId) -> bool {
    match core.engines.orders(account) {
        Some(orders) => orders.send(Order::Work).is_ok(),
        None => lock::nudge(&core.dir, account),
    }
}
