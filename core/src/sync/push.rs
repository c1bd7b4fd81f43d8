//! Whether new mail is waited for (IDLE, RFC 2177) or asked for, and the sentence that says why
//! (requirement D-2). Instants are milliseconds of any one clock.

use crate::model::PushMode;
use crate::say;
use crate::words::Sentence;

const MINUTE: i64 = 60_000;
/// IDLE is renewed this often: servers may log out after 30 minutes (RFC 2177 §3).
pub const RENEW_AFTER: i64 = 28 * MINUTE;
/// A wait that broke before this is a quick drop.
const QUICK: i64 = 3 * MINUTE;
/// This many quick drops …
const DROPS: usize = 3;
/// … within this time end push.
const DROPS_IN: i64 = 15 * MINUTE;
/// The pause before push is tried again doubles from …
const RETRY_FIRST: i64 = 30 * MINUTE;
/// … to this.
const RETRY_MOST: i64 = 8 * 60 * MINUTE;
/// Checks without new mail after which the interval grows, at most to three times itself.
const QUIET_CHECKS: u32 = 12;

/// What is known about push on one account.
#[derive(Debug, Clone)]
pub struct PushState {
    offered: Option<bool>,
    /// Why push is suspended, and until when.
    suspended: Option<(Reason, i64)>,
    drops: Vec<i64>,
    suspensions: u32,
    quiet_checks: u32,
    interval: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Refused(Sentence),
    Drops(usize),
}

/// How new mail is noticed from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushDecision {
    pub mode: PushMode,
    /// A sentence for a person.
    pub why: Sentence,
    /// Push: renew IDLE then. Poll: look then.
    pub next: i64,
}

impl Default for PushState {
    fn default() -> Self {
        Self::new(5 * MINUTE)
    }
}

impl PushState {
    /// Starts with nothing known; `interval` (milliseconds) is between two checks when polling.
    pub fn new(interval: i64) -> Self {
        let interval = interval.max(MINUTE);
        Self { offered: None, suspended: None, drops: vec![], suspensions: 0, quiet_checks: 0, interval }
    }

    /// Notes whether the server's capabilities name IDLE.
    pub fn offered(&mut self, idle: bool) {
        self.offered = Some(idle);
    }

    /// Notes that the server answered IDLE with NO or BAD.
    pub fn refused(&mut self, said: Sentence, now: i64) {
        self.suspend(Reason::Refused(said), now);
    }

    /// Notes that the connection broke while waiting.
    pub fn dropped(&mut self, began: i64, now: i64) {
        if now - began >= QUICK {
            return self.held();
        }
        self.drops.retain(|at| now - at < DROPS_IN);
        self.drops.push(now);
        if self.drops.len() >= DROPS {
            let drops = std::mem::take(&mut self.drops).len();
            self.suspend(Reason::Drops(drops), now);
        }
    }

    /// Notes that a wait lasted, or brought mail.
    pub fn held(&mut self) {
        self.drops.clear();
        self.suspensions = 0;
    }

    /// Notes a check while polling.
    pub fn checked(&mut self, found: bool) {
        self.quiet_checks = if found { 0 } else { self.quiet_checks.saturating_add(1) };
    }

    /// Notes a new network: what broke the waits may have stayed behind.
    pub fn network_changed(&mut self) {
        self.suspended = None;
        self.held();
    }

    fn suspend(&mut self, reason: Reason, now: i64) {
        let pause = RETRY_FIRST.saturating_mul(1 << self.suspensions.min(8)).min(RETRY_MOST);
        self.suspensions = self.suspensions.saturating_add(1);
        self.suspended = Some((reason, now.saturating_add(pause)));
    }

    fn interval(&self) -> i64 {
        self.interval * i64::from(1 + (self.quiet_checks / QUIET_CHECKS).min(2))
    }
}

/// Push or poll, from what the server offered and how earlier waits ended.
pub fn decide(state: &PushState, now: i64) -> PushDecision {
    let minutes = (state.interval() / MINUTE).max(1);
    let poll = |why: Sentence, limit: i64| PushDecision {
        mode: PushMode::Poll,
        why,
        next: now.saturating_add(state.interval()).min(limit),
    };
    if state.offered == Some(false) {
        return poll(say!("mode-no-idle", minutes), i64::MAX);
    }
    match &state.suspended {
        Some((Reason::Refused(said), until)) if now < *until && said.is_empty() => {
            poll(say!("mode-idle-refused", minutes), *until)
        }
        Some((Reason::Refused(said), until)) if now < *until => {
            poll(say!("mode-idle-refused-said", said, minutes), *until)
        }
        Some((Reason::Drops(drops), until)) if now < *until => {
            let again = (until - now + MINUTE - 1) / MINUTE;
            poll(say!("mode-drops", drops = *drops, minutes, again), *until)
        }
        _ => PushDecision { mode: PushMode::Push, why: say!("mode-push"), next: now.saturating_add(RENEW_AFTER) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(state: &PushState, now: i64) -> PushMode {
        decide(state, now).mode
    }

    #[test]
    fn idle_is_used_where_it_is_offered_and_renewed_in_time() {
        let mut state = PushState::default();
        state.offered(true);
        let decision = decide(&state, 1_000);
        assert_eq!(decision.mode, PushMode::Push);
        assert!(decision.next - 1_000 <= 28 * MINUTE);
    }

    #[test]
    fn a_server_without_idle_is_polled() {
        let mut state = PushState::default();
        state.offered(false);
        let decision = decide(&state, 0);
        assert_eq!(decision.mode, PushMode::Poll);
        assert_eq!(decision.why.to_string(), "The server does not offer IDLE; checking every 5 minutes.");
        assert_eq!(decision.next, 5 * MINUTE);
    }

    #[test]
    fn a_refusal_is_quoted_and_tried_again_later() {
        let mut state = PushState::default();
        state.offered(true);
        state.refused("IDLE disabled".into(), 0);
        let decision = decide(&state, 0);
        assert_eq!(decision.mode, PushMode::Poll);
        assert_eq!(decision.why.to_string(), "The server refused IDLE (\"IDLE disabled\"); checking every 5 minutes.");
        assert_eq!(mode(&state, RETRY_FIRST), PushMode::Push);
    }

    #[test]
    fn three_quick_drops_end_push_for_a_while_that_doubles() {
        let mut state = PushState::default();
        state.offered(true);
        let mut now = 0;
        for pause in [30, 60, 120, 240, 480, 480] {
            for _ in 0..DROPS {
                assert_eq!(mode(&state, now), PushMode::Push);
                state.dropped(now, now + 20_000);
                now += 21_000;
            }
            let decision = decide(&state, now);
            assert_eq!(decision.mode, PushMode::Poll);
            assert!(decision.why.to_string().starts_with("The connection broke 3 times while waiting"));
            assert_eq!(mode(&state, now + (pause - 2) * MINUTE), PushMode::Poll);
            now += pause * MINUTE;
        }
        state.held();
        state.dropped(now, now + 1);
        state.dropped(now, now + 2);
        assert_eq!(mode(&state, now), PushMode::Push);
    }

    #[test]
    fn drops_far_apart_or_after_long_waits_do_not_count() {
        let mut state = PushState::default();
        state.offered(true);
        for hour in 0..9 {
            let now = hour * 60 * MINUTE;
            state.dropped(now, now + MINUTE);
            assert_eq!(mode(&state, now + MINUTE), PushMode::Push);
        }
        (0..9).for_each(|at| state.dropped(at, at + QUICK));
        assert_eq!(mode(&state, 10 * QUICK), PushMode::Push);
    }

    #[test]
    fn a_new_network_tries_push_at_once() {
        let mut state = PushState::default();
        state.offered(true);
        state.refused(Sentence::default(), 0);
        assert_eq!(decide(&state, 1).why.to_string(), "The server refused IDLE; checking every 5 minutes.");
        state.network_changed();
        assert_eq!(mode(&state, 1), PushMode::Push);
    }

    #[test]
    fn quiet_mailboxes_are_asked_less_often() {
        let mut state = PushState::default();
        state.offered(false);
        let mut longest = 0;
        for _ in 0..100 {
            state.checked(false);
            longest = decide(&state, 0).next;
        }
        assert_eq!(longest, 15 * MINUTE);
        state.checked(true);
        assert_eq!(decide(&state, 0).next, 5 * MINUTE);
    }
}
