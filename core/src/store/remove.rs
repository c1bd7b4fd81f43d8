//! Taking messages away: the row, its source, its place in both search tables and in its thread.

use super::{StoreError, index, shown, threads};
use crate::model::{AccountId, EditKind, MailboxId};
use crate::say;
use crate::words::Sentence;
use rusqlite::{Connection, OptionalExtension, Params, params};

/// A message row as removing needs it.
#[derive(Clone, Copy)]
pub(super) struct Doomed {
    pub id: i64,
    pub rank: i64,
    pub thread: i64,
    pub pending: bool,
}

/// Removes messages for good; edits that wait for them go too.
pub(super) fn messages(db: &Connection, doomed: &[Doomed]) -> Result<(), StoreError> {
    let mut delete = db.prepare_cached("DELETE FROM message WHERE id = ?")?;
    index::remove(db, doomed.iter().map(|message| message.rank).collect())?;
    for message in doomed {
        delete.execute([message.id])?;
    }
    threads::forget_empty(db, doomed.iter().map(|message| message.thread))
}

/// Removes messages the server no longer has and returns how many. An edit that may have reached the
/// server keeps its message, without a UID, until its outcome is known, as a copy that waits keeps the
/// row that shows it; other edits are refused.
pub(super) fn vanished(db: &Connection, doomed: &[Doomed]) -> Result<u32, StoreError> {
    let mut going = Vec::with_capacity(doomed.len());
    for message in doomed {
        if message.pending && started(db, message.id)? {
            db.execute("UPDATE message SET uid = NULL, modseq = 0 WHERE id = ?", [message.id])?;
            continue;
        }
        if message.pending {
            refuse_edits(db, message.id, &say!("edit-gone"))?;
        }
        going.push(*message);
    }
    messages(db, &going)?;
    Ok(u32::try_from(going.len()).unwrap_or(u32::MAX))
}

/// Removes a mailbox that the server no longer lists.
pub(super) fn mailbox(db: &Connection, id: MailboxId) -> Result<(), StoreError> {
    let sql = "SELECT id, rank, thread, pending FROM message WHERE mailbox = ?";
    let doomed = doomed(db, sql, [id.0])?;
    for message in doomed.iter().filter(|message| message.pending) {
        refuse_edits(db, message.id, &say!("edit-no-folder"))?;
    }
    messages(db, &doomed)?;
    refuse_moves_into(db, id)?;
    db.execute("DELETE FROM mailbox WHERE id = ?", [id.0])?;
    Ok(())
}

/// Removes every message of an account.
pub(super) fn account_messages(db: &Connection, id: AccountId) -> Result<(), StoreError> {
    messages(db, &doomed(db, "SELECT id, rank, thread, pending FROM message WHERE account = ?", [id.0])?)
}

pub(super) fn doomed(db: &Connection, sql: &str, key: impl Params) -> Result<Vec<Doomed>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(key, |row| {
        Ok(Doomed { id: row.get(0)?, rank: row.get(1)?, thread: row.get(2)?, pending: row.get::<_, i64>(3)? > 0 })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn started(db: &Connection, message: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM edit WHERE (message = ?1 AND started = 1) OR shows = ?1 LIMIT 1";
    Ok(db.prepare_cached(sql)?.query_row([message], |_| Ok(())).optional()?.is_some())
}

/// Turns the moves and copies that wait for a message into refusals. Changes of flags are dropped without
/// a word: there is nothing left that a person could see undone.
fn refuse_edits(db: &Connection, message: i64, reason: &Sentence) -> Result<(), StoreError> {
    refuse(db, "SELECT id, account, message, kind, made FROM edit WHERE message = ?", message, reason, |kind| {
        matches!(kind, EditKind::Move { .. } | EditKind::Copy { .. })
    })?;
    db.execute("DELETE FROM edit WHERE message = ?", [message])?;
    Ok(())
}

/// Undoes the moves and copies into a mailbox that is going.
fn refuse_moves_into(db: &Connection, mailbox: MailboxId) -> Result<(), StoreError> {
    let sql = "SELECT e.id, e.account, e.message, e.kind, e.made FROM edit e
         JOIN mailbox m ON m.account = e.account WHERE m.id = ?";
    let into = |kind: &EditKind| matches!(kind, EditKind::Move { to } | EditKind::Copy { to } if *to == mailbox);
    for (edit, message) in refuse(db, sql, mailbox.0, &say!("edit-no-folder"), into)? {
        db.execute("DELETE FROM edit WHERE id = ?", [edit])?;
        shown::refresh(db, message)?;
    }
    Ok(())
}

/// Writes a refusal for each edit of `sql` that `which` picks; returns their ids and messages.
fn refuse(
    db: &Connection,
    sql: &str,
    key: i64,
    reason: &Sentence,
    which: impl Fn(&EditKind) -> bool,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut refused = Vec::new();
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query([key])?;
    while let Some(row) = rows.next()? {
        let (edit, account, message, made): (i64, i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(4)?);
        let kind: String = row.get(3)?;
        if which(&serde_json::from_str(&kind)?) {
            db.execute(
                "INSERT INTO refusal (account, message, kind, reason, at) VALUES (?,?,?,?,?)",
                params![account, message, kind, reason.kept()?, made],
            )?;
            refused.push((edit, message));
        }
    }
    Ok(refused)
}
