//! Messages that are not here yet.

use super::{Run, int};
use crate::model::{MailboxId, MessageId};
use crate::store::{Change, NewMessage, StoreError, threads};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// What is known of all inserts of one apply, so that most of them look for nothing one by one.
pub(super) struct Coming {
    /// Whether none of their UIDs was here.
    vacant: bool,
    /// UIDs that came since.
    came: HashSet<u32>,
    /// Whether a message may wait for its UID.
    pub(super) orphans: bool,
    next_id: i64,
}

impl Coming {
    pub(super) fn expect(db: &Connection, mailbox: MailboxId, changes: &[Change]) -> Result<Self, StoreError> {
        let uids = changes.iter().filter_map(|change| match change {
            Change::Insert(message) => Some(message.uid),
            _ => None,
        });
        let (low, high) = uids.fold((u32::MAX, 0), |(low, high), uid| (low.min(uid), high.max(uid)));
        let any = "SELECT EXISTS (SELECT 1 FROM message WHERE mailbox = ? AND uid BETWEEN ? AND ?)";
        let any: bool = db.prepare_cached(any)?.query_row(params![mailbox.0, low, high], |row| row.get(0))?;
        let orphans = "SELECT EXISTS (SELECT 1 FROM mailbox b JOIN message m ON m.mailbox = b.id AND m.uid IS NULL
             WHERE b.account = (SELECT account FROM mailbox WHERE id = ?))";
        let orphans = db.prepare_cached(orphans)?.query_row([mailbox.0], |row| row.get(0))?;
        let next_id = "SELECT 1 + coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'message'";
        let next_id = db.prepare_cached(next_id)?.query_row([], |row| row.get(0))?;
        Ok(Self { vacant: !any, came: HashSet::new(), orphans, next_id })
    }
}

impl Run<'_> {
    pub(super) fn insert(&mut self, message: &NewMessage) -> Result<(), StoreError> {
        let new = self.coming.vacant && self.coming.came.insert(message.uid);
        if !new && self.set_flags(message.uid, &message.flags, message.modseq)? {
            return Ok(());
        }
        if self.coming.orphans
            && let Some(id) = self.adoptable(message)?
        {
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
        let id = self.coming.next_id;
        self.coming.next_id += 1;
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
        Ok(id)
    }
}

/// Within a second the UID orders; where its place is taken, the next one that is free.
pub(in crate::store) fn free_rank(db: &Connection, received: i64, uid: u32) -> Result<i64, StoreError> {
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
