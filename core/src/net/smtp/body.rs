/// Makes a message what DATA carries: CRLF at every line end, a dot doubled at the start of a line.
///
/// A bare CR or LF would let the text end the message early for some servers and not for others
/// (SMTP smuggling), so both become CRLF.
#[derive(Debug)]
pub struct DotStuffer {
    line_start: bool,
    after_cr: bool,
}

impl Default for DotStuffer {
    fn default() -> Self {
        Self { line_start: true, after_cr: false }
    }
}

impl DotStuffer {
    /// Appends the encoded form of the next piece.
    pub fn encode(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        for &byte in piece {
            if self.after_cr {
                self.after_cr = false;
                self.end_line(out);
                if byte == b'\n' {
                    continue;
                }
            }
            match byte {
                b'\r' => self.after_cr = true,
                b'\n' => self.end_line(out),
                _ => {
                    if self.line_start && byte == b'.' {
                        out.push(b'.');
                    }
                    out.push(byte);
                    self.line_start = false;
                }
            }
        }
    }

    /// What is missing for the last line to be complete; the final dot may follow it.
    pub fn finish(&mut self) -> &'static [u8] {
        let complete = self.line_start && !self.after_cr;
        *self = Self::default();
        if complete { b"" } else { b"\r\n" }
    }

    fn end_line(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\r\n");
        self.line_start = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn encoded(pieces: &[&[u8]]) -> Vec<u8> {
        let mut stuffer = DotStuffer::default();
        let mut out = Vec::new();
        for piece in pieces {
            stuffer.encode(piece, &mut out);
        }
        out.extend_from_slice(stuffer.finish());
        out
    }

    #[test]
    fn line_ends_and_dots_become_canonical() {
        for (message, expected) in [
            (&b""[..], &b""[..]),
            (b"a\r\n", b"a\r\n"),
            (b"a", b"a\r\n"),
            (b"a\n.\nb", b"a\r\n..\r\nb\r\n"),
            (b".\r\n..\r\n", b"..\r\n...\r\n"),
            (b"a\r.\rb\r", b"a\r\n..\r\nb\r\n"),
            (b"a\n.\r\nb\r\n", b"a\r\n..\r\nb\r\n"),
            (b"\r\r\n\n", b"\r\n\r\n\r\n"),
        ] {
            assert_eq!(encoded(&[message]), expected, "{message:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_make_no_difference_and_no_text_ends_the_message(
            message in proptest::collection::vec(proptest::sample::select(b"a.\r\n".to_vec()), 0..60),
            cut in 0_usize..60,
        ) {
            let cut = cut.min(message.len());
            let (head, tail) = message.split_at(cut);
            let whole = encoded(&[&message]);
            prop_assert_eq!(&whole, &encoded(&[head, tail]));
            prop_assert!(!whole.windows(5).any(|w| w == b"\r\n.\r\n") && !whole.starts_with(b".\r\n"));
            prop_assert!(whole.is_empty() || whole.ends_with(b"\r\n"));
        }
    }
}
