//! The row that shows a copy before the server has made it: without a UID, adopted by the sync that
//! finds the copy, or given its UID when the server says it.

use crate::{
    model::{MailboxId, MessageId},
    store::{StoreError, apply},
};
use rusqlite::{Connection, params};

/// Adds the row and returns its id. Its source comes with its UID.
pub(super) fn add(db: &Connection, of: MessageId, to: MailboxId) -> Result<i64, StoreError> {
    let mut received = db.prepare_cached("SELECT received FROM message WHERE id = ?")?;
    let received = received.query_row([of.0], |row| row.get(0))?;
    let rank = apply::free_rank(db, received, 0)?;
    db.prepare_cached(
        "INSERT INTO message (rank, account, mailbox, uid, shown_in, received, date, size, base_flags,
            base_keywords, flags, keywords, subject, from_list, to_list, cc_list, bcc_list, reply_to_list,
            message_id, references_list, thread, preview, attachments)
         SELECT ?2, account, ?3, NULL, ?3, received, date, size, flags, keywords, flags, keywords, subject,
            from_list, to_list, cc_list, bcc_list, reply_to_list, message_id, references_list, thread, preview,
            attachments FROM message WHERE id = ?1",
    )?
    .execute(params![of.0, rank, to.0])?;
    Ok(db.last_insert_rowid())
}

/// Whether the row was not removed meanwhile.
pub(super) fn is_there(db: &Connection, id: i64) -> bool {
    let found = db.prepare_cached("SELECT 1 FROM message WHERE id = ?").and_then(|mut query| query.exists([id]));
    found.unwrap_or(false)
}
