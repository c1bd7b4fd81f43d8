//! What a person did, kept so that it can be undone.

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod undo;

pub use undo::Undone;

use super::{
    Durability, Store, StoreError,
    accounts::{unword, word},
    edits,
};
use crate::{
    model::{AccountId, Action, ActionId, ActionKind, EditKind, Flags, MailboxId, MessageId},
    sync::flags,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeSet;

/// How long an action can be undone, in milliseconds.
const KEPT: i64 = 30 * 86_400_000;
const COLUMNS: &str = "id, kind, messages, target, at";

/// Mailboxes that show something else now.
pub type Touched = BTreeSet<(AccountId, MailboxId)>;

/// What a person does: edits, carried out all or none.
#[derive(Debug, Clone)]
pub struct NewAction {
    pub kind: ActionKind,
    pub edits: Vec<(MessageId, EditKind)>,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// What an action did.
#[derive(Debug, Clone)]
pub struct Acted {
    pub action: Action,
    pub touched: Touched,
}

impl Store {
    /// Queues the edits of an action and shows them at once; they are on disk when this returns.
    /// `Gone` when a message, or a target in its account, is not there.
    pub async fn act(&self, new: NewAction) -> Result<Acted, StoreError> {
        self.write(Durability::Full, move |db| {
            db.prepare_cached("DELETE FROM action WHERE at < ?")?.execute([new.at - KEPT])?;
            db.prepare_cached("INSERT INTO action (kind, messages, at) VALUES (?, 0, ?)")?
                .execute(params![word(new.kind)?, new.at])?;
            let id = ActionId(db.last_insert_rowid());
            let mut touched = Touched::new();
            let mut changed = BTreeSet::new();
            for (message, kind) in &new.edits {
                if edit(db, id, *message, kind, new.at, &mut touched)? {
                    changed.insert(*message);
                }
            }
            let messages = u32::try_from(changed.len()).unwrap_or(u32::MAX);
            let to = target(&new.edits);
            db.prepare_cached("UPDATE action SET messages = ?2, target = ?3 WHERE id = ?1")?.execute(params![
                id.0,
                messages,
                to.map(|to| to.0)
            ])?;
            Ok(Acted { action: Action { id, kind: new.kind, messages, to, at: new.at }, touched })
        })
        .await
    }

    /// The newest action that changed something that is still here and was not undone.
    pub async fn last_action(&self, now_ms: i64) -> Result<Option<Action>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM action a WHERE undone = 0 AND messages > 0 AND at >= ?
                 AND EXISTS (SELECT 1 FROM action_item i JOIN message m ON m.id = i.message WHERE i.action = a.id)
                 ORDER BY id DESC LIMIT 1"
            ))?;
            query.query_and_then([now_ms - KEPT], action)?.next().transpose()
        })
        .await
    }
}

/// Queues one edit and notes how its message was shown. Returns whether anything a person sees changed.
fn edit(
    db: &Connection,
    action: ActionId,
    message: MessageId,
    kind: &EditKind,
    at: i64,
    touched: &mut Touched,
) -> Result<bool, StoreError> {
    let before = Shown::of(db, message.0)?.ok_or(StoreError::Gone("message"))?;
    let mailbox = before.mailbox.ok_or(StoreError::Gone("message"))?;
    let edit = edits::queue(db, message, kind, at)?;
    let copy = "SELECT shows FROM edit WHERE id = ?";
    let copy: Option<i64> = db.prepare_cached(copy)?.query_row([edit.0], |row| row.get(0))?;
    db.prepare_cached(
        "INSERT INTO action_item (edit, action, message, kind, shown_in, flags, keywords, copy) VALUES (?,?,?,?,?,?,?,?)",
    )?
    .execute(params![
        edit.0,
        action.0,
        message.0,
        serde_json::to_string(kind)?,
        mailbox.0,
        before.flags.bits(),
        before.flags.keywords.join(" "),
        copy,
    ])?;
    touched.insert((before.account, mailbox));
    Ok(match kind {
        EditKind::Flag { change } => flags::shown(&before.flags, [change]) != before.flags,
        EditKind::Move { to } | EditKind::Copy { to } => {
            touched.insert((before.account, *to));
            true
        }
        EditKind::Expunge => true,
    })
}

/// Where all moved or copied messages went, if that is one mailbox.
fn target(edits: &[(MessageId, EditKind)]) -> Option<MailboxId> {
    let targets = edits.iter().filter_map(|(_, kind)| match kind {
        EditKind::Move { to } | EditKind::Copy { to } => Some(*to),
        EditKind::Flag { .. } | EditKind::Expunge => None,
    });
    let targets: BTreeSet<MailboxId> = targets.collect();
    targets.first().copied().filter(|_| targets.len() == 1)
}

/// How a message is shown.
struct Shown {
    account: AccountId,
    mailbox: Option<MailboxId>,
    flags: Flags,
}

impl Shown {
    fn of(db: &Connection, message: i64) -> Result<Option<Self>, StoreError> {
        let sql = "SELECT account, shown_in, flags, keywords FROM message WHERE id = ?";
        let found = db.prepare_cached(sql)?.query_row([message], |row| {
            Ok(Self {
                account: AccountId(row.get(0)?),
                mailbox: row.get::<_, Option<i64>>(1)?.map(MailboxId),
                flags: Flags::from_bits(row.get(2)?, row.get_ref(3)?.as_str()?),
            })
        });
        Ok(found.optional()?)
    }
}

fn action(row: &Row<'_>) -> Result<Action, StoreError> {
    Ok(Action {
        id: ActionId(row.get(0)?),
        kind: unword(row, 1)?,
        messages: row.get(2)?,
        to: row.get::<_, Option<i64>>(3)?.map(MailboxId),
        at: row.get(4)?,
    })
}
