use std::collections::BTreeSet;

/// One response of the server: its text, with `{n}` where a literal was, and the literals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    pub text: String,
    pub literals: Vec<Vec<u8>>,
}

/// What a FETCH response says of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    pub seq: u32,
    pub uid: u32,
    /// Without `\Recent`.
    pub flags: BTreeSet<String>,
    /// RFC822.SIZE in bytes.
    pub size: Option<u64>,
    pub internaldate: Option<String>,
    /// The first section fetched.
    pub literal: Option<Vec<u8>>,
}

impl Response {
    /// Reads a FETCH response; nothing when this is another one or has no UID.
    pub fn fetched(&self) -> Option<Fetched> {
        let rest = self.text.strip_prefix("* ")?;
        let (seq, items) = rest.split_once(" FETCH ")?;
        let number = |name: &str| after(items, name)?.split([' ', ')']).next()?.parse().ok();
        let flags = after(items, "FLAGS (").and_then(|rest| rest.split(')').next()).unwrap_or("");
        Some(Fetched {
            seq: seq.parse().ok()?,
            uid: number("UID ")?,
            flags: flags
                .split_whitespace()
                .filter(|flag| !flag.eq_ignore_ascii_case("\\Recent"))
                .map(str::to_owned)
                .collect(),
            size: number("RFC822.SIZE ").map(u64::from),
            internaldate: after(items, "INTERNALDATE \"").and_then(|rest| rest.split('"').next()).map(str::to_owned),
            literal: self.literals.first().cloned().or_else(|| quoted_section(items)),
        })
    }

    /// The name in a LIST response.
    pub fn listed_name(&self) -> Option<String> {
        let rest = self.text.strip_prefix("* LIST (")?;
        let (_, rest) = rest.split_once(") ")?;
        let (_, name) = rest.split_once(' ')?;
        match self.literals.first() {
            Some(literal) => Some(String::from_utf8_lossy(literal).into_owned()),
            None => Some(unquote(name)),
        }
    }
}

/// The length announced at the end of a line: `{12}`, `{12+}` or `~{12}`.
pub fn literal_length(line: &str) -> Option<usize> {
    let digits = line.strip_suffix('}')?;
    let digits = digits.strip_suffix('+').unwrap_or(digits);
    digits.rsplit_once('{')?.1.parse().ok()
}

/// What follows `name` where an item of that name starts.
fn after<'a>(items: &'a str, name: &str) -> Option<&'a str> {
    let start =
        items.match_indices(name).find(|(at, _)| *at == 0 || matches!(items.as_bytes()[at - 1], b' ' | b'('))?.0;
    Some(&items[start + name.len()..])
}

/// A short or empty section may come as a quoted string.
fn quoted_section(items: &str) -> Option<Vec<u8>> {
    let (_, rest) = items.split_once("BODY[")?;
    let (_, value) = rest.split_once("] \"")?;
    Some(unquote(&format!("\"{}", value.trim_end_matches(')'))).into_bytes())
}

fn unquote(text: &str) -> String {
    let Some(inner) = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) else { return text.to_owned() };
    let mut out = String::new();
    let mut escaped = false;
    for c in inner.chars() {
        if c == '\\' && !escaped {
            escaped = true;
            continue;
        }
        escaped = false;
        out.push(c);
    }
    out
}
