//! What a sync found, taken over in one transaction.

use super::{Applied, Change, Durability, NewMessage, Store, StoreError, index, remove, shown, threads};
use crate::model::{AccountId, Flags, MailboxId, MessageId, UidSet};
use rusqlite::{Connection, OptionalExtension, params};
use std::mem;

impl Store {
    /// Applies what a sync found in a mailbox, in order, all or nothing. Applying the same again changes nothing.
    pub async fn apply(&self, mailbox: MailboxId, changes: Vec<Change>) -> Result<Applied, StoreError> {
        self.write(Durability::Batch, move |db| {
            let sql = "SELECT account FROM mailbox WHERE id = ?";
            let account = db.query_row(sql, [mailbox.0], |row| row.get(0)).optional()?;
            let account = AccountId(account.ok_or(StoreError::Gone("mailbox"))?);
            let mut run = Run { db, mailbox, account, applied: Applied::default(), index: Vec::new() };
            for change in &changes {
                run.apply(change)?;
            }
            index::insert(db, run.index)?;
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
    /// What the search index learns at the end, all at once.
    index: Vec<index::Entry<'a>>,
}

impl Run<'_> {
    fn apply(&mut self, change: &Change) -> Result<(), StoreError> {
        match change {
            Change::Insert(message) => self.insert(message),
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
                index::insert(self.db, mem::take(&mut self.index))?;
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
        index::insert(self.db, mem::take(&mut self.index))?;
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

    fn insert(&mut self, message: &NewMessage) -> Result<(), StoreError> {
        if self.set_flags(message.uid, &message.flags, message.modseq)? {
            return Ok(());
        }
        if let Some(id) = self.adoptable(message)? {
            return self.set_base(id, message.uid, &message.flags, message.modseq);
        }
        let id = self.add(message)?;
        self.applied.inserted.push(MessageId(id));
        self.applied.changed = true;
        Ok(())
    }

    /// A message of this mailbox that waits for its UID, or one on its way here, and is this one.
    fn adoptable(&self, message: &NewMessage) -> Result<Option<i64>, StoreError> {
        let envelope = &message.envelope;
        let found = match &envelope.message_id {
            Some(message_id) => self
                .db
                .prepare_cached(
                    "SELECT id FROM message WHERE account = ? AND message_id = ? AND uid IS NULL AND size = ?
                     AND ?4 IN (mailbox, shown_in) ORDER BY received = ?5 DESC, id LIMIT 1",
                )?
                .query_row(
                    params![self.account.0, message_id, int(message.size), self.mailbox.0, message.received],
                    |row| row.get(0),
                ),
            None => self
                .db
                .prepare_cached(
                    "SELECT id FROM message WHERE mailbox = ? AND uid IS NULL AND message_id IS NULL
                     AND size = ? AND received = ? AND subject = ? ORDER BY id LIMIT 1",
                )?
                .query_row(params![self.mailbox.0, int(message.size), message.received, envelope.subject], |row| {
                    row.get(0)
                }),
        };
        Ok(found.optional()?)
    }

    fn add(&mut self, message: &NewMessage) -> Result<i64, StoreError> {
        let sql = "SELECT 1 + coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'message'";
        let id: i64 = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let rank = free_rank(self.db, message.received, message.uid)?;
        let envelope = &message.envelope;
        let mut references = envelope.references.clone();
        references.extend(envelope.in_reply_to.iter().filter(|id| !envelope.references.contains(id)).cloned());
        let thread = threads::join(self.db, self.account, id, envelope.message_id.as_deref(), &references)?;
        let keywords = message.flags.keywords.join(" ");
        let mut insert = self.db.prepare_cached(
            "INSERT INTO message (id, rank, account, mailbox, uid, shown_in, received, date, size, base_flags,
                base_keywords, flags, keywords, modseq, subject, from_list, to_list, cc_list, bcc_list,
                reply_to_list, message_id, references_list, thread, attachments)
             VALUES (?1,?2,?3,?4,?5,?4,?6,?7,?8,?9,?10,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21)",
        )?;
        insert.execute(params![
            id,
            rank,
            self.account.0,
            self.mailbox.0,
            message.uid,
            message.received,
            envelope.date.unwrap_or(message.received),
            int(message.size),
            message.flags.bits(),
            keywords,
            int(message.modseq),
            envelope.subject,
            serde_json::to_string(&envelope.from)?,
            serde_json::to_string(&envelope.to)?,
            serde_json::to_string(&envelope.cc)?,
            serde_json::to_string(&envelope.bcc)?,
            serde_json::to_string(&envelope.reply_to)?,
            envelope.message_id,
            references.join(" "),
            thread,
            message.attachments,
        ])?;
        self.index.push(index::Entry {
            rank,
            subject: envelope.subject.clone(),
            sender: index::addresses([&envelope.from[..]]),
            recipients: index::addresses([&envelope.to[..], &envelope.cc, &envelope.bcc]),
            body: "",
        });
        Ok(id)
    }
}

/// Within a second the UID orders; where its place is taken, the next one that is free.
pub(super) fn free_rank(db: &Connection, received: i64, uid: u32) -> Result<i64, StoreError> {
    let wanted = received.clamp(0, 1 << 42) << 20 | i64::from(uid & 0xF_FFFF);
    let mut taken = db.prepare_cached("SELECT 1 FROM message WHERE rank = ?")?;
    if taken.query_row([wanted], |_| Ok(())).optional()?.is_none() {
        return Ok(wanted);
    }
    let mut next = db.prepare_cached(
        "SELECT rank + 1 FROM message AS here WHERE rank >= ?
         AND NOT EXISTS (SELECT 1 FROM message WHERE rank = here.rank + 1) ORDER BY rank LIMIT 1",
    )?;
    Ok(next.query_row([wanted], |row| row.get(0))?)
}

/// SQLite's integers are signed; what a server claims beyond them is as large as can be.
fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
