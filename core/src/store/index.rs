//! The two search tables. Their rowid is `message.rank`: walking down is newest first.

use super::{
    Durability, Store, StoreError, list,
    segment::{folded, indexed},
};
use crate::model::Address;
use rusqlite::{Connection, Row, params};

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
    /// Made by [`body_words`].
    pub body: &'a str,
    /// Whether the tables have the message already.
    pub known: bool,
}

/// A message's text as the index takes it.
pub(super) fn body_words(text: &str) -> String {
    indexed(cut(text, BODY)).into_owned()
}

/// Messages of one transaction.
const REST: i64 = 2_000;

impl Store {
    /// Gives the messages whose text is not here their place in both search tables. A message whose text
    /// comes first is indexed with it, once.
    pub async fn index_rest(&self) -> Result<(), StoreError> {
        let newest = |db: &Connection| {
            let sql = "SELECT coalesce(max(id), 0), (SELECT upto FROM search_state) FROM message";
            Ok(db.prepare_cached(sql)?.query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?)
        };
        let (newest, mut done) = self.read(newest).await?;
        while done < newest {
            done = match self.write(Durability::Batch, |db| rest(db)).await? {
                Some(last) => last,
                // What a sync adds meanwhile is not waited for.
                None => return Ok(()),
            };
        }
        Ok(())
    }
}

/// The highest id up to which all messages are in the tables; above it those are whose text is here.
pub(super) fn up_to(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.prepare_cached("SELECT upto FROM search_state")?.query_row([], |row| row.get(0))?)
}

/// Returns up to which id all messages are in the tables now; nothing when that is all of them.
fn rest(db: &Connection) -> Result<Option<i64>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {COLUMNS}, id FROM message WHERE id > ? AND body = 0 ORDER BY id LIMIT {REST}"
    ))?;
    let mut rows = query.query([up_to(db)?])?;
    let (mut entries, mut last) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        entries.push(entry(row, "", false)?);
        last = row.get(6)?;
    }
    let more = entries.len() == usize::try_from(REST).unwrap_or(usize::MAX);
    if !more {
        last = db.query_row("SELECT coalesce(max(id), 0) FROM message", [], |row| row.get(0))?;
    }
    put(db, entries)?;
    db.execute("UPDATE search_state SET upto = max(upto, ?)", [last])?;
    Ok(more.then_some(last))
}

/// What [`entry`] reads, as columns of `message`.
pub(super) const COLUMNS: &str = "rank, subject, from_list, to_list, cc_list, bcc_list";

/// What search must know of a message, read from [`COLUMNS`].
pub(super) fn entry<'a>(row: &Row<'_>, body: &'a str, known: bool) -> Result<Entry<'a>, StoreError> {
    let [from, to, cc, bcc] = [2, 3, 4, 5].map(|column| list::addresses(row, column));
    Ok(Entry {
        rank: row.get(0)?,
        subject: row.get(1)?,
        sender: addresses([&from?[..]]),
        recipients: addresses([&to?[..], &cc?, &bcc?]),
        body,
        known,
    })
}

/// Adds messages, or replaces the words of those that are known. FTS5 gathers writes in memory only while
/// rowids rise, so all functions here write in that order and want many messages at once.
pub(super) fn put(db: &Connection, mut entries: Vec<Entry<'_>>) -> Result<(), StoreError> {
    entries.sort_unstable_by_key(|entry| entry.rank);
    let mut delete = db.prepare_cached("DELETE FROM words WHERE rowid = ?")?;
    let mut words =
        db.prepare_cached("INSERT INTO words (rowid, subject, sender, recipients, body) VALUES (?,?,?,?,?)")?;
    let mut grams = db.prepare_cached("INSERT INTO grams (rowid, subject, sender, recipients) VALUES (?,?,?,?)")?;
    for entry in &entries {
        let fields = [&entry.subject[..], &entry.sender, &entry.recipients];
        if entry.known {
            delete.execute([entry.rank])?;
        } else {
            let [subject, sender, recipients] = fields.map(|field| folded(cut(field, GRAMS)));
            grams.execute(params![entry.rank, subject, sender, recipients])?;
        }
        let [subject, sender, recipients] = fields.map(indexed);
        words.execute(params![entry.rank, subject, sender, recipients, entry.body])?;
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
fn addresses<'a>(lists: impl IntoIterator<Item = &'a [Address]>) -> String {
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

fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}
