//! What a sync found, taken over in one transaction.

mod insert;

use super::{Applied, Change, Durability, Store, StoreError, remove, shown};
use crate::model::{AccountId, Flags, MailboxId, UidSet};
use insert::Coming;
use rusqlite::{Connection, OptionalExtension, params};

pub(super) use insert::free_rank;

impl Store {
    /// Applies what a sync found in a mailbox, in order, all or nothing. Applying the same again changes nothing.
    pub async fn apply(&self, mailbox: MailboxId, changes: Vec<Change>) -> Result<Applied, StoreError> {
        self.write(Durability::Batch, move |db| {
            let sql = "SELECT account FROM mailbox WHERE id = ?";
            let account = db.query_row(sql, [mailbox.0], |row| row.get(0)).optional()?;
            let account = AccountId(account.ok_or(StoreError::Gone("mailbox"))?);
            let coming = Coming::expect(db, mailbox, &changes)?;
            let mut run = Run { db, mailbox, account, applied: Applied::default(), coming };
            for change in &changes {
                run.apply(change)?;
            }
            Ok(run.applied)
        })
        .await
    }

    /// The UIDs of a mailbox that are here (base state).
    pub async fn local_uids(&self, mailbox: MailboxId) -> Result<UidSet, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached("SELECT uid FROM message WHERE mailbox = ? AND uid IS NOT NULL")?;
            let uids = query.query_map([mailbox.0], |row| row.get::<_, u32>(0))?;
            Ok(uids.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// The UIDs of messages received before an instant, seconds since 1970, that wait for no edit.
    pub async fn uids_before(&self, mailbox: MailboxId, received: i64) -> Result<UidSet, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(
                "SELECT uid FROM message WHERE mailbox = ? AND received < ? AND uid IS NOT NULL AND pending = 0",
            )?;
            let uids = query.query_map((mailbox.0, received), |row| row.get::<_, u32>(0))?;
            Ok(uids.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// The server's flags as last seen, by ascending UID.
    pub async fn local_flags(&self, mailbox: MailboxId) -> Result<Vec<(u32, Flags)>, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached(
                "SELECT uid, base_flags, base_keywords FROM message
                 WHERE mailbox = ? AND uid IS NOT NULL ORDER BY uid",
            )?;
            let rows = query.query_map([mailbox.0], |row| {
                Ok((row.get(0)?, Flags::from_bits(row.get(1)?, row.get_ref(2)?.as_str()?)))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

struct Run<'a> {
    db: &'a Connection,
    mailbox: MailboxId,
    account: AccountId,
    applied: Applied,
    coming: Coming,
}

impl Run<'_> {
    fn apply(&mut self, change: &Change) -> Result<(), StoreError> {
        if let Change::Insert(message) = change {
            return self.insert(message);
        }
        // Any other change may leave messages without a UID.
        self.coming.orphans = true;
        match change {
            Change::Insert(_) => Ok(()),
            Change::Flags { uid, flags, modseq } => self.set_flags(*uid, flags, *modseq).map(drop),
            Change::Remove(uids) => self.take(uids, false),
            Change::Prune(uids) => self.take(uids, true),
            Change::Counts { total, older_unread } => {
                let sql = "UPDATE mailbox SET total = ?2, older_unread = ?3 WHERE id = ?1
                    AND (total <> ?2 OR older_unread <> ?3)";
                let values = params![self.mailbox.0, total, older_unread];
                self.applied.changed |= self.db.prepare_cached(sql)?.execute(values)? > 0;
                Ok(())
            }
            Change::Progress { uidvalidity, uidnext, highestmodseq } => self.set(
                "UPDATE mailbox SET uidvalidity = ?2, uidnext = ?3, highestmodseq = ?4 WHERE id = ?1",
                params![self.mailbox.0, uidvalidity, uidnext, int(*highestmodseq)],
            ),
            Change::Window { since_day, known } => self.set(
                "UPDATE mailbox SET since_day = ?2, window_known = ?3 WHERE id = ?1",
                params![self.mailbox.0, since_day, known],
            ),
            Change::Rekey { uidvalidity } => {
                let sql = "UPDATE message SET uid = NULL, modseq = 0 WHERE mailbox = ?";
                self.set(sql, [self.mailbox.0])?;
                self.set(
                    "UPDATE mailbox SET uidvalidity = ?2, uidnext = 0, highestmodseq = 0, window_known = 0 WHERE id = ?1",
                    params![self.mailbox.0, uidvalidity],
                )
            }
            Change::DropOrphans => {
                let sql = "SELECT id, rank, thread, pending FROM message WHERE mailbox = ? AND uid IS NULL";
                let orphans = remove::doomed(self.db, sql, [self.mailbox.0])?;
                let removed = remove::vanished(self.db, &orphans)?;
                self.count_removed(removed);
                Ok(())
            }
        }
    }

    fn set(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), StoreError> {
        self.db.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn count_removed(&mut self, removed: u32) {
        self.applied.removed += removed;
        self.applied.changed |= removed > 0;
    }

    /// Takes messages away that are gone on the server, or that only leave the window; a waiting edit keeps
    /// a message of the second kind.
    fn take(&mut self, uids: &UidSet, prune: bool) -> Result<(), StoreError> {
        let sql = "SELECT id, rank, thread, pending FROM message WHERE mailbox = ? AND uid BETWEEN ? AND ?";
        for (low, high) in uids.ranges() {
            let mut doomed = remove::doomed(self.db, sql, params![self.mailbox.0, low, high])?;
            if prune {
                doomed.retain(|message| !message.pending);
            }
            let removed = remove::vanished(self.db, &doomed)?;
            self.count_removed(removed);
        }
        Ok(())
    }

    /// Returns whether the UID is here.
    fn set_flags(&mut self, uid: u32, flags: &Flags, modseq: u64) -> Result<bool, StoreError> {
        let sql = "SELECT id, base_flags, base_keywords, modseq FROM message WHERE mailbox = ? AND uid = ?";
        let mut find = self.db.prepare_cached(sql)?;
        let found = find.query_row(params![self.mailbox.0, uid], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?, row.get::<_, i64>(3)?))
        });
        let Some((id, bits, keywords, known)) = found.optional()? else { return Ok(false) };
        if (bits, &keywords) != (flags.bits(), &flags.keywords.join(" ")) {
            self.set_base(id, uid, flags, modseq)?;
        } else if known != int(modseq) {
            self.set("UPDATE message SET modseq = ?2 WHERE id = ?1", params![id, int(modseq)])?;
        }
        Ok(true)
    }

    fn set_base(&mut self, id: i64, uid: u32, flags: &Flags, modseq: u64) -> Result<(), StoreError> {
        self.set(
            "UPDATE message SET mailbox = ?2, uid = ?3, base_flags = ?4, base_keywords = ?5, modseq = ?6 WHERE id = ?1",
            params![id, self.mailbox.0, uid, flags.bits(), flags.keywords.join(" "), int(modseq)],
        )?;
        self.applied.changed |= shown::refresh(self.db, id)?;
        Ok(())
    }
}

/// SQLite's integers are signed; what a server claims beyond them is as large as can be.
fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
