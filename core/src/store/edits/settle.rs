//! How edits end.

use super::{copies, refusal};
use crate::{
    model::{EditId, EditKind, EditRefusal, FlagChange, Flags, MailboxId},
    say,
    store::{StoreError, remove, shown},
    sync::replay::Outcome,
    words::Sentence,
};
use rusqlite::{Connection, OptionalExtension, params};

struct Edit {
    id: i64,
    message: i64,
    kind: EditKind,
    shows: Option<i64>,
    made: i64,
}

/// Ends an edit as the server confirmed it.
pub(super) fn confirm(db: &Connection, id: EditId, outcome: Outcome) -> Result<(), StoreError> {
    let Some(edit) = find(db, id)? else { return Ok(()) };
    db.prepare_cached("DELETE FROM edit WHERE id = ?")?.execute([edit.id])?;
    match (&edit.kind, outcome) {
        (_, Outcome::Gone) => return vanish(db, &edit),
        (EditKind::Expunge, _) => {
            count(db, edit.message, -1)?;
            return take_away(db, edit.message);
        }
        (EditKind::Flag { .. }, Outcome::NotKept) => {}
        (EditKind::Flag { change }, _) => rebase(db, edit.message, change)?,
        (EditKind::Move { to }, Outcome::Moved(uid)) => moved(db, edit.message, *to, uid)?,
        (EditKind::Copy { to }, Outcome::Copied(uid)) => copied(db, &edit, *to, uid)?,
        (EditKind::Move { to }, _) => moved(db, edit.message, *to, None)?,
        (EditKind::Copy { to }, _) => copied(db, &edit, *to, None)?,
    }
    shown::refresh(db, edit.message).map(drop)
}

/// Ends an edit that the server refused. `None` when it is not there any more.
pub(super) fn refuse(
    db: &Connection,
    id: EditId,
    reason: &Sentence,
    now_ms: i64,
) -> Result<Option<EditRefusal>, StoreError> {
    let Some(edit) = find(db, id)? else { return Ok(None) };
    write_refusal(db, &edit, reason, now_ms)?;
    let row = db.last_insert_rowid();
    db.prepare_cached("DELETE FROM edit WHERE id = ?")?.execute([edit.id])?;
    if let Some(copy) = edit.shows {
        take_away(db, copy)?;
    }
    shown::refresh(db, edit.message)?;
    let mut query = db.prepare_cached(
        "SELECT r.account, r.message, r.kind, r.reason, b.role FROM refusal r
         JOIN message m ON m.id = r.message LEFT JOIN mailbox b ON b.id = m.shown_in WHERE r.id = ?",
    )?;
    let told = query.query_and_then([row], refusal)?.next();
    told.transpose()
}

fn find(db: &Connection, id: EditId) -> Result<Option<Edit>, StoreError> {
    let mut query = db.prepare_cached("SELECT id, message, kind, shows, made FROM edit WHERE id = ?")?;
    let mut rows = query.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let kind = serde_json::from_str(&row.get::<_, String>(2)?)?;
    Ok(Some(Edit { id: row.get(0)?, message: row.get(1)?, kind, shows: row.get(3)?, made: row.get(4)? }))
}

fn write_refusal(db: &Connection, edit: &Edit, reason: &Sentence, at: i64) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO refusal (account, message, kind, reason, at)
         SELECT account, id, ?2, ?3, ?4 FROM message WHERE id = ?1",
    )?;
    insert.execute(params![edit.message, serde_json::to_string(&edit.kind)?, reason.kept()?, at])?;
    Ok(())
}

/// The message is gone on the server. Who moved or copied it is told; there is nothing left that
/// another edit could have changed.
fn vanish(db: &Connection, edit: &Edit) -> Result<(), StoreError> {
    if matches!(edit.kind, EditKind::Move { .. } | EditKind::Copy { .. }) {
        write_refusal(db, edit, &say!("edit-gone"), edit.made)?;
    }
    if let Some(copy) = edit.shows {
        take_away(db, copy)?;
    }
    take_away(db, edit.message)
}

/// Removes a message that the server does not have, or no longer.
pub(in crate::store) fn take_away(db: &Connection, message: i64) -> Result<(), StoreError> {
    let mut rows = remove::doomed(db, "SELECT id, rank, thread, pending FROM message WHERE id = ?", [message])?;
    // The moves and copies that still wait are refused.
    rows.iter_mut().for_each(|row| row.pending = true);
    remove::vanished(db, &rows).map(drop)
}

fn rebase(db: &Connection, message: i64, change: &FlagChange) -> Result<(), StoreError> {
    let sql = "SELECT base_flags, base_keywords FROM message WHERE id = ?";
    let base = db
        .prepare_cached(sql)?
        .query_row([message], |row| Ok(Flags::from_bits(row.get(0)?, row.get_ref(1)?.as_str()?)))?;
    let base = base.with(change);
    db.prepare_cached("UPDATE message SET base_flags = ?2, base_keywords = ?3 WHERE id = ?1")?.execute(params![
        message,
        base.bits(),
        base.keywords.join(" ")
    ])?;
    Ok(())
}

fn moved(db: &Connection, message: i64, to: MailboxId, uid: Option<(u32, u32)>) -> Result<(), StoreError> {
    let sql = "SELECT 1 FROM message WHERE id = ? AND mailbox = ? AND uid IS NOT NULL";
    // A sync of the target may have adopted the message before its move was known to be done.
    if db.prepare_cached(sql)?.exists(params![message, to.0])? {
        return Ok(());
    }
    count(db, message, -1)?;
    place(db, message, to, uid)?;
    count(db, message, 1)
}

fn copied(db: &Connection, edit: &Edit, to: MailboxId, uid: Option<(u32, u32)>) -> Result<(), StoreError> {
    let Some(copy) = edit.shows.filter(|copy| copies::is_there(db, *copy)) else { return Ok(()) };
    let sql = "SELECT uid FROM message WHERE id = ?";
    // A sync of the target may have found the copy before its edit was known to be done.
    if db.prepare_cached(sql)?.query_row([copy], |row| row.get::<_, Option<u32>>(0))?.is_none() {
        place(db, copy, to, uid)?;
        count(db, copy, 1)?;
    }
    shown::refresh(db, copy).map(drop)
}

/// Writes where the server has a message now. A UID of another UIDVALIDITY than the one known means
/// nothing yet: the row then waits for adoption.
fn place(db: &Connection, message: i64, to: MailboxId, uid: Option<(u32, u32)>) -> Result<(), StoreError> {
    let sql = "SELECT uidvalidity FROM mailbox WHERE id = ?";
    let known: u32 = db.prepare_cached(sql)?.query_row([to.0], |row| row.get(0))?;
    let uid = uid.filter(|(uidvalidity, _)| *uidvalidity == known).map(|(_, uid)| uid);
    let sql = "SELECT id FROM message WHERE mailbox = ? AND uid = ? AND id <> ?";
    let twin = match uid {
        Some(uid) => db.prepare_cached(sql)?.query_row(params![to.0, uid, message], |row| row.get(0)).optional()?,
        None => None,
    };
    if let Some(twin) = twin {
        merge(db, twin, message)?;
    }
    db.prepare_cached("UPDATE message SET mailbox = ?2, uid = ?3, modseq = 0 WHERE id = ?1")?
        .execute(params![message, to.0, uid])?;
    Ok(())
}

/// A sync of the target stored the message as new before its move was known to be done: the older
/// row stays, and takes over what was done to the newer one.
fn merge(db: &Connection, twin: i64, into: i64) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE edit SET message = ?2 WHERE message = ?1")?.execute([twin, into])?;
    db.prepare_cached("UPDATE action_item SET message = ?2 WHERE message = ?1")?.execute([twin, into])?;
    db.prepare_cached(
        "UPDATE message SET (base_flags, base_keywords) =
            (SELECT base_flags, base_keywords FROM message AS twin WHERE twin.id = ?1) WHERE id = ?2",
    )?
    .execute([twin, into])?;
    // The edits are no longer its own.
    let rows = remove::doomed(db, "SELECT id, rank, thread, 0 FROM message WHERE id = ?", [twin])?;
    remove::messages(db, &rows)
}

/// Keeps the server's count of a message's mailbox until the next sync.
fn count(db: &Connection, message: i64, by: i64) -> Result<(), StoreError> {
    let sql = "UPDATE mailbox SET total = max(0, total + ?2) WHERE id = (SELECT mailbox FROM message WHERE id = ?1)";
    db.prepare_cached(sql)?.execute([message, by])?;
    Ok(())
}
