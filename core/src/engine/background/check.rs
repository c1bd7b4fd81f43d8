//! One account's check over a short connection: in at most five round trips when nothing is new.

use super::counted;
use crate::engine::core::{Core, now_ms};
use crate::engine::{bodies, planning, round, sending, session, status, sync_imap};
use crate::error::MailError;
use crate::model::{
    Account, AccountId, BodyPolicy, BodyState, FolderRule, LeftOver, MailboxId, MessageId, PlanReason, WakeAccount,
};
use crate::net::imap::{Imap, Select};
use crate::net::meter::{Meter, Usage};
use crate::say;
use crate::store::MailboxState;
use crate::sync::policy::usual_rule;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Mail is submitted only while so much time is left: one that is cut off has to be looked for before it goes again.
const SUBMISSION: Duration = Duration::from_secs(10);
/// Larger messages do not come over a metered network before they are opened.
const METERED_BODY: u64 = 64 << 10;

/// What a check may do.
pub struct Task {
    pub deadline: Instant,
    /// The rules of the folders that have one of their own.
    rules: HashMap<MailboxId, FolderRule>,
    /// It is quiet: only folders with the rule `Instant`.
    quiet: bool,
}

/// What a check did so far; it is there when the check is cut off.
#[derive(Default)]
struct Tally {
    listed: bool,
    /// Folders that are not as on the server.
    changed: Vec<MailboxState>,
    /// Those looked at that are so once a day.
    daily: Vec<MailboxId>,
    fresh: Vec<(MailboxState, Vec<MessageId>)>,
    new_messages: u32,
    selected: Option<MailboxId>,
}

impl Tally {
    /// The daily folders that are as on the server now.
    fn looked(&self) -> Vec<MailboxId> {
        let left = |id: &MailboxId| self.changed.iter().any(|state| state.mailbox.id == *id);
        self.daily.iter().copied().filter(|id| !left(id)).collect()
    }
}

impl Task {
    /// What the settings and facts of now allow.
    pub async fn now(core: &Core, account: AccountId, deadline: Instant) -> Result<Self, MailError> {
        let folders = core.store.sync_settings(account).await?.folders;
        let plan = planning::plan_of(core, account).await?;
        Ok(Self {
            deadline,
            rules: folders.into_iter().map(|folder| (folder.mailbox, folder.rule)).collect(),
            quiet: plan.reasons.contains(&PlanReason::QuietExceptions),
        })
    }

    /// Whether a folder is looked at now; `looked`: when it last was.
    fn wants(&self, state: &MailboxState, looked: i64) -> bool {
        let rule = self.rule(state);
        let due = match rule {
            FolderRule::Instant => true,
            FolderRule::WithAccount => !self.quiet,
            FolderRule::Daily => !self.quiet && now_ms() - looked >= DAY_MS,
            FolderRule::Never => false,
        };
        due && state.mailbox.selectable && !state.wanted
    }

    fn rule(&self, state: &MailboxState) -> FolderRule {
        let own = self.rules.get(&state.mailbox.id).copied();
        own.unwrap_or_else(|| usual_rule(state.mailbox.role))
    }
}

/// Checks an account whose lock the caller holds; notes how it went. `Gone` when there is no such account.
pub async fn alone(core: &Arc<Core>, id: AccountId, task: &Task) -> Result<WakeAccount, MailError> {
    let account = core.account(id).await?;
    let (meter, mut tally) = (Meter::default(), Tally::default());
    let round = core.events.round(id);
    let ran = timeout_at(task.deadline, check(core, &account, task, &meter, &mut tally)).await;
    let error = match ran {
        Ok(Ok(imap)) => {
            drop(timeout_at(task.deadline, imap.leave()).await);
            None
        }
        Ok(Err(error)) => Some(error),
        Err(_) if tally.listed => None,
        Err(_) => Some(MailError::offline(say!("check-slow"), say!("next-later"))),
    };
    round.end(&error.clone().map_or(Ok(()), Err), now_ms());
    match &error {
        None => planning::went_well(core, id).await?,
        Some(error) => planning::went_wrong(core, id, error).await?,
    }
    core.store.set_looked(tally.looked(), now_ms()).await?;
    let left = left_over(core, &account, &tally).await?;
    Ok(WakeAccount {
        new_messages: tally.new_messages,
        whole: error.is_none() && left == LeftOver::default(),
        left,
        problem: error.as_ref().map(status::problem),
        ..counted(id, meter.usage(), Usage::default())
    })
}

/// Sends what waits of an account that is not due, or that is checked by hand alone; the caller holds its lock.
pub async fn sent(core: &Arc<Core>, id: AccountId, deadline: Instant) -> Result<WakeAccount, MailError> {
    let account = core.account(id).await?;
    let meter = Meter::default();
    let going = async {
        let mut imap = session::open_counted(core, &account, &meter).await?;
        round::send_edits(core, &mut imap, &account).await?;
        if time_to_submit(deadline) {
            sending::flush(core, Some(&mut imap), &account).await?;
        }
        drop(timeout_at(deadline, imap.leave()).await);
        Ok::<(), MailError>(())
    };
    let slow = |_| Err(MailError::offline(say!("check-slow"), say!("next-later")));
    let error = timeout_at(deadline, going).await.unwrap_or_else(slow).err();
    if let Some(error) = &error {
        planning::went_wrong(core, id, error).await?;
    }
    let left = left_over(core, &account, &Tally::default()).await?;
    Ok(WakeAccount {
        whole: error.is_none() && left == LeftOver::default(),
        left,
        problem: error.as_ref().map(status::problem),
        ..counted(id, meter.usage(), Usage::default())
    })
}

/// As [`alone`], over a connection that is held. Returns besides which mailbox is selected, if it is another one.
pub async fn over(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    task: &Task,
    meter: &Meter,
) -> Result<(WakeAccount, Option<MailboxId>), MailError> {
    let (before, mut tally) = (meter.usage(), Tally::default());
    let slow = |_| MailError::offline(say!("check-no-sign"), say!("check-no-sign-next"));
    timeout_at(task.deadline, work(core, imap, account, task, &mut tally)).await.map_err(slow)??;
    planning::went_well(core, account.id).await?;
    core.store.set_looked(tally.looked(), now_ms()).await?;
    let left = left_over(core, account, &tally).await?;
    let done = WakeAccount {
        new_messages: tally.new_messages,
        whole: left == LeftOver::default(),
        left,
        ..counted(account.id, meter.usage(), before)
    };
    Ok((done, tally.selected))
}

/// What the ledger says of an account that was not due.
pub fn idle(account: AccountId) -> WakeAccount {
    WakeAccount {
        account,
        new_messages: 0,
        round_trips: 0,
        bytes: 0,
        whole: true,
        left: LeftOver::default(),
        problem: None,
    }
}

/// The largest message whose text comes with its headers.
pub fn largest(core: &Core, account: &Account) -> u64 {
    let on_demand_above = u64::from(account.on_demand_above);
    let facts = core.facts.borrow();
    let spare = facts.network.metered && !facts.foreground;
    if spare { on_demand_above.min(METERED_BODY) } else { on_demand_above }
}

/// What the ledger says of a check that could not begin.
pub fn failed(account: AccountId, error: &MailError) -> WakeAccount {
    WakeAccount { whole: false, problem: Some(status::problem(error)), ..idle(account) }
}

async fn check(
    core: &Arc<Core>,
    account: &Account,
    task: &Task,
    meter: &Meter,
    tally: &mut Tally,
) -> Result<Imap, MailError> {
    let mut imap = session::open_counted(core, account, meter).await?;
    planning::announces(core, account.id, imap.capabilities().has("IDLE")).await?;
    work(core, &mut imap, account, task, tally).await?;
    Ok(imap)
}

/// Headers before texts, so that what is new is known when the time runs out.
async fn work(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    task: &Task,
    tally: &mut Tally,
) -> Result<(), MailError> {
    find_changed(core, imap, account, task, tally).await?;
    if core.store.edits_wait(account.id).await? {
        round::send_edits(core, imap, account).await?;
        tally.selected = None;
    }
    headers(core, imap, account, tally).await?;
    if time_to_submit(task.deadline) {
        sending::flush(core, Some(imap), account).await?;
        tally.selected = None;
    }
    texts(core, imap, account, tally).await
}

fn time_to_submit(deadline: Instant) -> bool {
    deadline.saturating_duration_since(Instant::now()) >= SUBMISSION
}

/// Asks for the counters of all folders at once, and keeps those that say something happened.
async fn find_changed(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    task: &Task,
    tally: &mut Tally,
) -> Result<(), MailError> {
    let looked: HashMap<MailboxId, i64> = core.store.looked(account.id).await?.into_iter().collect();
    let wanted = |state: &MailboxState| task.wants(state, looked.get(&state.mailbox.id).copied().unwrap_or(0));
    let statuses = session::statuses(core, imap, account.id, wanted).await?;
    let mut states = core.store.mailbox_states(account.id).await?;
    states.retain(wanted);
    states.sort_by_key(round::order);
    let daily = states.iter().filter(|state| task.rule(state) == FolderRule::Daily);
    tally.daily = daily.map(|state| state.mailbox.id).collect();
    states.retain(|state| {
        let status = statuses.get(&state.wire_name);
        status.is_some_and(|status| !round::looks_unchanged(state, status)) || sync_imap::lacks(account, state)
    });
    tally.changed = states;
    tally.listed = true;
    Ok(())
}

async fn headers(core: &Arc<Core>, imap: &mut Imap, account: &Account, tally: &mut Tally) -> Result<(), MailError> {
    while let Some(state) = tally.changed.first().cloned() {
        let mut report = round::Report::default();
        let inserted = round::headers(core, imap, account, &state, &mut report).await?;
        tally.new_messages += u32::try_from(inserted.len()).unwrap_or(u32::MAX);
        tally.selected = Some(state.mailbox.id);
        tally.changed.remove(0);
        if !inserted.is_empty() {
            tally.fresh.push((state, inserted));
        }
    }
    Ok(())
}

/// The texts of what is new, a few of each folder.
async fn texts(core: &Arc<Core>, imap: &mut Imap, account: &Account, tally: &mut Tally) -> Result<(), MailError> {
    for (state, fresh) in &tally.fresh {
        if account.bodies == BodyPolicy::None {
            return Ok(());
        }
        if tally.selected != Some(state.mailbox.id) {
            imap.select(&state.wire_name, Select::Plain).await?;
            tally.selected = Some(state.mailbox.id);
        }
        bodies::of_new(core, imap, account, state.mailbox.id, fresh, largest(core, account)).await?;
    }
    Ok(())
}

async fn left_over(core: &Core, account: &Account, tally: &Tally) -> Result<LeftOver, MailError> {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let now = now_ms();
    let mut bodies = 0;
    for id in tally.fresh.iter().flat_map(|(_, fresh)| fresh).filter(|_| account.bodies != BodyPolicy::None) {
        // One that went meanwhile lacks nothing.
        let row = core.store.row(*id).await;
        bodies += u32::from(row.is_ok_and(|row| row.body == BodyState::None && row.size <= largest(core, account)));
    }
    let outgoing = core.store.outgoing_open(account.id).await?;
    Ok(LeftOver {
        folders: count(tally.changed.len()),
        bodies,
        edits: count(core.store.pending_edits(account.id).await?.len()),
        outgoing: count(outgoing.iter().filter(|(_, _, due)| *due <= now).count()),
    })
}
