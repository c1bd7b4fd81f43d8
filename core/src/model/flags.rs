use serde::{Deserialize, Serialize};

/// The flags of a message (RFC 3501 §2.3.2): the system flags and the keywords.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Flags {
    pub seen: bool,
    pub answered: bool,
    pub flagged: bool,
    pub deleted: bool,
    pub draft: bool,
    /// Keywords as the server spells them, sorted, without duplicates (compared without case).
    pub keywords: Vec<String>,
}

/// A change of flags that a person made: what to add and what to take away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FlagChange {
    pub add: Flags,
    pub remove: Flags,
}

impl Flags {
    const SYSTEM: [&str; 5] = ["\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft"];

    /// Reads flags as they stand in FETCH FLAGS; unknown system flags such as `\Recent` are left out.
    pub fn from_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut flags = Self::default();
        for name in names {
            flags.insert(name);
        }
        flags
    }

    /// Sets one flag by its IMAP name.
    pub fn insert(&mut self, name: &str) {
        match Self::SYSTEM.iter().position(|known| known.eq_ignore_ascii_case(name)) {
            Some(0) => self.seen = true,
            Some(1) => self.answered = true,
            Some(2) => self.flagged = true,
            Some(3) => self.deleted = true,
            Some(4) => self.draft = true,
            _ if name.starts_with('\\') || name.is_empty() => {}
            _ => {
                let place = self.keywords.binary_search_by_key(&name.to_ascii_lowercase(), |k| k.to_ascii_lowercase());
                if let Err(at) = place {
                    self.keywords.insert(at, name.to_owned());
                }
            }
        }
    }

    /// The IMAP names, system flags first.
    pub fn names(&self) -> Vec<String> {
        let set = [self.seen, self.answered, self.flagged, self.deleted, self.draft];
        let system = Self::SYSTEM.iter().zip(set).filter(|(_, set)| *set).map(|(name, _)| *name);
        system.map(str::to_owned).chain(self.keywords.iter().cloned()).collect()
    }

    /// The system flags as a bit set: seen 1, answered 2, flagged 4, deleted 8, draft 16.
    pub fn bits(&self) -> i64 {
        i64::from(self.seen)
            | i64::from(self.answered) << 1
            | i64::from(self.flagged) << 2
            | i64::from(self.deleted) << 3
            | i64::from(self.draft) << 4
    }

    /// Rebuilds flags from [`Flags::bits`] and space-separated keywords.
    pub fn from_bits(bits: i64, keywords: &str) -> Self {
        let mut flags = Self::from_names(keywords.split_ascii_whitespace());
        flags.seen = bits & 1 != 0;
        flags.answered = bits & 2 != 0;
        flags.flagged = bits & 4 != 0;
        flags.deleted = bits & 8 != 0;
        flags.draft = bits & 16 != 0;
        flags
    }

    /// These flags after `change`.
    pub fn with(&self, change: &FlagChange) -> Self {
        let removed = change.remove.names();
        let kept = self.names().into_iter().filter(|name| !removed.iter().any(|gone| gone.eq_ignore_ascii_case(name)));
        let all: Vec<String> = kept.chain(change.add.names()).collect();
        Self::from_names(all.iter().map(String::as_str))
    }
}

impl FlagChange {
    /// Whether the change asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.add == Flags::default() && self.remove == Flags::default()
    }
}
