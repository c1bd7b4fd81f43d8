/// The `From ` line before a message in an mbox file (RFC 4155), with `received` in seconds since 1970.
pub fn mbox_separator(_sender: &str, _received: i64) -> String {
    String::new()
}

/// Quotes a message for an mbox file (mboxrd: `From ` and `>From ` lines gain a `>`), piece by piece.
#[derive(Debug, Default)]
pub struct MboxQuoter {}

impl MboxQuoter {
    /// Appends the next piece of the message, quoted, to `out`.
    pub fn feed(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(piece);
    }

    /// Ends the message: a line break where it had none, and the empty line between messages.
    pub fn finish(self, _out: &mut Vec<u8>) {}
}
