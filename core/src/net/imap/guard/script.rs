//! What is still to be sent, in order; literals wait for the server's `+` where they must.

use bytes::{Buf, BytesMut};
use std::collections::VecDeque;

/// A piece of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(Vec<u8>),
    /// Sent as a literal (RFC 3501 §4.3).
    Literal(Vec<u8>),
}

/// Which literals may be sent without waiting (RFC 7888).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Literals {
    #[default]
    Synchronising,
    /// `LITERAL-`: up to 4096 bytes.
    Minus,
    /// `LITERAL+`.
    Plus,
}

impl Literals {
    /// Whether a literal of `size` bytes may be sent at once.
    pub fn at_once(self, size: u64) -> bool {
        match self {
            Self::Synchronising => false,
            Self::Minus => size <= 4096,
            Self::Plus => true,
        }
    }
}

#[derive(Debug)]
enum Held {
    /// Nothing goes out before the server asks for the literal of command `tag`.
    Wait {
        tag: String,
    },
    Bytes {
        tag: String,
        bytes: Vec<u8>,
    },
}

#[derive(Debug, Default)]
pub(super) struct Script {
    /// May be sent now.
    pub out: BytesMut,
    held: VecDeque<Held>,
}

impl Script {
    /// Appends a whole command: tag, pieces and line end.
    pub fn command(&mut self, tag: &str, pieces: Vec<Piece>, literals: Literals) {
        self.bytes(tag, format!("{tag} ").into_bytes());
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.bytes(tag, text),
                Piece::Literal(bytes) if literals.at_once(bytes.len() as u64) => {
                    self.bytes(tag, format!("{{{}+}}\r\n", bytes.len()).into_bytes());
                    self.bytes(tag, bytes);
                }
                Piece::Literal(bytes) => {
                    self.bytes(tag, format!("{{{}}}\r\n", bytes.len()).into_bytes());
                    self.held.push_back(Held::Wait { tag: tag.to_owned() });
                    self.bytes(tag, bytes);
                }
            }
        }
        self.bytes(tag, b"\r\n".to_vec());
    }

    pub fn bytes(&mut self, tag: &str, bytes: Vec<u8>) {
        match self.held.is_empty() {
            true => self.out.extend_from_slice(&bytes),
            false => self.held.push_back(Held::Bytes { tag: tag.to_owned(), bytes }),
        }
    }

    /// Takes a continuation request; `false` when no literal waits for one.
    pub fn go_on(&mut self) -> bool {
        if !matches!(self.held.front(), Some(Held::Wait { .. })) {
            return false;
        }
        self.held.pop_front();
        self.release();
        true
    }

    /// Command `tag` is over: a literal that it still waits to send is not wanted.
    pub fn completed(&mut self, tag: &str) {
        if matches!(self.held.front(), Some(Held::Wait { tag: waits }) if waits == tag) {
            self.held.retain(|held| match held {
                Held::Wait { tag: of } | Held::Bytes { tag: of, .. } => of != tag,
            });
            self.release();
        }
    }

    pub fn sent(&mut self, count: usize) {
        self.out.advance(count);
    }

    fn release(&mut self) {
        while let Some(Held::Bytes { .. }) = self.held.front() {
            if let Some(Held::Bytes { bytes, .. }) = self.held.pop_front() {
                self.out.extend_from_slice(&bytes);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login() -> Vec<Piece> {
        vec![
            Piece::Text(b"LOGIN ".to_vec()),
            Piece::Literal(b"u".to_vec()),
            Piece::Text(b" ".to_vec()),
            Piece::Literal(b"pw".to_vec()),
        ]
    }

    #[test]
    fn a_literal_waits_for_its_continuation_and_so_does_all_behind_it() {
        let mut script = Script::default();
        script.command("A0001", login(), Literals::Synchronising);
        script.command("A0002", vec![Piece::Text(b"NOOP".to_vec())], Literals::Synchronising);
        assert_eq!(&script.out.split()[..], b"A0001 LOGIN {1}\r\n");
        assert!(script.go_on());
        assert_eq!(&script.out.split()[..], b"u {2}\r\n");
        assert!(script.go_on());
        assert_eq!(&script.out.split()[..], b"pw\r\nA0002 NOOP\r\n");
        assert!(!script.go_on());
    }

    #[test]
    fn a_refused_literal_is_not_sent() {
        let mut script = Script::default();
        script.command("A0001", login(), Literals::Synchronising);
        script.command("A0002", vec![Piece::Text(b"NOOP".to_vec())], Literals::Synchronising);
        script.out.clear();
        script.completed("A0001");
        assert_eq!(&script.out[..], b"A0002 NOOP\r\n");
    }

    #[test]
    fn literals_go_at_once_where_the_server_takes_them() {
        let mut script = Script::default();
        script.command("A0001", login(), Literals::Minus);
        assert_eq!(&script.out[..], b"A0001 LOGIN {1+}\r\nu {2+}\r\npw\r\n");
        assert!(!Literals::Minus.at_once(4097));
    }
}
