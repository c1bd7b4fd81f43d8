//! LIST, LSUB, NAMESPACE and ID.

use super::super::name;
use super::cursor::{Cursor, Read, Unreadable, Value};
use super::numbers::Status;
use crate::model::Role;

const MOST_ATTRIBUTES: usize = 64;
const MOST_PREFIXES: usize = 64;

/// A mailbox as LIST gives it (RFC 3501 §7.2.2, RFC 5258, RFC 6154).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListEntry {
    /// As the server spells it, modified UTF-7 undecoded.
    pub wire_name: Vec<u8>,
    /// Decoded to UTF-8.
    pub name: String,
    pub separator: Option<char>,
    pub attributes: Vec<String>,
    pub subscribed: bool,
    /// The role the server gives it.
    pub special_use: Option<Role>,
    /// The role it has here: the server's, else by its name; no two mailboxes have the same.
    pub role: Option<Role>,
    /// What LIST-STATUS (RFC 5819) said besides.
    pub status: Option<Status>,
}

impl ListEntry {
    pub fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|known| known.eq_ignore_ascii_case(attribute))
    }

    /// Whether it can be selected.
    pub fn selectable(&self) -> bool {
        !self.has("\\Noselect") && !self.has("\\NonExistent")
    }
}

/// A prefix and its separator (RFC 2342).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    pub prefix: Vec<u8>,
    pub separator: Option<char>,
}

/// Where mailboxes are: one's own, other people's, and shared ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namespaces {
    pub personal: Vec<Namespace>,
    pub others: Vec<Namespace>,
    pub shared: Vec<Namespace>,
}

pub(super) fn entry(cursor: &mut Cursor) -> Read<ListEntry> {
    let attributes = cursor.words(MOST_ATTRIBUTES)?;
    let separator = separator(cursor)?;
    cursor.spaces();
    let wire_name = match cursor.peek() {
        Some(b'"' | b'{' | b'~') => cursor.string()?,
        // Some servers forget the quotes around a name with parentheses.
        _ => cursor.until(b" "),
    };
    let mut entry =
        ListEntry { name: name::decode(&wire_name), wire_name: wire_name.to_vec(), separator, ..ListEntry::default() };
    if entry.wire_name.is_empty() {
        return Err(Unreadable);
    }
    entry.subscribed = attributes.iter().any(|known| known.eq_ignore_ascii_case("\\Subscribed"));
    entry.special_use = attributes.iter().find_map(|attribute| special_use(attribute));
    entry.attributes = attributes;
    Ok(entry)
}

fn special_use(attribute: &str) -> Option<Role> {
    Some(match attribute.to_ascii_lowercase().as_str() {
        "\\sent" => Role::Sent,
        "\\drafts" => Role::Drafts,
        "\\trash" => Role::Trash,
        "\\junk" | "\\spam" => Role::Junk,
        "\\archive" => Role::Archive,
        "\\all" | "\\allmail" => Role::All,
        "\\flagged" | "\\starred" => Role::Flagged,
        "\\inbox" => Role::Inbox,
        _ => return None,
    })
}

fn separator(cursor: &mut Cursor) -> Read<Option<char>> {
    Ok(match cursor.value()? {
        Value::Bytes(bytes) => bytes.first().map(|byte| char::from(*byte)),
        Value::Nil | Value::Elsewhere => None,
    })
}

pub(super) fn namespaces(cursor: &mut Cursor) -> Read<Namespaces> {
    Ok(Namespaces { personal: prefixes(cursor)?, others: prefixes(cursor)?, shared: prefixes(cursor)? })
}

fn prefixes(cursor: &mut Cursor) -> Read<Vec<Namespace>> {
    let mut prefixes = Vec::new();
    if !cursor.eat(b'(') {
        return match cursor.value()? {
            Value::Nil => Ok(prefixes),
            _ => Err(Unreadable),
        };
    }
    while !cursor.eat(b')') {
        cursor.expect(b'(')?;
        let prefix = cursor.string()?.to_vec();
        let separator = separator(cursor)?;
        while !cursor.eat(b')') {
            cursor.skip()?;
        }
        if prefixes.len() < MOST_PREFIXES {
            prefixes.push(Namespace { prefix, separator });
        }
    }
    Ok(prefixes)
}

/// The server's answer to ID (RFC 2971).
pub(super) fn identity(cursor: &mut Cursor) -> Read<Vec<(String, Option<String>)>> {
    let mut pairs = Vec::new();
    if cursor.eat(b'(') {
        while !cursor.eat(b')') {
            let key = cursor.text()?.unwrap_or_default();
            let value = cursor.text()?;
            if pairs.len() < 64 {
                pairs.push((key, value));
            }
        }
    }
    Ok(pairs)
}
