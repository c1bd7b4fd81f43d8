//! Conversations by Message-ID, References and In-Reply-To (RFC 5256), across the mailboxes of an account.

use super::StoreError;
use crate::model::AccountId;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// References of one message that count; the newest ones, which come last.
const REFERENCES: usize = 100;

/// Finds the thread of a new message by every Message-ID it names, joining threads that it connects; a
/// message without relatives begins the thread of its own id.
pub(super) fn join<'a>(
    db: &Connection,
    account: AccountId,
    message: i64,
    message_id: Option<&'a str>,
    references: &'a [String],
) -> Result<i64, StoreError> {
    if let ([], Some(message_id)) = (references, message_id) {
        let add = "INSERT INTO thread_ref (account, message_id, thread) VALUES (?,?,?) ON CONFLICT DO NOTHING";
        if db.prepare_cached(add)?.execute(params![account.0, message_id, message])? > 0 {
            return Ok(message);
        }
    }
    let skip = references.len().saturating_sub(REFERENCES);
    let mut names: BTreeSet<&str> = references.iter().skip(skip).map(String::as_str).collect();
    names.extend(message_id);
    let mut find = db.prepare_cached("SELECT thread FROM thread_ref WHERE account = ? AND message_id = ?")?;
    let mut known = BTreeSet::new();
    let mut unknown = Vec::new();
    for name in names {
        match find.query_row(params![account.0, name], |row| row.get::<_, i64>(0)).optional()? {
            Some(thread) => drop(known.insert(thread)),
            None => unknown.push(name),
        }
    }
    let mut known = known.into_iter();
    let thread = known.next().unwrap_or(message);
    for other in known {
        merge(db, other, thread)?;
    }
    let mut add = db.prepare_cached("INSERT INTO thread_ref (account, message_id, thread) VALUES (?,?,?)")?;
    for name in unknown {
        add.execute(params![account.0, name, thread])?;
    }
    Ok(thread)
}

fn merge(db: &Connection, from: i64, into: i64) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE message SET thread = ? WHERE thread = ?")?.execute([into, from])?;
    db.prepare_cached("UPDATE thread_ref SET thread = ? WHERE thread = ?")?.execute([into, from])?;
    Ok(())
}

/// Forgets the Message-IDs of threads that have no message left.
pub(super) fn forget_empty(db: &Connection, threads: impl Iterator<Item = i64>) -> Result<(), StoreError> {
    let mut forget = db.prepare_cached(
        "DELETE FROM thread_ref WHERE thread = ?1 AND NOT EXISTS (SELECT 1 FROM message WHERE thread = ?1)",
    )?;
    for thread in threads.collect::<BTreeSet<i64>>() {
        forget.execute([thread])?;
    }
    Ok(())
}
