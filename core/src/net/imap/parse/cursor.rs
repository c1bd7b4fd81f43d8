//! Reads the tokens of a response (RFC 3501 §9), more tolerant than the grammar.

use super::super::guard::ELSEWHERE;
use bytes::Bytes;

/// A string or NIL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Nil,
    Bytes(Bytes),
    /// A literal that was streamed or skipped.
    Elsewhere,
}

/// What cannot be read as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable;

pub(super) type Read<T> = Result<T, Unreadable>;

#[derive(Debug, Clone)]
pub(super) struct Cursor {
    data: Bytes,
    at: usize,
}

impl Cursor {
    pub fn new(data: Bytes) -> Self {
        Self { data, at: 0 }
    }

    pub fn rest(&self) -> &[u8] {
        &self.data[self.at..]
    }

    pub fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    pub fn is_done(&self) -> bool {
        self.at >= self.data.len()
    }

    pub fn spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Passes over spaces and takes `byte` when it is next.
    pub fn eat(&mut self, byte: u8) -> bool {
        self.spaces();
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Passes over spaces and says whether `byte` is next.
    pub fn sees(&mut self, byte: u8) -> bool {
        self.spaces();
        self.peek() == Some(byte)
    }

    pub fn expect(&mut self, byte: u8) -> Read<()> {
        if self.eat(byte) { Ok(()) } else { Err(Unreadable) }
    }

    /// Takes bytes up to one of `stops` or the end.
    pub fn until(&mut self, stops: &[u8]) -> Bytes {
        let rest = self.rest();
        let end = rest.iter().position(|byte| stops.contains(byte)).unwrap_or(rest.len());
        self.take(end)
    }

    /// A word: up to a space, a parenthesis or the end. Never empty.
    pub fn word(&mut self) -> Read<String> {
        self.spaces();
        let word = self.until(b" ()\t\r\n");
        if word.is_empty() {
            return Err(Unreadable);
        }
        Ok(String::from_utf8_lossy(&word).into_owned())
    }

    pub fn number(&mut self) -> Read<u64> {
        self.spaces();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = self.take(digits);
        std::str::from_utf8(&text).ok().and_then(|text| text.parse().ok()).ok_or(Unreadable)
    }

    pub fn number32(&mut self) -> Read<u32> {
        u32::try_from(self.number()?).map_err(|_| Unreadable)
    }

    /// A quoted string, a literal, NIL, or an atom where a server forgot the quotes.
    pub fn value(&mut self) -> Read<Value> {
        self.spaces();
        match self.peek().ok_or(Unreadable)? {
            b'"' => self.quoted().map(Value::Bytes),
            b'{' | b'~' => self.literal().map(Value::Bytes),
            ELSEWHERE => {
                self.at += 1;
                Ok(Value::Elsewhere)
            }
            b'(' | b')' => Err(Unreadable),
            _ => {
                let atom = self.until(b" ()\t\r\n");
                match atom.is_empty() {
                    true => Err(Unreadable),
                    false if atom.eq_ignore_ascii_case(b"NIL") => Ok(Value::Nil),
                    false => Ok(Value::Bytes(atom)),
                }
            }
        }
    }

    /// A string that must be there; NIL is none.
    pub fn string(&mut self) -> Read<Bytes> {
        match self.value()? {
            Value::Bytes(bytes) => Ok(bytes),
            Value::Nil | Value::Elsewhere => Err(Unreadable),
        }
    }

    /// A string as text, or `None` for NIL.
    pub fn text(&mut self) -> Read<Option<String>> {
        Ok(match self.value()? {
            Value::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Value::Nil | Value::Elsewhere => None,
        })
    }

    /// The words of a parenthesised list, at most `most`; NIL is the empty list.
    pub fn words(&mut self, most: usize) -> Read<Vec<String>> {
        if !self.eat(b'(') {
            return match self.word()?.eq_ignore_ascii_case("NIL") {
                true => Ok(Vec::new()),
                false => Err(Unreadable),
            };
        }
        let mut words = Vec::new();
        while !self.eat(b')') {
            let word = self.text()?;
            words.extend(word.filter(|_| words.len() < most));
        }
        Ok(words)
    }

    /// Passes over one value of any kind, however deep, without recursion.
    pub fn skip(&mut self) -> Read<()> {
        let mut depth = 0u64;
        loop {
            self.spaces();
            match self.peek().ok_or(Unreadable)? {
                b'(' => {
                    self.at += 1;
                    depth += 1;
                    continue;
                }
                b')' => {
                    depth = depth.checked_sub(1).ok_or(Unreadable)?;
                    self.at += 1;
                }
                _ => {
                    self.value()?;
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    pub fn take(&mut self, count: usize) -> Bytes {
        let end = (self.at + count).min(self.data.len());
        let taken = self.data.slice(self.at..end);
        self.at = end;
        taken
    }

    fn quoted(&mut self) -> Read<Bytes> {
        let inside = &self.data[self.at + 1..];
        let mut escaped = false;
        let mut at = 0;
        loop {
            match inside.get(at).ok_or(Unreadable)? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    at += 2;
                }
                _ => at += 1,
            }
        }
        let start = self.at + 1;
        let raw = self.data.slice(start..start + at);
        self.at = start + at + 1;
        Ok(if escaped { unescape(&raw) } else { raw })
    }

    fn literal(&mut self) -> Read<Bytes> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'~'));
        let announced = (|| {
            self.at += 1;
            let size = usize::try_from(self.number()?).map_err(|_| Unreadable)?;
            self.at += usize::from(self.peek() == Some(b'+'));
            let closed = [b"}\r\n".as_slice(), b"}\n"].into_iter().find(|end| self.rest().starts_with(end));
            self.at += closed.ok_or(Unreadable)?.len();
            if self.rest().len() < size { Err(Unreadable) } else { Ok(size) }
        })();
        match announced {
            Ok(size) => Ok(self.take(size)),
            Err(Unreadable) => {
                self.at = start;
                let atom = self.until(b" ()\t\r\n");
                if atom.is_empty() { Err(Unreadable) } else { Ok(atom) }
            }
        }
    }
}

fn unescape(raw: &[u8]) -> Bytes {
    let mut plain = Vec::with_capacity(raw.len());
    let mut bytes = raw.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => plain.extend(bytes.next()),
            _ => plain.push(*byte),
        }
    }
    plain.into()
}
