//! Tolerant, bounded parsers of what the guard kept: nothing here fails a session.

mod code;
mod cursor;
mod date;
mod fetch;
mod list;
mod numbers;
mod structure;
#[cfg(test)]
mod tests;

pub use code::Code;
pub use fetch::Fetched;
pub use list::{ListEntry, Namespace, Namespaces};
pub use numbers::{Esearch, Status};

pub(super) use fetch::{uid_in, whole_section};

use crate::model::UidSet;
use bytes::Bytes;
use cursor::{Cursor, Read, Unreadable};

/// The most words of a list of flags or capabilities that are kept.
const MOST_WORDS: usize = 512;

/// How a status response ends a command, or what it is about (RFC 3501 §7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Ok,
    No,
    Bad,
    Bye,
    Preauth,
}

/// One untagged response.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    Condition {
        condition: Condition,
        code: Option<Code>,
        text: String,
    },
    Capability(Vec<String>),
    Enabled(Vec<String>),
    /// The flags a mailbox knows.
    Flags(Vec<String>),
    Exists(u32),
    Expunge(u32),
    Vanished {
        earlier: bool,
        uids: UidSet,
    },
    Fetch(Box<Fetched>),
    Search {
        found: UidSet,
        modseq: Option<u64>,
    },
    Esearch(Esearch),
    List(ListEntry),
    /// LSUB: a subscribed name.
    Subscribed(ListEntry),
    Status(Status),
    Namespace(Namespaces),
    Id(Vec<(String, Option<String>)>),
    /// A response that means nothing here.
    Other {
        keyword: String,
    },
    /// A response that should mean something and cannot be read; the message it was about.
    Unreadable {
        keyword: String,
        uid: Option<u32>,
    },
}

/// Reads the words after the tag: how a command ended.
pub(super) fn completion(rest: &Bytes) -> (Condition, Option<Code>, String) {
    let mut cursor = Cursor::new(rest.clone());
    let word = cursor.word().unwrap_or_default();
    let (code, text) = code::resp_text(cursor.rest());
    (condition(&word).unwrap_or(Condition::Bad), code, text)
}

/// Reads what stands after `* `. Never fails.
pub(super) fn untagged(response: &Bytes) -> Data {
    let mut cursor = Cursor::new(response.clone());
    let Ok(first) = cursor.word() else { return Data::Other { keyword: String::new() } };
    let number: Option<u32> = first.parse().ok();
    let keyword = match number {
        Some(_) => cursor.word().unwrap_or_default(),
        None => first,
    }
    .to_ascii_uppercase();
    if let (None, Some(condition)) = (number, condition(&keyword)) {
        let (code, text) = code::resp_text(cursor.rest());
        return Data::Condition { condition, code, text };
    }
    let read = match number {
        Some(number) => numbered(number, &keyword, &mut cursor),
        None => named(&keyword, &mut cursor),
    };
    let keyword = if keyword.len() > 40 { String::new() } else { keyword };
    match read {
        Ok(Some(data)) => data,
        Ok(None) => Data::Other { keyword },
        Err(Unreadable) => Data::Unreadable { uid: uid_in(response), keyword },
    }
}

/// Says what a response was about of which only the first bytes are left.
pub(super) fn skipped(head: &Bytes) -> Data {
    let words = head.strip_prefix(b"* ").unwrap_or(head);
    let mut words = words.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let keyword = words.find(|word| !word.iter().all(u8::is_ascii_digit)).unwrap_or_default();
    let keyword = String::from_utf8_lossy(&keyword[..keyword.len().min(40)]).to_ascii_uppercase();
    Data::Unreadable { uid: uid_in(head), keyword }
}

fn numbered(number: u32, keyword: &str, cursor: &mut Cursor) -> Read<Option<Data>> {
    Ok(Some(match keyword {
        "EXISTS" => Data::Exists(number),
        "EXPUNGE" => Data::Expunge(number),
        "FETCH" => Data::Fetch(Box::new(fetch::read(number, cursor)?)),
        _ => return Ok(None),
    }))
}

fn named(keyword: &str, cursor: &mut Cursor) -> Read<Option<Data>> {
    Ok(Some(match keyword {
        "CAPABILITY" => Data::Capability(plain_words(cursor)),
        "ENABLED" => Data::Enabled(plain_words(cursor)),
        "FLAGS" => Data::Flags(cursor.words(MOST_WORDS)?),
        "VANISHED" => numbers::vanished(cursor)?,
        "SEARCH" => numbers::search(cursor)?,
        "ESEARCH" => Data::Esearch(numbers::esearch(cursor)?),
        "STATUS" => Data::Status(numbers::status(cursor)?),
        "LIST" => Data::List(list::entry(cursor)?),
        "LSUB" => Data::Subscribed(list::entry(cursor)?),
        "NAMESPACE" => Data::Namespace(list::namespaces(cursor)?),
        "ID" => Data::Id(list::identity(cursor)?),
        _ => return Ok(None),
    }))
}

fn condition(word: &str) -> Option<Condition> {
    Some(match word.to_ascii_uppercase().as_str() {
        "OK" => Condition::Ok,
        "NO" => Condition::No,
        "BAD" => Condition::Bad,
        "BYE" => Condition::Bye,
        "PREAUTH" => Condition::Preauth,
        _ => return None,
    })
}

fn plain_words(cursor: &mut Cursor) -> Vec<String> {
    let text = String::from_utf8_lossy(cursor.rest()).into_owned();
    text.split_ascii_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
}
