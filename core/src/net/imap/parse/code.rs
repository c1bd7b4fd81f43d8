use crate::model::UidSet;
use crate::net::clean;

/// The most messages of one COPYUID that are paired.
const MOST_PAIRS: u64 = 1 << 20;

/// A response code (RFC 3501 §7.1, RFC 5530).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// In upper case.
    pub name: String,
    pub arguments: String,
}

impl Code {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The number of `UIDNEXT 12` and the like.
    pub fn number(&self) -> Option<u64> {
        self.words().next()?.parse().ok()
    }

    /// The words of the arguments, parentheses left out.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.arguments.split([' ', '(', ')']).filter(|word| !word.is_empty())
    }

    /// UIDVALIDITY and UID of an APPENDUID (RFC 4315 §3).
    pub fn append_uid(&self) -> Option<(u32, u32)> {
        let mut words = self.words().filter(|_| self.is("APPENDUID"));
        Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
    }

    /// UIDVALIDITY of the target and (old UID, new UID) of a COPYUID (RFC 4315 §3).
    pub fn copy_uid(&self) -> Option<(u32, Vec<(u32, u32)>)> {
        let mut words = self.words().filter(|_| self.is("COPYUID"));
        let validity = words.next()?.parse().ok()?;
        let (from, to) = (in_order(words.next()?)?, in_order(words.next()?)?);
        (from.len() == to.len()).then(|| (validity, from.into_iter().zip(to).collect()))
    }
}

/// The members of a set in the order they are written: that of COPYUID means something.
fn in_order(set: &str) -> Option<Vec<u32>> {
    let whole = UidSet::parse(set)?;
    if whole.len() > MOST_PAIRS {
        return None;
    }
    let mut members = Vec::new();
    for item in set.split(',') {
        let (low, high) = item.split_once(':').unwrap_or((item, item));
        let (low, high): (u32, u32) = (low.parse().ok()?, high.parse().ok()?);
        if members.len() as u64 + u64::from(low.abs_diff(high)) > MOST_PAIRS {
            return None;
        }
        members.extend(low.min(high)..=low.max(high));
    }
    Some(members)
}

/// Splits resp-text into its code and its words for people.
pub(super) fn resp_text(rest: &[u8]) -> (Option<Code>, String) {
    let text = rest.trim_ascii();
    let Some(inner) = text.strip_prefix(b"[") else { return (None, shown(text)) };
    let Some(end) = closing(inner) else { return (None, shown(text)) };
    let code = String::from_utf8_lossy(&inner[..end]);
    let (name, arguments) = code.trim().split_once(' ').unwrap_or((code.trim(), ""));
    let code = Code { name: name.to_ascii_uppercase(), arguments: arguments.trim().to_owned() };
    (Some(code).filter(|code| !code.name.is_empty()), shown(&inner[end + 1..]))
}

/// The `]` that ends a code; one inside quotes does not.
fn closing(inner: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let mut at = 0;
    while at < inner.len() {
        match inner[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b']' if !quoted => return Some(at),
            _ => {}
        }
        at += 1;
    }
    inner.iter().position(|byte| *byte == b']')
}

fn shown(text: &[u8]) -> String {
    // clean() keeps a few hundred characters; what is behind them is not decoded.
    clean(&String::from_utf8_lossy(&text[..text.len().min(4096)]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        resp_text(text.as_bytes()).0.unwrap()
    }

    #[test]
    fn codes_are_split_from_the_words() {
        let (code, text) = resp_text(b" [PERMANENTFLAGS (\\Seen \\*)] Flags permitted.");
        let code = code.unwrap();
        assert_eq!(code.words().collect::<Vec<_>>(), ["\\Seen", "\\*"]);
        assert_eq!(text, "Flags permitted.");
        assert_eq!(resp_text(b"[REFERRAL \"a]b\"] x").1, "x");
        assert_eq!(resp_text(b"[no end"), (None, "[no end".into()));
        assert_eq!(resp_text(b"[] x"), (None, "x".into()));
    }

    #[test]
    fn copyuid_pairs_in_the_order_written() {
        let copied = code("[COPYUID 38505 304,319:320 3956:3958] Done").copy_uid();
        assert_eq!(copied, Some((38505, vec![(304, 3956), (319, 3957), (320, 3958)])));
        assert_eq!(code("[COPYUID 1 1:2 5] x").copy_uid(), None);
        assert_eq!(code("[COPYUID 1 1:4294967295 1:4294967295] x").copy_uid(), None);
        assert_eq!(code("[COPYUID 1 1:1000000,1:1000000,1:1000000 1:3] x").copy_uid(), None);
        assert_eq!(code("[APPENDUID 7 9] x").append_uid(), Some((7, 9)));
    }
}
