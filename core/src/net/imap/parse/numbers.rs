//! SEARCH, ESEARCH, VANISHED and STATUS.

use super::Data;
use super::cursor::{Cursor, Read, Unreadable};
use crate::model::UidSet;

/// An ESEARCH answer (RFC 4731).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Esearch {
    /// Tag of the command it belongs to.
    pub tag: Option<String>,
    pub all: UidSet,
    pub min: Option<u32>,
    pub max: Option<u32>,
    pub count: Option<u64>,
    pub modseq: Option<u64>,
}

/// What STATUS says of a mailbox (RFC 3501 §7.2.4); an item the server left out is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    pub wire_name: Vec<u8>,
    pub messages: Option<u32>,
    pub uidnext: Option<u32>,
    pub uidvalidity: Option<u32>,
    pub unseen: Option<u32>,
    pub highestmodseq: Option<u64>,
}

pub(super) fn vanished(cursor: &mut Cursor) -> Read<Data> {
    let earlier = cursor.eat(b'(');
    if earlier {
        cursor.until(b")");
        cursor.expect(b')')?;
    }
    Ok(Data::Vanished { earlier, uids: set(&cursor.word()?)? })
}

pub(super) fn search(cursor: &mut Cursor) -> Read<Data> {
    let mut found = Vec::new();
    let mut modseq = None;
    loop {
        cursor.spaces();
        match cursor.peek() {
            None => break,
            Some(b'(') => {
                cursor.expect(b'(')?;
                let name = cursor.word()?;
                let number = cursor.number()?;
                modseq = name.eq_ignore_ascii_case("MODSEQ").then_some(number);
                cursor.expect(b')')?;
            }
            Some(_) => {
                let number = cursor.number32()?;
                found.push((number, number));
            }
        }
    }
    Ok(Data::Search { found: UidSet::from_ranges(found), modseq })
}

pub(super) fn esearch(cursor: &mut Cursor) -> Read<Esearch> {
    let mut answer = Esearch::default();
    if cursor.eat(b'(') {
        while !cursor.eat(b')') {
            let name = cursor.word()?;
            let value = cursor.text()?;
            if name.eq_ignore_ascii_case("TAG") {
                answer.tag = value;
            }
        }
    }
    loop {
        cursor.spaces();
        if cursor.is_done() {
            return Ok(answer);
        }
        match cursor.word()?.to_ascii_uppercase().as_str() {
            "UID" => {}
            "ALL" => answer.all = set(&cursor.word()?)?,
            "MIN" => answer.min = Some(cursor.number32()?),
            "MAX" => answer.max = Some(cursor.number32()?),
            "COUNT" => answer.count = Some(cursor.number()?),
            "MODSEQ" => answer.modseq = Some(cursor.number()?),
            _ => cursor.skip()?,
        }
    }
}

pub(super) fn status(cursor: &mut Cursor) -> Read<Status> {
    cursor.spaces();
    let unquoted = !matches!(cursor.peek(), Some(b'"' | b'{'));
    let rest = cursor.rest();
    // Exchange forgot the quotes of names with spaces: the items are the last parentheses.
    let wire_name = match rest.windows(2).rposition(|pair| pair == b" (") {
        Some(end) if unquoted => cursor.take(end).to_vec(),
        _ => cursor.string()?.to_vec(),
    };
    let mut status = Status { wire_name, ..Status::default() };
    cursor.expect(b'(')?;
    while !cursor.eat(b')') {
        match cursor.word()?.to_ascii_uppercase().as_str() {
            "MESSAGES" => status.messages = Some(cursor.number32()?),
            "UIDNEXT" => status.uidnext = Some(cursor.number32()?),
            "UIDVALIDITY" => status.uidvalidity = Some(cursor.number32()?),
            "UNSEEN" => status.unseen = Some(cursor.number32()?),
            "HIGHESTMODSEQ" => status.highestmodseq = Some(cursor.number()?),
            _ => cursor.skip()?,
        }
    }
    Ok(status)
}

fn set(text: &str) -> Read<UidSet> {
    UidSet::parse(text).ok_or(Unreadable)
}
