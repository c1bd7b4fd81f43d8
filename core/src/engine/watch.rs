//! Keeping one account up to date: push where it holds, polling where it does not.

mod held;
mod inbox;
mod resting;

use super::account::Order;
use super::core::{Core, now_ms};
use super::facts::Facts;
use super::lock::AccountLock;
use super::working::{Pause, Work};
use super::{background, planning, sending};
use crate::error::MailError;
use crate::model::{AccountId, AccountPlan, Event, PlanMode, PushMode};
use crate::say;
use crate::sync::backoff::{Backoff, Cause, Next};
use crate::sync::push::PushState;
use crate::words::Sentence;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use tokio::time::sleep;

/// Longer than the longest time in which a send can be undone.
const SOON_MS: i64 = 150 * 1000;

type Orders = mpsc::UnboundedReceiver<Order>;

/// What ends a wait.
enum Wake {
    Order(Order),
    /// The platform or a person says something new.
    Facts,
    Due,
    /// The server announced something.
    Changed(Instant),
    /// The wait could not be had.
    Broken(MailError),
}

struct Engine {
    core: Arc<Core>,
    /// It works whenever it does not wait.
    _work: Work,
    /// What a person sent goes out within moments, which they take for sent: until then it works too.
    soon: bool,
    account: AccountId,
    held: AccountLock,
    orders: Orders,
    facts: watch::Receiver<Facts>,
    /// The network that the facts were about when they were last looked at.
    network: u64,
    push: PushState,
    backoff: Backoff,
}

/// What follows the end of a connection, or of a rest.
enum After {
    Again,
    Stop,
}

/// Runs until it is told to stop or the account is gone.
pub async fn run(core: Arc<Core>, account: AccountId, held: AccountLock, orders: Orders) {
    let facts = core.facts.subscribe();
    let network = facts.borrow().networks;
    let push = PushState::new(core.poll_ms);
    let backoff = Backoff::new(account.0, core.seed);
    let work = core.working.begin();
    let mut engine = Engine { core, _work: work, soon: false, account, held, orders, facts, network, push, backoff };
    loop {
        match engine.turn().await {
            Ok(After::Again) => {}
            Ok(After::Stop) => return,
            Err(error) => {
                if !engine.wait_after(error).await {
                    return;
                }
            }
        }
    }
}

impl Engine {
    /// Holds a connection or rests, whichever the plan says, until that changes.
    async fn turn(&mut self) -> Result<After, MailError> {
        self.new_network().await;
        let plan = planning::plan_of(&self.core, self.account).await?;
        if holds(&plan, self.facts.borrow().foreground) { self.connected().await } else { self.rest(plan).await }
    }

    /// Takes over a change of facts. Returns whether it is another network.
    async fn new_network(&mut self) -> bool {
        let networks = self.facts.borrow_and_update().networks;
        let changed = std::mem::replace(&mut self.network, networks) != networks;
        if changed {
            self.backoff.network_changed();
            self.push.network_changed();
            sending::network_changed(&self.core, self.account).await;
        }
        changed
    }

    /// Waits until another try makes sense. Returns whether to go on.
    async fn wait_after(&mut self, error: MailError) -> bool {
        // What waits for a server that does not answer keeps no device awake.
        self.sends_soon(None);
        let cause = match error {
            MailError::SignIn { .. } | MailError::Insecure { .. } => Cause::SignIn,
            MailError::Gone { .. } if self.core.account(self.account).await.is_err() => return false,
            _ => Cause::Passing,
        };
        self.backoff.failed(cause, now_ms());
        if let Err(error) = planning::went_wrong(&self.core, self.account, &error).await {
            let (id, kind) = (self.account, error.kind());
            log::warn!("the failure of account {id} was not kept: {kind}");
        }
        let (account, kind, reason) = (self.account, error.kind().to_owned(), error.told());
        self.core.events.failed(account, &error);
        self.core.events.send(Event::Failed { account, kind, reason });
        loop {
            let pause = match self.backoff.next() {
                Next::Stopped => {
                    self.core.events.mode(account, PushMode::Stopped, error.told());
                    None
                }
                Next::At(_) if !self.facts.borrow().up() => {
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
                    self.asked().await;
                }
                Wake::Order(Order::Work) => {
                    // A new password or a person's retry: worth one try.
                    if cause == Cause::SignIn {
                        self.asked().await;
                    }
                }
                Wake::Order(Order::Check(_, reply)) => {
                    drop(reply.send(background::failed(self.account, &error)));
                }
                Wake::Facts => {
                    self.new_network().await;
                }
                Wake::Due | Wake::Changed(_) | Wake::Broken(_) => {}
            }
        }
    }

    /// A person wants a try now.
    async fn asked(&mut self) {
        self.backoff.asked();
        if let Err(error) = planning::forgiven(&self.core, self.account).await {
            let (id, kind) = (self.account, error.kind());
            log::warn!("the failures of account {id} were not forgotten: {kind}");
        }
    }

    /// Notes when the next mail goes out (milliseconds since 1970).
    fn sends_soon(&mut self, due: Option<i64>) {
        self.soon = due.is_some_and(|due| due <= now_ms() + SOON_MS);
    }

    /// What a wait holds.
    fn pause(&self) -> Option<Pause> {
        (!self.soon).then(|| self.core.working.pause())
    }

    /// Waits without a connection.
    async fn idle_away(&mut self, limit: Option<Duration>) -> Wake {
        let _pause = self.pause();
        tokio::select! {
            order = self.orders.recv() => Wake::Order(order.unwrap_or(Order::Stop)),
            () = self.held.nudged() => Wake::Order(Order::Work),
            _ = self.facts.changed() => Wake::Facts,
            () = sleep(limit.unwrap_or_default()), if limit.is_some() => Wake::Due,
        }
    }
}

/// Whether a connection is held: for push, and while a person looks.
fn holds(plan: &AccountPlan, foreground: bool) -> bool {
    match plan.mode {
        PlanMode::Push => true,
        PlanMode::Poll => foreground,
        PlanMode::Nothing => false,
    }
}

fn next_try(ms: u64) -> Sentence {
    match ms.div_ceil(1000) {
        seconds @ 0..=90 => say!("mode-next-seconds", seconds),
        seconds => say!("mode-next-minutes", minutes = seconds.div_ceil(60)),
    }
}
