use super::cursor::{Cursor, Read, Unreadable, Value};
use super::{date, structure};
use crate::model::{Flags, Part};
use bytes::Bytes;

/// The most keywords of one message that are kept.
const MOST_KEYWORDS: usize = 256;
const MOST_SECTIONS: usize = 1024;

/// What FETCH says of a message; what it left out is absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fetched {
    pub seq: u32,
    pub uid: Option<u32>,
    pub flags: Option<Flags>,
    pub modseq: Option<u64>,
    /// INTERNALDATE in seconds since 1970.
    pub received: Option<i64>,
    /// The day of INTERNALDATE as written, in days since 1970.
    pub received_day: Option<i64>,
    /// RFC822.SIZE.
    pub size: Option<u64>,
    /// What was between the brackets of BODY[…], in upper case; `1<0>` for a partial.
    pub sections: Vec<(String, Bytes)>,
    /// Sections that were streamed, or too large to be kept.
    pub elsewhere: Vec<String>,
    pub structure: Option<Part>,
}

impl Fetched {
    /// The bytes of a section; `HEADER.FIELDS` finds it whatever the fields.
    pub fn section(&self, name: &str) -> Option<&Bytes> {
        let fits = |section: &str| match name {
            "HEADER.FIELDS" => section.starts_with(name),
            _ => section.eq_ignore_ascii_case(name),
        };
        self.sections.iter().find(|(section, _)| fits(section)).map(|(_, bytes)| bytes)
    }
}

pub(super) fn read(seq: u32, cursor: &mut Cursor) -> Read<Fetched> {
    let mut fetched = Fetched { seq, ..Fetched::default() };
    cursor.expect(b'(')?;
    while !cursor.eat(b')') {
        item(&mut fetched, cursor)?;
    }
    Ok(fetched)
}

fn item(fetched: &mut Fetched, cursor: &mut Cursor) -> Read<()> {
    cursor.spaces();
    let name = String::from_utf8_lossy(&cursor.until(b" ([)")).to_ascii_uppercase();
    match (name.as_str(), cursor.peek()) {
        ("", _) => return Err(Unreadable),
        (_, Some(b'[')) => {
            let section = bracketed(&name, cursor)?;
            return keep(fetched, section, cursor);
        }
        ("UID", _) => fetched.uid = Some(cursor.number32()?),
        ("RFC822.SIZE", _) => fetched.size = Some(cursor.number()?),
        ("FLAGS", _) => {
            let names = cursor.words(MOST_KEYWORDS)?;
            fetched.flags = Some(Flags::from_names(names.iter().map(String::as_str)));
        }
        ("MODSEQ", _) => {
            cursor.expect(b'(')?;
            fetched.modseq = Some(cursor.number()?);
            cursor.expect(b')')?;
        }
        ("INTERNALDATE", _) => {
            let read = cursor.text()?.and_then(|text| date::internal_date(&text));
            fetched.received = read.map(|(seconds, _)| seconds);
            fetched.received_day = read.map(|(_, day)| day);
        }
        ("BODYSTRUCTURE" | "BODY", _) => fetched.structure = structure::read(cursor)?,
        (other, _) => match whole_section(other.as_bytes()) {
            Some(section) => return keep(fetched, section.to_owned(), cursor),
            None => cursor.skip()?,
        },
    }
    Ok(())
}

/// The section an item of RFC 822 days stands for (RFC 3501 §6.4.5).
pub(crate) fn whole_section(item: &[u8]) -> Option<&'static str> {
    let known = [("RFC822", ""), ("RFC822.HEADER", "HEADER"), ("RFC822.TEXT", "TEXT")];
    let found = known.into_iter().find(|(name, _)| item.eq_ignore_ascii_case(name.as_bytes()));
    found.map(|(_, section)| section)
}

/// `[…]` and `<origin>`; BINARY keeps its name, because its bytes are decoded.
fn bracketed(item: &str, cursor: &mut Cursor) -> Read<String> {
    cursor.expect(b'[')?;
    let inner = cursor.until(b"]\r\n");
    cursor.expect(b']')?;
    let mut section = String::from_utf8_lossy(&inner).to_ascii_uppercase();
    if cursor.peek() == Some(b'<') {
        section.push_str(&String::from_utf8_lossy(&cursor.until(b" \r\n")));
    }
    Ok(match item {
        "BODY" => section,
        other => format!("{other} {section}"),
    })
}

fn keep(fetched: &mut Fetched, section: String, cursor: &mut Cursor) -> Read<()> {
    cursor.spaces();
    if cursor.peek() == Some(b'(') {
        return cursor.skip();
    }
    match cursor.value()? {
        Value::Bytes(bytes) if fetched.sections.len() < MOST_SECTIONS => {
            fetched.sections.push((section, bytes));
        }
        Value::Elsewhere => fetched.elsewhere.push(section),
        Value::Bytes(_) | Value::Nil => {}
    }
    Ok(())
}

/// The UID in a response of which only the beginning can be read. It is looked for where it
/// stands by the grammar: the words of a message must not be taken for it.
pub(crate) fn uid_in(beginning: &Bytes) -> Option<u32> {
    let start = if beginning.starts_with(b"* ") { 2 } else { 0 };
    let mut cursor = Cursor::new(beginning.slice(start..));
    cursor.number().ok()?;
    cursor.word().ok().filter(|word| word.eq_ignore_ascii_case("FETCH"))?;
    cursor.expect(b'(').ok()?;
    let mut fetched = Fetched::default();
    while fetched.uid.is_none() && item(&mut fetched, &mut cursor).is_ok() {}
    fetched.uid
}
