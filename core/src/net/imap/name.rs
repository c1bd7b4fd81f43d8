//! Mailbox names and strings on the wire: modified UTF-7 (RFC 3501 §5.1.3), quoting.

use super::guard::Piece;
use crate::net::{NetError, Result, clean};
use crate::say;
use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const MUTF7: GeneralPurpose = GeneralPurpose::new(
    &IMAP_MUTF7,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Decodes a mailbox name. What is not modified UTF-7 is kept as it stands, so that every mailbox
/// has a name; control characters become `\u{fffd}`.
pub fn decode(wire_name: &[u8]) -> String {
    let raw = String::from_utf8_lossy(wire_name);
    let name = if wire_name.is_ascii() { decode_mutf7(&raw) } else { None };
    let name = name.unwrap_or_else(|| raw.into_owned());
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Encodes a mailbox name.
pub fn encode(name: &str) -> Vec<u8> {
    let mut wire = String::new();
    let mut shifted: Vec<u8> = Vec::new();
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            flush(&mut wire, &mut shifted);
            wire.push(c);
            wire.extend((c == '&').then_some('-'));
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                shifted.extend_from_slice(&unit.to_be_bytes());
            }
        }
    }
    flush(&mut wire, &mut shifted);
    wire.into_bytes()
}

fn flush(wire: &mut String, shifted: &mut Vec<u8>) {
    if !shifted.is_empty() {
        wire.push('&');
        MUTF7.encode_string(&shifted, wire);
        wire.push('-');
        shifted.clear();
    }
}

fn decode_mutf7(text: &str) -> Option<String> {
    let mut name = String::new();
    let mut rest = text;
    while let Some((plain, shifted)) = rest.split_once('&') {
        name.push_str(plain);
        let (inner, after) = shifted.split_once('-')?;
        rest = after;
        if inner.is_empty() {
            name.push('&');
            continue;
        }
        let bytes = MUTF7.decode(inner).ok()?;
        if bytes.len() % 2 != 0 {
            return None;
        }
        let units = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
        name.push_str(&char::decode_utf16(units).collect::<Result<String, _>>().ok()?);
    }
    name.push_str(rest);
    Some(name)
}

/// A string for a command: quoted where that is possible, else a literal; never anything that
/// could end the command.
pub(crate) fn string(bytes: &[u8]) -> Result<Piece> {
    if bytes.iter().any(|byte| matches!(byte, 0 | b'\r' | b'\n')) {
        let shown = clean(&String::from_utf8_lossy(bytes));
        return Err(NetError::Input { detail: say!("input-line-break", text = shown) });
    }
    if !bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return Ok(Piece::Literal(bytes.to_vec()));
    }
    let mut quoted = Vec::with_capacity(bytes.len() + 2);
    quoted.push(b'"');
    for byte in bytes {
        if matches!(byte, b'"' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    quoted.push(b'"');
    Ok(Piece::Text(quoted))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_decoded_and_bad_ones_stay_usable() {
        assert_eq!(decode(b"Entw&APw-rfe"), "Entwürfe");
        assert_eq!(decode(b"&U,BTFw-/&ZeVnLIqe-"), "台北/日本語");
        assert_eq!(decode(b"A&-B"), "A&B");
        assert_eq!(decode(b"broken & name"), "broken & name");
        assert_eq!(decode(b"&AAA"), "&AAA");
        assert_eq!(decode("Gelöscht".as_bytes()), "Gelöscht");
        assert_eq!(decode(b"bell\x07"), "bell\u{fffd}");
        assert_eq!(decode(b"../x"), "../x");
    }

    #[test]
    fn strings_cannot_leave_their_quotes() {
        assert_eq!(string(b"a\"b\\c").unwrap(), Piece::Text(b"\"a\\\"b\\\\c\"".to_vec()));
        assert_eq!(string("p\u{e4}ss".as_bytes()).unwrap(), Piece::Literal("p\u{e4}ss".as_bytes().to_vec()));
        for bad in [b"a\r\nA9 DELETE x".as_slice(), b"a\nb", b"a\0b"] {
            assert!(matches!(string(bad), Err(NetError::Input { .. })));
        }
    }

    proptest! {
        #[test]
        fn encoding_comes_back(name in "\\PC{0,40}") {
            let wire = encode(&name);
            prop_assert!(wire.iter().all(|byte| (b' '..=b'~').contains(byte)));
            prop_assert_eq!(decode(&wire), name);
        }

        #[test]
        fn any_bytes_have_a_name(wire in prop::collection::vec(any::<u8>(), 0..60)) {
            decode(&wire);
        }
    }
}
