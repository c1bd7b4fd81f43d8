//! Between checks, or while nothing may be done.

use super::{After, Engine, Wake};
use crate::engine::account::{self, Order};
use crate::engine::background;
use crate::engine::core::now_ms;
use crate::engine::{round, sending, session};
use crate::error::MailError;
use crate::model::{AccountPlan, PlanMode, PlanReason, PushMode};
use crate::words::Sentence;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// The time a check may take that no system limits.
const CHECK: Duration = Duration::from_secs(120);

impl Engine {
    /// Waits until the plan says more, and does what is due or asked for over a short connection.
    pub(super) async fn rest(&mut self, plan: AccountPlan) -> Result<After, MailError> {
        let mode = if plan.mode == PlanMode::Poll { PushMode::Poll } else { PushMode::Offline };
        let why = Sentence::joined(plan.reasons.iter().map(PlanReason::told), " ");
        self.core.events.mode(self.account, mode, why);
        let outgoing = sending::next_due(&self.core, self.account).await?.filter(|_| self.facts.borrow().up());
        self.sends_soon(outgoing);
        let due = [plan.due, outgoing].into_iter().flatten().min();
        let pause = due.map(|due| Duration::from_millis(u64::try_from(due - now_ms()).unwrap_or(0)));
        match self.idle_away(pause).await {
            Wake::Order(Order::Stop) => return Ok(After::Stop),
            Wake::Order(Order::Sync(scope, reply)) => {
                let round = self.core.events.round(self.account);
                let report = account::sync_now(&self.core, self.account, scope).await;
                round.end(&report, now_ms());
                drop(reply.send(report));
            }
            Wake::Order(Order::Check(deadline, reply)) => {
                let done = background::look(&self.core, self.account, deadline).await?;
                drop(reply.send(done));
            }
            Wake::Order(Order::Work) => self.send_waiting().await?,
            Wake::Facts => {
                if self.new_network().await {
                    self.send_waiting().await?;
                }
            }
            Wake::Due => {
                self.send_waiting().await?;
                if plan.mode == PlanMode::Poll && plan.due.is_some_and(|due| due <= now_ms()) {
                    background::due(&self.core, self.account, Instant::now() + CHECK).await?;
                }
            }
            Wake::Changed(_) | Wake::Broken(_) => {}
        }
        Ok(After::Again)
    }

    /// What a person changed or wrote goes out, whatever the plan says of what comes in.
    async fn send_waiting(&mut self) -> Result<(), MailError> {
        if !self.facts.borrow().up() || !round::waits(&self.core, self.account).await? {
            return Ok(());
        }
        let account = self.core.account(self.account).await?;
        let mut imap = session::open(&self.core, &account).await?;
        round::send_out(&Arc::clone(&self.core), &mut imap, &account).await?;
        imap.logout().await;
        Ok(())
    }
}
