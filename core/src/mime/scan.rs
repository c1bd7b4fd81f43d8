//! Finds the parts of a message that comes in pieces of any size.
//!
//! Sections are numbered as servers number them: a boundary is a line that starts with `--` and
//! the boundary, the longest of several that match, and whatever follows it; a boundary ends a
//! header block too; a part without a usable boundary is a leaf. Depth and number of parts are
//! bounded; beyond the bounds a multipart is a leaf.

use super::node::{About, Kind, NONE, Node, subject};
use super::transfer::Encoding;
use memchr::{memchr, memmem};
use std::ops::Range;

/// Nesting that is followed; servers follow about as much.
const MAX_DEPTH: u32 = 100;
/// Parts that are told apart.
const MAX_PARTS: usize = 4_096;
/// Bytes kept of a header block.
pub const MAX_HEADER: usize = 256 * 1024;
/// A line is no boundary when it is longer; longer header lines are read in pieces.
const MAX_LINE: usize = 1_024;

/// Takes what the scanner finds, in order.
pub trait Sink {
    /// The header block of `nodes[index]` is complete, its kind known.
    fn header(&mut self, _nodes: &[Node], _index: usize, _block: &[u8]) {}
    /// Bytes of the message. `owner` is the innermost part whose body they are in; part headers
    /// and boundaries belong to the multipart or message around them, the first header to none.
    fn bytes(&mut self, _nodes: &[Node], _owner: usize, _bytes: &[u8]) {}
    /// The part and everything in it is complete.
    fn end(&mut self, _nodes: &[Node], _index: usize) {}
}

impl Sink for () {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Header,
    /// In a leaf, or before, between and after the parts of a multipart.
    Body,
}

#[derive(Debug)]
struct Level {
    node: usize,
    boundary: Vec<u8>,
    parts: u32,
}

/// Walks a message; see the module.
#[derive(Debug)]
pub struct Scanner {
    nodes: Vec<Node>,
    levels: Vec<Level>,
    mode: Mode,
    /// The part whose header or body is being read.
    current: usize,
    /// The header block of `current` so far.
    block: Vec<u8>,
    line_start: bool,
    /// Bytes seen whose meaning depends on what follows.
    carry: Vec<u8>,
    /// Position of the first byte that has no meaning yet.
    at: u64,
}

impl Scanner {
    pub fn new() -> Self {
        let root = Node { parent: NONE, ..Node::default() };
        Self {
            nodes: vec![root],
            levels: Vec::new(),
            mode: Mode::Header,
            current: 0,
            block: Vec::new(),
            line_start: true,
            carry: Vec::new(),
            at: 0,
        }
    }

    /// Takes the next bytes of the message.
    pub fn feed(&mut self, piece: &[u8], sink: &mut dyn Sink) {
        if self.carry.is_empty() {
            let used = self.run(piece, false, sink);
            self.carry.extend_from_slice(&piece[used..]);
            return;
        }
        let mut carry = std::mem::take(&mut self.carry);
        carry.extend_from_slice(piece);
        let used = self.run(&carry, false, sink);
        carry.drain(..used);
        self.carry = carry;
    }

    /// Ends the message and returns its parts, the root first, parents before children.
    pub fn finish(mut self, sink: &mut dyn Sink) -> Vec<Node> {
        let carry = std::mem::take(&mut self.carry);
        self.run(&carry, true, sink);
        self.end_headers(sink);
        self.close(NONE, sink);
        self.nodes
    }

    /// Scans a message that is here whole.
    pub fn scan(raw: &[u8]) -> Vec<Node> {
        let mut scanner = Self::new();
        let used = scanner.run(raw, true, &mut ());
        debug_assert_eq!(used, raw.len());
        scanner.finish(&mut ())
    }

    /// Reads as far as the meaning of the bytes is certain; returns how far that is.
    fn run(&mut self, data: &[u8], last: bool, sink: &mut dyn Sink) -> usize {
        let mut used = 0;
        while used < data.len() {
            let rest = &data[used..];
            let step = match self.mode {
                Mode::Header => self.header_line(rest, last, sink),
                Mode::Body => self.body(rest, last, sink),
            };
            let Some(step) = step else { break };
            used += step;
        }
        used
    }

    fn header_line(&mut self, rest: &[u8], last: bool, sink: &mut dyn Sink) -> Option<usize> {
        let line = match memchr(b'\n', rest) {
            Some(at) => &rest[..=at],
            None if last || rest.len() >= MAX_LINE => rest,
            None => return None,
        };
        let owner = self.nodes[self.current].parent;
        if self.line_start {
            if line == b"\n" || line == b"\r\n" {
                self.pass(owner, line, sink);
                self.end_header(sink);
                return Some(line.len());
            }
            if let Some((level, ends)) = self.boundary(line) {
                // Looked up before this header can bring a boundary of its own.
                self.end_headers(sink);
                self.turn(level, ends, line, sink);
                return Some(line.len());
            }
        }
        let room = MAX_HEADER.saturating_sub(self.block.len());
        self.block.extend_from_slice(&line[..line.len().min(room)]);
        self.line_start = line.ends_with(b"\n");
        self.pass(owner, line, sink);
        Some(line.len())
    }

    /// Ends a header that no empty line ended, and that of the message nested in it.
    fn end_headers(&mut self, sink: &mut dyn Sink) {
        while self.mode == Mode::Header {
            self.end_header(sink);
        }
    }

    /// The header of `current` is complete: what it says decides what comes.
    fn end_header(&mut self, sink: &mut dyn Sink) {
        let block = std::mem::take(&mut self.block);
        let index = self.current;
        let parent = self.nodes[index].parent;
        let (about, boundary) = About::parse(&block, self.default_type(parent));
        let room = self.nodes.len() < MAX_PARTS && self.nodes[index].depth < MAX_DEPTH;
        let kind = match (&boundary, about.content_type.as_str()) {
            (Some(_), _) if room => Kind::Multipart,
            (_, "message/rfc822") if room && about.encoding == Encoding::Identity => Kind::Message,
            _ => Kind::Leaf,
        };
        let at = self.at;
        let node = &mut self.nodes[index];
        (node.about, node.kind, node.header.end, node.body) = (about, kind, at, at..at);
        if let Some(outer) = self.nodes.get_mut(parent)
            && outer.kind == Kind::Message
            && outer.about.name.is_none()
        {
            outer.about.name = subject(&block);
        }
        sink.header(&self.nodes, index, &block);
        self.line_start = true;
        self.mode = Mode::Body;
        match (kind, boundary) {
            (Kind::Multipart, Some(boundary)) => {
                self.levels.push(Level { node: index, boundary, parts: 0 });
            }
            (Kind::Message, _) => self.open(index, 1),
            _ => {}
        }
    }

    fn default_type(&self, parent: usize) -> &'static str {
        match self.nodes.get(parent) {
            Some(outer) if outer.about.content_type == "multipart/digest" => "message/rfc822",
            _ => "text/plain",
        }
    }

    fn open(&mut self, parent: usize, ordinal: u32) {
        let depth = self.nodes[parent].depth + 1;
        let header = self.at..self.at;
        self.current = self.nodes.len();
        self.nodes.push(Node { parent, ordinal, depth, header, ..Node::default() });
        self.mode = Mode::Header;
        self.line_start = true;
    }

    fn body(&mut self, rest: &[u8], last: bool, sink: &mut dyn Sink) -> Option<usize> {
        if self.levels.is_empty() {
            self.pass(self.current, rest, sink);
            return Some(rest.len());
        }
        let mut from = 0;
        loop {
            let Some((newline, dashes)) = self.candidate(rest, from) else {
                return self.pass_certain(rest, last, sink);
            };
            let end = memchr(b'\n', &rest[dashes..rest.len().min(dashes + MAX_LINE)]);
            let line = match end {
                Some(end) => &rest[dashes..=dashes + end],
                None if last || rest.len() - dashes >= MAX_LINE => &rest[dashes..],
                None => {
                    self.line_start &= newline == 0;
                    self.pass(self.current, &rest[..newline], sink);
                    return (newline > 0).then_some(newline);
                }
            };
            if line.len() <= MAX_LINE
                && let Some((level, ends)) = self.boundary(line)
            {
                self.pass(self.current, &rest[..newline], sink);
                self.turn(level, ends, &rest[newline..dashes + line.len()], sink);
                return Some(dashes + line.len());
            }
            from = dashes + 2;
        }
    }

    /// The next line that may be a boundary: where the line break before it starts, and where its dashes do.
    fn candidate(&self, rest: &[u8], from: usize) -> Option<(usize, usize)> {
        if from == 0 && self.line_start && rest.starts_with(b"--") {
            return Some((0, 0));
        }
        let at = from + memmem::find(&rest[from..], b"\n--")?;
        let newline = if at > 0 && rest[at - 1] == b'\r' { at - 1 } else { at };
        Some((newline, at + 1))
    }

    /// Passes on everything that cannot be the start of a boundary.
    fn pass_certain(&mut self, rest: &[u8], last: bool, sink: &mut dyn Sink) -> Option<usize> {
        const STARTS: [&[u8]; 5] = [b"\r\n-", b"\n-", b"\r\n", b"\n", b"\r"];
        let held = STARTS.iter().find(|start| rest.ends_with(start)).map_or(0, |start| start.len());
        let held = if self.line_start && rest == b"-" { 1 } else { held };
        let used = if last { rest.len() } else { rest.len() - held };
        if used == 0 {
            return None;
        }
        self.line_start = false;
        self.pass(self.current, &rest[..used], sink);
        Some(used)
    }

    /// The innermost level whose boundary starts `line`, the longest of several, and whether it ends there.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let line = line.strip_prefix(b"--")?.trim_ascii_end();
        let mut best: Option<(usize, &[u8])> = None;
        for (index, level) in self.levels.iter().enumerate().rev() {
            let Some(tail) = line.strip_prefix(&level.boundary[..]) else { continue };
            if best.is_none_or(|(_, shortest)| tail.len() < shortest.len()) {
                best = Some((index, tail));
            }
            if tail.is_empty() || tail == b"--" {
                break;
            }
        }
        best.map(|(index, tail)| (index, tail.starts_with(b"--")))
    }

    /// A boundary of `level`: what is inside is complete; the next part starts, or the epilogue.
    fn turn(&mut self, level: usize, ends: bool, line: &[u8], sink: &mut dyn Sink) {
        self.mode = Mode::Body;
        let multipart = self.levels[level].node;
        self.close(multipart, sink);
        self.levels.truncate(level + 1);
        self.pass(multipart, line, sink);
        self.current = multipart;
        self.line_start = true;
        if ends {
            self.levels.truncate(level);
        } else if self.nodes.len() < MAX_PARTS {
            self.levels[level].parts += 1;
            self.open(multipart, self.levels[level].parts);
        }
    }

    /// Ends every part inside `outer`, the innermost first.
    fn close(&mut self, outer: usize, sink: &mut dyn Sink) {
        let mut index = self.current;
        while index != outer && index != NONE {
            self.nodes[index].body.end = self.at;
            sink.end(&self.nodes, index);
            index = self.nodes[index].parent;
        }
    }

    fn pass(&mut self, owner: usize, bytes: &[u8], sink: &mut dyn Sink) {
        self.at += bytes.len() as u64;
        if !bytes.is_empty() {
            sink.bytes(&self.nodes, owner, bytes);
        }
    }
}

/// The bytes of a part's body in a message that is here whole.
pub fn slice<'a>(raw: &'a [u8], range: &Range<u64>) -> &'a [u8] {
    raw.get(range.start as usize..range.end as usize).unwrap_or_default()
}
