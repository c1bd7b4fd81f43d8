//! What a person sees of a message: the base state with the waiting edits applied.

use super::StoreError;
use crate::{
    model::{EditKind, Flags},
    sync::flags,
};
use rusqlite::{Connection, params};

/// Recomputes where a message is shown, its flags and its count of waiting edits. Returns whether
/// anything changed.
pub(super) fn refresh(db: &Connection, message: i64) -> Result<bool, StoreError> {
    let mut query = db.prepare_cached("SELECT kind FROM edit WHERE message = ? ORDER BY id")?;
    let edits = query.query_and_then([message], |row| -> Result<EditKind, StoreError> {
        Ok(serde_json::from_str(&row.get::<_, String>(0)?)?)
    })?;
    let edits = edits.collect::<Result<Vec<_>, _>>()?;
    let (mailbox, base) = db
        .prepare_cached("SELECT mailbox, base_flags, base_keywords FROM message WHERE id = ?")?
        .query_row([message], |row| {
            let keywords: String = row.get(2)?;
            Ok((row.get::<_, i64>(0)?, Flags::from_bits(row.get(1)?, &keywords)))
        })?;
    let moved = edits.iter().rev().find_map(|edit| match edit {
        EditKind::Move { to } => Some(Some(to.0)),
        EditKind::Expunge => Some(None),
        EditKind::Flag { .. } | EditKind::Copy { .. } => None,
    });
    let shown_in = moved.unwrap_or(Some(mailbox));
    let changes = edits.iter().filter_map(|edit| match edit {
        EditKind::Flag { change } => Some(change),
        _ => None,
    });
    let shown = flags::shown(&base, changes);
    let own = u32::try_from(edits.len()).unwrap_or(u32::MAX);
    // A row that shows a copy waits with the copy.
    let copies = "SELECT count(*) FROM edit WHERE shows = ?";
    let pending = own.saturating_add(db.prepare_cached(copies)?.query_row([message], |row| row.get(0))?);
    let (bits, keywords) = (shown.bits(), shown.keywords.join(" "));
    let mut update = db.prepare_cached(
        "UPDATE message SET shown_in = ?2, flags = ?3, keywords = ?4, pending = ?5 WHERE id = ?1
            AND (shown_in IS NOT ?2 OR flags <> ?3 OR keywords <> ?4 OR pending <> ?5)",
    )?;
    Ok(update.execute(params![message, shown_in, bits, keywords, pending])? > 0)
}
