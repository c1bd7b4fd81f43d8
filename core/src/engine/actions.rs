//! What a person does to messages, and how it is undone.

use super::account;
use super::core::{Core, now_ms};
use crate::error::MailError;
use crate::model::{AccountId, Action, ActionId, ActionKind, EditKind, Event, Mailbox, MessageId, Role};
use crate::say;
use crate::store::{NewAction, StoreError, Touched};
use crate::sync::edits::{Verb, VerbError, expand, made_as};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Queues what a verb means for each message: all of it or, with an error, none.
pub async fn act(core: &Core, ids: &[MessageId], verb: &Verb) -> Result<Action, MailError> {
    let mut mailboxes = BTreeMap::new();
    let mut edits = Vec::new();
    for id in ids {
        let row = core.store.row(*id).await?;
        let known = match mailboxes.entry(row.account) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(all_mailboxes(core, row.account).await?),
        };
        let expanded = match expand(verb, row.mailbox, known) {
            Err(VerbError::NoMailbox(role @ (Role::Trash | Role::Archive | Role::Junk))) => {
                core.store.want_mailbox(row.account, role, made_as(role).to_owned()).await?;
                core.events.send(Event::AccountChanged { account: row.account });
                *known = all_mailboxes(core, row.account).await?;
                expand(verb, row.mailbox, known)?
            }
            expanded => expanded?,
        };
        edits.extend(expanded.into_iter().map(|kind| (*id, kind)));
    }
    let acted = core.store.act(NewAction { kind: kind(verb, &edits), edits, at: now_ms() }).await?;
    tell(core, &acted.touched);
    Ok(acted.action)
}

/// Takes an action back.
pub async fn undo(core: &Core, action: ActionId) -> Result<(), MailError> {
    let undone = match core.store.undo_action(action, now_ms()).await {
        Err(StoreError::Gone("action")) => {
            return Err(MailError::gone(say!("undo-over"), say!("undo-over-next")));
        }
        undone => undone?,
    };
    tell(core, &undone.touched);
    match (undone.back, undone.lost) {
        (_, 0) => Ok(()),
        (0, _) => Err(MailError::refused(say!("undo-lost"), say!("undo-lost-next"))),
        (back, lost) => {
            Err(MailError::refused(say!("undo-lost-some", lost, all = back + lost), say!("undo-lost-some-next")))
        }
    }
}

/// Tells faces what shows something else now, and engines that something waits.
fn tell(core: &Core, touched: &Touched) {
    for (account, mailbox) in touched {
        core.changed(*account, *mailbox);
    }
    let accounts: BTreeSet<AccountId> = touched.iter().map(|(account, _)| *account).collect();
    for account in accounts {
        account::nudge(core, account);
    }
}

fn kind(verb: &Verb, edits: &[(MessageId, EditKind)]) -> ActionKind {
    match verb {
        Verb::Flag(_) => ActionKind::Flag,
        Verb::Move(_) => ActionKind::Move,
        Verb::Copy(_) => ActionKind::Copy,
        Verb::Archive => ActionKind::Archive,
        Verb::Junk => ActionKind::Junk,
        Verb::NotJunk => ActionKind::NotJunk,
        Verb::Delete if !edits.is_empty() && edits.iter().all(|(_, kind)| *kind == EditKind::Expunge) => {
            ActionKind::Expunge
        }
        Verb::Delete => ActionKind::Delete,
    }
}

async fn all_mailboxes(core: &Core, account: AccountId) -> Result<Vec<Mailbox>, MailError> {
    let states = core.store.mailbox_states(account).await?;
    Ok(states.into_iter().map(|state| state.mailbox).collect())
}
