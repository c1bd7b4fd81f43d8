//! How literals are announced (RFC 3501 §4.3, RFC 7888, RFC 3516).

use super::framer::BadLiteral;

/// Stands in a response where a literal was streamed or skipped.
pub(crate) const ELSEWHERE: u8 = 0;

/// The longest announcement: `~{`, 20 digits, `+}`, CR.
const ANNOUNCEMENT: usize = 26;
/// No server has a literal of this size; adding to it must not overflow.
const IMPOSSIBLE: u64 = 1 << 50;

/// The longest name of a FETCH item that is looked at.
const LONGEST_ITEM: usize = 4096;

pub(super) struct Announced {
    /// Where the announcement begins in the line.
    pub at: usize,
    pub size: Result<u64, BadLiteral>,
}

/// The literal that the end of `line` (without its line feed) announces.
pub(super) fn trailing_literal(line: &[u8]) -> Option<Announced> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let inner = line.strip_suffix(b"}")?;
    let inner = inner.strip_suffix(b"+").unwrap_or(inner);
    let digits = inner.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let brace = inner.len() - digits;
    if digits == 0 || brace == 0 || inner[brace - 1] != b'{' {
        return None;
    }
    let at = match inner[..brace - 1].last() {
        Some(b'~') => brace - 2,
        _ => brace - 1,
    };
    let text = std::str::from_utf8(&inner[brace..]).ok()?;
    let size = text.parse::<u64>().ok().filter(|size| *size < IMPOSSIBLE).ok_or(BadLiteral);
    Some(Announced { at, size })
}

/// Whether a response that begins with `head` may hold literals: status responses end in free
/// text, where `{3}` means nothing.
pub(super) fn takes_literals(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"* ") else { return false };
    let word = rest.split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap_or(rest);
    !["OK", "NO", "BAD", "BYE", "PREAUTH"].iter().any(|w| word.eq_ignore_ascii_case(w.as_bytes()))
}

/// Whether `head` begins a response that is a list of numbers, as long as a mailbox is large.
pub(super) fn is_numbers(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"* ") else { return false };
    let word = rest.split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap_or(rest);
    ["SEARCH", "ESEARCH", "SORT", "VANISHED"].iter().any(|w| word.eq_ignore_ascii_case(w.as_bytes()))
}

/// Whether `word` has the shape of the tags that async-imap makes.
pub(super) fn is_tag(word: &str) -> bool {
    word.len() == 5 && word.starts_with('A') && word[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// The FETCH section whose value comes next, when `response` is a FETCH up to there: what is
/// between the brackets in upper case, with the origin of a partial (`1.2<0>`).
pub(super) fn section(response: &[u8]) -> Option<String> {
    let rest = response.strip_prefix(b"* ")?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let verb = rest[digits..].get(..7)?;
    if digits == 0 || !verb.eq_ignore_ascii_case(b" FETCH ") {
        return None;
    }
    let item = response[response.len().saturating_sub(LONGEST_ITEM)..].trim_ascii_end();
    let origin = match item.strip_suffix(b">") {
        Some(inner) => inner.iter().rposition(|byte| *byte == b'<')?,
        None => item.len(),
    };
    if let Some(inner) = item[..origin].strip_suffix(b"]") {
        let open = inner.iter().rposition(|byte| *byte == b'[')?;
        let name = [&inner[open + 1..], &item[origin..]].concat();
        return Some(String::from_utf8_lossy(&name).to_ascii_uppercase());
    }
    let word = item.rsplit(|byte| matches!(byte, b' ' | b'(')).next()?;
    super::super::parse::whole_section(word).map(str::to_owned)
}

/// The last bytes of a line that is skipped: enough to see a literal announced.
#[derive(Debug, Default)]
pub(super) struct Tail(Vec<u8>);

impl Tail {
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&bytes[bytes.len().saturating_sub(ANNOUNCEMENT)..]);
        let extra = self.0.len().saturating_sub(ANNOUNCEMENT);
        self.0.drain(..extra);
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}
