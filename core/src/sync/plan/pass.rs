mod stages;

use super::{Answer, Local, Remote, Step};
use crate::model::UidSet;
use std::collections::VecDeque;

/// One look at one mailbox. Ask [`Pass::next_step`] for a step, carry it out, [`Pass::answer`], until
/// there is none.
#[derive(Debug)]
pub struct Pass {
    local: Local,
    remote: Remote,
    first_day: Option<i64>,
    /// Rows that were there when the pass began; what it fetches itself is fresh.
    known: UidSet,
    stage: Stage,
    queue: VecDeque<Task>,
    current: Option<Task>,
    /// Whether the server's UIDs in the window were compared with the rows in this pass.
    compared: bool,
    unsettled: bool,
    older_unread: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Rekey,
    Newest,
    Arrivals,
    Flags,
    Gone,
    Window,
    Check,
    Orphans,
    Count,
    Settle,
    End,
}

/// A step and what its answer is for.
#[derive(Debug)]
struct Task {
    step: Step,
    purpose: Purpose,
}

#[derive(Debug)]
enum Purpose {
    Plain,
    /// The answer names rows that are stored now.
    Store,
    /// The answer names messages to fetch.
    Find,
    /// Rows known at the start that the answer does not name are gone.
    Presence,
    /// The answer is the whole window.
    Window(Missing),
}

/// What became of a row that an answer does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Gone,
    LeftWindow,
}

/// How the flags of the rows known at the start become current.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refresh {
    Nothing,
    Selected,
    Since(u64),
    All,
}

impl Pass {
    /// Starts a pass. `first_day` is the window wanted now (`window::first_day`).
    pub fn new(local: Local, remote: Remote, first_day: Option<i64>) -> Self {
        Self {
            older_unread: local.older_unread,
            known: local.uids.clone(),
            local,
            remote,
            first_day,
            stage: Stage::Rekey,
            queue: VecDeque::new(),
            current: None,
            compared: false,
            unsettled: false,
        }
    }

    /// The first day kept, for `window::keeps`.
    pub fn first_day(&self) -> Option<i64> {
        self.first_day
    }

    /// The next step; `None` when the mailbox is as the server has it.
    pub fn next_step(&mut self) -> Option<Step> {
        loop {
            if let Some(task) = self.queue.pop_front() {
                let step = task.step.clone();
                self.current = Some(task);
                return Some(step);
            }
            if self.stage == Stage::End {
                return None;
            }
            self.advance();
        }
    }

    /// Takes the server's answer to the last step.
    pub fn answer(&mut self, answer: Answer) {
        let Some(task) = self.current.take() else { return };
        let uids = match answer {
            Answer::Uids(uids) => uids,
            Answer::Count(count) => return self.older_unread = count,
            Answer::Done => UidSet::default(),
        };
        match task.purpose {
            Purpose::Plain => {}
            Purpose::Store => self.local.uids = self.local.uids.union(&uids),
            Purpose::Find => self.fetch(&uids.minus(&self.local.uids)),
            Purpose::Presence => self.drop_rows(&self.known.minus(&uids), Missing::Gone),
            Purpose::Window(missing) => self.compare(&uids, missing),
        }
    }

    fn advance(&mut self) {
        use Stage::*;
        let stage = self.stage;
        self.stage = match stage {
            Rekey => Newest,
            Newest => Arrivals,
            Arrivals => Flags,
            Flags => Gone,
            Gone => Window,
            Window => Check,
            Check => Orphans,
            Orphans => Count,
            Count => Settle,
            Settle | End => End,
        };
        match stage {
            Rekey => self.rekey(),
            Newest => self.newest(),
            Arrivals => self.arrivals(),
            Flags => self.flags(),
            Gone => self.gone(),
            Window => self.window(),
            Check => self.check(),
            Orphans => self.orphans(),
            Count => self.count(),
            Settle => self.settle(),
            End => {}
        }
    }

    fn push(&mut self, step: Step, purpose: Purpose) {
        self.queue.push_back(Task { step, purpose });
    }
}
