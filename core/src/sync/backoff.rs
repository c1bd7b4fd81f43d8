//! When an account connects again after a failure. Instants are milliseconds of any one clock.

const MINUTE: i64 = 60_000;
/// The waits before the second, third … try.
const STEPS: [i64; 5] = [30_000, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE];
/// At most this many connections are opened …
const CONNECTS: usize = 2;
/// … in this time.
const CONNECTS_IN: i64 = 2 * MINUTE;

/// Why a connection failed, as far as the next try depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The network, the server or its answer: it may pass.
    Passing,
    /// The user name or password was refused; trying again would lock the account.
    SignIn,
}

/// When to connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Not before this instant; now, where it has passed.
    At(i64),
    /// Not before a person has changed something.
    Stopped,
}

/// The failures of one account. The same inputs give the same waits.
#[derive(Debug, Clone)]
pub struct Backoff {
    account: i64,
    seed: u64,
    failures: u32,
    not_before: i64,
    stopped: bool,
    connects: [Option<i64>; CONNECTS],
}

impl Backoff {
    /// Starts without a failure. `seed` is drawn once per installation and spreads the load on a
    /// server that comes back.
    pub fn new(account: i64, seed: u64) -> Self {
        let connects = [None; CONNECTS];
        Self { account, seed, failures: 0, not_before: i64::MIN, stopped: false, connects }
    }

    /// When the next connection may be opened.
    pub fn next(&self) -> Next {
        if self.stopped {
            return Next::Stopped;
        }
        let free = self.connects[0].map_or(i64::MIN, |oldest| oldest.saturating_add(CONNECTS_IN));
        Next::At(self.not_before.max(free))
    }

    /// Notes that a connection is being opened.
    pub fn connecting(&mut self, now: i64) {
        self.connects.rotate_left(1);
        self.connects[CONNECTS - 1] = Some(now);
    }

    /// Notes that a connection failed or broke.
    pub fn failed(&mut self, cause: Cause, now: i64) {
        self.stopped |= cause == Cause::SignIn;
        self.not_before = now.saturating_add(wait(self.account, self.failures, self.seed));
        self.failures = self.failures.saturating_add(1);
    }

    /// Notes that the server answered as it should.
    pub fn succeeded(&mut self) {
        self.failures = 0;
        self.not_before = i64::MIN;
    }

    /// Notes a new network: what failed on the old one says nothing about it. A refused password
    /// stays refused.
    pub fn network_changed(&mut self) {
        self.succeeded();
    }

    /// Notes that a person changed the settings or asked for a try now.
    pub fn asked(&mut self) {
        self.succeeded();
        self.stopped = false;
        self.connects = [None; CONNECTS];
    }

    /// Failures since the last success.
    pub fn failures(&self) -> u32 {
        self.failures
    }
}

/// Milliseconds to wait after failure number `failures` (from 0), 20 % more or less.
pub fn wait(account: i64, failures: u32, seed: u64) -> i64 {
    let step = usize::try_from(failures).unwrap_or(usize::MAX).min(STEPS.len() - 1);
    let base = STEPS[step];
    let hash = mix(mix(seed ^ account.unsigned_abs()) ^ u64::from(failures));
    let spread = i64::try_from(hash % 401).unwrap_or(200) - 200; // per mille
    base + base * spread / 1_000
}

/// SplitMix64's finaliser.
pub(super) fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(backoff: &Backoff) -> i64 {
        match backoff.next() {
            Next::At(at) => at,
            Next::Stopped => i64::MAX,
        }
    }

    #[test]
    fn waits_grow_to_an_hour() {
        let mut backoff = Backoff::new(7, 42);
        let mut now = 1_000_000_000;
        for base in [30, 300, 900, 1_800, 3_600, 3_600, 3_600] {
            backoff.failed(Cause::Passing, now);
            let waited = at(&backoff) - now;
            assert!((base * 800..=base * 1_200).contains(&waited), "{base} s: {waited} ms");
            now += waited;
        }
    }

    #[test]
    fn a_success_or_a_new_network_starts_over() {
        let mut backoff = Backoff::new(7, 42);
        (0..4).for_each(|_| backoff.failed(Cause::Passing, 0));
        backoff.network_changed();
        assert_eq!(backoff.next(), Next::At(i64::MIN));
        backoff.failed(Cause::Passing, 0);
        assert!(at(&backoff) <= 36_000);
    }

    #[test]
    fn a_refused_password_stops_until_a_person_acts() {
        let mut backoff = Backoff::new(7, 42);
        backoff.failed(Cause::SignIn, 0);
        assert_eq!(backoff.next(), Next::Stopped);
        backoff.network_changed();
        assert_eq!(backoff.next(), Next::Stopped);
        backoff.asked();
        assert_eq!(backoff.next(), Next::At(i64::MIN));
    }

    #[test]
    fn a_server_down_for_a_day_is_asked_about_thirty_times() {
        let mut backoff = Backoff::new(1, 9);
        let (mut now, mut tries) = (0, 0);
        while now < 86_400_000 {
            backoff.connecting(now);
            backoff.failed(Cause::Passing, now);
            tries += 1;
            now = at(&backoff);
        }
        assert!(tries <= 32, "{tries}");
    }

    proptest! {
        #[test]
        fn never_more_than_two_connections_in_two_minutes(
            account: i64, seed: u64, outcomes in prop::collection::vec(0u8..3, 1..60),
        ) {
            let mut backoff = Backoff::new(account, seed);
            let (mut now, mut opened) = (0i64, Vec::new());
            for outcome in outcomes {
                now = now.max(at(&backoff)) + 1;
                backoff.connecting(now);
                opened.push(now);
                match outcome {
                    0 => backoff.failed(Cause::Passing, now),
                    1 => backoff.succeeded(),
                    _ => backoff.network_changed(),
                }
            }
            prop_assert!(opened.windows(3).all(|three| three[2] - three[0] >= CONNECTS_IN));
        }
    }
}
