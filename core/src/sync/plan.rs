//! What one look at a mailbox has to do. [`Pass`] is fed with local and remote state and hands out
//! steps; the engine carries each out in one transaction and says what the server answered. A pass
//! may be dropped after any step: the next one starts from what is stored and does the rest.
//!
//! Servers with QRESYNC, with CONDSTORE and with neither lead to the same changes of the store; they
//! differ in what has to be asked. [`Step::Settle`] comes last and is what a later pass builds on.

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod model;
mod pass;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tables;

pub use pass::Pass;

use super::window::since_date;
use crate::model::UidSet;

/// Messages of the first screen.
pub const FIRST_SCREEN: u32 = 50;
/// Messages whose flags one command asks for, and new ones that are asked for without a search before.
pub const BATCH: usize = 500;
/// Messages whose headers one command asks for.
pub const HEADERS: usize = 2000;
/// Ranges of UIDs in a command that may name more messages than it is about.
const RANGES: usize = 150;

/// What a server can say about changes; the more, the cheaper a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    Plain,
    /// Changed flags since a mod-sequence (RFC 7162 §3.1).
    Condstore,
    /// Changed flags and removed messages with SELECT (RFC 7162 §3.2).
    Qresync,
}

/// What is stored of a mailbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local {
    /// 0 before the first look.
    pub uidvalidity: u32,
    /// 0 until a pass was completed.
    pub uidnext: u32,
    pub highestmodseq: u64,
    /// The first day of the window that the last completed pass applied; `None`: everything.
    pub since_day: Option<i64>,
    /// Whether the rows are exactly the window of `since_day`.
    pub window_known: bool,
    /// The UIDs of all rows of this mailbox.
    pub uids: UidSet,
    /// Rows without a UID that wait for adoption.
    pub orphans: u32,
    /// The server's count at the last completed pass.
    pub total: u32,
    pub older_unread: u32,
}

/// What SELECT said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    pub ability: Ability,
    pub uidvalidity: u32,
    /// 0 where the server does not say.
    pub uidnext: u32,
    pub exists: u32,
    /// Absent or 0 where the mailbox keeps none (NOMODSEQ).
    pub highestmodseq: Option<u64>,
    /// Whether SELECT was given [`Opening::Qresync`] and accepted it.
    pub resynced: bool,
    /// UIDs of VANISHED (EARLIER).
    pub vanished: UidSet,
    /// UIDs whose flags came with SELECT.
    pub changed: UidSet,
}

/// How to SELECT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    Plain,
    Condstore,
    Qresync { uidvalidity: u32, modseq: u64, known: UidSet },
}

/// One thing to do. Unless said otherwise it is answered with [`Answer::Done`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// All UIDs of the mailbox are void: rows lose theirs and wait for adoption; `window_known` ends.
    Rekey { uidvalidity: u32 },
    /// Headers of the newest messages: sequence numbers from `exists - count + 1`, at least 1, to `*`;
    /// messages older than the window are left out. Answered with the UIDs stored.
    FetchNewest { count: u32 },
    /// Headers, newest batch first; messages older than the window are left out. Answered with the
    /// UIDs stored.
    FetchHeaders { batches: Vec<UidSet> },
    /// UID SEARCH with [`Step::criteria`]. Answered with the UIDs found.
    Search { uids: Option<UidSet>, since: Option<i64> },
    /// Flags; of changed messages only where a mod-sequence is given. Answered with the UIDs that
    /// the server knows. The sets may name messages that are not stored.
    FetchFlags { batches: Vec<UidSet>, changed_since: Option<u64> },
    /// Store the flags that came with SELECT.
    TakeSelectedFlags,
    /// These are gone on the server.
    Remove { uids: UidSet },
    /// These left the window; the server keeps them.
    Prune { uids: UidSet },
    /// Rows are about to change to another window: `window_known` ends until [`Step::Settle`].
    Unsettle,
    /// Rows that nobody adopted are not on the server.
    DropOrphans,
    /// UID SEARCH with [`Step::criteria`]. Answered with the number found.
    CountOlderUnread { before: i64 },
    /// All of it is true now.
    Settle { uidvalidity: u32, uidnext: u32, highestmodseq: u64, since_day: Option<i64>, total: u32, older_unread: u32 },
}

/// What the server answered to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Done,
    Uids(UidSet),
    Count(u32),
}

impl Local {
    /// How to SELECT so that the server says most.
    pub fn opening(&self, ability: Ability) -> Opening {
        match ability {
            Ability::Plain => Opening::Plain,
            Ability::Qresync if self.highestmodseq > 0 && !self.uids.is_empty() => Opening::Qresync {
                uidvalidity: self.uidvalidity,
                modseq: self.highestmodseq,
                known: cover(&self.uids, RANGES),
            },
            Ability::Condstore | Ability::Qresync => Opening::Condstore,
        }
    }

    /// The UIDs that a message arrived since the last completed pass can have, for a FETCH before
    /// anything else is asked; `None` before the first.
    pub fn arrivals(&self) -> Option<UidSet> {
        let all = UidSet::from_ranges([(self.uidnext, u32::MAX)]);
        (self.uidnext > 0).then(|| all.minus(&self.uids))
    }
}

impl Step {
    /// The search keys of a step that searches (RFC 3501 §6.4.4); empty for others.
    pub fn criteria(&self) -> String {
        match self {
            Self::Search { uids: None, since: None } => "ALL".to_owned(),
            Self::Search { uids: None, since: Some(day) } => format!("SINCE {}", since_date(*day)),
            Self::Search { uids: Some(uids), since: None } => format!("UID {uids}"),
            Self::Search { uids: Some(uids), since: Some(day) } => {
                format!("UID {uids} SINCE {}", since_date(*day))
            }
            Self::CountOlderUnread { before } => format!("UNSEEN BEFORE {}", since_date(*before)),
            _ => String::new(),
        }
    }
}

/// A superset of `uids` in at most `most` ranges, made by closing the smallest gaps.
fn cover(uids: &UidSet, most: usize) -> UidSet {
    let ranges = uids.ranges();
    if ranges.len() <= most.max(1) {
        return uids.clone();
    }
    let mut gaps: Vec<(u32, usize)> =
        ranges.windows(2).enumerate().map(|(at, pair)| (pair[1].0 - pair[0].1, at)).collect();
    gaps.sort_unstable();
    let closing = ranges.len() - most.max(1);
    let bridges = gaps.iter().take(closing).map(|(_, at)| (ranges[*at].1, ranges[at + 1].0));
    UidSet::from_ranges(ranges.iter().copied().chain(bridges))
}
