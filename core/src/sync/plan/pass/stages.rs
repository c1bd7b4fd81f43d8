//! What each stage of a pass asks for, in the order of [`super::Stage`].

use super::{Missing, Pass, Purpose, Refresh};
use crate::model::UidSet;
use crate::sync::plan::{Ability, BATCH, FIRST_SCREEN, HEADERS, Local, RANGES, Step, cover};

impl Pass {
    /// The UIDs of an earlier UIDVALIDITY mean nothing; neither do UIDs of a mailbox whose UIDNEXT
    /// went back, because it was restored from a copy and may give the same UIDs to other messages.
    pub(super) fn rekey(&mut self) {
        let same = self.local.uidvalidity == self.remote.uidvalidity;
        let went_back = self.remote.uidnext > 0 && self.remote.uidnext < self.local.uidnext;
        if same && !went_back {
            return;
        }
        let uidvalidity = self.remote.uidvalidity;
        let orphans = self.local.orphans + u32::try_from(self.local.uids.len()).unwrap_or(u32::MAX);
        self.local = Local { uidvalidity, orphans, ..Local::default() };
        self.known = UidSet::default();
        self.remote.resynced = false;
        self.push(Step::Rekey { uidvalidity }, Purpose::Plain);
    }

    fn first_look(&self) -> bool {
        self.local.uidnext == 0
    }

    pub(super) fn newest(&mut self) {
        if !self.first_look() || !self.local.uids.is_empty() || self.remote.exists == 0 {
            return;
        }
        // A mailbox of one screen is known whole after it.
        self.compared = self.remote.exists <= FIRST_SCREEN;
        self.push(Step::FetchNewest { count: FIRST_SCREEN }, Purpose::Store);
    }

    /// Messages that came since the last completed pass. Many at once are most likely old mail
    /// moved here, so the window is asked about before headers are fetched.
    pub(super) fn arrivals(&mut self) {
        let (from, to) = (self.local.uidnext, self.remote.uidnext);
        if self.first_look() || to == from || self.remote.exists == 0 {
            return;
        }
        let last = if to == 0 { u32::MAX } else { to - 1 };
        let new = UidSet::from_ranges([(from, last)]);
        if new.len() <= BATCH as u64 {
            return self.fetch(&new.minus(&self.local.uids));
        }
        let step = Step::Search { uids: Some(new), since: self.first_day };
        self.push(step, Purpose::Find);
    }

    fn refresh(&self) -> Refresh {
        let (then, now) = (self.local.highestmodseq, self.remote.highestmodseq.unwrap_or(0));
        match self.remote.ability {
            Ability::Plain => Refresh::All,
            _ if then == 0 || now < then => Refresh::All,
            Ability::Qresync if self.remote.resynced => Refresh::Selected,
            _ if now == then => Refresh::Nothing,
            _ => Refresh::Since(then),
        }
    }

    pub(super) fn flags(&mut self) {
        if self.known.is_empty() || self.remote.exists == 0 {
            return;
        }
        match self.refresh() {
            Refresh::Nothing => {}
            Refresh::Selected if self.remote.changed.intersection(&self.known).is_empty() => {}
            Refresh::Selected => self.push(Step::TakeSelectedFlags, Purpose::Plain),
            Refresh::Since(modseq) => {
                let batches = vec![cover(&self.known, RANGES)];
                let step = Step::FetchFlags { batches, changed_since: Some(modseq) };
                self.push(step, Purpose::Plain);
            }
            Refresh::All => {
                let parts = self.known.newest_first(BATCH);
                let batches = parts.iter().map(|part| cover(part, RANGES)).collect();
                let step = Step::FetchFlags { batches, changed_since: None };
                self.push(step, Purpose::Presence);
            }
        }
    }

    pub(super) fn gone(&mut self) {
        if self.known.is_empty() {
            return;
        }
        if self.remote.exists == 0 {
            return self.drop_rows(&self.known.clone(), Missing::Gone);
        }
        match self.refresh() {
            Refresh::All => {}
            Refresh::Selected => {
                let gone = self.remote.vanished.intersection(&self.known);
                self.drop_rows(&gone, Missing::Gone);
            }
            // The window's search will tell.
            _ if self.window_changed() && self.missing() == Missing::Gone => {}
            _ => {
                let uids = Some(cover(&self.known, RANGES));
                self.push(Step::Search { uids, since: None }, Purpose::Presence);
            }
        }
    }

    fn window_changed(&self) -> bool {
        !self.local.window_known || self.local.since_day != self.first_day
    }

    /// In a window that did not shrink every row is wanted, so one that is not named is gone.
    fn missing(&self) -> Missing {
        let widened = match (self.first_day, self.local.since_day) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(now), Some(then)) => now <= then,
        };
        if widened && self.local.window_known { Missing::Gone } else { Missing::LeftWindow }
    }

    pub(super) fn window(&mut self) {
        if !self.window_changed() || self.compared {
            return;
        }
        let missing = self.missing();
        if self.remote.exists == 0 {
            return self.compare(&UidSet::default(), missing);
        }
        let step = Step::Search { uids: None, since: self.first_day };
        self.push(step, Purpose::Window(missing));
    }

    /// Makes the rows equal to the UIDs that the server has in the window.
    pub(super) fn compare(&mut self, inside: &UidSet, missing: Missing) {
        self.compared = true;
        let leave = self.local.uids.minus(inside);
        let come = inside.minus(&self.local.uids);
        self.drop_rows(&leave, missing);
        self.fetch(&come);
    }

    /// Where everything is kept, the server's count shows whether something slipped through.
    pub(super) fn check(&mut self) {
        let comparable = !self.first_look() && self.remote.uidnext == self.local.uidnext;
        let even = self.local.uids.len() == u64::from(self.remote.exists);
        if self.first_day.is_none() && comparable && !self.compared && !even {
            let step = Step::Search { uids: None, since: None };
            self.push(step, Purpose::Window(Missing::Gone));
        }
    }

    pub(super) fn orphans(&mut self) {
        if self.local.orphans > 0 {
            self.push(Step::DropOrphans, Purpose::Plain);
        }
    }

    pub(super) fn count(&mut self) {
        let kept = self.local.uids.len();
        match self.first_day {
            Some(before) if kept < u64::from(self.remote.exists) => {
                if !self.nothing_new() {
                    self.push(Step::CountOlderUnread { before }, Purpose::Plain);
                }
            }
            _ => self.older_unread = 0,
        }
    }

    /// Whether the server itself says that nothing changed since the last completed pass.
    fn nothing_new(&self) -> bool {
        let (then, now) = (self.local.highestmodseq, self.remote.highestmodseq.unwrap_or(0));
        let same_mail = self.local.uidnext == self.remote.uidnext && self.local.total == self.remote.exists;
        then > 0 && then == now && same_mail && !self.window_changed()
    }

    pub(super) fn settle(&mut self) {
        let next = self.local.uids.max().map_or(1, |newest| newest.saturating_add(1));
        let uidnext = match self.remote.uidnext {
            0 => self.local.uidnext.max(next),
            known => known,
        };
        let highestmodseq = self.remote.highestmodseq.unwrap_or(0);
        let same = !self.window_changed()
            && uidnext == self.local.uidnext
            && highestmodseq == self.local.highestmodseq
            && self.remote.exists == self.local.total
            && self.older_unread == self.local.older_unread;
        if same {
            return;
        }
        let step = Step::Settle {
            uidvalidity: self.remote.uidvalidity,
            uidnext,
            highestmodseq,
            since_day: self.first_day,
            total: self.remote.exists,
            older_unread: self.older_unread,
        };
        self.push(step, Purpose::Plain);
    }

    pub(super) fn fetch(&mut self, uids: &UidSet) {
        if !uids.is_empty() {
            self.unsettle();
            let batches = uids.newest_first(HEADERS);
            self.push(Step::FetchHeaders { batches }, Purpose::Store);
        }
    }

    /// Before rows of another window come or go: a pass that dies now and a person who then goes
    /// back to the old window must not leave the mixture.
    fn unsettle(&mut self) {
        if self.local.window_known && self.window_changed() && !self.unsettled {
            self.unsettled = true;
            self.push(Step::Unsettle, Purpose::Plain);
        }
    }

    pub(super) fn drop_rows(&mut self, uids: &UidSet, missing: Missing) {
        if uids.is_empty() {
            return;
        }
        if missing == Missing::LeftWindow {
            self.unsettle();
        }
        self.local.uids = self.local.uids.minus(uids);
        let uids = uids.clone();
        let step = match missing {
            Missing::Gone => Step::Remove { uids },
            Missing::LeftWindow => Step::Prune { uids },
        };
        self.push(step, Purpose::Plain);
    }
}
