//! Work in the background: checks of all accounts that are due, at once and within a budget of seconds, and signs
//! of life over the connections that are held. Each time is written into the ledger of wakes.

mod check;

pub use check::{Task, alone, failed, idle, largest, over, sent};

use super::account::{self, Order};
use super::core::{Core, now_ms};
use super::{planning, round};
use crate::error::MailError;
use crate::model::{AccountId, AccountPlan, BackgroundPlan, Event, PlanMode, PlanReason, Wake, WakeAccount, WakeCause};
use crate::net::meter::Usage;
use crate::say;
use futures::future::join_all;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::Instant;

/// How long a held connection may take for a sign of life.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);
/// The part of a budget that is left for writing down what was done.
const RESERVE: u32 = 10;
const LONGEST_RESERVE: Duration = Duration::from_secs(2);

/// Checks every account that is due, within `budget`.
pub async fn sync(core: &Arc<Core>, budget: Duration) -> Result<Wake, MailError> {
    let deadline = Instant::now() + budget - (budget / RESERVE).min(LONGEST_RESERVE);
    let plan = planning::plan(core).await?;
    let (mut due, mut sends) = (Vec::new(), false);
    for account in &plan.accounts {
        let sending = sends_now(core, account).await?;
        sends |= sending;
        if is_due(account, plan.at) || sending {
            due.push(account.account);
        }
    }
    wake(core, cause(&plan, sends), due, deadline).await
}

/// Shows a sign of life over every held connection.
pub async fn keep_alive(core: &Arc<Core>) -> Result<Wake, MailError> {
    let held = core.engines.running();
    wake(core, WakeCause::KeepAlive, held, Instant::now() + SIGN_OF_LIFE).await
}

/// Whether an account is to be checked now.
fn is_due(account: &AccountPlan, now: i64) -> bool {
    account.mode != PlanMode::Nothing && account.earliest.is_none_or(|earliest| earliest <= now)
}

/// Checks an account that is due, and only sends what waits of one that is not; the caller holds its lock.
pub async fn look(core: &Arc<Core>, id: AccountId, deadline: Instant) -> Result<WakeAccount, MailError> {
    let plan = planning::plan_of(core, id).await?;
    if is_due(&plan, now_ms()) {
        return alone(core, id, &Task::now(core, id, deadline).await?).await;
    }
    if sends_now(core, &plan).await? { sent(core, id, deadline).await } else { Ok(idle(id)) }
}

/// Whether something of an account can go out now: not with a password that the server refused.
async fn sends_now(core: &Core, plan: &AccountPlan) -> Result<bool, MailError> {
    let may = core.facts.borrow().up() && !plan.reasons.contains(&PlanReason::SignInRefused);
    Ok(may && round::waits(core, plan.account).await?)
}

/// Why this wake comes, from what is due now.
fn cause(plan: &BackgroundPlan, sends: bool) -> WakeCause {
    let overdue = sends || plan.accounts.iter().any(|account| account.due.is_some_and(|due| due <= plan.at));
    plan.next_wake.as_ref().filter(|_| overdue).map_or(WakeCause::Free, |wake| wake.cause)
}

async fn wake(
    core: &Arc<Core>,
    cause: WakeCause,
    accounts: Vec<AccountId>,
    deadline: Instant,
) -> Result<Wake, MailError> {
    let (began, _work) = (std::time::Instant::now(), core.working.begin());
    let checks = accounts.into_iter().map(|account| core.runtime.spawn(one(Arc::clone(core), account, deadline)));
    let mut done = Vec::new();
    for check in join_all(checks).await {
        done.extend(check.map_err(|_| MailError::bug(say!("check-ended"), say!("next-please-report")))??);
    }
    write_down(core, cause, began, done).await
}

/// Checks an account that is due while its engine rests; the caller holds its lock.
pub async fn due(core: &Arc<Core>, account: AccountId, deadline: Instant) -> Result<(), MailError> {
    let began = std::time::Instant::now();
    let done = alone(core, account, &Task::now(core, account, deadline).await?).await?;
    note(core, WakeCause::Poll, began, vec![done]).await
}

/// Writes into the ledger what was done since `began`.
pub async fn note(
    core: &Core,
    cause: WakeCause,
    began: std::time::Instant,
    accounts: Vec<WakeAccount>,
) -> Result<(), MailError> {
    write_down(core, cause, began, accounts).await.map(drop)
}

async fn write_down(
    core: &Core,
    cause: WakeCause,
    began: std::time::Instant,
    accounts: Vec<WakeAccount>,
) -> Result<Wake, MailError> {
    let took = began.elapsed().as_millis();
    let at = now_ms() - i64::try_from(took).unwrap_or(0);
    let wake = Wake { at, cause, took_ms: u32::try_from(took).unwrap_or(u32::MAX), accounts };
    core.store.add_wake(wake.clone()).await?;
    core.events.send(Event::PlanChanged);
    Ok(wake)
}

/// What went over a connection since `before`.
pub fn counted(account: AccountId, now: Usage, before: Usage) -> WakeAccount {
    let round_trips = now.round_trips.saturating_sub(before.round_trips);
    WakeAccount { round_trips, bytes: now.bytes.saturating_sub(before.bytes), ..idle(account) }
}

/// Checks one account, by its engine when one runs here; nothing of one that was removed meanwhile.
async fn one(core: Arc<Core>, account: AccountId, deadline: Instant) -> Result<Option<WakeAccount>, MailError> {
    if let Some(orders) = core.engines.orders(account) {
        let (reply, answer) = oneshot::channel();
        if orders.send(Order::Check(deadline, reply)).is_ok() {
            let late = || MailError::offline(say!("check-no-sign"), say!("check-no-sign-next"));
            let answered = tokio::time::timeout_at(deadline, answer).await;
            let done = answered.map_err(|_| late()).and_then(|answer| answer.map_err(|_| late()));
            return Ok(Some(done.unwrap_or_else(|error| failed(account, &error))));
        }
    }
    match account::engage(&core, account).await {
        Ok(_held) => match look(&core, account, deadline).await {
            Err(MailError::Gone { .. }) => Ok(None),
            done => done.map(Some),
        },
        Err(error) => Ok(Some(failed(account, &error))),
    }
}
