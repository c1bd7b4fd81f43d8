use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Messages that are notified one by one within [`WITHIN`].
const SINGLE: usize = 5;
const WITHIN: Duration = Duration::from_secs(10);

/// Tells a few messages from many that come together, such as after a night offline.
#[derive(Debug, Default)]
pub struct Burst {
    recent: VecDeque<Instant>,
    summed_up: u32,
    waiting: u32,
}

impl Burst {
    /// Whether a message that came now is notified by itself; otherwise it waits for the summary.
    pub fn arrived(&mut self, now: Instant) -> bool {
        while self.recent.front().is_some_and(|first| now.duration_since(*first) > WITHIN) {
            self.recent.pop_front();
        }
        if self.recent.is_empty() {
            self.summed_up = 0;
        }
        self.recent.push_back(now);
        if self.recent.len() <= SINGLE && self.summed_up + self.waiting == 0 {
            return true;
        }
        // Times matter only until the burst is known.
        self.recent.truncate(SINGLE);
        self.recent.push_back(now);
        self.waiting += 1;
        false
    }

    /// Whether messages wait to be summed up.
    pub fn waits(&self) -> bool {
        self.waiting > 0
    }

    /// How many of this burst were not notified by themselves.
    pub fn sum_up(&mut self) -> u32 {
        self.summed_up += std::mem::take(&mut self.waiting);
        self.summed_up
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_are_notified_and_the_rest_is_summed_up() {
        let (mut burst, start) = (Burst::default(), Instant::now());
        let alone = (0..12).filter(|n| burst.arrived(start + Duration::from_millis(n * 10))).count();
        assert_eq!(alone, 5);
        assert!(burst.waits());
        assert_eq!(burst.sum_up(), 7);
        assert!(!burst.waits());
        assert!(!burst.arrived(start + Duration::from_secs(3)));
        assert_eq!(burst.sum_up(), 8);
    }

    #[test]
    fn now_and_then_is_no_burst() {
        let (mut burst, start) = (Burst::default(), Instant::now());
        assert!((0..50).all(|n| burst.arrived(start + Duration::from_secs(n * 3))));
    }

    #[test]
    fn a_burst_is_over_when_nothing_came_for_a_while() {
        let (mut burst, start) = (Burst::default(), Instant::now());
        assert_eq!((0..9).filter(|_| burst.arrived(start)).count(), 5);
        assert_eq!(burst.sum_up(), 4);
        assert!(burst.arrived(start + Duration::from_secs(11)));
        assert_eq!(burst.sum_up(), 0);
    }
}
