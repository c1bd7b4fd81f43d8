//! Tags, comments and character references, read as browsers read them but without a tree.

use crate::mime::charset;
use mail_parser::decoders::html::add_html_token;
use memchr::{memchr, memmem};

/// What follows the comment that `source` starts with.
pub fn after_comment(source: &str) -> Option<&str> {
    let comment = source.strip_prefix("<!--")?;
    let short = comment.strip_prefix('>').or(comment.strip_prefix("->"));
    let long = || memmem::find(comment.as_bytes(), b"-->").map_or("", |at| &comment[at + 3..]);
    Some(short.unwrap_or_else(long))
}

/// Elements whose content is no markup and no text.
pub fn is_raw(name: &str) -> bool {
    ["script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes", "template"]
        .iter()
        .any(|raw| raw.eq_ignore_ascii_case(name))
}

/// Splits behind the end tag `name`: what is before it, and what follows it.
pub fn raw_end<'a>(rest: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(at) = memmem::find(&rest.as_bytes()[from..], b"</") {
        let start = from + at + 2;
        let is_it = rest.get(start..start + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
        if is_it {
            let end = memchr(b'>', &rest.as_bytes()[start..]);
            return (&rest[..start - 2], end.map_or("", |end| &rest[start + end + 1..]));
        }
        from = start;
    }
    (rest, "")
}

/// A tag as it stands in the source.
pub struct Tag<'a> {
    pub name: &'a str,
    pub closing: bool,
    attributes: &'a str,
    /// Bytes from `<` to `>`.
    pub len: usize,
}

impl<'a> Tag<'a> {
    /// Reads the tag that `source` starts with; `None` where a browser would see text.
    pub fn parse(source: &'a str) -> Option<Self> {
        let bytes = source.as_bytes();
        let closing = bytes.get(1) == Some(&b'/');
        let start = if closing { 2 } else { 1 };
        match bytes.get(start)? {
            b if b.is_ascii_alphabetic() => {}
            // Declarations and such: nothing to see up to `>`.
            b'!' | b'?' => {
                let len = memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
                return Some(Self { name: "", closing: false, attributes: "", len });
            }
            _ => return None,
        }
        let name_len = bytes[start..].iter().take_while(|b| !b" \t\r\n\x0c/>".contains(b)).count();
        let end = tag_end(bytes, start + name_len);
        let attributes = &source[start + name_len..end];
        let len = (end + 1).min(bytes.len());
        Some(Self { name: &source[start..start + name_len], closing, attributes, len })
    }

    /// The decoded value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| decode(value))
    }

    /// Names and values as written.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let name_len = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let name_len = name_len.max(rest.chars().next()?.len_utf8());
            let (name, tail) = rest.split_at(name_len);
            let tail = tail.trim_ascii_start();
            let Some(value) = tail.strip_prefix('=') else {
                rest = tail;
                return Some((name, ""));
            };
            let value = value.trim_ascii_start();
            let quote = value.chars().next().filter(|q| *q == '"' || *q == '\'');
            let (value, tail) = match quote {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            rest = tail;
            Some((name, value))
        })
    }
}

/// Where the tag's `>` is, quotes around values respected.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return at,
            b'=' => {
                at += 1 + bytes[at + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                    let close = memchr(*quote, &bytes[at + 1..]);
                    at = close.map_or(bytes.len(), |close| at + close + 2);
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Decodes character references.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let len = reference(rest, &mut out);
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

/// Decodes what starts with `&`; returns how many bytes it took.
fn reference(rest: &str, out: &mut String) -> usize {
    let bytes = rest.as_bytes();
    let hash = usize::from(bytes.get(1) == Some(&b'#'));
    let body = bytes.iter().skip(1 + hash).take(32).take_while(|b| b.is_ascii_alphanumeric()).count();
    let end = 1 + hash + body;
    let closed = bytes.get(end) == Some(&b';');
    let name = &rest[1 + hash..end];
    if hash == 1 {
        let (digits, radix) = name.strip_prefix(['x', 'X']).map_or((name, 10), |hex| (hex, 16));
        let len = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        if let Ok(code) = u32::from_str_radix(&digits[..len], radix) {
            out.push(numbered(code));
            let used = end - digits.len() + len;
            return if closed && len == digits.len() { end + 1 } else { used };
        }
    } else if closed && body > 0 {
        add_html_token(out, &bytes[..=end], false);
        return end + 1;
    } else if let Some((entity, c)) =
        [("nbsp", ' '), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"')].iter().find(|(e, _)| name.starts_with(e))
    {
        out.push(*c);
        return 1 + entity.len();
    }
    out.push('&');
    1
}

/// References to 128…159 mean windows-1252 (HTML standard §13.2.5.80).
fn numbered(code: u32) -> char {
    match code {
        0x80..=0x9F => charset::decode(&[code as u8], Some("windows-1252")).chars().next(),
        0 => None,
        code => char::from_u32(code),
    }
    .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read() {
        for (source, name, len, attributes) in [
            ("<a>", "a", 3, vec![]),
            ("<A HREF=x y='z>\"' Q=\"1\">t", "A", 24, vec![("HREF", "x"), ("y", "z>\""), ("Q", "1")]),
            ("<img/src=x/alt>", "img", 15, vec![("src", "x/alt")]),
            ("<p a b = c>", "p", 11, vec![("a", ""), ("b", "c")]),
            ("<p =x>", "p", 6, vec![("=", ""), ("x", "")]),
            ("<b never closed", "b", 15, vec![("never", ""), ("closed", "")]),
            ("<!doctype html>", "", 15, vec![]),
        ] {
            let Some(tag) = Tag::parse(source) else { continue };
            assert_eq!((tag.name, tag.len), (name, len), "{source}");
            assert_eq!(tag.attributes().collect::<Vec<_>>(), attributes, "{source}");
        }
        assert!(Tag::parse("< a>").is_none() && Tag::parse("<1>").is_none() && Tag::parse("</>").is_none());
    }
}
