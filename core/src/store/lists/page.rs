//! The rows of a page.

use super::{count, ids, index::Entry};
use crate::{
    model::{Address, ListRow, MessageId, MessageRow, Role},
    store::{StoreError, accounts::word, list},
};
use rusqlite::Connection;
use std::collections::HashSet;

/// People named in a row.
const PEOPLE: usize = 4;
/// Messages of a conversation that are asked who wrote them, the oldest.
const ASKED: usize = 20;

/// Rows of the messages behind each, newest first.
pub(super) fn rows(db: &Connection, page: Vec<Vec<Entry>>) -> Result<Vec<ListRow>, StoreError> {
    let outgoing = "SELECT id FROM mailbox WHERE role IN (?, ?)";
    let outgoing = ids(db, outgoing, [word(Role::Sent)?, word(Role::Drafts)?])?.into_iter().collect();
    let mut rows = Vec::with_capacity(page.len());
    for members in page {
        let Some(newest) = members.first() else { continue };
        let row = list::one(db, "id", newest.id)?;
        rows.push(ListRow {
            people: people(db, &row, &members, &outgoing)?,
            messages: of_thread(db, newest.thread)?.max(count(members.len())),
            unread: count(members.iter().filter(|entry| entry.unread()).count()),
            flagged: members.iter().any(Entry::flagged),
            attachments: members.iter().map(|entry| entry.attachments).fold(0, u32::saturating_add),
            ids: members.iter().map(|entry| MessageId(entry.id)).collect(),
            row,
        });
    }
    Ok(rows)
}

fn of_thread(db: &Connection, thread: i64) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM message WHERE thread = ? AND shown_in IS NOT NULL";
    Ok(db.prepare_cached(sql)?.query_row([thread], |row| row.get(0))?)
}

/// Who wrote, or to whom what was sent went, oldest first.
fn people(
    db: &Connection,
    newest: &MessageRow,
    members: &[Entry],
    outgoing: &HashSet<i64>,
) -> Result<Vec<Address>, StoreError> {
    let mut people: Vec<Address> = Vec::new();
    let mut add = |addresses: &[Address]| {
        for address in addresses {
            if people.len() < PEOPLE && !people.iter().any(|known| known.email.eq_ignore_ascii_case(&address.email)) {
                people.push(address.clone());
            }
        }
        people.len() < PEOPLE
    };
    let mut query = db.prepare_cached("SELECT from_list, to_list, shown_in FROM message WHERE id = ?")?;
    for older in members.iter().skip(1).rev().take(ASKED) {
        let mut found = query.query([older.id])?;
        let Some(row) = found.next()? else { continue };
        let column = usize::from(row.get::<_, Option<i64>>(2)?.is_some_and(|shown_in| outgoing.contains(&shown_in)));
        if !add(&list::addresses(row, column)?) {
            break;
        }
    }
    add(if outgoing.contains(&newest.mailbox.0) { &newest.to } else { &newest.from });
    Ok(people)
}
