//! Bytes to UTF-8.

use mail_parser::decoders::charsets::map::charset_decoder;

/// Decodes bytes by a charset label. Without a label, with one nobody knows, or with `us-ascii`,
/// the bytes are UTF-8 where they can be and windows-1252 where not.
pub fn decode(bytes: &[u8], label: Option<&str>) -> String {
    let label = label.unwrap_or_default().trim_matches(['"', '\'', ' ']).to_ascii_lowercase();
    match label.as_str() {
        "" | "us-ascii" | "ascii" | "unknown-8bit" | "x-unknown" | "utf-8" | "utf8" => guess(bytes),
        _ if plain_ascii(bytes) && !stateful(&label) => guess(bytes),
        label => match charset_decoder(label.as_bytes()) {
            Some(decoder) => decoder(bytes),
            None => guess(bytes),
        },
    }
}

/// Decodes bytes that say nothing about themselves.
pub fn guess(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if plain_ascii(bytes) && memchr::memmem::find(bytes, b"\x1b$").is_some() {
        return named("iso-2022-jp", bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if mostly_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => named("windows-1252", bytes),
    }
}

fn named(label: &str, bytes: &[u8]) -> String {
    match charset_decoder(label.as_bytes()) {
        Some(decoder) => decoder(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn plain_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii()
}

/// Whether ASCII bytes may mean something else than ASCII.
fn stateful(label: &str) -> bool {
    ["utf-7", "utf7", "unicode-1-1-utf-7", "utf-16", "utf-32", "iso-2022", "csiso2022", "hz", "ucs"]
        .iter()
        .any(|prefix| label.starts_with(prefix))
}

/// Whether invalid bytes are rare beside valid multibyte sequences: damaged UTF-8, such as a text cut short.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Makes a one-line field of any text: line breaks and tabs become spaces, runs of spaces one,
/// control characters and bidirectional overrides vanish.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_trickery(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Characters that have no place in one line: they control, reorder or hide.
pub fn is_trickery(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FEFF}')
}

/// Makes body text of decoded text: `\n` line breaks, no control characters but tabs.
pub fn clean_text(text: String) -> String {
    if !text.bytes().any(|byte| odd(byte) || byte == b'\r') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line.strip_suffix('\r').unwrap_or(line), "\n"),
            None => (line, ""),
        };
        // No early end: the compiler makes it many bytes at once.
        if line.bytes().fold(false, |any, byte| any | odd(byte) | (byte == b'\r')) {
            clean_line(line, &mut out);
        } else {
            out.push_str(line);
        }
        out.push_str(end);
    }
    out
}

/// Whether a character that begins with `byte` may be a control character other than a line break or tab.
fn odd(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n' && byte != b'\t' && byte != b'\r') || byte == 0x7f || byte == 0xc2
}

fn clean_line(line: &str, out: &mut String) {
    for c in line.chars() {
        match c {
            '\t' => out.push(c),
            '\r' | '\u{0C}' | '\u{85}' => out.push('\n'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// Cuts a string to at most `max` bytes at a character boundary.
pub fn cut(text: &mut String, max: usize) {
    text.truncate(text.floor_char_boundary(max));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_guesses_decode() {
        for (label, bytes, text) in [
            (None, &b"caf\xc3\xa9"[..], "café"),
            (None, b"caf\xe9", "café"),
            (Some("us-ascii"), b"caf\xe9", "café"),
            (Some("utf-8"), b"caf\xe9 noir", "café noir"),
            (Some("UTF-8"), b"\xc3\xa9\xc3\xa8\xc3", "éè\u{fffd}"),
            (Some("iso-8859-15"), b"\xa4", "€"),
            (Some("\"koi8-r\""), b"\xf0\xd2\xc9\xd7\xc5\xd4", "Привет"),
            (Some("gb2312"), b"\xc4\xe3\xba\xc3", "你好"),
            (Some("shift_jis"), b"\x83n\x83\x8D\x81[", "ハロー"),
            (Some("iso-2022-jp"), b"\x1b$B%O%m!<\x1b(B", "ハロー"),
            (None, b"\x1b$B%O%m!<\x1b(B", "ハロー"),
            (Some("utf-7"), b"+ZYeB9FH6ckh5Pg-", "文致出版社"),
            (Some("x-nobody-knows"), b"gr\xfcn", "grün"),
            (Some("utf-16le"), b"h\0i\0", "hi"),
        ] {
            assert_eq!(decode(bytes, label), text, "{label:?}");
        }
    }

    #[test]
    fn one_line_has_no_tricks() {
        assert_eq!(one_line("a\r\n Bcc: x\0\u{202e}gpj.exe\t\u{a0} b "), "a Bcc: xgpj.exe b");
        assert_eq!(clean_text("a\r\nb\rc\0\u{7}\td".to_owned()), "a\nb\nc\td");
        assert_eq!(clean_text("a\r\n\r\u{85}\r\r\nb\u{a0}é\u{9f}\r".to_owned()), "a\n\n\n\n\nb\u{a0}é\n");
    }
}
