//! Cuts a byte stream into responses. Pure: bytes in, frames out, bounded memory whatever comes.

use super::super::parse::uid_in;
use super::literal::{self, trailing_literal};
use bytes::{Buf, Bytes, BytesMut};
use memchr::memchr;

/// What the framer holds at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// A line without its literals; lines of numbers ([`Limits::numbers`]) may be longer.
    pub line: usize,
    /// A line of SEARCH, ESEARCH, SORT or VANISHED.
    pub numbers: usize,
    /// A whole response with its inline literals.
    pub response: usize,
    /// A literal above this is not kept inline.
    pub inline: u64,
    /// Whether a large literal of a FETCH section comes in chunks; else it is skipped.
    pub stream: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { line: 1 << 20, numbers: 8 << 20, response: 9 << 20, inline: 1 << 20, stream: false }
    }
}

/// One thing the server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Frame {
    /// Everything after `* `, without the last line end. Literals stand inside; one that was
    /// streamed or skipped is [`literal::ELSEWHERE`].
    Untagged(Bytes),
    /// A completion: the tag and everything after it.
    Tagged {
        tag: String,
        rest: Bytes,
    },
    /// A command continuation request, without the `+`.
    Continue(Bytes),
    /// A large FETCH literal begins; chunks and an end follow.
    LargeStart {
        uid: Option<u32>,
        section: String,
        size: u64,
    },
    LargeChunk(Bytes),
    LargeEnd,
    /// A response that was too long; its first bytes.
    Skipped(Bytes),
    /// A line that is no response.
    Garbage,
}

/// Why the stream cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadLiteral;

const CHUNK: usize = 64 << 10;
/// What is kept of a response that is too long.
const HEAD: usize = 512;

#[derive(Debug)]
enum State {
    /// Reading lines and inline literals.
    Line,
    /// Handing out a large literal.
    Stream { left: u64 },
    /// Skipping a large literal.
    Drop { left: u64 },
    /// Skipping the rest of a line that is too long.
    DropLine(literal::Tail),
    /// Skipping a literal of a response that is too long.
    DropLiteral { left: u64 },
}

#[derive(Debug)]
pub(crate) struct Framer {
    pub limits: Limits,
    /// Bytes not given out yet.
    pub buffer: BytesMut,
    /// The response so far, where a literal was taken out of it.
    partial: BytesMut,
    /// Where the current line begins in `buffer`.
    line: usize,
    /// How far the current line was looked at.
    seen: usize,
    state: State,
}

impl Framer {
    pub fn new() -> Self {
        Self {
            limits: Limits::default(),
            buffer: BytesMut::new(),
            partial: BytesMut::new(),
            line: 0,
            seen: 0,
            state: State::Line,
        }
    }

    /// Whether nothing was read beyond the frames given out.
    pub fn is_idle(&self) -> bool {
        self.buffer.is_empty() && self.partial.is_empty() && matches!(self.state, State::Line)
    }

    /// How many bytes the next frame needs at least, where that is known.
    pub fn wants(&self) -> usize {
        match self.state {
            State::Line => self.seen.saturating_sub(self.buffer.len()),
            _ => 0,
        }
    }

    /// The next frame of what was read; `None` when more bytes are needed.
    pub fn next(&mut self) -> Result<Option<Frame>, BadLiteral> {
        loop {
            let step = match &mut self.state {
                State::Line => self.read_line()?,
                State::Stream { left } if *left == 0 => {
                    self.state = State::Line;
                    Step::Give(Frame::LargeEnd)
                }
                State::Stream { left } => {
                    let size = self.buffer.len().min(CHUNK).min(clamp(*left));
                    *left -= size as u64;
                    match size {
                        0 => Step::More,
                        _ => Step::Give(Frame::LargeChunk(self.buffer.split_to(size).freeze())),
                    }
                }
                State::Drop { left } => match drop_bytes(&mut self.buffer, left) {
                    true => self.turn(State::Line),
                    false => Step::More,
                },
                State::DropLiteral { left } => match drop_bytes(&mut self.buffer, left) {
                    true => self.turn(State::DropLine(literal::Tail::default())),
                    false => Step::More,
                },
                State::DropLine(_) => self.drop_line()?,
            };
            match step {
                Step::Again => {}
                Step::More => return Ok(None),
                Step::Give(frame) => return Ok(Some(frame)),
            }
        }
    }

    fn turn(&mut self, state: State) -> Step {
        self.state = state;
        Step::Again
    }

    fn read_line(&mut self) -> Result<Step, BadLiteral> {
        if self.seen > self.buffer.len() {
            return Ok(Step::More);
        }
        let Some(end) = memchr(b'\n', &self.buffer[self.seen..]) else {
            self.seen = self.buffer.len();
            return Ok(match self.too_long(self.seen - self.line) {
                true => self.give_up_line(),
                false => Step::More,
            });
        };
        let end = self.seen + end;
        if self.too_long(end - self.line) {
            return Ok(self.give_up_line());
        }
        let line = &self.buffer[self.line..end];
        match trailing_literal(line).filter(|_| self.takes_literals()) {
            None => Ok(Step::Give(self.complete(end))),
            Some(found) => self.begin_literal(found.size?, self.line + found.at, end + 1),
        }
    }

    fn begin_literal(&mut self, size: u64, at: usize, from: usize) -> Result<Step, BadLiteral> {
        let inline =
            size <= self.limits.inline && (self.partial.len() + from) as u64 + size <= self.limits.response as u64;
        if inline {
            self.line = from + clamp(size);
            self.seen = self.line;
            return Ok(Step::Again);
        }
        self.partial.extend_from_slice(&self.buffer[..at]);
        self.buffer.advance(from);
        self.line = 0;
        self.seen = 0;
        let section = literal::section(&self.partial).filter(|_| self.limits.stream);
        let short = section.as_ref().filter(|_| self.partial.len() <= CHUNK);
        let uid = short.and_then(|_| uid_in(&Bytes::copy_from_slice(&self.partial)));
        self.partial.extend_from_slice(&[literal::ELSEWHERE]);
        Ok(match section {
            Some(section) => {
                self.state = State::Stream { left: size };
                Step::Give(Frame::LargeStart { uid, section, size })
            }
            None => self.turn(State::Drop { left: size }),
        })
    }

    /// The response that ends at `end` (a line feed).
    fn complete(&mut self, end: usize) -> Frame {
        let last = self.buffer.split_to(end + 1);
        self.line = 0;
        self.seen = 0;
        let mut whole = if self.partial.is_empty() {
            last
        } else {
            self.partial.extend_from_slice(&last);
            std::mem::take(&mut self.partial)
        };
        whole.truncate(whole.len() - 1);
        if whole.last() == Some(&b'\r') {
            whole.truncate(whole.len() - 1);
        }
        classify(whole.freeze())
    }

    fn too_long(&self, line: usize) -> bool {
        let limit = match literal::is_numbers(self.head()) {
            true => self.limits.numbers,
            false => self.limits.line,
        };
        line > limit || self.partial.len() + self.seen > self.limits.response + limit
    }

    /// Keeps the first bytes of a response that is too long and skips the rest of it.
    fn give_up_line(&mut self) -> Step {
        let head = Bytes::copy_from_slice(self.head());
        self.partial.clear();
        self.partial.extend_from_slice(&head);
        self.buffer.advance(self.line);
        self.line = 0;
        self.seen = 0;
        self.turn(State::DropLine(literal::Tail::default()))
    }

    fn drop_line(&mut self) -> Result<Step, BadLiteral> {
        let State::DropLine(tail) = &mut self.state else { return Ok(Step::Again) };
        let Some(end) = memchr(b'\n', &self.buffer) else {
            tail.push(&self.buffer);
            self.buffer.clear();
            return Ok(Step::More);
        };
        tail.push(&self.buffer[..end]);
        let found = trailing_literal(tail.bytes());
        self.buffer.advance(end + 1);
        if let Some(found) = found.filter(|_| self.takes_literals()) {
            return Ok(self.turn(State::DropLiteral { left: found.size? }));
        }
        self.state = State::Line;
        let head = std::mem::take(&mut self.partial).freeze();
        Ok(Step::Give(match literal::takes_literals(&head) {
            true => Frame::Skipped(head),
            // A status says all that matters in its first bytes, and a completion must not be lost.
            false => classify(head),
        }))
    }

    /// The first bytes of the response that is being read.
    fn head(&self) -> &[u8] {
        let head = if self.partial.is_empty() { &self.buffer } else { &self.partial };
        &head[..head.len().min(HEAD)]
    }

    fn takes_literals(&self) -> bool {
        literal::takes_literals(self.head())
    }
}

enum Step {
    Again,
    More,
    Give(Frame),
}

fn clamp(size: u64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

fn drop_bytes(buffer: &mut BytesMut, left: &mut u64) -> bool {
    let size = buffer.len().min(clamp(*left));
    buffer.advance(size);
    *left -= size as u64;
    *left == 0
}

fn classify(response: Bytes) -> Frame {
    if let Some(rest) = response.strip_prefix(b"* ") {
        return Frame::Untagged(response.slice_ref(rest));
    }
    if let Some(rest) = response.strip_prefix(b"+") {
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        return Frame::Continue(response.slice_ref(rest));
    }
    let end = response.iter().position(|byte| *byte == b' ').unwrap_or(response.len());
    match std::str::from_utf8(&response[..end]) {
        Ok(tag) if literal::is_tag(tag) => {
            Frame::Tagged { tag: tag.to_owned(), rest: response.slice((end + 1).min(response.len())..) }
        }
        _ => Frame::Garbage,
    }
}
