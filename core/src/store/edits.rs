//! What people did to messages and the server has not confirmed (requirement S3-2). The intent and
//! what is shown are written in one transaction; the base state moves when the server confirms.

mod copies;
mod settle;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;

use super::{Durability, Store, StoreError, accounts::unword, shown};
use crate::{
    model::{AccountId, EditId, EditKind, EditRefusal, MailboxId, MessageId},
    sync::replay::{Outcome, PendingEdit, Trace},
    words::Sentence,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashSet;

pub(super) use settle::take_away;

impl Store {
    /// Queues edits and shows them at once, all or none; they are on disk when this returns.
    /// `Gone` when a message, or a target in its account, is not there.
    pub async fn queue_edits(&self, edits: Vec<(MessageId, EditKind)>, now_ms: i64) -> Result<Vec<EditId>, StoreError> {
        self.write(Durability::Full, move |db| {
            edits.iter().map(|(message, kind)| queue(db, *message, kind, now_ms)).collect()
        })
        .await
    }

    /// Whether an account has edits that its server has not heard of.
    pub async fn edits_wait(&self, account: AccountId) -> Result<bool, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM edit WHERE account = ?)")?;
            Ok(query.query_row([account.0], |row| row.get(0))?)
        })
        .await
    }

    /// The edits of an account that wait, oldest first.
    pub async fn pending_edits(&self, account: AccountId) -> Result<Vec<PendingEdit>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(
                "SELECT e.id, e.message, e.kind, e.note, m.mailbox, m.uid, m.message_id, m.size
                 FROM edit e JOIN message m ON m.id = e.message WHERE e.account = ? ORDER BY e.id",
            )?;
            query.query_and_then([account.0], pending)?.collect()
        })
        .await
    }

    /// Notes that these moves and copies may reach the server from now on. Returns those that are still there:
    /// the others were undone and must not be sent.
    pub async fn mark_started(&self, edits: Vec<(EditId, Trace)>) -> Result<HashSet<EditId>, StoreError> {
        self.write(Durability::Full, move |db| {
            let mut update = db.prepare_cached("UPDATE edit SET started = 1, note = ? WHERE id = ?")?;
            let mut there = HashSet::new();
            for (id, trace) in &edits {
                if update.execute(params![serde_json::to_string(trace)?, id.0])? > 0 {
                    there.insert(*id);
                }
            }
            Ok(there)
        })
        .await
    }

    /// The same for changes of flags and removals, which can be repeated without a trace.
    pub async fn mark_sending(&self, edits: Vec<EditId>) -> Result<HashSet<EditId>, StoreError> {
        self.write(Durability::Full, move |db| {
            let mut update = db.prepare_cached("UPDATE edit SET started = 2 WHERE id = ?")?;
            let mut there = HashSet::new();
            for id in &edits {
                if update.execute([id.0])? > 0 {
                    there.insert(*id);
                }
            }
            Ok(there)
        })
        .await
    }

    /// Takes over what the server did; the base state moves now. Edits that are no longer there are left out.
    pub async fn confirm_edits(&self, outcomes: Vec<(EditId, Outcome)>) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            outcomes.iter().try_for_each(|(id, outcome)| settle::confirm(db, *id, *outcome))
        })
        .await
    }

    /// Undoes edits that the server refused: what is shown is the base with the edits that still wait.
    /// Each refusal is kept until [`Store::take_refusals`].
    pub async fn refuse_edits(
        &self,
        edits: Vec<EditId>,
        reason: Sentence,
        now_ms: i64,
    ) -> Result<Vec<EditRefusal>, StoreError> {
        self.write(Durability::Full, move |db| {
            let refused = edits.iter().map(|id| settle::refuse(db, *id, &reason, now_ms));
            refused.filter_map(Result::transpose).collect()
        })
        .await
    }

    /// The refusals that nobody has been told yet, oldest first; they are told with this.
    pub async fn take_refusals(&self, account: AccountId) -> Result<Vec<EditRefusal>, StoreError> {
        self.write(Durability::Full, move |db| {
            let mut query = db.prepare_cached(
                "SELECT r.account, r.message, r.kind, r.reason, b.role FROM refusal r
                 LEFT JOIN message m ON m.id = r.message LEFT JOIN mailbox b ON b.id = m.shown_in
                 WHERE r.account = ? ORDER BY r.id",
            )?;
            let refusals = query.query_and_then([account.0], refusal)?.collect::<Result<_, _>>()?;
            db.execute("DELETE FROM refusal WHERE account = ?", [account.0])?;
            Ok(refusals)
        })
        .await
    }

    /// How many messages of a mailbox wait for their UID.
    pub async fn orphans(&self, mailbox: MailboxId) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM message WHERE mailbox = ? AND uid IS NULL";
        self.read(move |db| Ok(db.query_row(sql, [mailbox.0], |row| row.get(0))?)).await
    }
}

/// Queues an edit and shows it.
pub(super) fn queue(db: &Connection, message: MessageId, kind: &EditKind, now_ms: i64) -> Result<EditId, StoreError> {
    let sql = "SELECT account FROM message WHERE id = ? AND shown_in IS NOT NULL";
    let account = db.prepare_cached(sql)?.query_row([message.0], |row| row.get::<_, i64>(0)).optional()?;
    let account = account.ok_or(StoreError::Gone("message"))?;
    let shows = match kind {
        EditKind::Move { to } | EditKind::Copy { to } => {
            let sql = "SELECT 1 FROM mailbox WHERE id = ? AND account = ?";
            let there = db.prepare_cached(sql)?.query_row([to.0, account], |_| Ok(())).optional()?;
            there.ok_or(StoreError::Gone("mailbox"))?;
            matches!(kind, EditKind::Copy { .. }).then(|| copies::add(db, message, *to)).transpose()?
        }
        EditKind::Flag { .. } | EditKind::Expunge => None,
    };
    db.prepare_cached("INSERT INTO edit (account, message, kind, made, shows) VALUES (?,?,?,?,?)")?
        .execute(params![account, message.0, serde_json::to_string(kind)?, now_ms, shows])?;
    let id = EditId(db.last_insert_rowid());
    shown::refresh(db, message.0)?;
    shows.map(|copy| shown::refresh(db, copy)).transpose()?;
    Ok(id)
}

fn pending(row: &Row<'_>) -> Result<PendingEdit, StoreError> {
    let note: String = row.get(3)?;
    Ok(PendingEdit {
        id: EditId(row.get(0)?),
        message: MessageId(row.get(1)?),
        kind: serde_json::from_str(&row.get::<_, String>(2)?)?,
        mailbox: MailboxId(row.get(4)?),
        uid: row.get(5)?,
        message_id: row.get(6)?,
        size: row.get::<_, i64>(7)?.cast_unsigned(),
        trace: if note.is_empty() { None } else { Some(serde_json::from_str(&note)?) },
    })
}

/// Reads account, message, kind, reason and the role of the mailbox the message is shown in.
fn refusal(row: &Row<'_>) -> Result<EditRefusal, StoreError> {
    let role: Option<String> = row.get(4)?;
    Ok(EditRefusal {
        account: AccountId(row.get(0)?),
        message: MessageId(row.get(1)?),
        edit: serde_json::from_str(&row.get::<_, String>(2)?)?,
        reason: Sentence::from_kept(&row.get::<_, String>(3)?),
        role: role.map(|_| unword(row, 4)).transpose()?,
    })
}
