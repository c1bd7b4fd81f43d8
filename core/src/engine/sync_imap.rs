//! Carrying out a [`Pass`]: each step is one exchange with the server and one transaction.

use super::core::{Core, now};
use super::headers::{Brought, Headers};
use crate::error::MailError;
use crate::model::{Account, AccountId, Event, Flags, MailboxId, MessageId, SyncPhase, UidSet};
use crate::net::imap::{FetchPlan, Fetched, Imap, Select, Selected, Set};
use crate::store::{Change, MailboxState};
use crate::sync::plan::{Ability, Answer, Local, Opening, Pass, Remote, Step};
use crate::sync::window;
use std::collections::HashMap;
use std::sync::Arc;

/// Tells faces how far a mailbox is.
#[derive(Clone)]
pub struct Progress {
    pub core: Arc<Core>,
    pub account: AccountId,
    pub mailbox: MailboxId,
    pub total: u32,
}

impl Progress {
    /// Says that `done` of the total are done.
    pub fn tell(&self, phase: SyncPhase, done: u32) {
        let total = self.total.max(done);
        let (account, mailbox) = (self.account, self.mailbox);
        self.core.events.send(Event::Progress { account, mailbox, phase, done, total });
    }
}

/// What a pass did.
#[derive(Debug, Default)]
pub struct Done {
    /// Messages that were not here before.
    pub inserted: Vec<MessageId>,
    /// Those of them that arrived since the last pass, in the order they came.
    pub arrived: Vec<MessageId>,
    pub removed: u32,
    pub flags: u32,
}

/// The ability that a server's capabilities promise.
pub fn ability(imap: &Imap) -> Ability {
    let caps = imap.capabilities();
    match (caps.has("QRESYNC") && caps.has("ENABLE"), caps.has("CONDSTORE")) {
        (true, _) => Ability::Qresync,
        (false, true) => Ability::Condstore,
        (false, false) => Ability::Plain,
    }
}

/// The first day of a mailbox's window as of now; `None` keeps everything.
pub fn first_day(account: &Account, state: &MailboxState) -> Option<i64> {
    let window = state.mailbox.window.unwrap_or(account.window);
    window::first_day(window, state.mailbox.role, now())
}

/// Whether a mailbox is not what its window wants, whatever the server says.
pub fn stale(account: &Account, state: &MailboxState) -> bool {
    state.uidnext == 0 || !state.window_known || state.since_day != first_day(account, state)
}

/// Whether messages are missing that the window wants, whatever the server says. A day that left the window is
/// taken off by the next whole sync.
pub fn lacks(account: &Account, state: &MailboxState) -> bool {
    let wanted = first_day(account, state);
    let wider = match (state.since_day, wanted) {
        (Some(had), Some(wanted)) => wanted < had,
        (had, None) => had.is_some(),
        (None, Some(_)) => false,
    };
    state.uidnext == 0 || !state.window_known || wider
}

/// Brings one mailbox to what the server and the window say, headers only. The mailbox stays selected.
pub async fn pass(core: &Arc<Core>, imap: &mut Imap, account: &Account, mailbox: MailboxId) -> Result<Done, MailError> {
    let state = core.store.mailbox_state(mailbox).await?;
    let local = local(core, &state).await?;
    let ability = ability(imap);
    let opening = local.opening(ability);
    let selected = select(imap, &state.wire_name, &opening).await?;
    let remote = remote(ability, &opening, &selected);
    let (exists, uidnext) = (selected.exists, local.uidnext);
    let mut pass = Pass::new(local, remote, first_day(account, &state));
    let progress = Progress { core: Arc::clone(core), account: account.id, mailbox, total: exists };
    let mut work = Work {
        core,
        imap,
        account: account.id,
        mailbox,
        selected,
        uidnext,
        progress,
        done: Done::default(),
        base: None,
    };
    while let Some(step) = pass.next_step() {
        let answer = work.carry_out(step, pass.first_day()).await?;
        pass.answer(answer);
    }
    Ok(work.done)
}

/// The UIDs that messages arrived since the last pass can have; `None` before the first.
pub async fn arrivals(core: &Core, state: &MailboxState) -> Result<Option<UidSet>, MailError> {
    Ok(local(core, state).await?.arrivals())
}

async fn local(core: &Core, state: &MailboxState) -> Result<Local, MailError> {
    let mailbox = state.mailbox.id;
    Ok(Local {
        uidvalidity: state.mailbox.uidvalidity,
        uidnext: state.uidnext,
        highestmodseq: state.highestmodseq,
        since_day: state.since_day,
        window_known: state.window_known,
        uids: core.store.local_uids(mailbox).await?,
        orphans: core.store.orphans(mailbox).await?,
        total: state.mailbox.total,
        older_unread: state.older_unread,
    })
}

async fn select(imap: &mut Imap, wire_name: &[u8], opening: &Opening) -> Result<Selected, MailError> {
    let how = match opening {
        Opening::Plain => Select::Plain,
        Opening::Condstore => Select::Condstore,
        Opening::Qresync { uidvalidity, modseq, known } => {
            Select::Qresync { uidvalidity: *uidvalidity, modseq: *modseq, known: Some(known.clone()) }
        }
    };
    Ok(imap.select(wire_name, how).await?)
}

fn remote(ability: Ability, opening: &Opening, selected: &Selected) -> Remote {
    Remote {
        ability,
        uidvalidity: selected.uidvalidity,
        uidnext: selected.uidnext,
        exists: selected.exists,
        highestmodseq: selected.highestmodseq,
        resynced: matches!(opening, Opening::Qresync { .. }) && !selected.incomplete,
        vanished: selected.vanished.clone(),
        changed: selected.fetched.iter().filter_map(|fetched| fetched.uid).collect(),
    }
}

struct Work<'a> {
    core: &'a Arc<Core>,
    imap: &'a mut Imap,
    account: AccountId,
    mailbox: MailboxId,
    selected: Selected,
    /// UIDNEXT of the last completed pass; 0 before the first.
    uidnext: u32,
    progress: Progress,
    done: Done,
    /// The flags stored when the pass first asked.
    base: Option<HashMap<u32, Flags>>,
}

impl Work<'_> {
    async fn carry_out(&mut self, step: Step, first_day: Option<i64>) -> Result<Answer, MailError> {
        let criteria = step.criteria();
        match step {
            Step::FetchNewest { count } => {
                let mut headers = Headers::new(self.core, (self.account, self.mailbox), first_day);
                headers.fetch(self.imap, Set::Newest(count), false).await?;
                let brought = headers.finish().await?;
                return self.take(brought);
            }
            Step::FetchHeaders { batches } => return self.header_batches(batches, first_day).await,
            Step::Search { .. } => return Ok(Answer::Uids(self.imap.search(&criteria).await?)),
            Step::CountOlderUnread { .. } => {
                let found = self.imap.search(&criteria).await?;
                return Ok(Answer::Count(u32::try_from(found.len()).unwrap_or(u32::MAX)));
            }
            Step::FetchFlags { batches, changed_since } => return self.flags(batches, changed_since).await,
            Step::TakeSelectedFlags => {
                let fetched = std::mem::take(&mut self.selected.fetched);
                self.store_flags(&fetched).await?;
            }
            Step::Rekey { uidvalidity } => {
                self.uidnext = 0;
                self.apply(vec![Change::Rekey { uidvalidity }]).await?;
            }
            Step::Remove { uids } => self.apply(vec![Change::Remove(uids)]).await?,
            Step::Prune { uids } => self.apply(vec![Change::Prune(uids)]).await?,
            Step::Unsettle => {
                let since_day = self.core.store.mailbox_state(self.mailbox).await?.since_day;
                self.apply(vec![Change::Window { since_day, known: false }]).await?;
            }
            Step::DropOrphans => self.apply(vec![Change::DropOrphans]).await?,
            Step::Settle { uidvalidity, uidnext, highestmodseq, since_day, total, older_unread } => {
                self.apply(vec![
                    Change::Progress { uidvalidity, uidnext, highestmodseq },
                    Change::Window { since_day, known: true },
                    Change::Counts { total, older_unread },
                ])
                .await?;
            }
        }
        Ok(Answer::Done)
    }

    async fn apply(&mut self, changes: Vec<Change>) -> Result<(), MailError> {
        let applied = self.core.store.apply(self.mailbox, changes).await?;
        self.done.removed += applied.removed;
        if applied.changed {
            self.core.changed(self.account, self.mailbox);
        }
        Ok(())
    }

    async fn header_batches(&mut self, batches: Vec<UidSet>, first_day: Option<i64>) -> Result<Answer, MailError> {
        self.progress.total = u32::try_from(batches.iter().map(UidSet::len).sum::<u64>()).unwrap_or(u32::MAX);
        let mut headers = Headers::new(self.core, (self.account, self.mailbox), first_day);
        let mut asked = 0;
        for batch in batches {
            let count = u32::try_from(batch.len()).unwrap_or(u32::MAX);
            let new = self.uidnext > 0 && batch.ranges().first().is_some_and(|(low, _)| *low >= self.uidnext);
            headers.fetch(self.imap, Set::Uids(batch), new).await?;
            asked += count;
            self.progress.tell(SyncPhase::Headers, asked);
        }
        self.take(headers.finish().await?)
    }

    fn take(&mut self, brought: Brought) -> Result<Answer, MailError> {
        self.done.arrived.extend(brought.arrived);
        self.done.inserted.extend(brought.inserted);
        Ok(Answer::Uids(brought.stored))
    }

    async fn flags(&mut self, batches: Vec<UidSet>, changed_since: Option<u64>) -> Result<Answer, MailError> {
        let modifier = changed_since.map(|modseq| format!("CHANGEDSINCE {modseq}"));
        let mut known = Vec::new();
        for set in batches {
            let plan = FetchPlan { set: Set::Uids(set), items: "FLAGS".into(), modifier: modifier.clone() };
            let fetched = self.imap.fetch_all(&plan, 0).await?;
            known.extend(fetched.iter().filter_map(|message| message.uid));
            self.store_flags(&fetched).await?;
        }
        Ok(Answer::Uids(known.into_iter().collect()))
    }

    /// Stores the flags that differ from the base state.
    async fn store_flags(&mut self, fetched: &[Fetched]) -> Result<(), MailError> {
        let base = match &self.base {
            Some(base) => base,
            None => self.base.insert(self.core.store.local_flags(self.mailbox).await?.into_iter().collect()),
        };
        let differing = fetched.iter().filter_map(|message| {
            let (uid, flags) = (message.uid?, message.flags.clone()?);
            let modseq = message.modseq.unwrap_or(0);
            (base.get(&uid)? != &flags).then_some(Change::Flags { uid, flags, modseq })
        });
        let changes: Vec<Change> = differing.collect();
        self.done.flags += u32::try_from(changes.len()).unwrap_or(u32::MAX);
        if changes.is_empty() { Ok(()) } else { self.apply(changes).await }
    }
}
