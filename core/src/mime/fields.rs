//! Header blocks split into fields (RFC 5322 §2.2), and fields with parameters (RFC 2045 §5.1, RFC 2231).

use super::{charset, words};
use std::borrow::Cow;

/// A field as it stands in the message, folded and encoded.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a [u8],
    pub value: &'a [u8],
}

impl Field<'_> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// The fields of a header block up to its empty line; lines that are no field are passed over.
pub fn fields(block: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut rest = block;
    std::iter::from_fn(move || {
        loop {
            let end = field_end(rest);
            let (line, tail) = rest.split_at(end);
            if line.is_empty() || line == b"\n" || line == b"\r\n" {
                return None;
            }
            rest = tail;
            if let Some(field) = field(line) {
                return Some(field);
            }
        }
    })
}

/// Length of the first field with its folded lines and last line break.
fn field_end(block: &[u8]) -> usize {
    let mut end = 0;
    while let Some(at) = memchr::memchr(b'\n', &block[end..]) {
        let first_is_empty = end == 0 && (at == 0 || &block[..at] == b"\r");
        end += at + 1;
        let folded = matches!(block.get(end), Some(b' ' | b'\t'));
        if first_is_empty || !folded {
            return end;
        }
    }
    block.len()
}

fn field(line: &[u8]) -> Option<Field<'_>> {
    let colon = memchr::memchr(b':', line)?;
    let name = line[..colon].trim_ascii_end();
    let valid = !name.is_empty() && name.iter().all(|b| b.is_ascii_graphic());
    valid.then(|| Field { name, value: line[colon + 1..].trim_ascii() })
}

/// A value before its parameters, and the parameters: of Content-Type or Content-Disposition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters {
    /// Lower case.
    pub value: String,
    named: Vec<(String, String)>,
}

impl Parameters {
    pub fn parse(field: &[u8]) -> Self {
        let mut tokens = split(field);
        let value = tokens.next().map(|token| words::decode(&token)).unwrap_or_default();
        let value = value.split_ascii_whitespace().collect::<String>().to_ascii_lowercase();
        let mut raw: Vec<Raw> = tokens.take(64).filter_map(|token| Raw::parse(&token)).collect();
        raw.sort_by(|a, b| (&a.name, !a.extended, a.index).cmp(&(&b.name, !b.extended, b.index)));
        let mut named: Vec<(String, String)> = Vec::new();
        for group in raw.chunk_by(|a, b| a.name == b.name) {
            named.extend(group.first().map(|first| (first.name.clone(), joined(group))));
        }
        Self { value, named }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn take(&mut self, name: &str) -> Option<String> {
        let at = self.named.iter().position(|(n, _)| n == name)?;
        Some(self.named.swap_remove(at).1)
    }
}

/// A parameter or a segment of one (`name*1*=`).
struct Raw {
    name: String,
    /// Whether the name has a `*`: such a value is preferred (RFC 2231 beside a plain copy).
    extended: bool,
    index: u32,
    percent: bool,
    value: Vec<u8>,
}

impl Raw {
    fn parse(token: &[u8]) -> Option<Self> {
        let equals = memchr::memchr(b'=', token)?;
        let name = String::from_utf8_lossy(token[..equals].trim_ascii()).to_ascii_lowercase();
        let value = unquoted(token[equals + 1..].trim_ascii());
        let (base, star) = name.split_once('*').map_or((name.as_str(), None), |(b, s)| (b, Some(s)));
        let percent = star.is_some_and(|star| star.is_empty() || star.ends_with('*'));
        let index = star.and_then(|star| star.trim_end_matches('*').parse().ok()).unwrap_or(0);
        let (name, extended) = (base.trim().to_owned(), star.is_some());
        (!name.is_empty()).then_some(Self { name, extended, index, percent, value })
    }
}

fn joined(group: &[Raw]) -> String {
    let Some(first) = group.first() else { return String::new() };
    if !first.extended {
        return words::decode(&first.value);
    }
    let (charset, mut bytes) = (first.percent)
        .then(|| language_tag(&first.value))
        .flatten()
        .map_or((None, None), |(charset, rest)| (Some(charset), Some(percent(rest))));
    let mut all = bytes.take().unwrap_or_else(|| first.decoded());
    for segment in group.iter().skip(1).filter(|s| s.extended) {
        all.extend(segment.decoded());
    }
    match charset {
        Some(charset) => charset::one_line(&charset::decode(&all, std::str::from_utf8(charset).ok())),
        None => words::decode(&all),
    }
}

impl Raw {
    fn decoded(&self) -> Vec<u8> {
        match self.percent {
            true => percent(&self.value),
            false => self.value.clone(),
        }
    }
}

/// Splits `charset'language'text`.
fn language_tag(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let first = memchr::memchr(b'\'', value)?;
    let second = first + 1 + memchr::memchr(b'\'', &value[first + 1..])?;
    Some((&value[..first], &value[second + 1..]))
}

fn percent(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        let digit = |at: usize| value.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, digit(at + 1).zip(digit(at + 2))) {
            (b'%', Some((high, low))) => {
                out.push((high << 4 | low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Splits at `;` outside quotes, leaving out comments and line breaks.
fn split(field: &[u8]) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let mut rest = Some(field);
    std::iter::from_fn(move || {
        let field = rest?;
        let (mut quoted, mut escaped, mut depth) = (false, false, 0usize);
        let mut token = Vec::new();
        for (at, &byte) in field.iter().enumerate() {
            match byte {
                _ if std::mem::take(&mut escaped) => {}
                b'\\' if quoted => escaped = true,
                b'"' if depth == 0 => quoted = !quoted,
                b'(' if !quoted => depth += 1,
                b')' if !quoted && depth > 0 => {
                    depth -= 1;
                    continue;
                }
                b';' if !quoted && depth == 0 => {
                    rest = Some(&field[at + 1..]);
                    return Some(Cow::Owned(token));
                }
                b'\r' | b'\n' => continue,
                _ => {}
            }
            if depth == 0 {
                token.push(byte);
            }
        }
        rest = None;
        Some(Cow::Owned(token))
    })
}

fn unquoted(value: &[u8]) -> Vec<u8> {
    let Some(inner) = value.strip_prefix(b"\"") else { return value.to_vec() };
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'"' => break,
            // Windows paths come unescaped; only quotes and backslashes are worth an escape.
            b'\\' if matches!(bytes.as_slice().first(), Some(b'"' | b'\\')) => out.extend(bytes.next()),
            byte => out.push(byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_split_into_fields() {
        let block = b"From x@y Mon\nA: 1\r\nB:\r\n two\r\n  three\nnonsense\n\tmore\nC : 3\r\n\r\nD: 4\r\n";
        let all: Vec<_> = fields(block).map(|f| (f.name.to_vec(), words::decode(f.value))).collect();
        let names: Vec<_> = all.iter().map(|(n, v)| (&n[..], v.as_str())).collect();
        assert_eq!(names, [(&b"A"[..], "1"), (b"B", "two three"), (b"C", "3")]);
    }

    #[test]
    fn parameters_decode() {
        for (field, name, value) in [
            ("text/plain; charset=utf-8", "charset", Some("utf-8")),
            ("text/plain; charset=\"utf-8\" ; x=y", "charset", Some("utf-8")),
            ("text/plain; CHARSET = utf-8 (comment; here)", "charset", Some("utf-8")),
            ("a/b; name=\"semi;colon \\\"q\\\".txt\"", "name", Some("semi;colon \"q\".txt")),
            ("a/b; name=\"C:\\dir\\file.txt\"", "name", Some("C:\\dir\\file.txt")),
            ("a/b; name=\"=?utf-8?q?gr=C3=BCn.txt?=\"", "name", Some("grün.txt")),
            ("a/b; name*=utf-8''gr%C3%BCn.txt", "name", Some("grün.txt")),
            ("a/b; name*=iso-8859-1'de'gr%FCn.txt; name=green.txt", "name", Some("grün.txt")),
            ("a/b; name*1=lo.txt; name*0=hel", "name", Some("hello.txt")),
            // A character split between segments.
            ("a/b; name*0*=utf-8''gr%C3; name*1*=%BCn; name*2=.txt", "name", Some("grün.txt")),
            ("a/b; name*0*=iso-8859-1''%E4; name*1*=%F6", "name", Some("äö")),
            ("a/b; name*=gr%C3%BCn", "name", Some("grün")),
            ("a/b; name", "name", None),
            ("a/b; =x; name=", "name", Some("")),
            ("a/b; name=\"never closed", "name", Some("never closed")),
            ("a/b;\r\n name=\"fold\r\n ed.txt\"", "name", Some("fold ed.txt")),
        ] {
            let parsed = Parameters::parse(field.as_bytes());
            assert_eq!(parsed.get(name), value, "{field}");
        }
        assert_eq!(Parameters::parse(b" Text / HTML;x=y").value, "text/html");
        let raw = Parameters::parse(b"a/b; name=gr\xfcn.txt");
        assert_eq!(raw.get("name"), Some("grün.txt"));
    }
}
