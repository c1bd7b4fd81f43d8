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
    pub subject: String,
    pub sender: String,
    pub recipients: String,
    pub body: &'a str,
}

/// Adds messages. FTS5 gathers writes in memory only while rowids rise, so all functions here write in that
/// order and want many messages at once.
pub(super) fn insert(db: &Connection, mut entries: Vec<Entry<'_>>) -> Result<(), StoreError> {
    entries.sort_unstable_by_key(|entry| entry.rank);
    let mut grams = db.prepare_cached("INSERT INTO grams (rowid, subject, sender, recipients) VALUES (?,?,?,?)")?;
    for entry in &entries {
        insert_words(db, entry)?;
        let fields = [&entry.subject, &entry.sender, &entry.recipients];
        let [subject, sender, recipients] = fields.map(|field| folded(cut(field, GRAMS)));
        grams.execute(params![entry.rank, subject, sender, recipients])?;
    }
    Ok(())
}

/// Replaces the words of messages whose text came.
pub(super) fn replace(db: &Connection, mut entries: Vec<Entry<'_>>) -> Result<(), StoreError> {
    entries.sort_unstable_by_key(|entry| entry.rank);
    let mut delete = db.prepare_cached("DELETE FROM words WHERE rowid = ?")?;
    for entry in &entries {
        delete.execute([entry.rank])?;
        insert_words(db, entry)?;
    }
    Ok(())
}

pub(super) fn remove(db: &Connection, mut ranks: Vec<i64>) -> Result<(), StoreError> {
    ranks.sort_unstable();
    for sql in ["DELETE FROM words WHERE rowid = ?", "DELETE FROM grams WHERE rowid = ?"] {
        let mut delete = db.prepare_cached(sql)?;
        for rank in &ranks {
            delete.execute([rank])?;
        }
    }
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
    let fields = [&entry.subject[..], &entry.sender, &entry.recipients, cut(entry.body, BODY)];
    let [subject, sender, recipients, body] = fields.map(indexed);
    words.execute(params![entry.rank, subject, sender, recipients, body])?;
    Ok(())
}

fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}
