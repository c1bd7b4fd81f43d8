//! Messages too large to hold: read in pieces of any size with bounded memory.

use super::Parsed;
use super::node::{Kind, NONE, Node, content_type, path};
use super::read::{Content, Reader};
use super::scan::{Scanner, Sink};
use super::transfer::{Counter, Decoder};
use std::collections::HashMap;

/// Decoded bytes kept of all plain parts, and of all HTML parts.
const MAX_TEXT: usize = 224 * 1024;
/// Longer pieces are taken in steps of this size.
const STEP: usize = 32 * 1024;

/// Reads a message in pieces, keeping its header block, text and structure, at most about 1 MiB.
#[derive(Debug)]
pub struct Splitter {
    scanner: Scanner,
    kept: Kept,
}

impl Default for Splitter {
    fn default() -> Self {
        Self::new()
    }
}

impl Splitter {
    /// Starts a message.
    pub fn new() -> Self {
        Self { scanner: Scanner::new(), kept: Kept::default() }
    }

    /// Takes the next bytes of the message.
    pub fn feed(&mut self, piece: &[u8]) {
        for step in piece.chunks(STEP) {
            self.scanner.feed(step, &mut self.kept);
        }
    }

    /// The raw header block, at most 256 KiB; empty until it is complete.
    pub fn header_block(&self) -> &[u8] {
        &self.kept.header
    }

    /// Ends the message. The result equals [`super::parse`] but for the caps on text.
    pub fn finish(self) -> Parsed {
        let Self { scanner, mut kept } = self;
        let nodes = scanner.finish(&mut kept);
        Reader::new(&nodes, &kept).parsed(&kept.header)
    }
}

/// What a splitter keeps of a message.
#[derive(Debug, Default)]
struct Kept {
    header: Vec<u8>,
    texts: HashMap<usize, Vec<u8>>,
    sizes: HashMap<usize, u64>,
    plain_bytes: usize,
    html_bytes: usize,
    text: Option<Text>,
    counter: Option<(usize, Counter)>,
}

/// A text part while it comes.
#[derive(Debug)]
struct Text {
    index: usize,
    html: bool,
    decoder: Decoder,
    bytes: Vec<u8>,
    room: usize,
}

impl Sink for Kept {
    fn header(&mut self, nodes: &[Node], index: usize, block: &[u8]) {
        let node = &nodes[index];
        if index == 0 {
            self.header = block.to_vec();
        }
        // What came before the first part of a multipart is no text of its own.
        self.text = None;
        let kind = node.about.content_type.as_str();
        let attached = node.about.disposition.as_deref() == Some("attachment");
        let html = kind == "text/html";
        let readable = html || kind == "text/plain";
        let alone = node.parent == NONE || nodes[node.parent].kind == Kind::Message;
        let alone = alone && kind.starts_with("text/");
        if kind.starts_with("multipart/") || (!attached && (readable || alone)) {
            let used = if html { self.html_bytes } else { self.plain_bytes };
            let decoder = Decoder::new(node.about.encoding);
            let room = MAX_TEXT.saturating_sub(used);
            self.text = Some(Text { index, html, decoder, bytes: Vec::new(), room });
        }
        if node.kind != Kind::Multipart {
            self.counter = Some((index, Counter::new(node.about.encoding)));
        }
    }

    fn bytes(&mut self, _nodes: &[Node], owner: usize, bytes: &[u8]) {
        if let Some((_, counter)) = self.counter.as_mut().filter(|(index, _)| *index == owner) {
            counter.feed(bytes);
        }
        if let Some(text) = self.text.as_mut().filter(|text| text.index == owner)
            && text.bytes.len() < text.room
        {
            text.decoder.feed(bytes, &mut text.bytes);
        }
    }

    fn end(&mut self, nodes: &[Node], index: usize) {
        if let Some((_, counter)) = self.counter.take_if(|(of, _)| *of == index) {
            self.sizes.insert(index, counter.finish());
        }
        if nodes[index].kind == Kind::Message {
            let body = &nodes[index].body;
            self.sizes.insert(index, body.end - body.start);
        }
        if let Some(mut text) = self.text.take_if(|text| text.index == index) {
            text.decoder.finish(&mut text.bytes);
            text.bytes.truncate(text.room);
            let used = if text.html { &mut self.html_bytes } else { &mut self.plain_bytes };
            *used += text.bytes.len();
            text.bytes.shrink_to_fit();
            self.texts.insert(index, text.bytes);
        }
    }
}

impl Content for Kept {
    fn text(&self, _nodes: &[Node], index: usize) -> Vec<u8> {
        self.texts.get(&index).cloned().unwrap_or_default()
    }

    fn is_cut(&self, nodes: &[Node], index: usize) -> bool {
        let kept = self.texts.get(&index).map_or(0, Vec::len);
        self.texts.contains_key(&index) && self.size(nodes, index) > kept as u64
    }

    fn size(&self, _nodes: &[Node], index: usize) -> u64 {
        self.sizes.get(&index).copied().unwrap_or_default()
    }
}

/// Decodes one section of a message that comes in pieces.
#[derive(Debug)]
pub struct PartExtractor {
    scanner: Scanner,
    wanted: Wanted,
}

impl PartExtractor {
    /// Waits for the section `part`, such as `2` or `1.3`.
    pub fn new(part: &str) -> Self {
        let wanted = Wanted { path: part.to_owned(), ..Wanted::default() };
        Self { scanner: Scanner::new(), wanted }
    }

    /// Takes the next bytes of the message and appends what they decode to.
    pub fn feed(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        for step in piece.chunks(STEP) {
            if self.wanted.done {
                return;
            }
            self.scanner.feed(step, &mut self.wanted);
            out.append(&mut self.wanted.out);
        }
    }

    /// `type/subtype` of the section, lower case, once its header has come.
    pub fn content_type(&self) -> Option<&str> {
        self.wanted.found.as_ref().map(|_| self.wanted.content_type.as_str())
    }

    /// Whether the section is complete, so that the rest of the message need not be fed.
    pub fn is_done(&self) -> bool {
        self.wanted.done
    }

    /// Ends the message; whether it had the section.
    pub fn finish(self, out: &mut Vec<u8>) -> bool {
        let Self { scanner, mut wanted } = self;
        if !wanted.done {
            scanner.finish(&mut wanted);
            out.append(&mut wanted.out);
        }
        wanted.done
    }
}

#[derive(Debug, Default)]
struct Wanted {
    path: String,
    found: Option<(usize, Decoder)>,
    content_type: String,
    done: bool,
    out: Vec<u8>,
}

impl Sink for Wanted {
    fn header(&mut self, nodes: &[Node], index: usize, _block: &[u8]) {
        if self.found.is_none() && !self.path.is_empty() && path(nodes, index) == self.path {
            self.found = Some((index, Decoder::new(nodes[index].about.encoding)));
            self.content_type = content_type(&nodes[index]);
        }
    }

    fn bytes(&mut self, nodes: &[Node], owner: usize, bytes: &[u8]) {
        let Some((wanted, decoder)) = self.found.as_mut().filter(|_| !self.done) else { return };
        let mut around = owner;
        // Parents come before their children.
        while around != NONE && around > *wanted {
            around = nodes[around].parent;
        }
        if around == *wanted {
            decoder.feed(bytes, &mut self.out);
        }
    }

    fn end(&mut self, _nodes: &[Node], index: usize) {
        if let Some((_, decoder)) = self.found.as_mut().filter(|(wanted, _)| *wanted == index) {
            decoder.finish(&mut self.out);
            self.done = true;
        }
    }
}
