use super::{
    Digest, Durability, NewBody, Packed, Reading, Store, StoreError, Wanted, WantedPage,
    index::{self, Entry},
    pack,
};
use crate::model::{AccountId, MailboxId, MessageId};
use rusqlite::{Connection, OptionalExtension, params};

const NONE: u8 = 0;
const TEXT: u8 = 1;
const WHOLE: u8 = 2;

impl Store {
    /// A page of a mailbox's messages without text, newest first, from the place where the last page ended.
    pub async fn bodies_wanted(
        &self,
        mailbox: MailboxId,
        from: Option<i64>,
        limit: u32,
    ) -> Result<WantedPage, StoreError> {
        self.wanted(mailbox, "body = 0", from, limit).await
    }

    /// A page of a mailbox's messages that are not here whole, newest first.
    pub async fn whole_wanted(
        &self,
        mailbox: MailboxId,
        from: Option<i64>,
        limit: u32,
    ) -> Result<WantedPage, StoreError> {
        self.wanted(mailbox, "body < 2", from, limit).await
    }

    async fn wanted(
        &self,
        mailbox: MailboxId,
        state: &'static str,
        from: Option<i64>,
        limit: u32,
    ) -> Result<WantedPage, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(&format!(
                "SELECT id, uid, size, rank FROM message WHERE mailbox = ? AND {state} AND rank <= ?
                 AND uid IS NOT NULL ORDER BY rank DESC LIMIT ?"
            ))?;
            let mut rows = query.query(params![mailbox.0, from.unwrap_or(i64::MAX), limit])?;
            let mut page = WantedPage::default();
            while let Some(row) = rows.next()? {
                let size = row.get::<_, i64>(2)?.cast_unsigned();
                page.messages.push(Wanted { id: MessageId(row.get(0)?), uid: row.get(1)?, size });
                page.next = Some(row.get::<_, i64>(3)? - 1);
            }
            if page.messages.len() < usize::try_from(limit).unwrap_or(usize::MAX) {
                page.next = None;
            }
            Ok(page)
        })
        .await
    }

    /// Keeps whole sources in one transaction. A message that is gone, or here whole already, is passed over.
    pub async fn store_bodies(&self, bodies: Vec<NewBody>) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            let mut texts = Vec::with_capacity(bodies.len());
            for body in &bodies {
                if let Some(text) = finish(db, body.id, WHOLE, &body.digest, body.reading.as_ref())? {
                    drop_chunks(db, body.id)?;
                    insert_chunks(db, body.id, 0, &body.packed)?;
                    texts.push(text);
                }
            }
            index::put(db, texts)
        })
        .await
    }

    /// Keeps the readable parts of a message whose rest stays on the server.
    pub async fn store_reading(&self, id: MessageId, reading: Reading, digest: Digest) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            state(db, id)?.ok_or(StoreError::Gone("message"))?;
            let text = finish(db, id, TEXT, &digest, Some(&reading))?;
            index::put(db, text.into_iter().collect())
        })
        .await
    }

    /// Begins to receive a large source, forgetting what an interrupted try left.
    pub async fn begin_large(&self, id: MessageId) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            match state(db, id)?.ok_or(StoreError::Gone("message"))? {
                NONE | TEXT => drop_chunks(db, id)?,
                _ => return Err(StoreError::Exists),
            }
            db.execute("INSERT INTO receiving (message) VALUES (?)", [id.0])?;
            Ok(())
        })
        .await
    }

    /// Keeps the next piece of a large source, made by [`pack`] from whole chunks; `seq` counts chunks.
    pub async fn append_large(&self, id: MessageId, seq: u32, packed: Packed) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            receiving(db, id)?;
            insert_chunks(db, id, seq, &packed)
        })
        .await
    }

    /// Ends a large source: from now on the message is here whole.
    pub async fn finish_large(
        &self,
        id: MessageId,
        digest: Digest,
        reading: Option<Reading>,
    ) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            receiving(db, id)?;
            db.execute("DELETE FROM receiving WHERE message = ?", [id.0])?;
            let text = finish(db, id, WHOLE, &digest, reading.as_ref())?;
            index::put(db, text.into_iter().collect())
        })
        .await
    }

    /// Removes what interrupted downloads of an account left. Only for the process that runs the account:
    /// another one may be downloading.
    pub async fn clean_interrupted(&self, account: AccountId) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            let mut query =
                db.prepare("SELECT message FROM receiving JOIN message ON id = message WHERE account = ?")?;
            let ids = query.query_map([account.0], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
            ids.into_iter().try_for_each(|id| drop_chunks(db, MessageId(id)))
        })
        .await
    }

    /// The source of a message that is here whole, a chunk at a time.
    pub async fn raw_chunks(&self, id: MessageId) -> Result<RawChunks, StoreError> {
        match self.read(move |db| state(db, id)).await? {
            Some(WHOLE) => Ok(RawChunks { store: self.clone(), id, seq: 0 }),
            _ => Err(StoreError::Gone("source")),
        }
    }

    /// The readable parts kept beside or instead of the source.
    pub async fn reading(&self, id: MessageId) -> Result<Option<Reading>, StoreError> {
        let sql = "SELECT data FROM reading WHERE message = ?";
        let data = self.read(move |db| Ok(db.query_row(sql, [id.0], |row| row.get::<_, Vec<u8>>(0)).optional()?));
        data.await?.map(|data| decode(&data)).transpose()
    }
}

/// A source, chunk by chunk; at most 256 KiB each.
pub struct RawChunks {
    store: Store,
    id: MessageId,
    seq: u32,
}

impl RawChunks {
    /// The next chunk; `None` at the end, `Gone` when the message was removed meanwhile.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let (id, seq) = (self.id, self.seq);
        self.seq += 1;
        let chunk = self.store.read(move |db| {
            let mut query = db.prepare_cached("SELECT data FROM chunk WHERE message = ? AND seq = ?")?;
            let data = query.query_row(params![id.0, seq], |row| Ok(row.get_ref(0)?.as_blob().map(pack::unpack)?));
            match data.optional()? {
                Some(chunk) => chunk.map(Some),
                None if state(db, id)? == Some(WHOLE) => Ok(None),
                None => Err(StoreError::Gone("message")),
            }
        });
        chunk.await
    }
}

fn state(db: &Connection, id: MessageId) -> Result<Option<u8>, StoreError> {
    let mut query = db.prepare_cached("SELECT body FROM message WHERE id = ?")?;
    Ok(query.query_row([id.0], |row| row.get(0)).optional()?)
}

fn receiving(db: &Connection, id: MessageId) -> Result<(), StoreError> {
    let found = db.query_row("SELECT 1 FROM receiving WHERE message = ?", [id.0], |_| Ok(())).optional()?;
    found.ok_or(StoreError::Gone("download"))
}

fn insert_chunks(db: &Connection, id: MessageId, first: u32, packed: &Packed) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached("INSERT INTO chunk (message, seq, data) VALUES (?,?,?)")?;
    for (seq, data) in (first..).zip(&packed.0) {
        insert.execute(params![id.0, seq, data])?;
    }
    Ok(())
}

/// Chunks of a source that is not whole are there only while it is being received.
fn drop_chunks(db: &Connection, id: MessageId) -> Result<(), StoreError> {
    if db.prepare_cached("DELETE FROM receiving WHERE message = ?")?.execute([id.0])? > 0 {
        db.prepare_cached("DELETE FROM chunk WHERE message = ?")?.execute([id.0])?;
    }
    Ok(())
}

/// Notes what is here of a message and returns what search must know; nothing for one that is gone or here
/// whole already.
fn finish<'a>(
    db: &Connection,
    id: MessageId,
    body: u8,
    digest: &'a Digest,
    reading: Option<&Reading>,
) -> Result<Option<Entry<'a>>, StoreError> {
    let columns = index::COLUMNS;
    let mut query = db.prepare_cached(&format!("SELECT {columns}, body FROM message WHERE id = ?"))?;
    let mut rows = query.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let had: u8 = row.get(6)?;
    if had == WHOLE {
        return Ok(None);
    }
    let known = had == TEXT || id.0 <= index::up_to(db)?;
    let entry = index::entry(row, &digest.words, known)?;
    db.prepare_cached("UPDATE message SET body = ?2, preview = ?3, attachments = ?4 WHERE id = ?1")?
        .execute(params![id.0, body, digest.preview, digest.attachments])?;
    if had == TEXT {
        db.prepare_cached("DELETE FROM reading WHERE message = ?")?.execute([id.0])?;
    }
    if let Some(reading) = reading {
        let mut insert = db.prepare_cached("INSERT INTO reading (message, data) VALUES (?,?)")?;
        insert.execute(params![id.0, encode(reading)?])?;
    }
    Ok(Some(entry))
}

/// The header block is bytes, not text: it follows the JSON, whose length comes first.
fn encode(reading: &Reading) -> Result<Vec<u8>, StoreError> {
    let json = serde_json::to_vec(&(&reading.text, &reading.html, &reading.attachments))?;
    let mut plain = u64::try_from(json.len()).unwrap_or(u64::MAX).to_le_bytes().to_vec();
    plain.extend_from_slice(&json);
    plain.extend_from_slice(&reading.headers);
    Ok(zstd::encode_all(&plain[..], 1)?)
}

fn decode(data: &[u8]) -> Result<Reading, StoreError> {
    let short = || StoreError::Corrupt("a reading is cut short".to_owned());
    let plain = zstd::decode_all(data).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let (length, rest) = plain.split_first_chunk::<8>().ok_or_else(short)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| short())?;
    let (json, headers) = rest.split_at_checked(length).ok_or_else(short)?;
    let (text, html, attachments) = serde_json::from_slice(json)?;
    Ok(Reading { headers: headers.to_vec(), text, html, attachments })
}

#[cfg(test)]
mod tests;
