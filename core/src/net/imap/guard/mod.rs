//! The guard between TLS and async-imap.
//!
//! async-imap writes commands and reads completions through it as if it were the server. On the
//! way in the guard frames every response, keeps it for our own parser, and lets pass only
//! continuations and completions, in a form that imap-proto always reads. On the way out
//! async-imap says the verb and the tag; the words come from [`Guard::load`], so that neither a
//! password nor a mailbox name is ever in its hands (it logs what it holds).

mod framer;
mod literal;
mod script;
#[cfg(test)]
mod tests;

pub(crate) use framer::{Frame, Framer, Limits};
pub(crate) use literal::ELSEWHERE;
pub(crate) use script::{Literals, Piece};

use base64::Engine as _;
use bytes::{Buf, BytesMut};
use script::Script;
use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::{fmt, io};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::time::Instant;

/// Reading stops while this many frames wait to be taken.
const BACKLOG: usize = 256;
const READ_SIZE: usize = 16 << 10;

/// What the next line of async-imap is replaced with.
pub(crate) enum Loaded {
    Command(Vec<Piece>),
    /// The answer to a continuation.
    Line(Vec<u8>),
    /// Nothing is sent and the command counts as done.
    Nothing,
}

pub(crate) struct Guard<S> {
    inner: S,
    framer: Framer,
    frames: VecDeque<Frame>,
    /// What async-imap reads next.
    pass: BytesMut,
    /// What async-imap wrote since it last flushed.
    line: Vec<u8>,
    loaded: VecDeque<Loaded>,
    script: Script,
    unflushed: bool,
    pub literals: Literals,
    /// When bytes last came or went.
    pub alive: Instant,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Guard<S> {
    pub fn new(inner: S) -> Self {
        Self {
            inner,
            framer: Framer::new(),
            frames: VecDeque::new(),
            pass: BytesMut::new(),
            line: Vec::new(),
            loaded: VecDeque::new(),
            script: Script::default(),
            unflushed: false,
            literals: Literals::default(),
            alive: Instant::now(),
        }
    }

    /// Gives the stream back, when nothing was read from it beyond the frames given out.
    pub fn into_clean_inner(self) -> Option<S> {
        let clean = self.framer.is_idle() && self.frames.is_empty() && self.pass.is_empty();
        clean.then_some(self.inner)
    }

    /// Whether anything was read that was not taken yet.
    pub fn has_more(&self) -> bool {
        !self.frames.is_empty() || !self.framer.is_idle()
    }

    /// Says what the next line that async-imap writes shall really be.
    pub fn load(&mut self, words: Loaded) {
        self.loaded.push_back(words);
    }

    /// Sends bytes as they are: the inside of a literal and what follows it.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        self.script.bytes("", bytes.to_vec());
    }

    /// The oldest frame that waits.
    pub fn take(&mut self) -> Option<Frame> {
        self.frames.pop_front()
    }

    pub fn limits(&mut self) -> &mut Limits {
        &mut self.framer.limits
    }

    /// Sends what may be sent.
    pub fn poll_drain(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.script.out.is_empty() {
            let count = ready!(Pin::new(&mut self.inner).poll_write(cx, &self.script.out))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.script.sent(count);
            self.unflushed = true;
            self.alive = Instant::now();
        }
        if self.unflushed {
            ready!(Pin::new(&mut self.inner).poll_flush(cx))?;
            self.unflushed = false;
        }
        Poll::Ready(Ok(()))
    }

    fn is_full(&self) -> bool {
        self.frames.len() >= BACKLOG || matches!(self.frames.back(), Some(Frame::LargeChunk(_)))
    }

    fn keep(&mut self, frame: Frame) {
        match &frame {
            Frame::Tagged { tag, rest } => {
                self.script.completed(tag);
                self.loaded.clear();
                let status = canonical_status(rest);
                self.pass.extend_from_slice(format!("{tag} {status} done\r\n").as_bytes());
            }
            Frame::Continue(text) => {
                if self.script.go_on() {
                    return;
                }
                self.pass.extend_from_slice(b"+ ");
                if base64::engine::general_purpose::STANDARD.decode(text).is_ok() {
                    self.pass.extend_from_slice(text);
                }
                self.pass.extend_from_slice(b"\r\n");
            }
            _ => {}
        }
        self.frames.push_back(frame);
    }

    /// async-imap ended a line: what was loaded for it goes out in its place.
    fn commit(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return;
        }
        let tag = line.split(|byte| *byte == b' ').next().and_then(|tag| std::str::from_utf8(tag).ok());
        let tag = tag.filter(|tag| literal::is_tag(tag)).unwrap_or_default().to_owned();
        match self.loaded.pop_front() {
            Some(Loaded::Command(pieces)) => self.script.command(&tag, pieces, self.literals),
            Some(Loaded::Line(bytes)) => self.script.bytes("", [&bytes[..], b"\r\n"].concat()),
            Some(Loaded::Nothing) => {
                self.keep(Frame::Tagged { tag, rest: "OK".into() });
            }
            None => self.script.bytes(&tag, line),
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Guard<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            if !this.pass.is_empty() {
                let count = this.pass.len().min(buf.remaining());
                buf.put_slice(&this.pass[..count]);
                this.pass.advance(count);
                return Poll::Ready(Ok(()));
            }
            // Whoever polls also takes the frames, in the same task, before it polls again.
            if this.is_full() {
                return Poll::Pending;
            }
            let bad = |_| io::Error::new(io::ErrorKind::InvalidData, "a literal of an impossible size");
            if let Some(frame) = this.framer.next().map_err(bad)? {
                this.keep(frame);
                continue;
            }
            if let Poll::Ready(Err(error)) = this.poll_drain(cx) {
                return Poll::Ready(Err(error));
            }
            let room = this.framer.wants().max(READ_SIZE);
            this.framer.buffer.reserve(room);
            let count = ready!(pin!(this.inner.read_buf(&mut this.framer.buffer)).poll(cx))?;
            if count == 0 {
                return Poll::Ready(Ok(()));
            }
            this.alive = Instant::now();
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Guard<S> {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.line.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    /// Only marks the end of a line: reading sends what waits, so that a server that will not
    /// read before it is read from cannot lock both sides.
    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.commit();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

impl<S> fmt::Debug for Guard<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("frames", &self.frames.len()).finish_non_exhaustive()
    }
}

fn canonical_status(rest: &[u8]) -> &'static str {
    let word = rest.split(|byte| *byte == b' ').next().unwrap_or(rest);
    ["OK", "NO"].into_iter().find(|known| word.eq_ignore_ascii_case(known.as_bytes())).unwrap_or("BAD")
}
