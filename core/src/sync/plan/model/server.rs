//! A mailbox on a server of any ability.

use crate::model::UidSet;
use crate::sync::plan::{Ability, Opening, Remote};
use crate::sync::window::keeps;
use std::collections::BTreeMap;

/// A message; `tag` is what stays the same under another UIDVALIDITY.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    pub tag: u32,
    pub day: i64,
    pub unread: bool,
    pub flags: u8,
    pub modseq: u64,
}

#[derive(Debug, Clone)]
pub struct Server {
    pub ability: Ability,
    pub says_uidnext: bool,
    pub uidvalidity: u32,
    pub uidnext: u32,
    pub modseq: u64,
    pub tags: u32,
    pub mails: BTreeMap<u32, Mail>,
    pub expunged: Vec<(u32, u64)>,
}

#[derive(Debug, Clone)]
pub enum Event {
    Append {
        day: i64,
    },
    Expunge(usize),
    Flag(usize, u8),
    /// The mailbox is made anew: the same messages under other UIDs.
    Renumber,
    /// The mailbox comes back from a copy that lacks the newest messages, under the same UIDs.
    Restore(usize),
}

impl Server {
    pub fn new(ability: Ability, says_uidnext: bool) -> Self {
        let (mails, expunged) = (BTreeMap::new(), Vec::new());
        Self { ability, says_uidnext, uidvalidity: 1, uidnext: 1, modseq: 1, tags: 0, mails, expunged }
    }

    pub fn happen(&mut self, event: &Event) {
        self.modseq += 1;
        let nth = |server: &Self, at: usize| server.mails.keys().nth(at % server.mails.len().max(1)).copied();
        match event {
            Event::Append { day } => {
                let mail = Mail { tag: self.tags, day: *day, unread: true, flags: 0, modseq: self.modseq };
                self.mails.insert(self.uidnext, mail);
                self.tags += 1;
                self.uidnext += 1 + self.tags % 3;
            }
            Event::Expunge(at) => {
                let Some(uid) = nth(self, *at) else { return };
                self.mails.remove(&uid);
                self.expunged.push((uid, self.modseq));
                // Without QRESYNC an expunge need not touch the mod-sequence.
                self.modseq -= u64::from(self.ability != Ability::Qresync);
            }
            Event::Flag(at, flags) => {
                let modseq = self.modseq;
                let Some(uid) = nth(self, *at) else { return };
                let Some(mail) = self.mails.get_mut(&uid) else { return };
                (mail.flags, mail.unread, mail.modseq) = (*flags, flags % 2 == 0, modseq);
            }
            Event::Renumber => {
                self.uidvalidity += 1;
                let mails = std::mem::take(&mut self.mails);
                self.mails = (1..).zip(mails.into_values()).collect();
                self.uidnext = u32::try_from(self.mails.len()).unwrap() + 1;
                self.expunged.clear();
            }
            Event::Restore(lost) => {
                let newest: Vec<u32> = self.mails.keys().rev().take(*lost).copied().collect();
                self.mails.retain(|uid, _| !newest.contains(uid));
                self.uidnext -= u32::try_from(newest.len()).unwrap();
                self.uidvalidity += 1;
                self.expunged.clear();
            }
        }
    }

    pub fn select(&self, opening: &Opening) -> Remote {
        let mut remote = Remote {
            ability: self.ability,
            uidvalidity: self.uidvalidity,
            uidnext: if self.says_uidnext { self.uidnext } else { 0 },
            exists: u32::try_from(self.mails.len()).unwrap(),
            highestmodseq: (self.ability != Ability::Plain).then_some(self.modseq),
            resynced: false,
            vanished: UidSet::default(),
            changed: UidSet::default(),
        };
        if let Opening::Qresync { uidvalidity, modseq, known } = opening
            && *uidvalidity == self.uidvalidity
        {
            let vanished = self.expunged.iter().filter(|(uid, at)| at > modseq && known.contains(*uid));
            remote.resynced = true;
            remote.vanished = vanished.map(|(uid, _)| *uid).collect();
            remote.changed = self.changed_since(known, *modseq);
        }
        remote
    }

    pub fn changed_since(&self, uids: &UidSet, modseq: u64) -> UidSet {
        let changed = self.mails.iter().filter(|(uid, mail)| mail.modseq > modseq && uids.contains(**uid));
        changed.map(|(uid, _)| *uid).collect()
    }

    pub fn search(&self, uids: Option<&UidSet>, since: Option<i64>) -> UidSet {
        let found = self
            .mails
            .iter()
            .filter(|(uid, mail)| uids.is_none_or(|set| set.contains(**uid)) && keeps(since, mail.day));
        found.map(|(uid, _)| *uid).collect()
    }
}
