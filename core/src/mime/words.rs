//! Encoded words in header fields (RFC 2047), as tolerant as the world is careless.

use super::charset;
use super::transfer::Decoder;
use std::borrow::Cow;

/// Words longer than this are not words; RFC 2047 allows 75 bytes.
const MAX_WORD: usize = 16 * 1024;

enum Piece<'a> {
    Raw(&'a [u8]),
    Word(String),
}

/// Decodes an unstructured field to one clean line.
pub fn decode(value: &[u8]) -> String {
    let raw_charset = raw_charset(value);
    let mut text = String::with_capacity(value.len());
    for piece in pieces(value) {
        match piece {
            Piece::Raw(bytes) => text.push_str(&charset::decode(bytes, raw_charset)),
            Piece::Word(word) => text.push_str(&word),
        }
    }
    charset::one_line(&text)
}

/// Rewrites a structured field so that a parser of single words reads it: raw 8-bit text becomes
/// UTF-8, runs of words become one word in UTF-8, so that characters split between words are whole.
pub fn normalise(value: &[u8]) -> Cow<'_, [u8]> {
    if value.is_ascii() && !value.windows(2).any(|pair| pair == b"=?") {
        return Cow::Borrowed(value);
    }
    let raw_charset = raw_charset(value);
    let mut out = Vec::with_capacity(value.len());
    for piece in pieces(value) {
        match piece {
            Piece::Raw(bytes) => {
                // What only looks like a word is looked at again and again by who expects words.
                let text = charset::decode(bytes, raw_charset).replace("=?", "=");
                out.extend_from_slice(text.as_bytes());
            }
            Piece::Word(word) => {
                let word = charset::one_line(&word);
                out.extend_from_slice(b"=?utf-8?B?");
                out.extend_from_slice(base64(word.as_bytes()).as_bytes());
                out.extend_from_slice(b"?=");
            }
        }
    }
    Cow::Owned(out)
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Raw 8-bit text is UTF-8 for the whole field or windows-1252 for the whole field.
fn raw_charset(value: &[u8]) -> Option<&'static str> {
    match std::str::from_utf8(value) {
        Ok(_) => None,
        Err(_) => Some("windows-1252"),
    }
}

struct Word<'a> {
    charset: &'a [u8],
    base64: bool,
    text: &'a [u8],
    end: usize,
}

fn pieces(value: &[u8]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    let mut close = Close { at: 0 };
    while let Some(start) = find(value, at, b"=?") {
        let Some(word) = word_at(value, start, &mut close) else {
            at = start + 2;
            continue;
        };
        if start > from {
            pieces.push(Piece::Raw(&value[from..start]));
        }
        let (text, end) = run(value, word, &mut close);
        pieces.push(Piece::Word(text));
        (from, at) = (end, end);
    }
    if from < value.len() {
        pieces.push(Piece::Raw(&value[from..]));
    }
    pieces
}

/// Decodes a word and the words that follow with nothing but space between. Bytes of equal
/// charsets are joined before they are decoded.
fn run(value: &[u8], first: Word<'_>, close: &mut Close) -> (String, usize) {
    let mut text = String::new();
    let (mut charset, mut bytes) = (first.charset, Vec::new());
    let mut quartets: Vec<u8> = Vec::new();
    let mut word = first;
    loop {
        if !word.charset.eq_ignore_ascii_case(charset) {
            flush_quartets(&mut quartets, &mut bytes);
            text.push_str(&charset::decode(&bytes, std::str::from_utf8(charset).ok()));
            bytes.clear();
            charset = word.charset;
        }
        match word.base64 {
            true => quartets.extend_from_slice(word.text),
            false => {
                flush_quartets(&mut quartets, &mut bytes);
                quoted(word.text, &mut bytes);
            }
        }
        let gap = value[word.end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        match word_at(value, word.end + gap, close) {
            Some(next) => word = next,
            None => break,
        }
    }
    flush_quartets(&mut quartets, &mut bytes);
    text.push_str(&charset::decode(&bytes, std::str::from_utf8(charset).ok()));
    (text, word.end)
}

fn flush_quartets(quartets: &mut Vec<u8>, bytes: &mut Vec<u8>) {
    let mut decoder = Decoder::base64();
    decoder.feed(quartets, bytes);
    decoder.finish(bytes);
    quartets.clear();
}

/// Where the next `?=` is; remembered, so that unclosed words cost one look and not one each.
struct Close {
    at: usize,
}

impl Close {
    fn after(&mut self, value: &[u8], from: usize) -> Option<usize> {
        if self.at < from {
            self.at = find(value, from, b"?=").unwrap_or(usize::MAX);
        }
        (self.at != usize::MAX).then_some(self.at)
    }
}

fn word_at<'a>(value: &'a [u8], start: usize, close: &mut Close) -> Option<Word<'a>> {
    let rest = value.get(start..)?.strip_prefix(b"=?")?;
    let charset_len = rest.iter().take(64).position(|b| *b == b'?')?;
    let charset = &rest[..charset_len];
    let charset = charset.split(|b| *b == b'*').next().unwrap_or(charset);
    if charset.is_empty() || charset.iter().any(u8::is_ascii_whitespace) {
        return None;
    }
    let base64 = match rest.get(charset_len + 1)? {
        b'b' | b'B' => true,
        b'q' | b'Q' => false,
        _ => return None,
    };
    let text_at = start + 2 + charset_len + 3;
    if rest.get(charset_len + 2) != Some(&b'?') {
        return None;
    }
    let end = close.after(value, text_at)?;
    let text = value.get(text_at..end).filter(|text| text.len() <= MAX_WORD)?;
    Some(Word { charset, base64, text, end: end + 2 })
}

fn quoted(text: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let hex = text
            .get(at + 1..at + 3)
            .and_then(|pair| Some((char::from(pair[0]).to_digit(16)? << 4 | char::from(pair[1]).to_digit(16)?) as u8));
        match (byte, hex) {
            (b'=', Some(decoded)) => {
                out.push(decoded);
                at += 3;
                continue;
            }
            (b'_', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
}

fn find(value: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(value.get(from..)?, needle).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn words_decode() {
        for (value, text) in [
            ("plain text", "plain text"),
            ("=?iso-8859-1?q?caf=E9_noir?=", "café noir"),
            ("=?UTF-8?B?w6TDtsO8?=", "äöü"),
            ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
            ("=?utf-8?q?a?= x =?utf-8?q?b?=", "a x b"),
            ("=?utf-8*de?q?gr=C3=BCn?=", "grün"),
            // A character split between two words.
            ("=?utf-8?q?gr=C3?=\r\n =?utf-8?q?=BCn?=", "grün"),
            ("=?utf-8?B?w6TD?= =?utf-8?B?tsO8?=", "äöü"),
            ("=?utf-8?B?w6TDts?= =?utf-8?B?O8?=", "äöü"),
            ("=?utf-8?B?w6Q=?= =?utf-8?B?w7Y=?=", "äö"),
            ("=?iso-8859-1?q?=E4?= =?utf-8?q?=C3=B6?=", "äö"),
            ("=?utf-8?q?what??=", "what?"),
            ("=?utf-8?q?with space?=", "with space"),
            ("=?utf-8?x?nothing?=", "=?utf-8?x?nothing?="),
            ("=?utf-8?q?never closed", "=?utf-8?q?never closed"),
            ("Re:=?utf-8?q?_x?=", "Re: x"),
            ("=?utf-8?q?a=0D=0ABcc:_x?=", "a Bcc: x"),
            ("=?gb2312?B?xOO6ww==?=", "你好"),
            ("=?x-unknown?q?=E9?=", "é"),
        ] {
            assert_eq!(decode(value.as_bytes()), text, "{value}");
        }
        assert_eq!(decode(b"gr\xfcn und =?utf-8?q?=C3=A4?="), "grün und ä");
        assert_eq!(decode("grün".as_bytes()), "grün");
    }

    #[test]
    fn unclosed_words_are_cheap() {
        let value = "=?a?q?".repeat(50_000);
        assert!(!decode(value.as_bytes()).is_empty());
        let value = "=?a?q?x".repeat(50_000);
        assert_eq!(decode(value.as_bytes()).len(), value.len());
    }

    #[test]
    fn split_words_are_joined_for_other_parsers() {
        let joined = normalise(b"=?utf-8?q?gr=C3?= =?utf-8?q?=BCn?= <a@b.c>");
        assert_eq!(std::str::from_utf8(&joined).unwrap(), "=?utf-8?B?Z3LDvG4=?= <a@b.c>");
    }
}
