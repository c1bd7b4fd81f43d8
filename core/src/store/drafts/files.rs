use super::{gone, touch};
use crate::mime::compose::media_type;
use crate::model::{DraftFile, DraftFileId, DraftId};
use crate::store::pack::unpack;
use crate::store::{Durability, Store, StoreError};
use rusqlite::{Connection, OptionalExtension, params};

impl Store {
    /// Opens a place for a file of a draft; it does not belong to it before [`Store::draft_file_whole`].
    pub async fn begin_draft_file(
        &self,
        draft: DraftId,
        name: String,
        content_id: Option<String>,
        at: i64,
    ) -> Result<DraftFileId, StoreError> {
        self.write(Durability::Batch, move |db| {
            touch(db, draft, at)?;
            let sql = "INSERT INTO draft_file (draft, name, content_id, since) VALUES (?, ?, ?, ?)";
            db.execute(sql, params![draft.0, name, content_id, at])?;
            Ok(DraftFileId(db.last_insert_rowid()))
        })
        .await
    }

    /// Keeps the next piece, made by [`crate::store::pack_chunk`] of at most [`crate::store::CHUNK`] bytes.
    pub async fn append_draft_file(&self, file: DraftFileId, seq: u32, packed: Vec<u8>) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            let sql = "INSERT INTO draft_chunk (file, seq, data) SELECT id, ?2, ?3 FROM draft_file WHERE id = ?1";
            match db.prepare_cached(sql)?.execute(params![file.0, seq, packed])? {
                0 => Err(gone()),
                _ if seq % 8 == 7 => Ok(db.execute_batch("PRAGMA shrink_memory")?),
                _ => Ok(()),
            }
        })
        .await
    }

    /// Makes a complete file one of its draft's; it is on disk when this returns.
    pub async fn draft_file_whole(&self, file: DraftFileId, size: u64, at: i64) -> Result<DraftFile, StoreError> {
        self.write(Durability::Full, move |db| {
            let sql = "UPDATE draft_file SET whole = 1, size = ? WHERE id = ? RETURNING draft, name, content_id";
            let size_kept = i64::try_from(size).unwrap_or(i64::MAX);
            let row = db.query_row(sql, params![size_kept, file.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
            let (draft, name, content_id): (i64, String, _) = row.optional()?.ok_or_else(gone)?;
            touch(db, DraftId(draft), at)?;
            Ok(file_of(file, name, size, content_id))
        })
        .await
    }

    /// Takes a file out of a draft that is not on its way.
    pub async fn delete_draft_file(&self, draft: DraftId, file: DraftFileId, at: i64) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            touch(db, draft, at)?;
            let deleted = db.execute("DELETE FROM draft_file WHERE id = ? AND draft = ?", [file.0, draft.0])?;
            if deleted == 0 { Err(StoreError::Gone("file in the draft")) } else { Ok(()) }
        })
        .await
    }

    /// Forgets a file that was not completed.
    pub async fn drop_draft_file(&self, file: DraftFileId) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            db.execute("DELETE FROM draft_file WHERE id = ? AND whole = 0", [file.0])?;
            Ok(())
        })
        .await
    }

    /// Bytes of all files of a draft.
    pub async fn draft_bytes(&self, draft: DraftId) -> Result<u64, StoreError> {
        self.read(move |db| {
            let sql = "SELECT coalesce(sum(size), 0) FROM draft_file WHERE draft = ?";
            Ok(db.query_row(sql, [draft.0], |row| row.get::<_, i64>(0))?.unsigned_abs())
        })
        .await
    }

    /// Reads a file of a draft, a piece at a time.
    pub fn draft_file_chunks(&self, file: DraftFileId) -> DraftFileChunks {
        DraftFileChunks { store: self.clone(), file, seq: 0 }
    }
}

/// A file of a draft, in pieces.
pub struct DraftFileChunks {
    store: Store,
    file: DraftFileId,
    seq: u32,
}

impl DraftFileChunks {
    /// The next piece; absent after the last. `Gone` when the file was taken out meanwhile.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let (file, seq) = (self.file.0, self.seq);
        self.seq += 1;
        self.store
            .read(move |db| {
                let sql = "SELECT data FROM draft_chunk WHERE file = ? AND seq = ?";
                let found: Option<Vec<u8>> =
                    db.prepare_cached(sql)?.query_row([file, i64::from(seq)], |row| row.get(0)).optional()?;
                match found {
                    Some(data) => unpack(&data).map(Some),
                    None => {
                        let there = db.query_row("SELECT 1 FROM draft_file WHERE id = ?", [file], |_| Ok(()));
                        there.optional()?.map(|()| None).ok_or(StoreError::Gone("file in the draft"))
                    }
                }
            })
            .await
    }
}

/// The complete files of a draft, in the order they were attached.
pub(super) fn of(db: &Connection, draft: DraftId) -> Result<Vec<DraftFile>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT id, name, size, content_id FROM draft_file WHERE draft = ? AND whole = 1 ORDER BY id",
    )?;
    let rows = query.query_and_then([draft.0], |row| {
        let size: i64 = row.get(2)?;
        Ok(file_of(DraftFileId(row.get(0)?), row.get(1)?, size.unsigned_abs(), row.get(3)?))
    })?;
    rows.collect()
}

fn file_of(id: DraftFileId, name: String, size: u64, content_id: Option<String>) -> DraftFile {
    DraftFile { id, content_type: media_type(&name).to_owned(), name, size, content_id }
}
