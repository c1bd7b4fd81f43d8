//! File names for what strangers sent.

use super::charset;
use crate::model::Part;

/// Bytes of a file name; file systems take 255, and some room is left for ` (2)` and the like.
const MAX_NAME: usize = 200;
/// An extension longer than this is part of the name.
const MAX_EXTENSION: usize = 20;

/// Makes a file name of anything: one path component that every file system takes, not hidden, not
/// reserved, at most 200 bytes, the extension kept, never empty.
pub fn safe_name(name: &str) -> String {
    let replaced = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c => c,
    };
    let visible = charset::one_line(name);
    let visible = visible.chars().filter(|c| !is_hidden(*c)).map(replaced).collect::<String>();
    let trimmed = trim(&visible);
    let mut safe = shorten(trimmed, MAX_NAME);
    if is_reserved(&safe) {
        safe.insert(0, '_');
    }
    if safe.is_empty() { "attachment".to_owned() } else { safe }
}

/// Neither a leading dot (hidden, or `..`) nor an ending that Windows would drop.
fn trim(name: &str) -> &str {
    name.trim_start_matches(['.', ' ', '~']).trim_end_matches(['.', ' '])
}

/// Characters without a shape: two names that look the same must be the same.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Cuts a name to at most `max` bytes in its middle, so that its extension still says what the file is.
pub fn shorten(name: &str, max: usize) -> String {
    if name.len() <= max {
        return name.to_owned();
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= MAX_EXTENSION => (stem, extension),
        _ => (name, ""),
    };
    let mut short = stem.to_owned();
    charset::cut(&mut short, max - MAX_EXTENSION - 1);
    short.truncate(short.trim_end_matches(['.', ' ']).len());
    if !extension.is_empty() {
        short.push('.');
        short.push_str(extension);
    }
    short
}

/// Device names of Windows, with any extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")).unwrap_or_default();
    let mut digits = numbered.chars();
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

/// The file name of a part: its own, or one that says what it is.
pub fn attachment_name(part: &Part) -> String {
    let nested = part.content_type == "message/rfc822" || part.content_type == "message/global";
    match part.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) if nested && !name.to_ascii_lowercase().ends_with(".eml") => {
            safe_name(&format!("{}.eml", name.trim_end_matches('.')))
        }
        Some(name) => safe_name(name),
        None => default_name(part),
    }
}

fn default_name(part: &Part) -> String {
    let (kind, subtype) = part.content_type.split_once('/').unwrap_or(("", ""));
    let extension = match part.content_type.as_str() {
        "message/rfc822" | "message/global" => return "message.eml".to_owned(),
        "application/ms-tnef" => return "winmail.dat".to_owned(),
        "text/calendar" => return "invite.ics".to_owned(),
        "application/pgp-signature" => return "signature.asc".to_owned(),
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => return "smime.p7s".to_owned(),
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => return "smime.p7m".to_owned(),
        "message/delivery-status" => return "delivery-status.txt".to_owned(),
        "text/rfc822-headers" => return "headers.txt".to_owned(),
        "text/plain" => "txt",
        "text/vcard" | "text/x-vcard" | "text/directory" => "vcf",
        "image/jpeg" => "jpg",
        "image/svg+xml" => "svg",
        "application/octet-stream" => "bin",
        "application/x-zip-compressed" => "zip",
        _ => subtype.trim_start_matches("x-"),
    };
    let stem = if kind == "image" { "image" } else { "attachment" };
    let number = if part.path.is_empty() { "1" } else { &part.path };
    let known = extension.len() <= 8 && extension.chars().all(|c| c.is_ascii_alphanumeric());
    let extension = if known && !extension.is_empty() { extension } else { "bin" };
    safe_name(&format!("{stem}-{}.{extension}", number.replace('.', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_become_safe() {
        for (name, safe) in [
            ("report.pdf", "report.pdf"),
            ("Jahresbericht grün.pdf", "Jahresbericht grün.pdf"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..\\..\\boot.ini", "_.._boot.ini"),
            ("/etc/passwd", "_etc_passwd"),
            ("C:\\x.exe", "C__x.exe"),
            ("..", "attachment"),
            (".", "attachment"),
            ("", "attachment"),
            ("   ", "attachment"),
            (".bashrc", "bashrc"),
            ("a\0b\r\nc.txt", "ab c.txt"),
            ("exe.\u{202e}fdp", "exe.fdp"),
            ("in\u{200b}voice.pdf", "invoice.pdf"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("Com1.log", "_Com1.log"),
            ("COM10", "COM10"),
            ("console.txt", "console.txt"),
            ("name. . .", "name"),
            ("~x", "x"),
            ("???", "___"),
        ] {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
        let long = safe_name(&format!("{}.tar.gz", "ü".repeat(300)));
        assert!(long.len() <= MAX_NAME && long.ends_with(".gz"), "{long}");
    }

    proptest! {
        #[test]
        fn any_name_is_one_visible_component(name in "\\PC{0,40}|.{0,300}|[./\\\\ \u{202e}a]{0,12}") {
            let safe = safe_name(&name);
            prop_assert!(!safe.is_empty() && safe.len() <= 255);
            prop_assert!(!safe.starts_with(['.', ' ']) && !safe.ends_with(['.', ' ']));
            prop_assert!(!safe.contains(['/', '\\', ':', '\0']));
            prop_assert!(!safe.chars().any(|c| c.is_control() || is_hidden(c)));
            prop_assert_eq!(std::path::Path::new(&safe).components().count(), 1);
            prop_assert_eq!(&safe_name(&safe), &safe);
        }
    }
}
