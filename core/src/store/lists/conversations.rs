//! The conversations of an index, as places in its entries.

use super::index::Entry;
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// No place.
pub(super) const NONE: u32 = u32::MAX;

pub(super) struct Threads {
    /// The newest message of each conversation, newest first.
    pub heads: Vec<u32>,
    /// The next older message of the same conversation.
    next: Vec<u32>,
}

/// A place among entries.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

fn at<T: Copy>(of: &[T], place: u32) -> Option<T> {
    of.get(usize::try_from(place).ok()?).copied()
}

impl Threads {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut threads = Self { heads: Vec::new(), next: vec![NONE; entries.len()] };
        threads.heads = threads.link((0..).zip(entries), entries.len());
        threads
    }

    /// The conversations after few messages changed: each place `moved` to another or, where it is gone, to
    /// [`NONE`]. `changed` are the conversations that are not the same, ascending; only they are put together again.
    pub(super) fn after(&self, old: &[Entry], new: &[Entry], moved: &[u32], changed: &[i64]) -> Self {
        let same = |entry: &Entry| changed.binary_search(&entry.thread).is_err();
        let mut next = vec![NONE; new.len()];
        for ((entry, to), older) in old.iter().zip(moved).zip(&self.next) {
            if *older != NONE
                && same(entry)
                && let Some(next) = usize::try_from(*to).ok().and_then(|to| next.get_mut(to))
            {
                *next = at(moved, *older).unwrap_or(NONE);
            }
        }
        let mut threads = Self { heads: Vec::new(), next };
        let again = threads.link((0..).zip(new).filter(|(_, entry)| !same(entry)), changed.len());
        let kept = self.heads.iter().filter(|head| at(old, **head).is_some_and(|entry| same(&entry)));
        threads.heads = merged(kept.filter_map(|head| at(moved, *head)), again, self.heads.len());
        threads
    }

    /// A message and those of its conversation that are older.
    pub(super) fn chain(&self, head: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(head), |place| at(&self.next, *place).filter(|next| *next != NONE))
    }

    /// Links messages, newest first, and returns the first of each conversation.
    fn link<'a>(&mut self, messages: impl Iterator<Item = (u32, &'a Entry)>, about: usize) -> Vec<u32> {
        let mut last: HashMap<i64, u32, BuildHasherDefault<Mixed>> = HashMap::default();
        last.reserve(about);
        let mut heads = Vec::new();
        for (place, entry) in messages {
            let newer = last.insert(entry.thread, place);
            match newer.and_then(|newer| self.next.get_mut(usize::try_from(newer).ok()?)) {
                Some(newer) => *newer = place,
                None => heads.push(place),
            }
        }
        heads
    }
}

/// Two ascending lists as one.
fn merged(kept: impl Iterator<Item = u32>, again: Vec<u32>, about: usize) -> Vec<u32> {
    let mut all = Vec::with_capacity(about + again.len());
    let mut again = again.into_iter().peekable();
    for head in kept {
        while let Some(first) = again.next_if(|first| *first < head) {
            all.push(first);
        }
        all.push(head);
    }
    all.extend(again);
    all
}

/// Spreads ids that follow each other. Nobody outside chooses them.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_i64(i64::from(*byte)));
    }

    fn write_i64(&mut self, value: i64) {
        let mixed = (self.0 ^ value.cast_unsigned()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}
