use super::{Store, StoreError};
use crate::model::{AccountId, Address, BodyState, Flags, MailboxId, MessageId, MessageRow, ThreadId};
use rusqlite::{Connection, OptionalExtension, Row, params};

const COLUMNS: &str = "id, account, mailbox, shown_in, uid, date, received, from_list, to_list, subject, flags,
    keywords, size, preview, attachments, thread, body, pending";

/// A message with what only reading it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub row: MessageRow,
    /// Where the server has it, pending edits aside.
    pub base_mailbox: MailboxId,
    /// Its UID there; absent while it is not known.
    pub base_uid: Option<u32>,
    /// Whether a person still sees it.
    pub shown: bool,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub reply_to: Vec<Address>,
    pub message_id: Option<String>,
    /// References and In-Reply-To, oldest first.
    pub references: Vec<String>,
}

impl Store {
    /// A page of a mailbox as a person sees it, newest first: at most `limit` rows older than `before`.
    pub async fn rows(
        &self,
        mailbox: MailboxId,
        before: Option<MessageId>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        self.read(move |db| {
            let below = match before {
                Some(id) => rank_of(db, id)?,
                None => i64::MAX,
            };
            let mut query = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM message WHERE shown_in = ? AND rank < ? ORDER BY rank DESC LIMIT ?"
            ))?;
            query.query_and_then(params![mailbox.0, below, limit], row)?.collect()
        })
        .await
    }

    pub async fn row(&self, id: MessageId) -> Result<MessageRow, StoreError> {
        self.read(move |db| one(db, "id", id.0)).await
    }

    /// The messages of a conversation that a person sees, oldest first.
    pub async fn thread_rows(&self, thread: ThreadId) -> Result<Vec<MessageRow>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM message WHERE thread = ? AND shown_in IS NOT NULL ORDER BY rank"
            ))?;
            query.query_and_then([thread.0], row)?.collect()
        })
        .await
    }

    /// Everything known of a message but its text.
    pub async fn stored(&self, id: MessageId) -> Result<Stored, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(&format!(
                "SELECT {COLUMNS}, cc_list, bcc_list, reply_to_list, message_id, references_list
                 FROM message WHERE id = ?"
            ))?;
            let found = query.query_and_then([id.0], stored)?.next();
            found.unwrap_or(Err(StoreError::Gone("message")))
        })
        .await
    }
}

/// The row whose unique `column` has `value`.
pub(super) fn one(db: &Connection, column: &'static str, value: i64) -> Result<MessageRow, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {COLUMNS} FROM message WHERE {column} = ?"))?;
    let found = query.query_and_then([value], row)?.next();
    found.unwrap_or(Err(StoreError::Gone("message")))
}

fn rank_of(db: &Connection, id: MessageId) -> Result<i64, StoreError> {
    let mut query = db.prepare_cached("SELECT rank FROM message WHERE id = ?")?;
    let rank = query.query_row([id.0], |row| row.get(0)).optional()?;
    rank.ok_or(StoreError::Gone("message"))
}

fn row(row: &Row<'_>) -> Result<MessageRow, StoreError> {
    let (base, shown): (i64, Option<i64>) = (row.get(2)?, row.get(3)?);
    let uid: Option<u32> = row.get(4)?;
    let keywords = row.get_ref(11)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(MessageRow {
        id: MessageId(row.get(0)?),
        account: AccountId(row.get(1)?),
        mailbox: MailboxId(shown.unwrap_or(base)),
        uid: uid.filter(|_| shown.is_none_or(|shown| shown == base)),
        date: row.get(5)?,
        received: row.get(6)?,
        from: addresses(row, 7)?,
        to: addresses(row, 8)?,
        subject: row.get(9)?,
        flags: Flags::from_bits(row.get(10)?, keywords),
        size: row.get::<_, i64>(12)?.cast_unsigned(),
        preview: row.get(13)?,
        attachments: row.get(14)?,
        thread: ThreadId(row.get(15)?),
        body: match row.get(16)? {
            0 => BodyState::None,
            1 => BodyState::Text,
            _ => BodyState::Whole,
        },
        pending: row.get::<_, i64>(17)? > 0,
    })
}

fn stored(from: &Row<'_>) -> Result<Stored, StoreError> {
    let references: String = from.get(22)?;
    Ok(Stored {
        row: row(from)?,
        base_mailbox: MailboxId(from.get(2)?),
        base_uid: from.get(4)?,
        shown: from.get::<_, Option<i64>>(3)?.is_some(),
        cc: addresses(from, 18)?,
        bcc: addresses(from, 19)?,
        reply_to: addresses(from, 20)?,
        message_id: from.get(21)?,
        references: references.split_ascii_whitespace().map(str::to_owned).collect(),
    })
}

pub(super) fn addresses(row: &Row<'_>, column: usize) -> Result<Vec<Address>, StoreError> {
    let json = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(serde_json::from_str(json)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{StoreError, samples::*};
    use crate::model::{EditKind, MessageId};

    #[tokio::test]
    async fn pages_follow_each_other_without_gaps() {
        let temp = Temp::new().await;
        let ids = temp.insert((1..=25).map(|uid| message(uid, "x")).collect()).await;
        temp.edit(ids[20], EditKind::Move { to: temp.sent }, false).await;
        let (mut before, mut pages) = (None, Vec::new());
        loop {
            let page = temp.store.rows(temp.inbox, before, 10).await.unwrap();
            let Some(last) = page.last() else { break };
            before = Some(last.id);
            pages.push(page.iter().map(|row| row.uid.unwrap()).collect::<Vec<_>>());
        }
        let all: Vec<u32> = (1..=25).rev().filter(|uid| *uid != 21).collect();
        assert_eq!(pages, [&all[..10], &all[10..20], &all[20..]]);
        let moved = temp.store.rows(temp.sent, None, 10).await.unwrap();
        assert_eq!(moved.iter().map(|row| (row.id, row.uid)).collect::<Vec<_>>(), [(ids[20], None)]);
        let gone = temp.store.rows(temp.inbox, Some(MessageId(999)), 10).await;
        assert!(matches!(gone, Err(StoreError::Gone("message"))));
    }
}
