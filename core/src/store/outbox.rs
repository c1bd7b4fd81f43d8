//! Mail on its way out, with its ledger. What a person queued is on disk for good when the call
//! returns; a source is written in pieces first and seen by nobody until it is complete.

use super::accounts::{unword, word};
use super::pack::unpack;
use super::{Durability, Store, StoreError, drafts};
use crate::model::{
    AccountId, DraftId, LedgerEntry, MessageId, OutboxId, OutboxItem, OutboxState, Recipient, RecipientState,
};
use crate::say;
use crate::sync::outbox::{Situation, Transition};
use crate::words::Sentence;
use rusqlite::{Connection, OptionalExtension, Row, params};

const STAGING: &str = "staging";
const DAY: i64 = 24 * 60 * 60 * 1000;
const KEPT: i64 = 30 * DAY;
const COLUMNS: &str = "id, account, state, message_id, subject, sender, size, utf8, bcc, due, since, attempts, answers,
    forwards, continues";

/// A message to be queued; its source follows in pieces.
#[derive(Debug, Clone)]
pub struct NewOutgoing {
    pub account: AccountId,
    /// Without angle brackets.
    pub message_id: String,
    pub subject: String,
    /// The envelope sender.
    pub sender: String,
    pub recipients: Vec<String>,
    pub utf8: bool,
    /// The Bcc line of the copy in Sent; empty without such recipients.
    pub bcc: Vec<u8>,
    pub answers: Option<MessageId>,
    /// The message that is `$Forwarded` when it leaves.
    pub forwards: Option<MessageId>,
    /// A draft of the server's that is deleted when it leaves.
    pub continues: Option<MessageId>,
    /// Milliseconds since 1970 before which it does not leave.
    pub due: i64,
    /// Now, milliseconds since 1970.
    pub at: i64,
}

/// A message of the outbox with what only the engine needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub item: OutboxItem,
    pub sender: String,
    pub utf8: bool,
    pub bcc: Vec<u8>,
    pub answers: Option<MessageId>,
    pub forwards: Option<MessageId>,
    pub continues: Option<MessageId>,
    pub since: i64,
}

/// The draft a message was made of, as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftSent {
    pub id: DraftId,
    pub changed: i64,
}

/// How a reply names the message it answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// Without angle brackets.
    pub message_id: Option<String>,
    /// Message-IDs of the conversation before it, oldest first.
    pub references: Vec<String>,
}

impl Outgoing {
    /// What the decision table looks at.
    pub fn situation(&self) -> Situation {
        Situation {
            state: self.item.state,
            message_id: self.item.message_id.clone(),
            recipients: self.item.recipients.clone(),
            attempts: self.item.attempts,
            since: self.since,
        }
    }
}

impl Store {
    /// Opens a place for a message; it is not in the outbox before [`Store::queue_staged`].
    pub async fn stage_outgoing(&self, new: NewOutgoing) -> Result<OutboxId, StoreError> {
        self.write(Durability::Batch, move |db| stage(db, &new)).await
    }

    /// Keeps the next piece, made by [`super::pack_chunk`] of at most [`super::CHUNK`] bytes.
    pub async fn stage_outgoing_chunk(&self, id: OutboxId, seq: u32, packed: Vec<u8>) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            let sql = "INSERT INTO outbox_chunk (outbox, seq, data) VALUES (?, ?, ?)";
            db.prepare_cached(sql)?.execute(params![id.0, seq, packed])?;
            forget_pages(db, seq)
        })
        .await
    }

    /// Puts a complete message into the outbox, and its draft away; it is on disk when this returns. `Gone` when the
    /// draft is not what was read any more.
    pub async fn queue_staged(
        &self,
        id: OutboxId,
        size: u64,
        at: i64,
        draft: Option<DraftSent>,
    ) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            let sql = "UPDATE outbox SET state = ?, size = ? WHERE id = ? AND state = ?";
            let size = i64::try_from(size).unwrap_or(i64::MAX);
            if db.execute(sql, params![word(OutboxState::Queued)?, size, id.0, STAGING])? == 0 {
                return Err(StoreError::Gone("message"));
            }
            if let Some(draft) = draft {
                drafts::leaves(db, draft.id, draft.changed, id)?;
            }
            note(db, id, at, OutboxState::Queued, &say!("ledger-queued"))
        })
        .await
    }

    /// Forgets a message that was not completed.
    pub async fn drop_staged(&self, id: OutboxId) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            db.execute("DELETE FROM outbox WHERE id = ? AND state = ?", params![id.0, STAGING])?;
            Ok(())
        })
        .await
    }

    /// Forgets finished messages after 30 days and what an interrupted process left unfinished.
    pub async fn tidy_outbox(&self, now: i64) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            let unfinished = "DELETE FROM outbox WHERE state = ? AND since < ?";
            db.execute(unfinished, params![STAGING, now - DAY])?;
            let finished = "DELETE FROM outbox WHERE state IN ('done', 'cancelled') AND due < ?";
            db.execute(finished, [now - KEPT])?;
            Ok(())
        })
        .await
    }

    /// The outbox with each message's ledger, newest first; of one account or of all.
    pub async fn outbox(&self, account: Option<AccountId>) -> Result<Vec<OutboxItem>, StoreError> {
        self.read(move |db| {
            let sql = format!(
                "SELECT {COLUMNS} FROM outbox WHERE state <> ?1 AND (?2 IS NULL OR account = ?2) ORDER BY id DESC"
            );
            let mut query = db.prepare_cached(&sql)?;
            let rows = query.query_and_then(params![STAGING, account.map(|id| id.0)], |row| outgoing(db, row))?;
            rows.map(|row| Ok(row?.item)).collect()
        })
        .await
    }

    /// One message of the outbox.
    pub async fn outgoing(&self, id: OutboxId) -> Result<Outgoing, StoreError> {
        self.read(move |db| {
            let sql = format!("SELECT {COLUMNS} FROM outbox WHERE id = ? AND state <> ?");
            let mut query = db.prepare_cached(&sql)?;
            let found = query.query_and_then(params![id.0, STAGING], |row| outgoing(db, row))?.next();
            found.unwrap_or(Err(StoreError::Gone("message in the outbox")))
        })
        .await
    }

    /// The messages of an account that the engine still has to work on, and when (milliseconds
    /// since 1970), oldest first.
    pub async fn outgoing_open(&self, account: AccountId) -> Result<Vec<(OutboxId, OutboxState, i64)>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(
                "SELECT id, state, due FROM outbox WHERE account = ?
                 AND state IN ('queued', 'submitting', 'committing', 'uncertain', 'accepted') ORDER BY id",
            )?;
            let rows =
                query.query_and_then([account.0], |row| Ok((OutboxId(row.get(0)?), unword(row, 1)?, row.get(2)?)))?;
            rows.collect()
        })
        .await
    }

    /// Takes a message from the state `from` to the next, on disk when this returns; false when it
    /// is not in `from` any more and nothing was changed.
    pub async fn advance_outgoing(
        &self,
        id: OutboxId,
        from: OutboxState,
        next: Transition,
        at: i64,
    ) -> Result<bool, StoreError> {
        self.write(Durability::Full, move |db| advance(db, id, from, &next, at)).await
    }

    /// Makes the messages of an account due that wait for another try until `before`, after what kept
    /// them changed.
    pub async fn wake_outbox(&self, account: AccountId, now: i64, before: i64) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            let sql = "UPDATE outbox SET due = ?1 WHERE account = ?2 AND due > ?1 AND due <= ?3 AND attempts > 0
                       AND state IN ('queued', 'uncertain', 'accepted')";
            db.execute(sql, params![now, account.0, before])?;
            Ok(())
        })
        .await
    }

    /// What a reply to this message refers to.
    pub async fn answered(&self, id: MessageId) -> Result<Answered, StoreError> {
        self.read(move |db| {
            let sql = "SELECT message_id, references_list FROM message WHERE id = ?";
            let found = db.query_row(sql, [id.0], |row| {
                let references: String = row.get(1)?;
                let references = references.split_ascii_whitespace().map(str::to_owned).collect();
                Ok(Answered { message_id: row.get(0)?, references })
            });
            found.optional()?.ok_or(StoreError::Gone("message"))
        })
        .await
    }

    /// Reads the source of a message, a piece at a time.
    pub fn outgoing_chunks(&self, id: OutboxId) -> OutgoingChunks {
        OutgoingChunks { store: self.clone(), id, seq: 0 }
    }
}

/// The source of an outgoing message, in pieces.
pub struct OutgoingChunks {
    store: Store,
    id: OutboxId,
    seq: u32,
}

impl OutgoingChunks {
    /// The next piece; absent after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let (id, seq) = (self.id.0, self.seq);
        self.seq += 1;
        self.store
            .read(move |db| {
                let sql = "SELECT data FROM outbox_chunk WHERE outbox = ? AND seq = ?";
                let found: Option<Vec<u8>> =
                    db.prepare_cached(sql)?.query_row([id, i64::from(seq)], |row| row.get(0)).optional()?;
                forget_pages(db, seq)?;
                found.map(|data| unpack(&data)).transpose()
            })
            .await
    }
}

/// Keeps a large message from filling a connection's page cache.
fn forget_pages(db: &Connection, seq: u32) -> Result<(), StoreError> {
    if seq % 8 == 7 {
        db.execute_batch("PRAGMA shrink_memory")?;
    }
    Ok(())
}

fn stage(db: &Connection, new: &NewOutgoing) -> Result<OutboxId, StoreError> {
    db.execute(
        "INSERT INTO outbox (account, state, message_id, subject, sender, size, utf8, bcc, due, since, answers,
                             forwards, continues)
         VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
        params![
            new.account.0,
            STAGING,
            new.message_id,
            new.subject,
            new.sender,
            new.utf8,
            new.bcc,
            new.due,
            new.at,
            new.answers.map(|id| id.0),
            new.forwards.map(|id| id.0),
            new.continues.map(|id| id.0)
        ],
    )?;
    let id = OutboxId(db.last_insert_rowid());
    let waiting =
        |address: &String| Recipient { address: address.clone(), state: RecipientState::Waiting, reply: None };
    put_recipients(db, id, &new.recipients.iter().map(waiting).collect::<Vec<_>>())?;
    Ok(id)
}

fn advance(db: &Connection, id: OutboxId, from: OutboxState, next: &Transition, at: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET state = ?, due = ?, since = ?, attempts = ? WHERE id = ? AND state = ?";
    let changed = db.prepare_cached(sql)?.execute(params![
        word(next.state)?,
        next.due,
        next.since,
        next.attempts,
        id.0,
        word(from)?
    ])?;
    if changed == 0 {
        return Ok(false);
    }
    db.execute("DELETE FROM outbox_recipient WHERE outbox = ?", [id.0])?;
    put_recipients(db, id, &next.recipients)?;
    if matches!(next.state, OutboxState::Done | OutboxState::Cancelled) {
        db.execute("DELETE FROM outbox_chunk WHERE outbox = ?", [id.0])?;
    }
    if matches!(next.state, OutboxState::Accepted | OutboxState::Done) {
        drafts::left(db, id)?;
    }
    note(db, id, at, next.state, &next.detail)?;
    Ok(true)
}

fn put_recipients(db: &Connection, id: OutboxId, recipients: &[Recipient]) -> Result<(), StoreError> {
    let sql = "INSERT INTO outbox_recipient (outbox, seq, address, state, reply) VALUES (?, ?, ?, ?, ?)";
    let mut insert = db.prepare_cached(sql)?;
    for (seq, recipient) in (0_i64..).zip(recipients) {
        let reply = recipient.reply.as_ref().map(Sentence::kept).transpose()?;
        insert.execute(params![id.0, seq, recipient.address, word(recipient.state)?, reply])?;
    }
    Ok(())
}

/// Adds a line to the ledger, unless it would repeat the last one.
fn note(db: &Connection, id: OutboxId, at: i64, state: OutboxState, detail: &Sentence) -> Result<(), StoreError> {
    let last = "SELECT state, detail FROM outbox_ledger WHERE outbox = ? ORDER BY id DESC LIMIT 1";
    let last: Option<(String, String)> =
        db.prepare_cached(last)?.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (state, detail) = (word(state)?, detail.kept()?);
    if last.is_some_and(|(was, words)| was == state && words == detail) {
        return Ok(());
    }
    let sql = "INSERT INTO outbox_ledger (outbox, at, state, detail) VALUES (?, ?, ?, ?)";
    db.prepare_cached(sql)?.execute(params![id.0, at, state, detail])?;
    Ok(())
}

fn outgoing(db: &Connection, row: &Row<'_>) -> Result<Outgoing, StoreError> {
    let id = OutboxId(row.get(0)?);
    let size: i64 = row.get(6)?;
    let item = OutboxItem {
        id,
        account: AccountId(row.get(1)?),
        state: unword(row, 2)?,
        message_id: row.get(3)?,
        subject: row.get(4)?,
        recipients: recipients(db, id)?,
        size: size.unsigned_abs(),
        due: row.get(9)?,
        attempts: row.get(11)?,
        ledger: ledger(db, id)?,
    };
    let message = |column| Ok::<_, StoreError>(row.get::<_, Option<i64>>(column)?.map(MessageId));
    Ok(Outgoing {
        item,
        sender: row.get(5)?,
        utf8: row.get(7)?,
        bcc: row.get(8)?,
        since: row.get(10)?,
        answers: message(12)?,
        forwards: message(13)?,
        continues: message(14)?,
    })
}

fn recipients(db: &Connection, id: OutboxId) -> Result<Vec<Recipient>, StoreError> {
    let sql = "SELECT address, state, reply FROM outbox_recipient WHERE outbox = ? ORDER BY seq";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_and_then([id.0], |row| {
        Ok(Recipient {
            address: row.get(0)?,
            state: unword(row, 1)?,
            reply: row.get::<_, Option<String>>(2)?.map(|kept| Sentence::from_kept(&kept)),
        })
    })?;
    rows.collect()
}

fn ledger(db: &Connection, id: OutboxId) -> Result<Vec<LedgerEntry>, StoreError> {
    let sql = "SELECT at, state, detail FROM outbox_ledger WHERE outbox = ? ORDER BY id";
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_and_then([id.0], |row| {
        Ok(LedgerEntry {
            at: row.get(0)?,
            state: unword(row, 1)?,
            detail: Sentence::from_kept(&row.get::<_, String>(2)?),
        })
    })?;
    rows.collect()
}

#[cfg(test)]
mod tests;
