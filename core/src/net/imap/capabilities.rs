use std::collections::BTreeSet;

/// What a server says it can (RFC 3501 §7.2.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// In upper case.
    names: BTreeSet<String>,
}

impl Capabilities {
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(&name.to_ascii_uppercase())
    }

    /// The number of `APPENDLIMIT=35651584` and the like.
    pub fn number(&self, name: &str) -> Option<u64> {
        let prefix = format!("{}=", name.to_ascii_uppercase());
        self.names.iter().find_map(|known| known.strip_prefix(&prefix)?.parse().ok())
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names in upper case.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

impl<S: AsRef<str>> FromIterator<S> for Capabilities {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        Self { names: names.into_iter().map(|name| name.as_ref().to_ascii_uppercase()).collect() }
    }
}
