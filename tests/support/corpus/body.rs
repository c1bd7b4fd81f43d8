use super::chance::Chance;
use super::words::{Language, base64};

/// How a message is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Legacy,
    Flowed,
    Newsletter,
    Alternative,
    Attachments,
    Forward,
    Winmail,
}

/// A message size in bytes: log-normal, median 12 kB, mean 38 kB with the few of 10 MB.
pub fn size(chance: &mut Chance) -> usize {
    if chance.one_in(5000) {
        return 9_900_000;
    }
    let size = 12_000.0 * (1.5 * chance.normal()).exp();
    (size as usize).clamp(1_200, 10_000_000)
}

/// Chooses how a message of `size` bytes is built: large ones are large because of what is attached.
pub fn kind(size: usize, is_answer: bool, chance: &mut Chance) -> Kind {
    match (size, chance.below(100)) {
        (60_000.., 0..=11) => Kind::Forward,
        (60_000.., 12..=14) => Kind::Winmail,
        (60_000.., _) => Kind::Attachments,
        (_, 0..=3) => Kind::Forward,
        (12_000.., 4..=24) => Kind::Attachments,
        (8_000.., _) if !is_answer => Kind::Newsletter,
        (_, 25..=49) => Kind::Flowed,
        (_, 50..=69) => Kind::Alternative,
        (_, 70..=79) => Kind::Legacy,
        _ => Kind::Plain,
    }
}

/// Writes the rest of a message (content headers, an empty line, the body) so that it is about `size` bytes long.
pub fn write(out: &mut Vec<u8>, kind: Kind, language: &Language, size: usize, chance: &mut Chance) {
    let room = size.saturating_sub(out.len() + 250).max(200);
    let boundary = format!("=_{:016x}", chance.next());
    match kind {
        Kind::Plain => part(out, "text/plain; charset=utf-8", &lines(language, room, 72, chance)),
        Kind::Legacy => legacy(out, language, room, chance),
        Kind::Flowed => part(out, "text/plain; charset=utf-8; format=flowed", &flowed(language, room, chance)),
        Kind::Newsletter => part(out, "text/html; charset=utf-8", &newsletter(language, room, chance)),
        Kind::Alternative => {
            open(out, "alternative", &boundary);
            part(out, "text/plain; charset=utf-8", &lines(language, room / 3, 72, chance));
            next(out, &boundary);
            part(out, "text/html; charset=utf-8", &newsletter(language, room / 2, chance));
            close(out, &boundary);
        }
        Kind::Attachments => with_attachments(out, language, room, &boundary, chance),
        Kind::Forward => forward(out, language, room, &boundary, chance),
        Kind::Winmail => {
            open(out, "mixed", &boundary);
            part(out, "text/plain; charset=utf-8", &lines(language, 800, 72, chance));
            next(out, &boundary);
            attachment(
                out,
                "application/ms-tnef",
                "winmail.dat",
                room.saturating_sub(1_200),
                b"\x78\x9f\x3e\x22",
                chance,
            );
            close(out, &boundary);
        }
    }
}

fn open(out: &mut Vec<u8>, subtype: &str, boundary: &str) {
    push(out, &format!("Content-Type: multipart/{subtype};\r\n boundary=\"{boundary}\"\r\n\r\n"));
    next(out, boundary);
}

fn next(out: &mut Vec<u8>, boundary: &str) {
    push(out, &format!("--{boundary}\r\n"));
}

fn close(out: &mut Vec<u8>, boundary: &str) {
    push(out, &format!("--{boundary}--\r\n"));
}

fn push(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

fn part(out: &mut Vec<u8>, content_type: &str, text: &str) {
    push(out, &format!("Content-Type: {content_type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}"));
}

/// Text of about `room` bytes in lines of at most `width` characters.
fn lines(language: &Language, room: usize, width: usize, chance: &mut Chance) -> String {
    let mut text = String::with_capacity(room + 500);
    while text.len() < room {
        let mut column = 0;
        for word in language.paragraph(chance).split(' ') {
            let length = word.chars().count();
            if column + length >= width && column > 0 {
                text.push_str("\r\n");
                column = 0;
            } else if column > 0 {
                text.push(' ');
            }
            text.push_str(word);
            column += length + 1;
        }
        text.push_str("\r\n\r\n");
    }
    text
}

fn flowed(language: &Language, room: usize, chance: &mut Chance) -> String {
    let text = lines(language, room * 4 / 5, 66, chance);
    let soft = text.replace("\r\n\r\n", "\u{0}").replace("\r\n", " \r\n").replace('\u{0}', "\r\n\r\n");
    let quoted: String = lines(language, room / 5, 60, chance).lines().map(|line| format!("> {line}\r\n")).collect();
    format!("{soft}{quoted}-- \r\nsent from the quay\r\n")
}

fn newsletter(language: &Language, room: usize, chance: &mut Chance) -> String {
    let mut html = String::with_capacity(room + 2000);
    html.push_str("<!DOCTYPE html>\r\n<html><head><style>body { font: 15px/1.5 sans-serif } .row td { padding: 8px }</style></head>\r\n<body><table width=\"600\">\r\n");
    html.push_str("<tr><td><img src=\"https://images.example.org/head.png\" width=\"600\" alt=\"\"></td></tr>\r\n");
    while html.len() < room {
        let title = language.subject(chance);
        let id = chance.next();
        html.push_str(&format!(
            "<tr class=\"row\"><td style=\"border-top:1px solid #ccd\"><h2>{title}</h2><p>{}</p>\r\n<p><a href=\"https://news.example.org/read?id={id:016x}&amp;u={:x}\">&raquo; {}</a></p></td></tr>\r\n",
            language.paragraph(chance),
            id >> 40,
            language.subject(chance),
        ));
    }
    html.push_str(
        "</table>\r\n<img src=\"https://images.example.org/seen.gif\" width=\"1\" height=\"1\">\r\n</body></html>\r\n",
    );
    html
}

fn with_attachments(out: &mut Vec<u8>, language: &Language, room: usize, boundary: &str, chance: &mut Chance) {
    open(out, "mixed", boundary);
    part(out, "text/plain; charset=utf-8", &lines(language, 600, 72, chance));
    let count = chance.below(3) as usize + 1;
    for n in 0..count {
        next(out, boundary);
        let (content_type, name, start): (_, _, &[u8]) = match chance.below(4) {
            0 => ("image/jpeg", format!("IMG_{:04}.jpg", chance.below(10_000)), b"\xff\xd8\xff\xe0"),
            1 => ("application/pdf", format!("Übersicht {n}.pdf"), b"%PDF-1.7\n"),
            2 => ("application/zip", format!("data-{n}.zip"), b"PK\x03\x04"),
            _ => ("application/octet-stream", format!("{}.bin", language.subject(chance)), b"\x7f"),
        };
        attachment(out, content_type, &name, room.saturating_sub(800) / count, start, chance);
    }
    close(out, boundary);
}

/// An attachment whose base64 is about `encoded` bytes long.
fn attachment(out: &mut Vec<u8>, content_type: &str, name: &str, encoded: usize, start: &[u8], chance: &mut Chance) {
    let name: String = name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"._-".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    push(
        out,
        &format!(
            "Content-Type: {content_type}\r\nContent-Disposition: attachment;\r\n filename*=utf-8''{name}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        ),
    );
    let mut bytes = start.to_vec();
    let length = encoded / 78 * 57;
    bytes.reserve(length + 8);
    while bytes.len() < length.max(57) {
        bytes.extend_from_slice(&chance.next().to_le_bytes());
    }
    for line in bytes.chunks(57) {
        push(out, &base64(line));
        push(out, "\r\n");
    }
}

fn forward(out: &mut Vec<u8>, language: &Language, room: usize, boundary: &str, chance: &mut Chance) {
    open(out, "mixed", boundary);
    part(out, "text/plain; charset=utf-8", &lines(language, 300, 72, chance));
    next(out, boundary);
    push(out, "Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n");
    let (_, address) = language.person(chance);
    push(
        out,
        &format!(
            "From: {address}\r\nTo: someone@example.org\r\nSubject: inner\r\nDate: Mon, 05 Feb 2024 08:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        ),
    );
    if room > 60_000 {
        with_attachments(out, language, room - 1_000, &format!("{boundary}.in"), chance);
    } else {
        part(out, "text/plain; charset=utf-8", &lines(language, room.saturating_sub(800), 72, chance));
    }
    close(out, boundary);
}

/// A message in the charset that people of this language used before UTF-8.
fn legacy(out: &mut Vec<u8>, language: &Language, room: usize, chance: &mut Chance) {
    let text = lines(language, room, 72, chance);
    let Some(charset) = language.legacy else { return part(out, "text/plain; charset=utf-8", &text) };
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| if charset == "koi8-r" { koi8(c) } else { u8::try_from(u32::from(c)).unwrap_or(b'?') })
        .collect();
    push(
        out,
        &format!("Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"),
    );
    for line in bytes.split(|&b| b == b'\n') {
        quoted_printable(out, line.strip_suffix(b"\r").unwrap_or(line));
    }
}

fn quoted_printable(out: &mut Vec<u8>, line: &[u8]) {
    let mut column = 0;
    for &b in line {
        let piece = if matches!(b, b' '..=b'~') && b != b'=' { char::from(b).to_string() } else { format!("={b:02X}") };
        if column + piece.len() > 74 {
            push(out, "=\r\n");
            column = 0;
        }
        push(out, &piece);
        column += piece.len();
    }
    push(out, "\r\n");
}

fn koi8(c: char) -> u8 {
    const LETTERS: &str = "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
    match c {
        'ё' => 0xa3,
        'Ё' => 0xb3,
        c if c.is_ascii() => c as u8,
        c => LETTERS.chars().position(|letter| letter == c).map_or(b'?', |at| 0xc0 + at as u8),
    }
}
