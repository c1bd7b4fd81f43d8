use std::sync::atomic::{AtomicU8, Ordering};

/// A language the core speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Language {
    English,
    German,
}

static IN_USE: AtomicU8 = AtomicU8::new(Language::English as u8);

impl Language {
    /// Every language there is, English first: it speaks where no other does.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language of a tag such as `de-AT`, or of a locale such as `de_AT.UTF-8`: the nearest there is, English
    /// where there is none.
    pub fn of(tag: &str) -> Self {
        let plain = tag.split(['.', '@']).next().unwrap_or_default();
        let plain = plain.trim().replace('_', "-").to_ascii_lowercase();
        let mut wanted = plain.as_str();
        loop {
            if let Some(found) = Self::ALL.into_iter().find(|language| language.tag() == wanted) {
                return found;
            }
            let Some((shorter, _)) = wanted.rsplit_once('-') else { return Self::English };
            wanted = shorter;
        }
    }

    /// The language in use in this process; English until another is set.
    pub fn in_use() -> Self {
        let number = IN_USE.load(Ordering::Relaxed);
        Self::ALL.into_iter().find(|language| *language as u8 == number).unwrap_or(Self::English)
    }

    /// Makes it the language in use.
    pub fn speak(self) {
        IN_USE.store(self as u8, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_falls_back_to_what_there_is() {
        for (tag, language) in [
            ("de", Language::German),
            ("de-AT", Language::German),
            ("DE-Latn-CH-1996", Language::German),
            ("de_DE.UTF-8", Language::German),
            ("de@euro", Language::German),
            ("en-GB", Language::English),
            ("fr-CA", Language::English),
            ("den", Language::English),
            ("x-de", Language::English),
            ("C", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::of(tag), language, "{tag}");
        }
    }
}
