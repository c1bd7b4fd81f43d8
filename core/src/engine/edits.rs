//! Sending what people did to messages (requirement S3-2), in order, many messages a command.
//!
//! Every part can be repeated: flags are compared with the server's before they are changed, and a
//! move or copy leaves a [`crate::sync::replay::Trace`] before it is sent, by which a repeat finds out
//! whether it was carried out. A connection that breaks leaves the edits where they are.

mod flags;
mod reason;
mod repeat;
mod transfer;

use super::account::Turn;
use super::core::{Core, now_ms};
use super::session::SessionError;
use crate::model::{Account, AccountId, EditId, EditKind, EditRefusal, Event, Flags, MailboxId, MessageId, UidSet};
use crate::net::NetError;
use crate::net::imap::{FetchPlan, Imap, Select, Selected, Set};
use crate::say;
use crate::store::{MailboxState, Store};
use crate::sync::replay::{Action, Group, Outcome, PendingEdit, next_group};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a replay did.
#[derive(Debug, Default)]
pub struct Replayed {
    /// Edits that the server has now.
    pub done: u32,
    pub refused: Vec<EditRefusal>,
    /// Mailboxes that changed here or on the server.
    pub touched: BTreeSet<MailboxId>,
}

/// Sends the pending edits of an account and tells faces what became of them; returns how many the
/// server has now.
pub async fn replay(core: &Core, imap: &mut Imap, account: &Account) -> Result<u32, SessionError> {
    let _turn = core.engines.turn(account.id, Turn::Edits).await;
    let (replayed, result) = run(imap, &core.store, account.id, now_ms).await;
    for refusal in replayed.refused {
        core.events.send(Event::EditRefused { refusal });
    }
    for mailbox in replayed.touched {
        core.changed(account.id, mailbox);
    }
    result.map(|()| replayed.done)
}

/// Sends the pending edits of an account. What was done before an error stays done.
pub async fn run(
    imap: &mut Imap,
    store: &Store,
    account: AccountId,
    clock: fn() -> i64,
) -> (Replayed, Result<(), SessionError>) {
    let mut replay = Replay {
        imap,
        store,
        account,
        clock,
        mailboxes: HashMap::new(),
        selected: None,
        waiting: HashSet::new(),
        replayed: Replayed::default(),
    };
    let result = replay.all().await;
    (replay.replayed, result)
}

struct Replay<'a> {
    imap: &'a mut Imap,
    store: &'a Store,
    account: AccountId,
    /// Milliseconds since 1970.
    clock: fn() -> i64,
    mailboxes: HashMap<MailboxId, MailboxState>,
    selected: Option<(MailboxId, Selected)>,
    /// Messages whose edits cannot be sent before a sync.
    waiting: HashSet<MessageId>,
    replayed: Replayed,
}

/// A mailbox as an edit finds it.
enum Opened {
    Ready {
        uidvalidity: u32,
        read_only: bool,
        permanent: Option<Vec<String>>,
    },
    /// Its UIDs are others than those known here: a sync has to see it first.
    Renumbered,
    Refused(NetError),
}

impl Replay<'_> {
    async fn all(&mut self) -> Result<(), SessionError> {
        let mut last: Option<EditId> = None;
        loop {
            let pending = self.store.pending_edits(self.account).await?;
            let Some(group) = next_group(&pending, &self.waiting) else { return Ok(()) };
            let first = group.edits.first().map(|edit| edit.id);
            if first == last {
                // It was not settled: it must not keep the others waiting.
                self.wait(&group.edits);
                continue;
            }
            last = first;
            if self.mailboxes.is_empty() {
                let states = self.store.mailbox_states(self.account).await?;
                self.mailboxes = states.into_iter().map(|state| (state.mailbox.id, state)).collect();
            }
            self.group(group).await?;
        }
    }

    async fn group(&mut self, group: Group) -> Result<(), SessionError> {
        let (begun, fresh): (Vec<_>, Vec<_>) = group.edits.into_iter().partition(|edit| edit.trace.is_some());
        let mut edits = self.find_out(group.mailbox, group.action, begun).await?;
        edits.extend(fresh);
        let (known, unknown): (Vec<_>, Vec<_>) = edits.into_iter().partition(|edit| edit.uid.is_some());
        self.wait(&unknown);
        if known.is_empty() {
            return Ok(());
        }
        let permanent = match self.open(group.mailbox).await? {
            Opened::Renumbered => {
                self.wait(&known);
                return Ok(());
            }
            Opened::Refused(error) => return self.refuse(&known, &error).await,
            Opened::Ready { read_only: true, .. } if !matches!(group.action, Action::Copy(_)) => {
                let text = say!("edit-said-read-only");
                return self.refuse(&known, &NetError::No { code: Some("READ-ONLY".into()), text }).await;
            }
            Opened::Ready { permanent, .. } => permanent,
        };
        let Some(there) = self.flags_of(&uids(&known)).await? else {
            self.wait(&known);
            return Ok(());
        };
        let (here, gone): (Vec<_>, Vec<_>) =
            known.into_iter().partition(|edit| edit.uid.is_some_and(|uid| there.contains_key(&uid)));
        self.gone(&gone).await?;
        match group.action {
            _ if here.is_empty() => Ok(()),
            Action::Flag => self.flag(self.sending(here).await?, there, permanent.as_deref()).await,
            // An earlier move was undone: this one leads back to where the message still is.
            Action::Move(to) if to == group.mailbox => self.confirm(&here, |_| Outcome::Moved(None)).await,
            Action::Move(to) | Action::Copy(to) => self.transfer(here, to).await,
            Action::Expunge => self.expunge(self.sending(here).await?).await,
        }
    }

    /// Notes that edits are on their way; those that were undone meanwhile are left out.
    async fn sending(&self, mut edits: Vec<PendingEdit>) -> Result<Vec<PendingEdit>, SessionError> {
        let there = self.store.mark_sending(edits.iter().map(|edit| edit.id).collect()).await?;
        edits.retain(|edit| there.contains(&edit.id));
        Ok(edits)
    }

    /// Selects a mailbox, unless it is.
    async fn open(&mut self, mailbox: MailboxId) -> Result<Opened, SessionError> {
        let Some(state) = self.mailboxes.get(&mailbox) else {
            let text = say!("edit-said-gone");
            return Ok(Opened::Refused(NetError::No { code: Some("NONEXISTENT".into()), text }));
        };
        if self.selected.as_ref().is_none_or(|(id, _)| *id != mailbox) {
            self.selected = None;
            match self.imap.select(&state.wire_name, Select::Plain).await {
                Ok(selected) => self.selected = Some((mailbox, selected)),
                Err(error) if error.is_fatal() => return Err(error.into()),
                Err(error) => return Ok(Opened::Refused(error)),
            }
        }
        Ok(match &self.selected {
            Some((_, selected)) if selected.uidvalidity == state.mailbox.uidvalidity => Opened::Ready {
                uidvalidity: selected.uidvalidity,
                read_only: selected.read_only,
                permanent: selected.permanent_flags.clone(),
            },
            _ => Opened::Renumbered,
        })
    }

    /// The flags of those messages of the selected mailbox that are there; `None` when the server
    /// would not say.
    async fn flags_of(&mut self, uids: &UidSet) -> Result<Option<HashMap<u32, Flags>>, SessionError> {
        let plan = FetchPlan { set: Set::Uids(uids.clone()), items: "FLAGS".into(), modifier: None };
        let Some(fetched) = asked(self.imap.fetch_all(&plan, 0).await)? else { return Ok(None) };
        let flags = fetched.into_iter().filter_map(|message| Some((message.uid?, message.flags.unwrap_or_default())));
        Ok(Some(flags.filter(|(uid, _)| uids.contains(*uid)).collect()))
    }

    async fn expunge(&mut self, edits: Vec<PendingEdit>) -> Result<(), SessionError> {
        if edits.is_empty() {
            return Ok(());
        }
        match self.imap.expunge(&uids(&edits)).await {
            Ok(()) => self.confirm(&edits, |_| Outcome::Expunged).await,
            Err(error) if error.is_fatal() => Err(error.into()),
            Err(error) => self.refuse(&edits, &error).await,
        }
    }

    fn wait(&mut self, edits: &[PendingEdit]) {
        self.waiting.extend(edits.iter().map(|edit| edit.message));
    }

    async fn confirm(
        &mut self,
        edits: &[PendingEdit],
        outcome: impl Fn(&PendingEdit) -> Outcome,
    ) -> Result<(), SessionError> {
        self.touch(edits);
        let outcomes = edits.iter().map(|edit| (edit.id, outcome(edit))).collect();
        self.store.confirm_edits(outcomes).await?;
        self.replayed.done += u32::try_from(edits.len()).unwrap_or(u32::MAX);
        Ok(())
    }

    /// The messages are not on the server: what was to be done to them is done or cannot be.
    async fn gone(&mut self, edits: &[PendingEdit]) -> Result<(), SessionError> {
        if edits.is_empty() {
            return Ok(());
        }
        self.touch(edits);
        self.store.confirm_edits(edits.iter().map(|edit| (edit.id, Outcome::Gone)).collect()).await?;
        let told = edits.iter().filter(|edit| matches!(edit.kind, EditKind::Move { .. } | EditKind::Copy { .. }));
        self.replayed.refused.extend(told.map(|edit| EditRefusal {
            account: self.account,
            message: edit.message,
            edit: edit.kind.clone(),
            reason: say!("edit-gone"),
            role: None,
        }));
        Ok(())
    }

    async fn refuse(&mut self, edits: &[PendingEdit], error: &NetError) -> Result<(), SessionError> {
        self.touch(edits);
        for edit in edits {
            let reason = reason::sentence(&edit.kind, error, &self.mailboxes);
            let refused = self.store.refuse_edits(vec![edit.id], reason, (self.clock)()).await?;
            self.replayed.refused.extend(refused);
        }
        Ok(())
    }

    fn touch(&mut self, edits: &[PendingEdit]) {
        for edit in edits {
            self.replayed.touched.insert(edit.mailbox);
            if let EditKind::Move { to } | EditKind::Copy { to } = edit.kind {
                self.replayed.touched.insert(to);
            }
        }
    }
}

/// What was asked for; `None` when the server would not say, and the connection is good.
fn asked<T>(answer: Result<T, NetError>) -> Result<Option<T>, SessionError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.is_fatal() => Err(error.into()),
        Err(_) => Ok(None),
    }
}

fn uids(edits: &[PendingEdit]) -> UidSet {
    edits.iter().filter_map(|edit| edit.uid).collect()
}
