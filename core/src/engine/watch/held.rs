//! A held connection's life.

use super::inbox::{Rest, inbox, look};
use super::{After, Engine, Wake, holds};
use crate::engine::account::Order;
use crate::engine::background::{self, Task};
use crate::engine::core::{Core, now_ms};
use crate::engine::facts::Facts;
use crate::engine::round::{self, Report, Scope};
use crate::engine::{planning, sending, session, sync_imap};
use crate::error::MailError;
use crate::model::{Account, AccountId, AccountPlan, MailboxId, PushMode, WakeAccount, WakeCause};
use crate::net::imap::{IdleEnd, Imap};
use crate::net::meter::Meter;
use crate::say;
use crate::sync::policy::KEEP_ALIVE;
use crate::sync::push;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

/// How long a sign of life may take that no alarm asked for.
const SIGN_OF_LIFE: Duration = Duration::from_secs(60);

/// An open connection and what belongs to it.
struct Held {
    core: Arc<Core>,
    account: Account,
    imap: Imap,
    meter: Meter,
    inbox: MailboxId,
    rest: Rest,
    /// When the other mailboxes were last looked at.
    looked: Instant,
    /// Whether INBOX is selected and was looked at.
    in_inbox: bool,
}

impl Engine {
    /// One connection's life: until it breaks, or must not be held any more.
    pub(super) async fn connected(&mut self) -> Result<After, MailError> {
        self.backoff.connecting(now_ms());
        let mut held = self.open().await?;
        loop {
            if !held.in_inbox {
                held.account = held.core.account(self.account).await?;
                self.look(&mut held, None).await?;
            }
            held.in_inbox = false;
            let after = match self.wait(&mut held.imap, held.looked).await {
                Wake::Order(Order::Stop) => Some(After::Stop),
                Wake::Order(Order::Sync(scope, reply)) => {
                    self.whole(&mut held, scope, reply).await?;
                    None
                }
                Wake::Order(Order::Check(deadline, reply)) => {
                    let done = self.sign_of_life(&mut held, deadline).await?;
                    drop(reply.send(done));
                    None
                }
                Wake::Order(Order::Work) => {
                    self.work(&mut held).await?;
                    None
                }
                Wake::Facts => self.other_facts(&mut held).await?,
                Wake::Changed(at) => {
                    self.push.held();
                    self.look(&mut held, Some(at)).await?;
                    None
                }
                Wake::Due => {
                    self.due(&mut held).await?;
                    None
                }
                Wake::Broken(error) => return Err(error),
            };
            if let Some(after) = after {
                held.imap.logout().await;
                return Ok(after);
            }
        }
    }

    /// Connects, looks at INBOX and sends what waits.
    async fn open(&mut self) -> Result<Held, MailError> {
        let core = Arc::clone(&self.core);
        let account = core.account(self.account).await?;
        let round = core.events.round(account.id);
        let meter = Meter::default();
        let mut imap = session::open_counted(&core, &account, &meter).await?;
        let idle = imap.capabilities().has("IDLE");
        self.push.offered(idle);
        planning::announces(&core, account.id, idle).await?;
        if core.store.mailbox_states(account.id).await?.is_empty() {
            session::list(&core, &mut imap, account.id).await?;
        }
        let inbox = inbox(&core, account.id).await?;
        look(&core, &mut imap, &account, inbox, None).await?;
        round::send_out(&core, &mut imap, &account).await?;
        self.backoff.succeeded();
        planning::went_well(&core, account.id).await?;
        round.end(&Ok(()), now_ms());
        let (rest, looked) = (Rest::waiting(), Instant::now());
        let mut held = Held { core: Arc::clone(&core), account, imap, meter, inbox, rest, looked, in_inbox: false };
        self.look_at_others(&mut held).await?;
        Ok(held)
    }

    /// The other mailboxes: beside, on a connection of their own, while a person looks; else over this one.
    async fn look_at_others(&mut self, held: &mut Held) -> Result<(), MailError> {
        held.looked = Instant::now();
        if self.facts.borrow().foreground {
            held.rest.again(&held.core, self.account, held.inbox);
            return Ok(());
        }
        self.sign_of_life(held, tokio::time::Instant::now() + SIGN_OF_LIFE).await.map(drop)
    }

    /// Asks for the counters of all mailboxes and looks at those that changed. The answer shows that the line lives.
    async fn sign_of_life(
        &mut self,
        held: &mut Held,
        deadline: tokio::time::Instant,
    ) -> Result<WakeAccount, MailError> {
        held.looked = Instant::now();
        let task = Task::now(&held.core, self.account, deadline).await?;
        let (done, selected) = background::over(&held.core, &mut held.imap, &held.account, &task, &held.meter).await?;
        held.in_inbox = selected.is_none_or(|mailbox| mailbox == held.inbox);
        Ok(done)
    }

    async fn whole(
        &mut self,
        held: &mut Held,
        scope: Scope,
        reply: oneshot::Sender<Result<Report, MailError>>,
    ) -> Result<(), MailError> {
        let account = held.core.account(self.account).await?;
        let round = held.core.events.round(account.id);
        let report = round::whole(&held.core, &mut held.imap, &account, scope).await;
        round.end(&report, now_ms());
        let failed = report.as_ref().err().cloned();
        drop(reply.send(report));
        failed.map_or(Ok(()), Err)
    }

    /// Goes on, or ends the connection where the facts or the settings forbid it now.
    async fn other_facts(&mut self, held: &mut Held) -> Result<Option<After>, MailError> {
        let new_network = self.new_network().await;
        if !self.facts.borrow().up() {
            return Err(MailError::offline(say!("sync-no-network"), say!("sync-no-network-next")));
        }
        let plan = planning::plan_of(&held.core, self.account).await?;
        if !holds(&plan, self.facts.borrow().foreground) {
            return Ok(Some(After::Again));
        }
        if new_network {
            held.imap.noop().await?;
        }
        Ok(None)
    }

    /// Looks at INBOX; what the server announced (`noticed`), or brought, while nobody looks is written down.
    async fn look(&mut self, held: &mut Held, noticed: Option<Instant>) -> Result<(), MailError> {
        let (before, began) = (held.meter.usage(), Instant::now());
        let came = look(&held.core, &mut held.imap, &held.account, held.inbox, noticed).await?;
        held.in_inbox = true;
        if self.facts.borrow().foreground || (noticed.is_none() && came == 0) {
            return Ok(());
        }
        planning::went_well(&held.core, self.account).await?;
        let done = WakeAccount { new_messages: came, ..background::counted(self.account, held.meter.usage(), before) };
        background::note(&held.core, WakeCause::Push, noticed.unwrap_or(began), vec![done]).await
    }

    async fn due(&mut self, held: &mut Held) -> Result<(), MailError> {
        sending::flush(&held.core, Some(&mut held.imap), &held.account).await?;
        if held.looked.elapsed() < self.interval() {
            return Ok(());
        }
        let began = Instant::now();
        let background = !self.facts.borrow().foreground;
        held.looked = began;
        if !background {
            held.rest.again(&held.core, self.account, held.inbox);
            return Ok(());
        }
        let done = self.sign_of_life(held, tokio::time::Instant::now() + SIGN_OF_LIFE).await?;
        background::note(&held.core, WakeCause::KeepAlive, began, vec![done]).await
    }

    /// Between two looks at the other mailboxes.
    fn interval(&self) -> Duration {
        let ms = if self.facts.borrow().foreground { self.core.poll_ms } else { KEEP_ALIVE };
        Duration::from_millis(u64::try_from(ms).unwrap_or(0))
    }

    /// Does what another verb left: edits, mail, a changed window.
    async fn work(&mut self, held: &mut Held) -> Result<(), MailError> {
        let account = held.core.account(self.account).await?;
        round::send_out(&held.core, &mut held.imap, &account).await?;
        let states = held.core.store.mailbox_states(account.id).await?;
        if states.iter().any(|state| state.mailbox.selectable && !state.wanted && sync_imap::stale(&account, state)) {
            held.rest.again(&held.core, account.id, held.inbox);
        }
        Ok(())
    }

    /// Waits for the server, a person, or the time.
    async fn wait(&mut self, imap: &mut Imap, looked: Instant) -> Wake {
        match planning::plan_of(&self.core, self.account).await {
            Ok(plan) if self.is_current(&plan) => {}
            Ok(_) => return Wake::Facts,
            Err(error) => return Wake::Broken(error),
        }
        let decision = push::decide(&self.push, now_ms());
        self.core.events.mode(self.account, decision.mode, decision.why.clone());
        let outbox_due = match sending::next_due(&self.core, self.account).await {
            Ok(due) => due,
            Err(error) => return Wake::Broken(error),
        };
        self.sends_soon(outbox_due);
        let mut next = decision.next.min(now_ms() + i64::try_from(self.left(looked).as_millis()).unwrap_or(0));
        if let Some(due) = outbox_due {
            next = next.min(due);
        }
        let pause = Duration::from_millis(u64::try_from(next - now_ms()).unwrap_or(0));
        if decision.mode == PushMode::Push { self.push_wait(imap, pause).await } else { self.poll_wait(pause).await }
    }

    /// Whether the connection is still what the facts want.
    fn is_current(&self, plan: &AccountPlan) -> bool {
        let facts = self.facts.borrow();
        facts.networks == self.network && facts.up() && holds(plan, facts.foreground)
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
        let (core, account, soon) = (&self.core, self.account, self.soon);
        let (orders, held, facts) = (&mut self.orders, &mut self.held, &mut self.facts);
        let stop = async {
            woken = Some(tokio::select! {
                order = orders.recv() => Wake::Order(order.unwrap_or(Order::Stop)),
                () = held.nudged() => Wake::Order(Order::Work),
                () = concerning(core, account, facts) => Wake::Facts,
            });
        };
        let end = imap.idle(pause, stop, || (!soon).then(|| core.working.pause())).await;
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

/// Waits for facts that concern a held connection: another network, whether someone looks, a plan without it. Others,
/// such as a percent of battery, must not wake the radio.
async fn concerning(core: &Core, account: AccountId, facts: &mut watch::Receiver<Facts>) {
    let before = facts.borrow().clone();
    while facts.changed().await.is_ok() {
        let now = facts.borrow_and_update().clone();
        let others = now.networks != before.networks || now.foreground != before.foreground;
        match planning::plan_of(core, account).await {
            Ok(plan) if !others && holds(&plan, now.foreground) => {}
            _ => return,
        }
    }
}
