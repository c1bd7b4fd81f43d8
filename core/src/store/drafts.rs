//! Messages being written (requirement: a draft is never lost). A draft that was sent stays until the server
//! has the message; it is away, not gone, and comes back when the message is taken back.

mod files;

pub use files::DraftFileChunks;

use super::{Durability, Store, StoreError};
use crate::model::{AccountId, Draft, DraftId, MessageId, OutboxId, SavedDraft};
use rusqlite::{Connection, OptionalExtension, Row, params};

const DAY: i64 = 24 * 60 * 60 * 1000;
const COLUMNS: &str = "id, content, changed, continues, forwards";
/// A draft a person can write on.
const HERE: &str = "begun = 1 AND NOT EXISTS
    (SELECT 1 FROM outbox WHERE outbox.id = draft.outbox AND outbox.state <> 'cancelled')";

/// A draft with what only sending it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    pub saved: SavedDraft,
    /// A draft of the server's that goes when this leaves.
    pub continues: Option<MessageId>,
    /// A message that is `$Forwarded` when this leaves.
    pub forwards: Option<MessageId>,
}

/// A draft to be kept.
#[derive(Debug, Clone)]
pub struct NewDraft {
    pub draft: Draft,
    pub continues: Option<MessageId>,
    pub forwards: Option<MessageId>,
    /// Whether files follow: nobody sees it before [`Store::draft_begun`].
    pub files_follow: bool,
    /// Now, milliseconds since 1970.
    pub at: i64,
}

impl Store {
    /// Keeps a new draft; it is on disk when this returns.
    pub async fn insert_draft(&self, new: NewDraft) -> Result<DraftId, StoreError> {
        self.write(Durability::Full, move |db| {
            let sql = "INSERT INTO draft (account, content, changed, begun, continues, forwards)
                       VALUES (?, ?, ?, ?, ?, ?)";
            let (continues, forwards) = (new.continues.map(|id| id.0), new.forwards.map(|id| id.0));
            let content = serde_json::to_string(&bare(new.draft.clone()))?;
            let account = new.draft.account.0;
            db.execute(sql, params![account, content, new.at, !new.files_follow, continues, forwards])?;
            Ok(DraftId(db.last_insert_rowid()))
        })
        .await
    }

    /// Shows a draft whose files are complete; it is on disk when this returns.
    pub async fn draft_begun(&self, id: DraftId) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            let changed = db.execute("UPDATE draft SET begun = 1 WHERE id = ?", [id.0])?;
            if changed == 0 { Err(gone()) } else { Ok(()) }
        })
        .await
    }

    /// Keeps what was written, on disk when this returns; gives the time of the save.
    pub async fn save_draft(&self, id: DraftId, draft: Draft, at: i64) -> Result<i64, StoreError> {
        self.write(Durability::Full, move |db| {
            let content = serde_json::to_string(&bare(draft.clone()))?;
            let sql = format!(
                "UPDATE draft SET account = ?, content = ?, changed = max(?, changed + 1)
                 WHERE id = ? AND {HERE} RETURNING changed"
            );
            let row = db.prepare_cached(&sql)?.query_row(params![draft.account.0, content, at, id.0], |row| row.get(0));
            row.optional()?.ok_or_else(gone)
        })
        .await
    }

    /// The drafts that are not on their way, the last changed first.
    pub async fn drafts(&self) -> Result<Vec<SavedDraft>, StoreError> {
        self.read(|db| {
            let sql = format!("SELECT {COLUMNS} FROM draft WHERE {HERE} ORDER BY changed DESC, id DESC");
            let mut query = db.prepare_cached(&sql)?;
            let rows = query.query_and_then([], |row| kept(db, row))?;
            rows.map(|row| Ok(row?.saved)).collect()
        })
        .await
    }

    /// One draft that is not on its way.
    pub async fn draft(&self, id: DraftId) -> Result<KeptDraft, StoreError> {
        self.one_draft("id", id.0).await
    }

    /// The draft that goes on from a message of the server.
    pub async fn draft_continuing(&self, message: MessageId) -> Result<Option<KeptDraft>, StoreError> {
        match self.one_draft("continues", message.0).await {
            Ok(found) => Ok(Some(found)),
            Err(StoreError::Gone(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn one_draft(&self, column: &'static str, value: i64) -> Result<KeptDraft, StoreError> {
        self.read(move |db| {
            let sql = format!("SELECT {COLUMNS} FROM draft WHERE {column} = ? AND {HERE} ORDER BY id DESC");
            let mut query = db.prepare_cached(&sql)?;
            let found = query.query_and_then([value], |row| kept(db, row))?.next();
            found.unwrap_or_else(|| Err(gone()))
        })
        .await
    }

    /// The draft that a message of the outbox was made of, away or back.
    pub async fn draft_of(&self, outbox: OutboxId) -> Result<DraftId, StoreError> {
        self.read(move |db| {
            let sql = "SELECT id FROM draft WHERE outbox = ?";
            let id: Option<i64> = db.query_row(sql, [outbox.0], |row| row.get(0)).optional()?;
            id.map(DraftId).ok_or_else(gone)
        })
        .await
    }

    /// Forgets a draft that is not on its way, with its files.
    pub async fn delete_draft(&self, id: DraftId) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            let deleted = db.execute(&format!("DELETE FROM draft WHERE id = ? AND {HERE}"), [id.0])?;
            if deleted == 0 { Err(gone()) } else { Ok(()) }
        })
        .await
    }

    /// Forgets a draft that was not begun.
    pub async fn tidy_draft(&self, id: DraftId) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            db.execute("DELETE FROM draft WHERE id = ? AND begun = 0", [id.0])?;
            Ok(())
        })
        .await
    }

    /// Forgets what an interrupted process did not finish, a day later.
    pub async fn tidy_drafts(&self, now: i64) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            db.execute("DELETE FROM draft_file WHERE whole = 0 AND since < ?", [now - DAY])?;
            db.execute("DELETE FROM draft WHERE begun = 0 AND changed < ?", [now - DAY])?;
            Ok(())
        })
        .await
    }

    /// The message of an account with a Message-ID, the newest first.
    pub async fn by_message_id(&self, account: AccountId, message_id: String) -> Result<Option<MessageId>, StoreError> {
        self.read(move |db| {
            let sql = "SELECT id FROM message WHERE account = ? AND message_id = ? ORDER BY id DESC LIMIT 1";
            let id: Option<i64> = db.query_row(sql, params![account.0, message_id], |row| row.get(0)).optional()?;
            Ok(id.map(MessageId))
        })
        .await
    }
}

/// Ties a draft to the message made of it, unless it changed since it was read or is on its way already.
pub(super) fn leaves(db: &Connection, id: DraftId, changed: i64, outbox: OutboxId) -> Result<(), StoreError> {
    let sql = format!("UPDATE draft SET outbox = ? WHERE id = ? AND changed = ? AND {HERE}");
    let tied = db.execute(&sql, params![outbox.0, id.0, changed])?;
    if tied == 0 { Err(gone()) } else { Ok(()) }
}

/// Forgets the draft of a message that the server has.
pub(super) fn left(db: &Connection, outbox: OutboxId) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM draft WHERE outbox = ?")?.execute([outbox.0])?;
    Ok(())
}

/// Notes a change of what belongs to a draft that is here.
fn touch(db: &Connection, id: DraftId, at: i64) -> Result<(), StoreError> {
    let sql = format!("UPDATE draft SET changed = max(?, changed + 1) WHERE id = ? AND (begun = 0 OR {HERE})");
    let touched = db.prepare_cached(&sql)?.execute(params![at, id.0])?;
    if touched == 0 { Err(gone()) } else { Ok(()) }
}

fn gone() -> StoreError {
    StoreError::Gone("draft")
}

fn bare(mut draft: Draft) -> Draft {
    draft.attachments.clear();
    draft
}

fn kept(db: &Connection, row: &Row<'_>) -> Result<KeptDraft, StoreError> {
    let id = DraftId(row.get(0)?);
    let content = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
    let saved =
        SavedDraft { id, draft: serde_json::from_str(content)?, files: files::of(db, id)?, changed: row.get(2)? };
    let (continues, forwards): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
    Ok(KeptDraft { saved, continues: continues.map(MessageId), forwards: forwards.map(MessageId) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
