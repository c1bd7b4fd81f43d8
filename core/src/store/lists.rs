//! Lists by row number: what a view shows is kept in memory and brought up to date with what was written.

mod changes;
mod conversations;
mod index;
mod page;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use super::{Store, StoreError, accounts::word, search};
use crate::{
    model::{ListFrom, ListPage, ListRequest, MessageId, Role, View},
    sync::query::Query,
};
pub(super) use changes::Changes;
use index::{Entry, Index};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// Views kept in memory, those looked at last.
const VIEWS: usize = 4;
/// Changed messages that are looked up one by one; beyond, reading the whole list is as fast.
const PATCHED: usize = 3_000;
/// What a search shows at most.
const HITS: u32 = 1_000;
/// Rows of a page at most.
const PAGE: u32 = 500;

/// The lists of one open database.
#[derive(Default)]
pub(super) struct Lists {
    pub changes: Changes,
    views: Mutex<VecDeque<(View, Arc<Index>)>>,
}

impl Store {
    /// A page of a list. Whatever was written before this is called is in it.
    pub async fn list(&self, request: ListRequest) -> Result<ListPage, StoreError> {
        self.prepare(&request.view).await;
        let lists = Arc::clone(&self.lists);
        self.read(move |db| {
            let index = lists.index(db, &request.view)?;
            let rows = index.rows(request.threaded, request.unread_only);
            let limit = usize::try_from(request.limit.min(PAGE)).unwrap_or(0);
            let offset = match request.from {
                ListFrom::Offset { offset } => usize::try_from(offset).unwrap_or(usize::MAX),
                ListFrom::Around { id } => around(&rows, index.find(&rows, request.threaded, id.0), limit),
            };
            let offset = offset.min(rows.len());
            let shown = rows.iter().skip(offset).take(limit);
            let members = shown.map(|row| index.members(*row, request.threaded)).collect();
            Ok(ListPage { total: count(rows.len()), offset: count(offset), rows: page::rows(db, members)? })
        })
        .await
    }

    /// Every message of a list, newest first.
    pub async fn list_ids(&self, view: View, unread_only: bool) -> Result<Vec<MessageId>, StoreError> {
        self.prepare(&view).await;
        let lists = Arc::clone(&self.lists);
        self.read(move |db| {
            let index = lists.index(db, &view)?;
            let rows = index.rows(false, unread_only).into_iter();
            Ok(rows.flat_map(|row| index.members(row, false)).map(|entry| MessageId(entry.id)).collect())
        })
        .await
    }

    async fn prepare(&self, view: &View) {
        if matches!(view, View::Search { .. })
            && let Err(error) = self.index_rest().await
        {
            let kind = error.kind();
            log::warn!("messages that came lately are not searched: {kind}");
        }
    }
}

/// The offset of a page that has a row in its middle.
fn around(rows: &[u32], found: Option<usize>, limit: usize) -> usize {
    let Some(found) = found else { return 0 };
    found.saturating_sub(limit / 2).min(rows.len().saturating_sub(limit))
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

impl Lists {
    /// The index of a view as the snapshot of `db` has it.
    fn index(&self, db: &Connection, view: &View) -> Result<Arc<Index>, StoreError> {
        // Taken before anything is read: it cannot be newer than the snapshot, which begins with the first read.
        let known = self.known(view);
        let generation = "SELECT generation FROM list_state";
        let generation: i64 = db.prepare_cached(generation)?.query_row([], |row| row.get(0))?;
        let mailboxes = mailboxes(db, view)?;
        let known = known.filter(|known| known.mailboxes == mailboxes && known.generation <= generation);
        if let Some(known) = &known
            && known.generation == generation
        {
            return Ok(Arc::clone(known));
        }
        let index = match known.and_then(|known| Some((self.changes.since(known.generation, generation)?, known))) {
            Some((touched, known)) if touched.len() <= PATCHED && !matches!(view, View::Search { .. }) => {
                let now = entries_of(db, view, &mailboxes, &touched)?;
                known.after(generation, &touched, now)
            }
            _ => Index::new(generation, mailboxes.clone(), entries(db, view, &mailboxes)?),
        };
        let index = Arc::new(index);
        self.keep(view, &index);
        Ok(index)
    }

    fn known(&self, view: &View) -> Option<Arc<Index>> {
        let views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        views.iter().find(|(known, _)| known == view).map(|(_, index)| Arc::clone(index))
    }

    fn keep(&self, view: &View, index: &Arc<Index>) {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = |(known, kept): &(View, Arc<Index>)| known == view && kept.generation > index.generation;
        if !views.iter().any(newer) {
            views.retain(|(known, _)| known != view);
            views.push_front((view.clone(), Arc::clone(index)));
            views.truncate(VIEWS);
        }
    }
}

/// Where a view looks, ascending; nothing for a search, which looks everywhere.
fn mailboxes(db: &Connection, view: &View) -> Result<Vec<i64>, StoreError> {
    match view {
        View::Mailbox { mailbox } => {
            let mut there = db.prepare_cached("SELECT 1 FROM mailbox WHERE id = ?")?;
            if there.exists([mailbox.0])? { Ok(vec![mailbox.0]) } else { Err(StoreError::Gone("mailbox")) }
        }
        View::Role { role } => ids(db, "SELECT id FROM mailbox WHERE role = ? ORDER BY id", [word(role)?]),
        View::Flagged => {
            let sql = "SELECT id FROM mailbox WHERE role IS NULL OR role NOT IN (?, ?) ORDER BY id";
            ids(db, sql, [word(Role::Trash)?, word(Role::Junk)?])
        }
        View::Search { .. } => Ok(Vec::new()),
    }
}

fn ids(db: &Connection, sql: &str, key: impl Params) -> Result<Vec<i64>, StoreError> {
    let mut query = db.prepare_cached(sql)?;
    let ids = query.query_map(key, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// All that a view shows.
fn entries(db: &Connection, view: &View, mailboxes: &[i64]) -> Result<Vec<Entry>, StoreError> {
    let mut found = Vec::new();
    if let View::Search { query } = view {
        let mut query_row = db.prepare_cached(
            "SELECT id, rank, thread, flags, attachments FROM message INDEXED BY message_facts WHERE rank = ?",
        )?;
        for rank in search::ranks(db, &Query::parse(query), HITS)? {
            found.extend(query_row.query_row([rank], entry).optional()?);
        }
        return Ok(found);
    }
    let filter = if matches!(view, View::Flagged) { "AND flags & 4 <> 0" } else { "" };
    let mut query = db.prepare_cached(&format!(
        "SELECT id, rank, thread, flags, attachments FROM message INDEXED BY message_list
         WHERE shown_in = ? {filter} ORDER BY rank DESC"
    ))?;
    for mailbox in mailboxes {
        for entry in query.query_map([mailbox], entry)? {
            found.push(entry?);
        }
    }
    Ok(found)
}

/// What a view shows of the messages `touched`.
fn entries_of(db: &Connection, view: &View, mailboxes: &[i64], touched: &[i64]) -> Result<Vec<Entry>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT id, rank, thread, flags, attachments, shown_in FROM message WHERE id = ?")?;
    let mut now = Vec::new();
    for id in touched {
        let found = query.query_row([id], |row| Ok((entry(row)?, row.get::<_, Option<i64>>(5)?))).optional()?;
        let Some((entry, Some(shown_in))) = found else { continue };
        if mailboxes.binary_search(&shown_in).is_ok() && (entry.flagged() || !matches!(view, View::Flagged)) {
            now.push(entry);
        }
    }
    Ok(now)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry { id: row.get(0)?, rank: row.get(1)?, thread: row.get(2)?, flags: row.get(3)?, attachments: row.get(4)? })
}
