//! What a person typed to search for, understood. Any input is a query: what is not syntax is words.

use jiff::civil::{Date, date};

/// A search: every term and every filter must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
    pub filters: Vec<Filter>,
}

/// A word or phrase to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub field: Field,
    pub text: String,
    /// Written with a `*` at the end: words that begin with the text.
    pub starred: bool,
    /// The last word, perhaps not yet typed to its end.
    pub typing: bool,
    /// Written in quotes.
    pub phrase: bool,
    pub negated: bool,
}

/// Where a term must be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Any,
    Subject,
    From,
    /// To, Cc and Bcc.
    To,
}

/// A condition on a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    pub condition: Condition,
    pub negated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Attachment,
    /// In a mailbox, by name or by role.
    In(String),
    Account(String),
    /// Received before this day begins (UTC, days since 1970).
    Before(i64),
    /// Received on this day or later.
    After(i64),
    /// Whether one of [`crate::model::Flags::bits`] is set.
    Flag {
        bit: i64,
        set: bool,
    },
}

impl Query {
    /// Reads words, `"phrases"`, `from:` `to:` `subject:` `in:` `account:` `has:attachment`
    /// `before:`/`after:YYYY-MM-DD` `is:unread|read|flagged|unflagged|answered|unanswered|draft`, each
    /// negated by a leading `-`. Where it finds little, the last word also stands for words that begin with it.
    pub fn parse(input: &str) -> Self {
        let mut query = Self::default();
        let mut rest = input.trim_start();
        while !rest.is_empty() {
            let (token, after) = token(rest);
            rest = after.trim_start();
            query.add(&token, after.is_empty());
        }
        query
    }

    /// The words and phrases that a face marks in what was found, each once.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for term in self.terms.iter().filter(|term| !term.negated) {
            let text = term.text.trim();
            if text.chars().any(char::is_alphanumeric) && !words.iter().any(|known| known.eq_ignore_ascii_case(text)) {
                words.push(text.to_owned());
            }
        }
        words
    }

    /// The operator at the end of the input that waits for its value or the rest of it, such as `after:20`, as
    /// written. It is a word to [`Query::parse`], which is hardly what the person means.
    pub fn unfinished(input: &str) -> Option<&str> {
        let mut rest = input.trim_start();
        while !rest.is_empty() {
            let (token, after) = token(rest);
            if after.is_empty() {
                return token.is_unfinished().then_some(rest);
            }
            rest = after.trim_start();
        }
        None
    }

    fn add(&mut self, token: &Token<'_>, last: bool) {
        let condition = token.key.and_then(|key| condition(key, token.value));
        if let Some(condition) = condition {
            self.filters.push(Filter { condition, negated: token.negated });
            return;
        }
        let field = token.key.and_then(field);
        let text = if field.is_some() { token.value } else { token.word };
        let starred = text.strip_suffix('*').filter(|text| !token.quoted && !text.is_empty());
        self.terms.push(Term {
            field: field.unwrap_or(Field::Any),
            starred: starred.is_some(),
            typing: last && !token.quoted && !token.negated,
            text: starred.unwrap_or(text).to_owned(),
            phrase: token.quoted,
            negated: token.negated,
        });
    }
}

struct Token<'a> {
    negated: bool,
    /// What stands before a colon, when something stands after it.
    key: Option<&'a str>,
    value: &'a str,
    quoted: bool,
    /// All of it, without the quotes of a phrase that has no key.
    word: &'a str,
}

impl Token<'_> {
    fn is_unfinished(&self) -> bool {
        let begins = |whole: &str| whole.get(..self.value.len()).is_some_and(|it| it.eq_ignore_ascii_case(self.value));
        let Some(key) = self.key.filter(|key| known(key)) else {
            return !self.quoted && self.word.strip_suffix(':').is_some_and(known);
        };
        match key.to_ascii_lowercase().as_str() {
            "before" | "after" => {
                self.value.bytes().all(|b| b"0123456789-/.".contains(&b)) && day(self.value).is_none()
            }
            "is" => STATES.iter().any(|(name, ..)| begins(name)) && state(self.value).is_none(),
            "has" => begins("attachment") && self.value.len() < "attachment".len(),
            _ => self.value.is_empty(),
        }
    }
}

/// Splits the first token off; `input` begins with it.
fn token(input: &str) -> (Token<'_>, &str) {
    let negated = input.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
    let start = negated.unwrap_or(input);
    let negated = negated.is_some();
    if let Some((phrase, after)) = phrase(start) {
        return (Token { negated, key: None, value: phrase, quoted: true, word: phrase }, after);
    }
    let end = start.find(char::is_whitespace).unwrap_or(start.len());
    let (word, after) = start.split_at_checked(end).unwrap_or((start, ""));
    let Some((key, value)) = word.split_once(':').filter(|(key, value)| !key.is_empty() && !value.is_empty()) else {
        return (Token { negated, key: None, value: word, quoted: false, word }, after);
    };
    // A quoted value goes on past the spaces that end a word.
    let quoted = start.split_once(':').and_then(|(_, value)| phrase(value)).filter(|_| known(key));
    match quoted {
        Some((value, after)) => (Token { negated, key: Some(key), value, quoted: true, word: value }, after),
        None => (Token { negated, key: Some(key), value, quoted: false, word }, after),
    }
}

/// What stands in quotes at the start of `text`, and what follows; a quote left open ends with the text.
fn phrase(text: &str) -> Option<(&str, &str)> {
    const QUOTES: [char; 5] = ['"', '“', '”', '„', '«'];
    let inner = text.strip_prefix(QUOTES)?;
    Some(inner.split_once(['"', '”', '“', '»']).unwrap_or((inner, "")))
}

fn known(key: &str) -> bool {
    let keys = ["in", "account", "has", "is", "before", "after"];
    field(key).is_some() || keys.iter().any(|known| known.eq_ignore_ascii_case(key))
}

fn field(key: &str) -> Option<Field> {
    match key.to_ascii_lowercase().as_str() {
        "from" => Some(Field::From),
        "to" | "cc" | "bcc" => Some(Field::To),
        "subject" => Some(Field::Subject),
        _ => None,
    }
}

fn condition(key: &str, value: &str) -> Option<Condition> {
    match key.to_ascii_lowercase().as_str() {
        "in" => Some(Condition::In(value.to_owned())),
        "account" => Some(Condition::Account(value.to_owned())),
        "has" => value.to_ascii_lowercase().starts_with("attachment").then_some(Condition::Attachment),
        "is" => state(value),
        "before" => day(value).map(Condition::Before),
        "after" => day(value).map(Condition::After),
        _ => None,
    }
}

/// What follows `is:`, the bit of [`crate::model::Flags::bits`], and whether it must be set.
const STATES: [(&str, i64, bool); 12] = [
    ("read", 1, true),
    ("seen", 1, true),
    ("unread", 1, false),
    ("unseen", 1, false),
    ("answered", 2, true),
    ("replied", 2, true),
    ("unanswered", 2, false),
    ("flagged", 4, true),
    ("starred", 4, true),
    ("unflagged", 4, false),
    ("unstarred", 4, false),
    ("draft", 16, true),
];

fn state(value: &str) -> Option<Condition> {
    let (_, bit, set) = STATES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(value))?;
    Some(Condition::Flag { bit: *bit, set: *set })
}

/// Days since 1970 of `YYYY-MM-DD`, also with slashes or dots.
fn day(text: &str) -> Option<i64> {
    let mut parts = text.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let since = date(1970, 1, 1).until(day).ok()?;
    parts.next().is_none().then(|| i64::from(since.get_days()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A query in one line: terms as `[-][field:]text[*]`, filters as Debug prints them.
    fn shown(input: &str) -> String {
        let query = Query::parse(input);
        let terms = query.terms.iter().map(|term| {
            let field = match term.field {
                Field::Any => "",
                Field::Subject => "subject:",
                Field::From => "from:",
                Field::To => "to:",
            };
            let [minus, star] = [(term.negated, "-"), (term.starred, "*")].map(|(on, sign)| if on { sign } else { "" });
            let typing = if term.typing { "…" } else { "" };
            format!("{minus}{field}[{}]{star}{typing}", term.text)
        });
        let filters = query
            .filters
            .iter()
            .map(|filter| format!("{}{:?}", if filter.negated { "-" } else { "" }, filter.condition));
        terms.chain(filters).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_person_is_understood() {
        let table = [
            ("", ""),
            ("   ", ""),
            ("hello", "[hello]…"),
            ("hello world", "[hello] [world]…"),
            ("hello world ", "[hello] [world]"),
            ("inv* paid ", "[inv]* [paid]"),
            ("\"two words\"", "[two words]"),
            ("„two words“ x ", "[two words] [x]"),
            ("\"never closed", "[never closed]"),
            ("-spam ham ", "-[spam] [ham]"),
            ("-\"big sale\"", "-[big sale]"),
            ("a - b ", "[a] [-] [b]"),
            ("from:ann", "from:[ann]…"),
            ("FROM:\"Ann Lee\" x ", "from:[Ann Lee] [x]"),
            ("-to:bob@example.org ", "-to:[bob@example.org]"),
            ("subject:x cc:y ", "subject:[x] to:[y]"),
            ("from: ann ", "[from:] [ann]"),
            ("http://a.b/c ", "[http://a.b/c]"),
            ("note:\"x y\" ", "[note:\"x] [y\"]"),
            ("has:attachment", "Attachment"),
            ("has:attachments -has:attachment", "Attachment -Attachment"),
            ("has:wings ", "[has:wings]"),
            ("in:\"My Box\" in:sent", "In(\"My Box\") In(\"sent\")"),
            ("is:unread", "Flag { bit: 1, set: false }"),
            ("is:Starred -is:answered", "Flag { bit: 4, set: true } -Flag { bit: 2, set: true }"),
            ("before:1970-01-02 after:2024/02/29", "Before(1) After(19782)"),
            ("after:2023-02-29 ", "[after:2023-02-29]"),
            ("x*", "[x]*…"),
            ("account:me@example.org", "Account(\"me@example.org\")"),
        ];
        for (input, expected) in table {
            assert_eq!(shown(input), expected, "{input:?}");
        }
    }

    #[test]
    fn what_must_be_found_is_marked() {
        let table: [(&str, &[&str]); 5] = [
            ("", &[]),
            ("report inv* -spam", &["report", "inv"]),
            ("\"two words\" from:\"Ann Lee\" is:unread Report report", &["two words", "Ann Lee", "Report"]),
            ("- a", &["a"]),
            ("subject:渡り鳥", &["渡り鳥"]),
        ];
        for (input, words) in table {
            assert_eq!(Query::parse(input).words(), words, "{input:?}");
        }
    }

    #[test]
    fn an_operator_that_is_being_typed_is_told_from_words() {
        for (input, expected) in [
            ("after:", Some("after:")),
            ("report  -after:20", Some("-after:20")),
            ("after:2026-13-01", Some("after:2026-13-01")),
            ("Before:2026/", Some("Before:2026/")),
            ("from:", Some("from:")),
            ("subject:\"", Some("subject:\"")),
            ("is:un", Some("is:un")),
            ("has:attach", Some("has:attach")),
            ("after:2026-05-12", None),
            ("after:20 ", None),
            ("after:20 report", None),
            ("after:party", None),
            ("from:a", None),
            ("is:unread", None),
            ("is:odd", None),
            ("has:attachments", None),
            ("note:", None),
            ("\"after:\"", None),
            ("12:30", None),
            ("", None),
        ] {
            assert_eq!(Query::unfinished(input), expected, "{input:?}");
        }
    }

    proptest! {
        #[test]
        fn any_input_is_a_query(input in "\\PC{0,80}") {
            prop_assert!(Query::unfinished(&input).is_none_or(|end| input.ends_with(end)));
            let query = Query::parse(&input);
            prop_assert!(query.terms.len() + query.filters.len() <= input.chars().count());
            prop_assert_eq!(query.terms.is_empty() && query.filters.is_empty(), input.trim().is_empty());
        }

        #[test]
        fn syntax_in_any_order_is_a_query(
            parts in prop::collection::vec(prop::sample::select(vec![
                "-", "\"", ":", " ", "from", "in", "is", "before", "2024-01-01", "*", "é", "東", "x", "“", "\u{3000}",
            ]), 0..20)
        ) {
            let input = parts.concat();
            Query::parse(&input);
            Query::unfinished(&input);
        }
    }
}
