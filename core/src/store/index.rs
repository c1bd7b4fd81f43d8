//! The two search tables. Their rowid is `message.rank`: walking down is newest first.

use super::{
    StoreError,
    segment::{folded, indexed},
};
use crate::model::Address;
use rusqlite::{Connection, params};

/// Bytes of a message's text that can be found.
const BODY: usize = 256 * 1024;
/// Bytes of an address list that can be found.
const ADDRESSES: usize = 8 * 1024;
/// Bytes of a field whose parts of words can be found.
const GRAMS: usize = 512;

/// What search knows of a message.
pub(super) struct Entry<'a> {
    pub rank: i64,
    pub subject: &'a str,
    pub sender: String,
    pub recipients: String,
    pub body: &'a str,
}

/// Adds a message.
pub(super) fn insert(db: &Connection, entry: &Entry<'_>) -> Result<(), StoreError> {
    insert_words(db, entry)?;
    let mut grams = db.prepare_cached("INSERT INTO grams (rowid, subject, sender, recipients) VALUES (?,?,?,?)")?;
    let [subject, sender, recipients] =
        [entry.subject, &entry.sender, &entry.recipients].map(|it| folded(cut(it, GRAMS)));
    grams.execute(params![entry.rank, subject, sender, recipients])?;
    Ok(())
}

/// Replaces the words of a message whose text came.
pub(super) fn replace(db: &Connection, entry: &Entry<'_>) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM words WHERE rowid = ?")?.execute([entry.rank])?;
    insert_words(db, entry)
}

pub(super) fn remove(db: &Connection, rank: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM words WHERE rowid = ?")?.execute([rank])?;
    db.prepare_cached("DELETE FROM grams WHERE rowid = ?")?.execute([rank])?;
    Ok(())
}

/// Names and addresses as one text.
pub(super) fn addresses<'a>(lists: impl IntoIterator<Item = &'a [Address]>) -> String {
    let mut text = String::new();
    for address in lists.into_iter().flatten() {
        if text.len() > ADDRESSES {
            break;
        }
        for part in address.name.iter().chain([&address.email]) {
            text.push_str(part);
            text.push('\n');
        }
    }
    text
}

fn insert_words(db: &Connection, entry: &Entry<'_>) -> Result<(), StoreError> {
    let mut words =
        db.prepare_cached("INSERT INTO words (rowid, subject, sender, recipients, body) VALUES (?,?,?,?,?)")?;
    let fields = [entry.subject, &entry.sender, &entry.recipients, cut(entry.body, BODY)];
    let [subject, sender, recipients, body] = fields.map(indexed);
    words.execute(params![entry.rank, subject, sender, recipients, body])?;
    Ok(())
}

fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}
