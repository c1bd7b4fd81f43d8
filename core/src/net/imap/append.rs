use super::command::{Command, flags, refused};
use super::parse::Condition;
use super::pump::Failure;
use super::session::{Heard, Imap};
use crate::model::Flags;
use crate::net::{NetError, Result};
use crate::say;
use crate::words::Sentence;
use jiff::Timestamp;
use std::future::poll_fn;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, timeout};

const CHUNK: usize = 64 << 10;
/// Above this the server is asked before the body is sent, so that a refusal costs nothing.
const AT_ONCE: u64 = 64 << 10;

impl Imap {
    /// Appends a message of exactly `size` bytes read from `body`; returns UIDVALIDITY and UID
    /// where the server says them. A refusal ([`NetError::No`] with `OVERQUOTA`, `TRYCREATE`,
    /// `TOOBIG` …) leaves the connection usable.
    pub async fn append<R: AsyncRead + Unpin>(
        &mut self,
        wire_name: &[u8],
        flags_set: &Flags,
        received: Option<i64>,
        size: u64,
        body: &mut R,
    ) -> Result<Option<(u32, u32)>> {
        if self.capabilities.number("APPENDLIMIT").is_some_and(|limit| size > limit) {
            let text = say!("imap-too-large", limit = self.capabilities.number("APPENDLIMIT").unwrap_or(0));
            return Err(NetError::No { code: Some("TOOBIG".into()), text });
        }
        let at_once = size <= AT_ONCE && self.session.get_ref().literals.at_once(size);
        let date = received.and_then(internal_date).unwrap_or_default();
        let plus = if at_once { "+" } else { "" };
        let words = format!("{}{date} {{{size}{plus}}}", flags(flags_set)?);
        let command = Command::new("APPEND", "")?.string(wire_name)?.words(&words)?;
        self.begin()?;
        let tag = self.issue(command).await?;
        if !at_once && let Some(answer) = self.completion_or_go_on(&tag).await? {
            return self.appended(answer);
        }
        self.send_body(size, body).await?;
        loop {
            if let Some(answer) = self.completion_or_go_on(&tag).await? {
                return self.appended(answer);
            }
        }
    }

    /// Waits for `+` (then `None`) or the end of the command.
    async fn completion_or_go_on(&mut self, tag: &str) -> Result<Option<Heard>> {
        loop {
            match self.hear().await? {
                Heard::Continue => return Ok(None),
                heard => match &heard {
                    Heard::Tagged { tag: of, .. } if of == tag => return Ok(Some(heard)),
                    _ => {}
                },
            }
        }
    }

    fn appended(&mut self, answer: Heard) -> Result<Option<(u32, u32)>> {
        self.end();
        let Heard::Tagged { condition, code, text, .. } = answer else { return Ok(None) };
        match condition {
            Condition::Ok => Ok(code.and_then(|code| code.append_uid())),
            Condition::No => Err(refused(code, text)),
            _ => Err(NetError::Bad { text: text.into() }),
        }
    }

    async fn send_body<R: AsyncRead + Unpin>(&mut self, size: u64, body: &mut R) -> Result<()> {
        let mut body = body.take(size);
        let mut chunk = vec![0; CHUNK];
        let mut left = size;
        while left > 0 {
            let read = body.read(&mut chunk).await;
            let count = read
                .map_err(|error| NetError::Source { detail: Sentence::said(crate::net::clean(&error.to_string())) })?;
            if count == 0 {
                return Err(NetError::Source { detail: say!("why-short-source") });
            }
            left -= count as u64;
            self.session.get_mut().send_raw(&chunk[..count]);
            self.drain().await?;
        }
        self.session.get_mut().send_raw(b"\r\n");
        Ok(())
    }

    /// Waits until all that may be sent was taken; a server that takes nothing has its limit.
    pub(super) async fn drain(&mut self) -> Result<()> {
        let silence = self.timings.silence;
        loop {
            let guard = self.session.get_mut();
            let left = (guard.alive + silence).saturating_duration_since(Instant::now());
            let drained = timeout(left, poll_fn(|cx| guard.poll_drain(cx))).await;
            match drained {
                Ok(sent) => return sent.map_err(|error| self.explain(Failure::Io(error))),
                Err(_) if self.session.get_ref().alive.elapsed() < silence => {}
                Err(_) => return Err(NetError::Timeout { what: say!("wait-sending"), after: silence }),
            }
        }
    }
}

/// ` "05-Jan-2024 23:59:00 +0000"` of seconds since 1970.
fn internal_date(seconds: i64) -> Option<String> {
    let instant = Timestamp::from_second(seconds).ok()?;
    Some(instant.strftime(" \"%d-%b-%Y %H:%M:%S +0000\"").to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_are_written_as_rfc_3501_wants() {
        assert_eq!(super::internal_date(1_709_187_300).as_deref(), Some(" \"29-Feb-2024 06:15:00 +0000\""));
    }
}
