use super::{KEPT, Shown, Touched};
use crate::{
    model::{ActionId, EditKind, Flags, MailboxId, MessageId},
    store::{Durability, Store, StoreError, edits, shown},
    sync::undo::{Before, Reverse, reverse},
};
use rusqlite::{Connection, Row, params};
use std::collections::BTreeSet;

/// What undoing an action did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    pub touched: Touched,
    /// Messages that are as before, as far as later edits let them.
    pub back: u32,
    /// Messages that were removed for good and stay away.
    pub lost: u32,
}

struct Item {
    edit: i64,
    message: i64,
    kind: EditKind,
    before: Before,
    copy: Option<i64>,
}

impl Store {
    /// Takes an action back: edits that cannot have reached the server are dropped, others are reversed by new
    /// ones. `Gone` when it was undone before or is not known any more. Where nothing can come back, nothing changes.
    pub async fn undo_action(&self, action: ActionId, now_ms: i64) -> Result<Undone, StoreError> {
        self.write(Durability::Full, move |db| {
            let open = "SELECT 1 FROM action WHERE id = ? AND undone = 0 AND at >= ?";
            if !db.prepare_cached(open)?.exists([action.0, now_ms - KEPT])? {
                return Err(StoreError::Gone("action"));
            }
            let mut undoing = Undoing { db, action, now_ms, touched: Touched::new() };
            let (mut back, mut lost) = (BTreeSet::new(), BTreeSet::new());
            for item in items(db, action)? {
                let reached = if undoing.item(&item)? { &mut back } else { &mut lost };
                reached.insert(item.message);
            }
            if !back.is_empty() || lost.is_empty() {
                db.execute("UPDATE action SET undone = 1 WHERE id = ?", [action.0])?;
            }
            let [back, lost] = [back, lost].map(|messages| u32::try_from(messages.len()).unwrap_or(u32::MAX));
            Ok(Undone { touched: undoing.touched, back, lost })
        })
        .await
    }
}

/// The edits of an action, the last one first.
fn items(db: &Connection, action: ActionId) -> Result<Vec<Item>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT edit, message, kind, shown_in, flags, keywords, copy FROM action_item WHERE action = ? ORDER BY edit DESC",
    )?;
    query.query_and_then([action.0], item)?.collect()
}

fn item(row: &Row<'_>) -> Result<Item, StoreError> {
    let keywords: String = row.get(5)?;
    Ok(Item {
        edit: row.get(0)?,
        message: row.get(1)?,
        kind: serde_json::from_str(&row.get::<_, String>(2)?)?,
        before: Before { mailbox: MailboxId(row.get(3)?), flags: Flags::from_bits(row.get(4)?, &keywords) },
        copy: row.get(6)?,
    })
}

struct Undoing<'a> {
    db: &'a Connection,
    action: ActionId,
    now_ms: i64,
    touched: Touched,
}

impl Undoing<'_> {
    /// Returns whether the message is not lost.
    fn item(&mut self, item: &Item) -> Result<bool, StoreError> {
        let row = match item.kind {
            EditKind::Copy { .. } => item.copy,
            _ => Some(item.message),
        };
        let shown = row.map(|row| Shown::of(self.db, row)).transpose()?.flatten();
        if let Some(Shown { account, mailbox: Some(mailbox), .. }) = shown {
            self.touched.insert((account, mailbox));
        }
        if self.drop_unsent(item)? {
            self.touch(item.message)?;
            return Ok(true);
        }
        let Some(shown) = shown else { return Ok(!matches!(item.kind, EditKind::Expunge)) };
        let message = match reverse(&item.kind, &item.before, shown.mailbox, &self.later(item)?) {
            Reverse::Edit(kind) => {
                edits::queue(self.db, MessageId(item.message), &kind, self.now_ms)?;
                item.message
            }
            Reverse::RemoveCopy => {
                let copy = item.copy.unwrap_or(item.message);
                edits::queue(self.db, MessageId(copy), &EditKind::Expunge, self.now_ms)?;
                copy
            }
            Reverse::Nothing => return Ok(true),
            Reverse::Impossible => return Ok(false),
        };
        self.touch(message)?;
        Ok(true)
    }

    /// Drops the edit when the server cannot have it. Returns whether it was.
    fn drop_unsent(&self, item: &Item) -> Result<bool, StoreError> {
        let mut delete = self.db.prepare_cached("DELETE FROM edit WHERE id = ? AND started = 0")?;
        if delete.execute([item.edit])? == 0 {
            return Ok(false);
        }
        if let Some(copy) = item.copy {
            edits::take_away(self.db, copy)?;
        }
        shown::refresh(self.db, item.message)?;
        Ok(true)
    }

    /// What was done to the message since, and stays done.
    fn later(&self, item: &Item) -> Result<Vec<EditKind>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT i.kind FROM action_item i JOIN action a ON a.id = i.action
             WHERE i.message = ? AND i.edit > ? AND a.id <> ? AND a.undone = 0 ORDER BY i.edit",
        )?;
        let later = query.query_and_then(params![item.message, item.edit, self.action.0], |row| {
            Ok(serde_json::from_str(&row.get::<_, String>(0)?)?)
        })?;
        later.collect()
    }

    fn touch(&mut self, message: i64) -> Result<(), StoreError> {
        if let Some(Shown { account, mailbox: Some(mailbox), .. }) = Shown::of(self.db, message)? {
            self.touched.insert((account, mailbox));
        }
        Ok(())
    }
}
