//! The event stream: bounded, coalescing, one thread a listener.

use super::status::{Known, News};
use crate::error::MailError;
use crate::model::{AccountId, AccountStatus, Event, PushMode};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};

/// Events a slow listener may have waiting before they become one `Overflow`.
const BOUND: usize = 256;

/// Takes events on the listener's own thread.
pub type Sink = Box<dyn Fn(Event) + Send>;

#[derive(Default)]
struct Waiting {
    events: VecDeque<Event>,
    closed: bool,
}

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    ready: Condvar,
}

/// Hands events to every listener.
#[derive(Default)]
pub struct Events {
    queues: Mutex<Vec<Weak<Queue>>>,
    accounts: Mutex<Known>,
}

/// A round over an account; it is under way until this is dropped.
pub struct Round<'a> {
    events: &'a Events,
    account: AccountId,
}

/// A listener's place in the stream; dropping it ends the delivery.
pub struct Listening(Arc<Queue>);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Events {
    /// Starts delivering to `sink`; the mode of every running account comes first.
    pub fn listen(&self, sink: Sink) -> std::io::Result<Listening> {
        let queue = Arc::new(Queue::default());
        for (account, mode, why) in lock(&self.accounts).modes() {
            queue.push(Event::Mode { account, mode, why });
        }
        lock(&self.queues).push(Arc::downgrade(&queue));
        let theirs = Arc::clone(&queue);
        std::thread::Builder::new().name("tern-events".into()).spawn(move || theirs.deliver(&sink))?;
        Ok(Listening(queue))
    }

    /// Sends an event to every listener.
    pub fn send(&self, event: Event) {
        lock(&self.queues).retain(|queue| {
            let Some(queue) = queue.upgrade() else { return false };
            queue.push(event.clone());
            true
        });
    }

    /// Sends the mode of an account when it is not the one said last.
    pub fn mode(&self, account: AccountId, mode: PushMode, why: String) {
        if self.learn(account, News::Mode(mode, &why)) {
            log::info!("account {account} is in mode {mode:?}");
            self.send(Event::Mode { account, mode, why });
        }
    }

    /// Forgets the mode of an account that no longer runs.
    pub fn ended(&self, account: AccountId) {
        self.learn(account, News::Ended);
    }

    /// Begins a round over an account.
    pub fn round(&self, account: AccountId) -> Round<'_> {
        self.learn(account, News::RoundBegan);
        Round { events: self, account }
    }

    /// Notes what keeps an account from getting on; a round that goes well takes it away.
    pub fn failed(&self, account: AccountId, error: &MailError) {
        self.learn(account, News::Failed(error));
    }

    /// How an account is doing.
    pub fn status(&self, account: AccountId) -> AccountStatus {
        lock(&self.accounts).status(account)
    }

    /// Forgets an account that was removed.
    pub fn forget(&self, account: AccountId) {
        lock(&self.accounts).forget(account);
    }

    fn learn(&self, account: AccountId, news: News<'_>) -> bool {
        let changed = lock(&self.accounts).learn(account, news);
        if changed {
            self.send(Event::StatusChanged { account });
        }
        changed
    }
}

impl Round<'_> {
    /// Ends a round that came to its end, at an instant (milliseconds since 1970), or says why it did not.
    pub fn end<T>(self, done: &Result<T, MailError>, now_ms: i64) {
        let news = match done {
            Ok(_) => News::Well(now_ms),
            Err(error) => News::Failed(error),
        };
        self.events.learn(self.account, news);
    }
}

impl Drop for Round<'_> {
    fn drop(&mut self) {
        self.events.learn(self.account, News::RoundEnded);
    }
}

impl Queue {
    fn push(&self, event: Event) {
        let mut waiting = lock(&self.waiting);
        if let Some(same) = waiting.events.iter_mut().find(|old| supersedes(&event, old)) {
            *same = event;
            return;
        }
        if waiting.events.len() >= BOUND {
            waiting.events.clear();
            waiting.events.push_back(Event::Overflow);
        } else {
            waiting.events.push_back(event);
        }
        self.ready.notify_one();
    }

    fn deliver(&self, sink: &Sink) {
        loop {
            let mut waiting = lock(&self.waiting);
            while waiting.events.is_empty() && !waiting.closed {
                waiting = self.ready.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            if waiting.closed {
                return;
            }
            let next = waiting.events.pop_front();
            drop(waiting);
            if let Some(event) = next {
                // A listener of another language that throws must not end the stream of events.
                if catch_unwind(AssertUnwindSafe(|| sink(event))).is_err() {
                    log::warn!("a listener failed at an event");
                }
            }
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        lock(&self.0.waiting).closed = true;
        self.0.ready.notify_one();
    }
}

/// Whether `new` says all that the waiting `old` says.
fn supersedes(new: &Event, old: &Event) -> bool {
    match (new, old) {
        (Event::MailboxChanged { mailbox: a, .. }, Event::MailboxChanged { mailbox: b, .. }) => a == b,
        (Event::Progress { mailbox: a, phase: p, .. }, Event::Progress { mailbox: b, phase: q, .. }) => {
            a == b && p == q
        }
        (Event::AccountChanged { account: a }, Event::AccountChanged { account: b })
        | (Event::StatusChanged { account: a }, Event::StatusChanged { account: b })
        | (Event::Mode { account: a, .. }, Event::Mode { account: b, .. }) => a == b,
        (Event::OutboxChanged { id: a }, Event::OutboxChanged { id: b }) => a == b,
        (Event::Overflow, Event::Overflow)
        | (Event::DraftsChanged, Event::DraftsChanged)
        | (Event::PlanChanged, Event::PlanChanged) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MailboxId, MessageId};
    use std::sync::mpsc;
    use std::time::Duration;

    fn changed(mailbox: i64) -> Event {
        Event::MailboxChanged { account: AccountId(1), mailbox: MailboxId(mailbox) }
    }

    fn new_message(id: i64) -> Event {
        Event::NewMessage { account: AccountId(1), mailbox: MailboxId(1), id: MessageId(id), after_ms: 0 }
    }

    /// A listener that is stuck in its first event until `go` is dropped.
    fn stuck(events: &Events) -> (Listening, mpsc::Sender<()>, mpsc::Receiver<Event>) {
        let (go, gate) = mpsc::channel::<()>();
        let (out, seen) = mpsc::channel();
        let listening = events
            .listen(Box::new(move |event| {
                out.send(event).unwrap();
                gate.recv().ok();
            }))
            .unwrap();
        events.send(changed(0));
        assert_eq!(seen.recv_timeout(Duration::from_secs(10)).unwrap(), changed(0));
        (listening, go, seen)
    }

    #[test]
    fn equal_events_wait_once() {
        let events = Events::default();
        let (_listening, go, seen) = stuck(&events);
        (0..1000).for_each(|_| events.send(changed(7)));
        events.send(new_message(1));
        drop(go);
        assert_eq!(seen.recv_timeout(Duration::from_secs(10)).unwrap(), changed(7));
        assert_eq!(seen.recv_timeout(Duration::from_secs(10)).unwrap(), new_message(1));
    }

    #[test]
    fn a_listener_that_fails_hears_the_next_event() {
        let events = Events::default();
        let (out, seen) = mpsc::channel();
        let sink = move |event| match event {
            Event::Overflow => panic!("as a foreign listener that throws"),
            event => out.send(event).unwrap(),
        };
        let _listening = events.listen(Box::new(sink)).unwrap();
        events.send(Event::Overflow);
        events.send(changed(1));
        assert_eq!(seen.recv_timeout(Duration::from_secs(10)).unwrap(), changed(1));
    }

    #[test]
    fn a_flood_ends_in_one_overflow() {
        let events = Events::default();
        let (_listening, go, seen) = stuck(&events);
        (0..=BOUND as i64).for_each(|id| events.send(new_message(id)));
        drop(go);
        assert_eq!(seen.recv_timeout(Duration::from_secs(10)).unwrap(), Event::Overflow);
    }

    #[test]
    fn the_current_mode_comes_first_and_dropping_ends_delivery() {
        let events = Events::default();
        events.mode(AccountId(3), PushMode::Push, "IDLE holds.".into());
        let (out, seen) = mpsc::channel();
        let listening = events.listen(Box::new(move |event| out.send(event).unwrap_or(()))).unwrap();
        let first = seen.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(matches!(first, Event::Mode { account: AccountId(3), mode: PushMode::Push, .. }));
        drop(listening);
        assert!(seen.recv_timeout(Duration::from_secs(10)).is_err(), "the sink is dropped");
        events.send(changed(1));
        assert!(lock(&events.queues).is_empty());
    }
}
