use super::{
    Durability, Listed, MailboxState, Store, StoreError,
    accounts::{unword, word},
    remove,
};
use crate::model::{AccountId, Mailbox, MailboxId, Role, Window};
use rusqlite::{Connection, ErrorCode, Row, params};
use std::collections::HashSet;

/// Counts of rows: here (base state) and shown to a person.
const STATE: &str = "SELECT m.id, m.account, m.wire_name, m.name, m.separator, m.role, m.selectable, m.subscribed,
    m.window, m.uidvalidity, m.uidnext, m.highestmodseq, m.since_day, m.window_known, m.total, m.older_unread,
    (SELECT count(*) FROM message WHERE mailbox = m.id),
    (SELECT count(*) FROM message WHERE shown_in = m.id),
    (SELECT count(*) FROM message WHERE shown_in = m.id AND flags & 1 = 0), m.wanted
    FROM mailbox m";

impl Store {
    /// The mailboxes of an account by name.
    pub async fn mailbox_states(&self, account: AccountId) -> Result<Vec<MailboxState>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(&format!("{STATE} WHERE m.account = ? ORDER BY m.name"))?;
            let rows = query.query_and_then([account.0], state)?;
            rows.collect()
        })
        .await
    }

    pub async fn mailbox_state(&self, id: MailboxId) -> Result<MailboxState, StoreError> {
        self.read(move |db| one(db, id)).await
    }

    /// Takes over the server's list of mailboxes and returns those removed. Messages of a removed mailbox
    /// go with it; edits that needed it become refusals. A list without INBOX removes nothing: no
    /// server is without one (RFC 3501 §5.1), so the list is not whole.
    pub async fn apply_listing(&self, account: AccountId, listing: Vec<Listed>) -> Result<Vec<MailboxId>, StoreError> {
        self.write(Durability::Batch, move |db| {
            for listed in &listing {
                upsert(db, account, listed)?;
            }
            if !listing.iter().any(|listed| listed.wire_name.eq_ignore_ascii_case(b"INBOX")) {
                return Ok(Vec::new());
            }
            let here: HashSet<&[u8]> = listing.iter().map(|listed| &listed.wire_name[..]).collect();
            let mut query = db.prepare(
                "SELECT id, wire_name FROM mailbox WHERE account = ?
                 AND NOT (wanted = 1 AND EXISTS (SELECT 1 FROM message WHERE shown_in = mailbox.id))",
            )?;
            let known = query.query_map([account.0], |row| Ok((MailboxId(row.get(0)?), row.get::<_, Vec<u8>>(1)?)))?;
            let known = known.collect::<Result<Vec<_>, _>>()?;
            let gone = known.into_iter().filter(|(_, name)| !here.contains(&name[..]));
            let gone: Vec<MailboxId> = gone.map(|(id, _)| id).collect();
            for id in &gone {
                remove::mailbox(db, *id)?;
            }
            Ok(gone)
        })
        .await
    }

    /// The mailbox that an account will have for a role as soon as the server can be asked to make it.
    pub async fn want_mailbox(&self, account: AccountId, role: Role, name: String) -> Result<MailboxId, StoreError> {
        self.write(Durability::Full, move |db| {
            let sql = "INSERT INTO mailbox (account, wire_name, name, separator, role, selectable, subscribed, wanted)
                 SELECT ?1, ?2, ?3, (SELECT separator FROM mailbox WHERE account = ?1 LIMIT 1), ?4, 1, 1, 1";
            match db.execute(sql, params![account.0, name.as_bytes(), name, word(role)?]) {
                Ok(_) => Ok(MailboxId(db.last_insert_rowid())),
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                    Err(StoreError::Exists)
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    /// The server made a wanted mailbox, and calls it so.
    pub async fn mailbox_made(&self, id: MailboxId, wire_name: Vec<u8>, name: String) -> Result<(), StoreError> {
        self.write(Durability::Batch, move |db| {
            let sql = "UPDATE mailbox SET wire_name = ?2, name = ?3, wanted = 0 WHERE id = ?1";
            db.execute(sql, params![id.0, wire_name, name])?;
            Ok(())
        })
        .await
    }

    /// Sets a mailbox's own window; `None` follows the account.
    pub async fn set_mailbox_window(&self, id: MailboxId, window: Option<Window>) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            let text = window.map(|window| window.to_string());
            match db.execute("UPDATE mailbox SET window = ? WHERE id = ?", params![text, id.0])? {
                0 => Err(StoreError::Gone("mailbox")),
                _ => Ok(()),
            }
        })
        .await
    }
}

fn upsert(db: &Connection, account: AccountId, listed: &Listed) -> Result<(), StoreError> {
    if let Some(role) = listed.role {
        // Another client made it meanwhile, perhaps under another name.
        let sql = "UPDATE mailbox SET wire_name = ?2, wanted = 0 WHERE account = ?1 AND role = ?3 AND wanted = 1
             AND NOT EXISTS (SELECT 1 FROM mailbox WHERE account = ?1 AND wire_name = ?2 AND wanted = 0)";
        db.prepare_cached(sql)?.execute(params![account.0, listed.wire_name, word(role)?])?;
    }
    let mut statement = db.prepare_cached(
        "INSERT INTO mailbox (account, wire_name, name, separator, role, selectable, subscribed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (account, wire_name) DO UPDATE SET
            name = ?3, separator = ?4, role = ?5, selectable = ?6, subscribed = ?7, wanted = 0",
    )?;
    statement.execute(params![
        account.0,
        listed.wire_name,
        listed.name,
        listed.separator.map(String::from),
        listed.role.map(word).transpose()?,
        listed.selectable,
        listed.subscribed,
    ])?;
    Ok(())
}

pub(super) fn one(db: &Connection, id: MailboxId) -> Result<MailboxState, StoreError> {
    let mut query = db.prepare_cached(&format!("{STATE} WHERE m.id = ?"))?;
    let found = query.query_and_then([id.0], state)?.next();
    found.unwrap_or(Err(StoreError::Gone("mailbox")))
}

fn state(row: &Row<'_>) -> Result<MailboxState, StoreError> {
    let optional = |column| row.get::<_, Option<String>>(column);
    let (on_server, older_unread): (u32, u32) = (row.get(14)?, row.get(15)?);
    let (here, shown, shown_unread): (u32, u32, u32) = (row.get(16)?, row.get(17)?, row.get(18)?);
    let on_server = on_server.max(here);
    Ok(MailboxState {
        mailbox: Mailbox {
            id: MailboxId(row.get(0)?),
            account: AccountId(row.get(1)?),
            name: row.get(3)?,
            separator: optional(4)?,
            role: optional(5)?.map(|_| unword(row, 5)).transpose()?,
            selectable: row.get(6)?,
            subscribed: row.get(7)?,
            window: optional(8)?.map(|_| unword(row, 8)).transpose()?,
            total: (on_server - here).saturating_add(shown),
            unread: older_unread.saturating_add(shown_unread),
            local: shown,
            older_on_server: on_server - here,
            uidvalidity: row.get(9)?,
        },
        wire_name: row.get(2)?,
        uidnext: row.get(10)?,
        highestmodseq: row.get::<_, i64>(11)?.cast_unsigned(),
        since_day: row.get(12)?,
        window_known: row.get(13)?,
        older_unread,
        wanted: row.get(19)?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Listed, samples::*};
    use crate::model::{EditKind, Role, Window};

    #[tokio::test]
    async fn a_listing_updates_adds_and_removes() {
        let temp = Temp::new().await;
        let ids = temp.insert(vec![message(1, "stays")]).await;
        temp.edit(ids[0], EditKind::Move { to: temp.sent }, false).await;
        let odd = Listed {
            wire_name: b"Entw&APw-rfe".to_vec(),
            name: "Entwürfe".into(),
            separator: None,
            ..listed("", None)
        };
        let listing = vec![listed("inbox", Some(Role::Inbox)), listed("INBOX", Some(Role::Inbox)), odd];
        let removed = temp.store.apply_listing(temp.account, listing).await.unwrap();
        assert_eq!(removed, [temp.sent]);
        // The move into the folder that went is undone and told.
        assert_eq!(temp.subjects(temp.inbox).await, ["stays"]);
        assert!(!temp.store.row(ids[0]).await.unwrap().pending);
        assert_eq!(temp.number("SELECT count(*) FROM refusal").await, 1);
        let states = temp.store.mailbox_states(temp.account).await.unwrap();
        let names: Vec<&str> = states.iter().map(|state| state.mailbox.name.as_str()).collect();
        assert_eq!(names, ["Entwürfe", "INBOX", "inbox"]);
    }

    #[tokio::test]
    async fn a_listing_without_inbox_removes_nothing() {
        let temp = Temp::new().await;
        temp.insert(vec![message(1, "stays")]).await;
        assert_eq!(temp.store.apply_listing(temp.account, Vec::new()).await.unwrap(), []);
        assert_eq!(temp.subjects(temp.inbox).await, ["stays"]);
    }

    #[tokio::test]
    async fn a_window_of_its_own_comes_and_goes() {
        let temp = Temp::new().await;
        for window in [Some(Window::Days { days: 7 }), Some(Window::All), None] {
            temp.store.set_mailbox_window(temp.inbox, window).await.unwrap();
            assert_eq!(temp.store.mailbox_state(temp.inbox).await.unwrap().mailbox.window, window);
        }
    }
}
