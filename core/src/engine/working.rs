//! Whether the core works or waits. A device that is put away falls asleep between two packets unless it is told not to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Told `true` when the first begins to work, and `false` when the last has ended.
pub type Tell = Box<dyn Fn(bool) + Send + Sync>;

/// Counts who works.
#[derive(Default)]
pub struct Working(Mutex<State>);

#[derive(Default)]
struct State {
    running: usize,
    tell: Option<Tell>,
}

/// Somebody works, until it is dropped.
pub struct Work(Arc<Working>);

/// Somebody who works waits, until it is dropped.
pub struct Pause(Arc<Working>);

impl Working {
    /// Has `tell` told from now on, and at once when somebody works.
    pub fn listen(&self, tell: Tell) {
        let mut state = self.state();
        if state.running > 0 {
            say(&tell, true);
        }
        state.tell = Some(tell);
    }

    pub fn begin(self: &Arc<Self>) -> Work {
        self.more();
        Work(Arc::clone(self))
    }

    /// To be called by who works.
    pub fn pause(self: &Arc<Self>) -> Pause {
        self.fewer();
        Pause(Arc::clone(self))
    }

    fn more(&self) {
        let mut state = self.state();
        state.running += 1;
        if state.running == 1 {
            state.tell(true);
        }
    }

    fn fewer(&self) {
        let mut state = self.state();
        state.running = state.running.saturating_sub(1);
        if state.running == 0 {
            state.tell(false);
        }
    }

    /// Held while it is told, so that it is told in order.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn tell(&self, working: bool) {
        if let Some(tell) = &self.tell {
            say(tell, working);
        }
    }
}

/// A face that throws keeps nobody from working.
fn say(tell: &Tell, working: bool) {
    if catch_unwind(AssertUnwindSafe(|| tell(working))).is_err() {
        log::error!("a face failed when it was told whether the core works");
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.0.fewer();
    }
}

impl Drop for Pause {
    fn drop(&mut self) {
        self.0.more();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn told(working: &Working) -> Arc<Mutex<Vec<bool>>> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&heard);
        working.listen(Box::new(move |working| kept.lock().unwrap().push(working)));
        heard
    }

    #[test]
    fn the_first_and_the_last_are_told() {
        let working = Arc::new(Working::default());
        let heard = told(&working);
        let (one, two) = (working.begin(), working.begin());
        drop(one);
        assert_eq!(*heard.lock().unwrap(), [true]);
        let pause = working.pause();
        assert_eq!(*heard.lock().unwrap(), [true, false], "the only one waits");
        drop(pause);
        drop(two);
        assert_eq!(*heard.lock().unwrap(), [true, false, true, false]);
    }

    #[test]
    fn who_listens_late_is_told_at_once_and_one_that_throws_harms_nobody() {
        let working = Arc::new(Working::default());
        let work = working.begin();
        assert_eq!(*told(&working).lock().unwrap(), [true]);
        working.listen(Box::new(|_| panic!("thrown")));
        drop(work);
        let heard = told(&working);
        drop(working.begin());
        assert_eq!(*heard.lock().unwrap(), [true, false]);
    }
}
