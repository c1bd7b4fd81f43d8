//! One whole round over an account: folders, edits and mail out, headers, bodies.

use super::bodies::Bringing;
use super::core::{Core, now_ms};
use super::session::{self, Statuses};
use super::sync_imap::{self, Progress};
use super::{edits, sending};
use crate::error::MailError;
use crate::model::{Account, AccountId, BodyPolicy, Event, MailboxId, MessageId, Role, SyncPhase};
use crate::net::imap::{Imap, Select, Status};
use crate::store::MailboxState;
use crate::words::Sentence;
use std::sync::Arc;

/// What a round covers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Only this mailbox.
    pub only: Option<MailboxId>,
    /// Every mailbox but this one: another connection looks after it.
    pub except: Option<MailboxId>,
    pub bodies: Option<BodyPolicy>,
}

/// What a round did.
#[derive(Debug, Default)]
pub struct Report {
    pub mailboxes: u32,
    pub new_messages: u32,
    pub bodies: u32,
    pub removed: u32,
    pub flags_changed: u32,
    pub edits_sent: u32,
    pub problems: Vec<Sentence>,
}

/// Brings an account up to date: the caller holds its lock.
pub async fn whole(core: &Arc<Core>, imap: &mut Imap, account: &Account, scope: Scope) -> Result<Report, MailError> {
    let mut report = Report::default();
    first_screen(core, imap, account, scope, &mut report).await?;
    let statuses = session::list(core, imap, account.id).await?;
    report.edits_sent = send_out(core, imap, account).await?;
    mailboxes(core, imap, account, scope, &statuses, &mut report).await?;
    Ok(report)
}

/// Sends what waits: edits in order, then mail that is due. Returns how many edits were sent.
pub async fn send_out(core: &Arc<Core>, imap: &mut Imap, account: &Account) -> Result<u32, MailError> {
    let sent = send_edits(core, imap, account).await?;
    sending::flush(core, Some(imap), account).await?;
    Ok(sent)
}

/// Sends what another verb left meanwhile, if anything; another mailbox may be selected then.
pub async fn send_waiting(core: &Arc<Core>, imap: &mut Imap, account: &Account) -> Result<Option<u32>, MailError> {
    if !waits(core, account.id).await? {
        return Ok(None);
    }
    send_out(core, imap, account).await.map(Some)
}

/// Whether edits wait, or mail is due.
pub async fn waits(core: &Core, account: AccountId) -> Result<bool, MailError> {
    let due = sending::next_due(core, account).await?.is_some_and(|due| due <= now_ms());
    Ok(due || core.store.edits_wait(account).await?)
}

/// Sends pending edits in order. Returns how many were sent.
pub async fn send_edits(core: &Arc<Core>, imap: &mut Imap, account: &Account) -> Result<u32, MailError> {
    Ok(edits::replay(core, imap, account).await?)
}

/// An INBOX never seen before comes first, even before the list of folders.
async fn first_screen(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    scope: Scope,
    report: &mut Report,
) -> Result<(), MailError> {
    let states = core.store.mailbox_states(account.id).await?;
    let inbox = states.iter().find(|state| state.mailbox.role == Some(Role::Inbox));
    let Some(inbox) = inbox.filter(|state| state.uidnext == 0 && covered(scope, state)) else { return Ok(()) };
    headers(core, imap, account, inbox, report).await.map(drop)
}

fn covered(scope: Scope, state: &MailboxState) -> bool {
    let id = state.mailbox.id;
    state.mailbox.selectable && !state.wanted && scope.only.is_none_or(|only| only == id) && scope.except != Some(id)
}

/// Headers of every mailbox of the scope, then bodies.
pub async fn mailboxes(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    scope: Scope,
    statuses: &Statuses,
    report: &mut Report,
) -> Result<(), MailError> {
    let mut states = core.store.mailbox_states(account.id).await?;
    states.retain(|state| covered(scope, state));
    states.sort_by_key(order);
    for state in &states {
        report.mailboxes += 1;
        let same = statuses.get(&state.wire_name).is_some_and(|status| unchanged(state, status));
        if !same || sync_imap::stale(account, state) {
            headers(core, imap, account, state, report).await?;
            report.edits_sent += send_waiting(core, imap, account).await?.unwrap_or(0);
        }
    }
    bodies(core, imap, account, scope, report).await
}

/// The bodies still missing in the mailboxes of the scope.
pub async fn bodies(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    scope: Scope,
    report: &mut Report,
) -> Result<(), MailError> {
    let mut states = core.store.mailbox_states(account.id).await?;
    states.retain(|state| covered(scope, state));
    states.sort_by_key(order);
    for state in &states {
        bodies_of(core, imap, account, state, scope.bodies, report).await?;
        let (account, mailbox) = (account.id, state.mailbox.id);
        core.events.send(Event::Progress { account, mailbox, phase: SyncPhase::Done, done: 1, total: 1 });
    }
    Ok(())
}

/// The order in which mailboxes are looked at.
pub fn order(state: &MailboxState) -> u8 {
    match state.mailbox.role {
        Some(Role::Inbox) => 0,
        Some(Role::Sent) => 1,
        Some(Role::Drafts) => 2,
        None => 3,
        Some(Role::Archive | Role::Flagged | Role::All) => 4,
        Some(Role::Trash | Role::Junk) => 5,
    }
}

/// Whether the server's own counters say that nothing happened since the last pass. Without a
/// mod-sequence flags may have changed unseen, so only a mailbox that never holds any is the same.
fn unchanged(state: &MailboxState, status: &Status) -> bool {
    let empty = status.messages == Some(0) && state.mailbox.total == 0 && state.mailbox.local == 0;
    let modseq = status.highestmodseq.unwrap_or(0);
    status.uidvalidity == Some(state.mailbox.uidvalidity)
        && status.uidnext == Some(state.uidnext)
        && status.messages == Some(state.mailbox.total)
        && (empty || (modseq > 0 && modseq == state.highestmodseq))
}

/// As [`unchanged`], where a server without mod-sequences is believed by its number of unread messages: a check in the
/// background may miss a flag that changed, the next whole sync does not.
pub fn looks_unchanged(state: &MailboxState, status: &Status) -> bool {
    let counters = status.uidvalidity == Some(state.mailbox.uidvalidity)
        && status.uidnext == Some(state.uidnext)
        && status.messages == Some(state.mailbox.total);
    let flags = match status.highestmodseq.filter(|modseq| *modseq > 0) {
        Some(modseq) => modseq == state.highestmodseq,
        None => status.unseen.is_none_or(|unseen| unseen == state.mailbox.unread),
    };
    counters && flags
}

/// One mailbox's pass; returns the messages that were not here before. What is wrong with one mailbox does not stop the
/// others; a broken connection does.
pub async fn headers(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    state: &MailboxState,
    report: &mut Report,
) -> Result<Vec<MessageId>, MailError> {
    match sync_imap::pass(core, imap, account, state.mailbox.id).await {
        Ok(done) => {
            report.new_messages += u32::try_from(done.inserted.len()).unwrap_or(u32::MAX);
            report.removed += done.removed;
            report.flags_changed += done.flags;
            for id in done.arrived {
                let (account, mailbox) = (account.id, state.mailbox.id);
                if announced(state.mailbox.role) {
                    core.events.send(Event::NewMessage { account, mailbox, id, after_ms: 0 });
                }
            }
            Ok(done.inserted)
        }
        Err(error) => skip(state, error, report).map(|()| Vec::new()),
    }
}

/// Whether a person is told of new mail in such a mailbox.
pub fn announced(role: Option<Role>) -> bool {
    matches!(role, None | Some(Role::Inbox))
}

fn skip(state: &MailboxState, error: MailError, report: &mut Report) -> Result<(), MailError> {
    match error {
        MailError::Refused { .. } | MailError::Gone { .. } | MailError::Quota { .. } => {
            let told = error.told();
            report.problems.push(Sentence::joined([Sentence::said(&state.mailbox.name), told], ": "));
            Ok(())
        }
        fatal => Err(fatal),
    }
}

async fn bodies_of(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    state: &MailboxState,
    policy: Option<BodyPolicy>,
    report: &mut Report,
) -> Result<(), MailError> {
    let policy = policy.unwrap_or(account.bodies);
    let mailbox = state.mailbox.id;
    let total = core.store.mailbox_state(mailbox).await?.mailbox.local;
    let progress = Progress { core: Arc::clone(core), account: account.id, mailbox, total };
    let mut bringing = Bringing::new(core, policy, progress);
    let brought = bring_all(core, imap, account, state, &mut bringing, report).await;
    let finished = bringing.finish().await.map(|came| report.bodies += came);
    brought.and(finished).or_else(|error| skip(state, error, report))
}

async fn bring_all(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    state: &MailboxState,
    bringing: &mut Bringing,
    report: &mut Report,
) -> Result<(), MailError> {
    let mut selected = false;
    loop {
        let wanted = bringing.wanted().await?;
        if wanted.is_empty() {
            return Ok(());
        }
        if !selected {
            imap.select(&state.wire_name, Select::Plain).await?;
        }
        bringing.bring(imap, account, wanted, &mut report.problems).await?;
        let sent = send_waiting(core, imap, account).await?;
        report.edits_sent += sent.unwrap_or(0);
        selected = sent.is_none();
    }
}
