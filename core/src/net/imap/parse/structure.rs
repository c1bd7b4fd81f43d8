//! BODYSTRUCTURE (RFC 3501 §7.4.2), bounded in depth and count.

use super::cursor::{Cursor, Read, Value};
use crate::model::Part;
use bytes::Bytes;
use mail_parser::{MessageParser, MimeHeaders};

/// Below this depth a part is a leaf of unknown type.
const MOST_DEPTH: usize = 100;
/// Parts beyond this count are left out.
const MOST_PARTS: usize = 2000;
const MOST_PARAMETERS: usize = 64;
/// The longest parameter value that is decoded.
const LONGEST_VALUE: usize = 4096;

/// Where a body stands: its section as a multipart and as a single part, and what the sections
/// of a multipart's children begin with (RFC 3501 §6.4.5).
struct Place {
    multipart: String,
    single: String,
    children: String,
    depth: usize,
}

/// Reads a structure; `None` for NIL.
pub(super) fn read(cursor: &mut Cursor) -> Read<Option<Part>> {
    cursor.spaces();
    if cursor.peek() != Some(b'(') {
        cursor.skip()?;
        return Ok(None);
    }
    let root = Place { multipart: String::new(), single: "1".into(), children: String::new(), depth: 0 };
    let mut budget = MOST_PARTS;
    body(cursor, root, &mut budget).map(Some)
}

/// A body that cannot be read, or is too deep, becomes a leaf; its parentheses are skipped.
fn body(cursor: &mut Cursor, place: Place, budget: &mut usize) -> Read<Part> {
    *budget = budget.saturating_sub(1);
    let start = cursor.clone();
    let single = place.single.clone();
    if place.depth < MOST_DEPTH
        && let Ok(part) = inside(cursor, place, budget)
    {
        return Ok(part);
    }
    *cursor = start;
    cursor.skip()?;
    Ok(Part { path: single, content_type: "application/octet-stream".into(), ..Part::default() })
}

fn inside(cursor: &mut Cursor, place: Place, budget: &mut usize) -> Read<Part> {
    cursor.expect(b'(')?;
    cursor.spaces();
    let mut part = match cursor.peek() {
        Some(b'(') => multipart(cursor, place, budget)?,
        _ => single(cursor, place, budget)?,
    };
    while !cursor.eat(b')') {
        cursor.skip()?;
    }
    part.encoding.make_ascii_lowercase();
    Ok(part)
}

fn multipart(cursor: &mut Cursor, place: Place, budget: &mut usize) -> Read<Part> {
    let mut part = Part { path: place.multipart, ..Part::default() };
    let mut number = 0u32;
    while cursor.sees(b'(') {
        number += 1;
        if *budget == 0 {
            cursor.skip()?;
            continue;
        }
        let path = match place.children.as_str() {
            "" => number.to_string(),
            prefix => format!("{prefix}.{number}"),
        };
        let child = Place { multipart: path.clone(), single: path.clone(), children: path, depth: place.depth + 1 };
        part.children.push(body(cursor, child, budget)?);
    }
    let subtype = cursor.text()?.unwrap_or_else(|| "mixed".into());
    part.content_type = format!("multipart/{}", short(&subtype));
    if !ended(cursor) {
        parameters(cursor)?;
    }
    disposition(cursor, &mut part)?;
    Ok(part)
}

fn single(cursor: &mut Cursor, place: Place, budget: &mut usize) -> Read<Part> {
    let mut part = Part { path: place.single, ..Part::default() };
    let kind = short(&cursor.text()?.unwrap_or_default());
    let subtype = short(&cursor.text()?.unwrap_or_default());
    part.content_type = match (kind.as_str(), subtype.as_str()) {
        ("", _) | (_, "") => "text/plain".into(),
        _ => format!("{kind}/{subtype}"),
    };
    let given = parameters(cursor)?;
    part.charset = find(&given, "charset").map(|value| String::from_utf8_lossy(value).into_owned());
    part.name = decoded(&given, "name");
    part.content_id = cursor.text()?.map(|id| id.trim().trim_matches(['<', '>']).to_owned());
    cursor.skip()?;
    part.encoding = cursor.text()?.unwrap_or_else(|| "7bit".into());
    part.size = number(cursor)?;
    if cursor.sees(b'(') {
        cursor.skip()?;
        if cursor.sees(b'(') {
            let embedded = Place {
                multipart: format!("{}.TEXT", part.path),
                single: format!("{}.1", part.path),
                children: part.path.clone(),
                depth: place.depth + 1,
            };
            part.children.push(body(cursor, embedded, budget)?);
        }
    }
    cursor.spaces();
    if matches!(cursor.peek(), Some(b'0'..=b'9')) {
        number(cursor)?;
    }
    if !ended(cursor) {
        cursor.skip()?;
    }
    disposition(cursor, &mut part)?;
    Ok(part)
}

fn disposition(cursor: &mut Cursor, part: &mut Part) -> Read<()> {
    if ended(cursor) {
        return Ok(());
    }
    if !cursor.eat(b'(') {
        part.disposition = cursor.text()?.map(|text| short(&text));
        return Ok(());
    }
    part.disposition = cursor.text()?.map(|text| short(&text));
    if !ended(cursor) {
        let given = parameters(cursor)?;
        part.name = decoded(&given, "filename").or(part.name.take());
    }
    while !cursor.eat(b')') {
        cursor.skip()?;
    }
    Ok(())
}

type Parameters = Vec<(String, Bytes)>;

fn parameters(cursor: &mut Cursor) -> Read<Parameters> {
    let mut given = Vec::new();
    if !cursor.eat(b'(') {
        cursor.skip()?;
        return Ok(given);
    }
    while !cursor.eat(b')') {
        let name = cursor.text()?.unwrap_or_default().to_ascii_lowercase();
        if let Value::Bytes(value) = cursor.value()?
            && given.len() < MOST_PARAMETERS
        {
            given.push((name, value));
        }
    }
    Ok(given)
}

fn find<'a>(given: &'a Parameters, name: &str) -> Option<&'a Bytes> {
    given.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// A parameter with its RFC 2231 continuations and RFC 2047 words decoded: written as a header
/// again and read by the parser that reads headers.
fn decoded(given: &Parameters, name: &str) -> Option<String> {
    let plain = |value: &&Bytes| value.is_ascii() && !value.windows(2).any(|pair| pair == b"=?");
    if let Some(value) = find(given, name).filter(plain) {
        return Some(String::from_utf8_lossy(value).into_owned()).filter(|name| !name.is_empty());
    }
    let mut header = b"Content-Type: application/octet-stream".to_vec();
    let mut found = false;
    for (known, value) in given {
        let base = known.split('*').next().unwrap_or(known);
        if base != name || value.len() > LONGEST_VALUE || !known.bytes().all(is_token) {
            continue;
        }
        found = true;
        header.extend_from_slice(format!("; {known}=").as_bytes());
        let extended = known.ends_with('*');
        header.extend(if extended { Vec::new() } else { vec![b'"'] });
        for byte in value.iter().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)) {
            if !extended && matches!(byte, b'"' | b'\\') {
                header.push(b'\\');
            }
            header.push(*byte);
        }
        header.extend(if extended { Vec::new() } else { vec![b'"'] });
    }
    if !found {
        return None;
    }
    header.extend_from_slice(b"\r\n\r\n");
    let message = MessageParser::new().parse(&header)?;
    let value = message.content_type()?.attribute(name)?.to_owned();
    Some(value).filter(|value| !value.is_empty())
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'*'
}

fn number(cursor: &mut Cursor) -> Read<u64> {
    Ok(cursor.text()?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

fn ended(cursor: &mut Cursor) -> bool {
    cursor.sees(b')')
}

/// A type's word: lower case, of a sane length.
fn short(word: &str) -> String {
    word.trim().chars().take(100).collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    fn structure(text: &str) -> Part {
        read(&mut Cursor::new(Bytes::copy_from_slice(text.as_bytes()))).unwrap().unwrap()
    }

    fn paths(part: &Part) -> Vec<String> {
        let below = part.children.iter().flat_map(paths);
        std::iter::once(format!("{} {}", part.path, part.content_type)).chain(below).collect()
    }

    #[test]
    fn a_single_part_is_section_one() {
        let part =
            structure(r#"("TEXT" "PLAIN" ("CHARSET" "utf-8") "<a@b>" NIL "QUOTED-PRINTABLE" 1152 23 NIL NIL NIL)"#);
        assert_eq!((part.path.as_str(), part.size), ("1", 1152));
        assert_eq!(part.charset.as_deref(), Some("utf-8"));
        assert_eq!(part.content_id.as_deref(), Some("a@b"));
        assert_eq!(part.encoding, "quoted-printable");
    }

    #[test]
    fn sections_count_through_multiparts_and_messages() {
        let inner = r#"(("text" "plain" NIL NIL NIL "7bit" 5 1)("text" "html" NIL NIL NIL "7bit" 9 1) "alternative")"#;
        let envelope = "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)";
        let attached = format!(r#"("message" "rfc822" NIL NIL NIL "7bit" 400 {envelope} {inner} 12)"#);
        let lone = format!(
            r#"("message" "rfc822" NIL NIL NIL "7bit" 4 {envelope} ("text" "plain" NIL NIL NIL "7bit" 2 1) 1)"#
        );
        let part = structure(&format!(r#"({inner}{attached}{lone} "mixed" ("boundary" "x") NIL NIL)"#));
        assert_eq!(
            paths(&part),
            [
                " multipart/mixed",
                "1 multipart/alternative",
                "1.1 text/plain",
                "1.2 text/html",
                "2 message/rfc822",
                "2.TEXT multipart/alternative",
                "2.1 text/plain",
                "2.2 text/html",
                "3 message/rfc822",
                "3.1 text/plain",
            ]
        );
    }

    #[test]
    fn names_are_decoded() {
        let part = structure(concat!(
            r#"("application" "pdf" ("name" "=?utf-8?q?R=C3=A9sum=C3=A9.pdf?=") NIL NIL "base64" 10 NIL "#,
            r#"("ATTACHMENT" ("filename*0*" "utf-8''R%C3%A9" "filename*1" "sum.pdf")))"#
        ));
        assert_eq!(part.disposition.as_deref(), Some("attachment"));
        assert_eq!(part.name.as_deref(), Some("Résum.pdf"));
        let part = structure(r#"("a" "b" ("name" "=?utf-8?q?R=C3=A9?=") NIL NIL "base64" 10)"#);
        assert_eq!(part.name.as_deref(), Some("Ré"));
    }

    #[test]
    fn oddities_become_leaves() {
        assert_eq!(structure(r#"(NIL NIL NIL NIL NIL NIL NIL)"#).content_type, "text/plain");
        assert_eq!(structure(r#"("x")"#).content_type, "application/octet-stream");
        assert_eq!(structure(r#"(("text" "plain" NIL NIL NIL "7bit" 5 1)(9 x) "mixed")"#).children.len(), 2);
    }

    #[test]
    fn a_nesting_of_ten_thousand_ends_in_a_leaf() {
        let deep = format!("{}{}", "(".repeat(10_000), r#" "mixed")"#.repeat(10_000));
        let run = move || paths(&structure(&deep)).len();
        let small = std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap();
        assert_eq!(small.join().unwrap(), MOST_DEPTH + 1);
    }

    #[test]
    fn the_count_of_parts_is_bounded() {
        let leaf = r#"("text" "plain" NIL NIL NIL "7bit" 5 1)"#;
        let part = structure(&format!(r#"({} "mixed")"#, leaf.repeat(5000)));
        assert_eq!(part.children.len(), MOST_PARTS - 1);
    }
}
