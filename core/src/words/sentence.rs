use super::{Catalogue, Language};
use fluent_bundle::{FluentArgs, FluentError, FluentValue};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

static SENTENCES: Catalogue =
    Catalogue::new([include_str!("../../words/sentences/en.ftl"), include_str!("../../words/sentences/de.ftl")]);

/// Something said to a person: words of the catalogue with what fills them, or words of others as they came. It
/// crosses every border as text in the language in use at that moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence(Form);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    Said(String),
    Written { id: Cow<'static, str>, args: Vec<(Cow<'static, str>, Value)> },
    Joined { parts: Vec<Form>, by: Cow<'static, str> },
}

/// What fills a variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Value(Filling);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Filling {
    Text(String),
    Number(i64),
    Sentence(Form),
}

impl Sentence {
    /// Words of others as they came: a server's, the system's, a platform's.
    pub fn said(words: impl Into<String>) -> Self {
        Self(Form::Said(words.into()))
    }

    /// What [`crate::say!`] makes.
    pub fn written(id: &'static str, args: Vec<(&'static str, Value)>) -> Self {
        let args = args.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        Self(Form::Written { id: Cow::Borrowed(id), args })
    }

    /// Sentences one after the other, empty ones left out.
    pub fn joined(parts: impl IntoIterator<Item = Self>, by: &'static str) -> Self {
        let parts = parts.into_iter().filter(|part| !part.is_empty()).map(|part| part.0).collect();
        Self(Form::Joined { parts, by: Cow::Borrowed(by) })
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Form::Said(words) => words.is_empty(),
            Form::Written { .. } => false,
            Form::Joined { parts, .. } => parts.is_empty(),
        }
    }

    /// The same without the full stop that others ended it with, to stand inside another sentence.
    pub fn without_stop(self) -> Self {
        match self.0 {
            Form::Said(words) => Self::said(words.trim().trim_end_matches('.')),
            form => Self(form),
        }
    }

    /// The sentence as text in `language`.
    pub fn in_language(&self, language: Language) -> String {
        self.0.told(language, &mut Vec::new())
    }

    /// The sentence in a form that can be kept and told in another language later.
    pub fn kept(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.0)
    }

    /// What [`Sentence::kept`] made; anything else is taken as words.
    pub fn from_kept(kept: &str) -> Self {
        Self(serde_json::from_str(kept).unwrap_or_else(|_| Form::Said(kept.to_owned())))
    }

    /// The text in `language`, and what is wrong with ids and variables.
    #[cfg(test)]
    pub(crate) fn checked(&self, language: Language) -> (String, Vec<String>) {
        let mut faults = Vec::new();
        (self.0.told(language, &mut faults), faults)
    }
}

impl Form {
    fn told(&self, language: Language, faults: &mut Vec<String>) -> String {
        match self {
            Self::Said(words) => words.clone(),
            Self::Joined { parts, by } => {
                let parts: Vec<String> = parts.iter().map(|part| part.told(language, faults)).collect();
                parts.join(by)
            }
            Self::Written { id, args } => {
                let mut filled = FluentArgs::new();
                for (name, value) in args {
                    filled.set(name.clone(), value.0.told(language, faults));
                }
                let mut wrong: Vec<FluentError> = Vec::new();
                let told = SENTENCES.filled(language, id, &filled, &mut wrong);
                faults.extend(wrong.iter().map(|fault| format!("{id}: {fault}")));
                told.unwrap_or_else(|| {
                    faults.push(format!("{id}: not in {}", language.tag()));
                    id.to_string()
                })
            }
        }
    }
}

impl Filling {
    fn told(&self, language: Language, faults: &mut Vec<String>) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(level(text)),
            Self::Number(number) => FluentValue::from(*number),
            Self::Sentence(Form::Said(words)) => FluentValue::from(level(words)),
            Self::Sentence(form) => FluentValue::from(form.told(language, faults)),
        }
    }
}

/// Text that cannot turn the sentence around it: marks of direction are dropped, and what is written from right to left
/// is isolated (UAX #9 §2.7). Other text gets no mark: terminals and trays show them as boxes.
fn level(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = text.chars().filter(|c| !turns(*c)).collect();
    match plain.chars().any(leftwards) {
        true => format!("\u{2068}{plain}\u{2069}"),
        false => plain,
    }
}

/// Whether a letter is of a script written from right to left: the blocks that Unicode keeps for them.
fn leftwards(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::in_use()))
    }
}

impl std::error::Error for Sentence {}

impl From<String> for Sentence {
    fn from(words: String) -> Self {
        Self::said(words)
    }
}

impl From<&str> for Sentence {
    fn from(words: &str) -> Self {
        Self::said(words)
    }
}

impl Default for Sentence {
    fn default() -> Self {
        Self::said("")
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sentence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::said)
    }
}

#[cfg(feature = "uniffi")]
uniffi::custom_type!(Sentence, String, {
    lower: |sentence| sentence.to_string(),
    try_lift: |words| Ok(Sentence::said(words)),
});

#[cfg(feature = "ts")]
impl ts_rs::TS for Sentence {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(config: &ts_rs::Config) -> String {
        <String as ts_rs::TS>::name(config)
    }

    fn inline(config: &ts_rs::Config) -> String {
        <String as ts_rs::TS>::inline(config)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(Filling::Text(text))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self(Filling::Text(text.to_owned()))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self(Filling::Text(text.clone()))
    }
}

impl From<Sentence> for Value {
    fn from(sentence: Sentence) -> Self {
        Self(Filling::Sentence(sentence.0))
    }
}

impl From<&Sentence> for Value {
    fn from(sentence: &Sentence) -> Self {
        Self(Filling::Sentence(sentence.0.clone()))
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Self(Filling::Number(i64::try_from(number).unwrap_or(i64::MAX)))
            }
        })*
    };
}

numbers!(u8, u16, u32, u64, usize, i64);

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
