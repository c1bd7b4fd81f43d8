use super::command::{Command, refused};
use super::parse::{Condition, Data};
use super::pump::{Failure, poll_frame};
use super::session::{Heard, Imap};
use crate::net::{NetError, Result};
use crate::say;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::time::Duration;
use tokio::time::{Instant, sleep_until, timeout_at};

/// Why [`Imap::idle`] returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdleEnd {
    /// The mailbox changed; `at` is when the server's line was here. The news themselves are in
    /// [`Imap::take_unsolicited`].
    Changed { at: std::time::Instant },
    /// `stop` came.
    Interrupted,
    /// `max` is over.
    Timeout,
}

impl Imap {
    /// Waits for news of the selected mailbox (RFC 2177) until `stop` comes or `max` is over. IDLE
    /// is renewed in time; a server that does not answer then counts as gone. News that came since SELECT and
    /// that [`Imap::take_unsolicited`] still holds end the wait at once.
    /// `asleep` makes what is held while nothing is done but wait.
    pub async fn idle<A>(
        &mut self,
        max: Duration,
        stop: impl Future<Output = ()>,
        asleep: impl Fn() -> A,
    ) -> Result<IdleEnd> {
        let mut stop = pin!(stop);
        let end = Instant::now() + max;
        loop {
            if let Some(missed) = self.missed() {
                return Ok(missed);
            }
            self.begin()?;
            let tag = self.issue(Command::new("IDLE", "")?).await?;
            if let Some(refusal) = self.idle_begins(&tag).await? {
                self.end();
                return Err(refusal);
            }
            let renew = (Instant::now() + self.timings.idle_renew).min(end);
            // The server may have spoken before its `+`, or the `+` been read after what followed it.
            let woken = match self.missed() {
                Some(missed) => Some(missed),
                None => self.idle_waits(renew, stop.as_mut(), &asleep).await?,
            };
            let changed_meanwhile = self.idle_ends(&tag).await?;
            self.end();
            match woken.or(changed_meanwhile) {
                Some(why) => return Ok(why),
                None if Instant::now() >= end => return Ok(IdleEnd::Timeout),
                None => {}
            }
        }
    }

    /// News that nobody has taken yet.
    fn missed(&self) -> Option<IdleEnd> {
        let at = self.session.get_ref().alive.into_std();
        self.unsolicited.iter().any(is_news).then_some(IdleEnd::Changed { at })
    }

    /// Waits for the `+`; a refusal is given back, because the connection is still good.
    async fn idle_begins(&mut self, tag: &str) -> Result<Option<NetError>> {
        loop {
            match self.hear().await? {
                Heard::Continue => return Ok(None),
                Heard::Data(data) => self.keep_news(data),
                Heard::Tagged { tag: of, condition, code, text } if of == tag => {
                    return Ok(Some(match condition {
                        Condition::No => refused(code, text),
                        _ => NetError::Bad { text: text.into() },
                    }));
                }
                _ => {}
            }
        }
    }

    /// Why the wait is over; `None` when IDLE is to be renewed.
    async fn idle_waits<F: Future<Output = ()>, A>(
        &mut self,
        renew: Instant,
        mut stop: Pin<&mut F>,
        asleep: impl Fn() -> A,
    ) -> Result<Option<IdleEnd>> {
        loop {
            let asleep = asleep();
            let frame = tokio::select! {
                biased;
                frame = poll_fn(|cx| poll_frame(&mut self.session, cx)) => frame,
                () = stop.as_mut() => return Ok(Some(IdleEnd::Interrupted)),
                () = sleep_until(renew) => return Ok(None),
            };
            drop(asleep);
            let frame = frame.map_err(|error| self.explain(Failure::Io(error)))?;
            let at = self.session.get_ref().alive.into_std();
            match self.read(frame) {
                Some(Heard::Data(data)) => {
                    let news = is_news(&data);
                    self.keep_news(data);
                    if news {
                        return Ok(Some(IdleEnd::Changed { at }));
                    }
                }
                Some(Heard::Tagged { text, .. }) => {
                    return Err(NetError::Protocol { detail: say!("why-idle-ended", said = text) });
                }
                _ => {}
            }
        }
    }

    /// Ends IDLE; the answer to DONE shows that the connection lives.
    async fn idle_ends(&mut self, tag: &str) -> Result<Option<IdleEnd>> {
        let limit = self.timings.done;
        // The silence of IDLE does not count.
        self.session.get_mut().alive = Instant::now();
        let sent = self.session.run_command_untagged("DONE").await;
        sent.map_err(|_| NetError::Broken { detail: say!("why-unsendable") })?;
        let mut changed = None;
        let deadline = Instant::now() + limit;
        loop {
            let late = |_| NetError::Timeout { what: say!("wait-idle-end"), after: limit };
            match timeout_at(deadline, self.hear()).await.map_err(late)?? {
                Heard::Tagged { tag: of, .. } if of == tag => return Ok(changed),
                Heard::Data(data) => {
                    if is_news(&data) {
                        let at = self.session.get_ref().alive.into_std();
                        changed = changed.or(Some(IdleEnd::Changed { at }));
                    }
                    self.keep_news(data);
                }
                _ => {}
            }
        }
    }

    /// Keeps what [`Imap::hear`] did not keep already.
    fn keep_news(&mut self, data: Data) {
        if matches!(data, Data::Fetch(_)) {
            self.set_aside(data);
        }
    }
}

fn is_news(data: &Data) -> bool {
    matches!(data, Data::Exists(_) | Data::Expunge(_) | Data::Fetch(_) | Data::Vanished { earlier: false, .. })
}
