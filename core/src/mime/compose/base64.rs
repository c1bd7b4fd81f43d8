use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{self, Write};

/// 57 bytes make a line of 76 characters (RFC 2045 §6.8).
const LINE: usize = 57;
const LINES: usize = 144;

/// Writes what it is given as base64 in lines of 76, holding at most one block.
pub struct Base64Lines<'a> {
    out: &'a mut dyn Write,
    held: Vec<u8>,
    encoded: Vec<u8>,
}

impl<'a> Base64Lines<'a> {
    /// Starts at the beginning of a body.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, held: Vec::with_capacity(LINE * LINES), encoded: Vec::with_capacity(78 * LINES) }
    }

    /// Writes the last, shorter line.
    pub fn finish(mut self) -> io::Result<()> {
        self.write_held()
    }

    fn write_held(&mut self) -> io::Result<()> {
        self.encoded.clear();
        let mut line = [0_u8; 76];
        for group in self.held.chunks(LINE) {
            let used = STANDARD.encode_slice(group, &mut line).map_err(io::Error::other)?;
            self.encoded.extend_from_slice(line.get(..used).unwrap_or_default());
            self.encoded.extend_from_slice(b"\r\n");
        }
        self.held.clear();
        self.out.write_all(&self.encoded)
    }
}

impl Write for Base64Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(LINE * LINES - self.held.len());
        self.held.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        if self.held.len() == LINE * LINES {
            self.write_held()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
