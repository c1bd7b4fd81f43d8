//! What a view shows, in memory: every message in its order, and the conversations they form.

use super::conversations::{NONE, Threads, place};
use std::sync::{Arc, OnceLock};

const SEEN: u8 = 1;
const FLAGGED: u8 = 4;

/// A message as lists are made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub rank: i64,
    pub id: i64,
    pub thread: i64,
    /// [`crate::model::Flags::bits`].
    pub flags: u8,
    pub attachments: u32,
}

impl Entry {
    pub(super) fn unread(&self) -> bool {
        self.flags & SEEN == 0
    }

    pub(super) fn flagged(&self) -> bool {
        self.flags & FLAGGED != 0
    }
}

/// The messages of a view at one generation of the database.
pub(super) struct Index {
    pub generation: i64,
    /// Where the view looks, ascending.
    pub mailboxes: Vec<i64>,
    /// Newest first.
    entries: Arc<Vec<Entry>>,
    threads: Arc<OnceLock<Threads>>,
}

impl Index {
    /// Takes entries in any order.
    pub(super) fn new(generation: i64, mailboxes: Vec<i64>, mut entries: Vec<Entry>) -> Self {
        // Stable, because it makes use of runs that are in order.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.rank));
        Self { generation, mailboxes, entries: Arc::new(entries), threads: Arc::default() }
    }

    /// The index after the messages `touched` (ascending) changed; `now` are those of them that the view shows.
    pub(super) fn after(&self, generation: i64, touched: &[i64], mut now: Vec<Entry>) -> Self {
        now.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.rank));
        let (mailboxes, gone) = (self.mailboxes.clone(), |entry: &Entry| touched.binary_search(&entry.id).is_ok());
        let before: Vec<Entry> = self.entries.iter().filter(|entry| gone(entry)).copied().collect();
        if before == now {
            let (entries, threads) = (Arc::clone(&self.entries), Arc::clone(&self.threads));
            return Self { generation, mailboxes, entries, threads };
        }
        let order = |entry: &Entry| (entry.rank, entry.id, entry.thread);
        let same_places = before.iter().map(order).eq(now.iter().map(order));
        let (entries, moved) = self.merged(gone, &now);
        let threads = match self.threads.get() {
            Some(_) if same_places => Arc::clone(&self.threads),
            Some(known) => {
                let mut changed: Vec<i64> = before.iter().chain(&now).map(|entry| entry.thread).collect();
                changed.sort_unstable();
                Arc::new(OnceLock::from(known.after(&self.entries, &entries, &moved, &changed)))
            }
            None => Arc::default(),
        };
        Self { generation, mailboxes, entries: Arc::new(entries), threads }
    }

    /// The entries without those that are `gone` and with those of `now`, and where each went.
    fn merged(&self, gone: impl Fn(&Entry) -> bool, now: &[Entry]) -> (Vec<Entry>, Vec<u32>) {
        let mut entries = Vec::with_capacity(self.entries.len() + now.len());
        let mut moved = Vec::with_capacity(self.entries.len());
        let mut coming = now.iter().copied().peekable();
        for entry in self.entries.iter() {
            if gone(entry) {
                moved.push(NONE);
                continue;
            }
            while let Some(new) = coming.next_if(|new| new.rank > entry.rank) {
                entries.push(new);
            }
            moved.push(place(entries.len()));
            entries.push(*entry);
        }
        entries.extend(coming);
        (entries, moved)
    }

    /// The places of a list's rows, newest first.
    pub(super) fn rows(&self, threaded: bool, unread_only: bool) -> Vec<u32> {
        let unread = |place: u32| self.at(place).is_some_and(Entry::unread);
        if !threaded {
            let places = 0..place(self.entries.len());
            return places.filter(|place| !unread_only || unread(*place)).collect();
        }
        let threads = self.threads();
        match unread_only {
            false => threads.heads.clone(),
            true => threads.heads.iter().copied().filter(|head| threads.chain(*head).any(unread)).collect(),
        }
    }

    /// The messages behind a row, newest first.
    pub(super) fn members(&self, place: u32, threaded: bool) -> Vec<Entry> {
        match threaded {
            false => self.at(place).copied().into_iter().collect(),
            true => self.threads().chain(place).filter_map(|place| self.at(place).copied()).collect(),
        }
    }

    /// Which of `rows` has a message.
    pub(super) fn find(&self, rows: &[u32], threaded: bool, id: i64) -> Option<usize> {
        let wanted = self.entries.iter().find(|entry| entry.id == id)?;
        rows.iter().position(|place| {
            self.at(*place).is_some_and(|entry| match threaded {
                true => entry.thread == wanted.thread,
                false => entry.id == id,
            })
        })
    }

    fn at(&self, place: u32) -> Option<&Entry> {
        self.entries.get(usize::try_from(place).ok()?)
    }

    fn threads(&self) -> &Threads {
        self.threads.get_or_init(|| Threads::of(&self.entries))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(id: i64, thread: i64, flags: u8) -> Entry {
        Entry { rank: id * 10, id, thread, flags, attachments: 0 }
    }

    /// Every row of every kind of list, as the ids of its messages.
    fn shown(index: &Index) -> Vec<Vec<Vec<i64>>> {
        let kinds = [(true, false), (true, true), (false, false), (false, true)];
        let list = |(threaded, unread)| {
            let rows = index.rows(threaded, unread).into_iter();
            rows.map(|row| index.members(row, threaded).iter().map(|entry| entry.id).collect()).collect()
        };
        kinds.map(list).to_vec()
    }

    #[test]
    fn conversations_are_sorted_by_their_newest_message() {
        let index = Index::new(1, vec![], vec![entry(1, 1, 0), entry(2, 2, 1), entry(3, 1, 1), entry(4, 4, 1)]);
        let lists = shown(&index);
        assert_eq!(lists[0], [vec![4], vec![3, 1], vec![2]]);
        assert_eq!(lists[1], [vec![3, 1]]);
        assert_eq!(lists[2], [vec![4], vec![3], vec![2], vec![1]]);
        assert_eq!(lists[3], [vec![1]]);
        assert_eq!(index.find(&index.rows(true, false), true, 1), Some(1));
        assert_eq!(index.find(&index.rows(false, false), false, 1), Some(3));
        assert_eq!(index.find(&index.rows(true, false), true, 9), None);
    }

    proptest! {
        #[test]
        fn bringing_up_to_date_is_reading_again(
            before in prop::collection::btree_map(0..40_i64, (0..8_i64, 0..8_u8), 0..40),
            changes in prop::collection::btree_map(0..60_i64, prop::option::of((0..8_i64, 0..8_u8)), 0..30),
        ) {
            let all = |messages: &std::collections::BTreeMap<i64, (i64, u8)>| -> Vec<Entry> {
                messages.iter().map(|(id, (thread, flags))| entry(*id, *thread, *flags)).collect()
            };
            let old = Index::new(1, vec![], all(&before));
            shown(&old);
            let mut after = before.clone();
            for (id, change) in &changes {
                match change {
                    Some(now) => drop(after.insert(*id, *now)),
                    None => drop(after.remove(id)),
                }
            }
            let touched: Vec<i64> = changes.keys().copied().collect();
            let now = all(&after).into_iter().filter(|entry| changes.contains_key(&entry.id)).collect();
            prop_assert_eq!(shown(&old.after(2, &touched, now)), shown(&Index::new(2, vec![], all(&after))));
        }
    }
}
