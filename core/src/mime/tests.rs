#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! Whole messages, read at once and in pieces.

use super::node::{Kind, path};
use super::scan::Scanner;
use super::stream::{PartExtractor, Splitter};
use super::*;
use proptest::prelude::*;

/// Attachments of every kind, three languages, a nested message with an attachment of its own.
const MIXED: &str = concat!(
    "From: =?utf-8?q?J=C3=B6rg?= <joerg@example.org>\r\nTo: ann@example.org\r\n",
    "Subject: Report\r\nDate: Mon, 15 Jan 2024 10:20:30 +0100\r\nMessage-ID: <1@example.org>\r\n",
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n",
    "preamble\r\n--outer\r\nContent-Type: multipart/related; boundary=rel\r\n\r\n",
    "--rel\r\nContent-Type: multipart/alternative; boundary=outer-alt\r\n\r\n",
    "--outer-alt\r\nContent-Type: text/plain; charset=iso-8859-1; format=flowed\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe \r\nvon hier.\r\n",
    "--outer-alt\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    "PHA+R3LDvMOfZSA8Yj52b24gaGllcjwvYj48aW1nIHNyYz0iY2lkOmxvZ29AeCI+PC9wPg==\r\n",
    "--outer-alt--\r\n\r\n--rel\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo@x>\r\n",
    "Content-Transfer-Encoding: base64\r\nContent-Disposition: inline\r\n\r\niVBORw0KGgo=\r\n--rel--\r\n",
    "--outer\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n",
    "Content-Disposition: attachment; filename*=utf-8''gr%C3%BCn.pdf\r\n\r\nJVBERi0xLjQK\r\n",
    "--outer\r\nContent-Type: message/rfc822\r\n\r\n",
    "From: bob@example.org\r\nSubject: Inner =?utf-8?q?w=C3=B6rd?=\r\n",
    "Content-Type: multipart/mixed; boundary=inner\r\n\r\n",
    "--inner\r\n\r\nneedle in here\r\n--inner\r\nContent-Type: application/zip; name=a.zip\r\n",
    "Content-Transfer-Encoding: base64\r\n\r\nUEsFBg==\r\n--inner--\r\n",
    "--outer\r\nContent-Type: application/ms-tnef\r\n\r\nTNEF\r\n",
    "--outer\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n",
    "--outer--\r\nepilogue\r\n",
);

#[test]
fn a_name_that_is_cut_keeps_its_extension() {
    let named = |stem: &str| {
        let name = stem.repeat(300);
        parse(format!("Content-Disposition: attachment; filename*=utf-8''{name}.html\r\n\r\nx").as_bytes()).attachments
    };
    for stem in ["x", "%E4%BB%B6"] {
        let name = named(stem).swap_remove(0).name;
        assert!(name.len() <= 255 && name.ends_with(".html"), "{name}");
    }
}

fn sections(raw: &[u8]) -> Vec<String> {
    let nodes = Scanner::scan(raw);
    (0..nodes.len()).map(|index| path(&nodes, index)).collect()
}

fn split(raw: &[u8], cuts: &[usize]) -> Parsed {
    let mut splitter = Splitter::new();
    for piece in pieces(raw, cuts) {
        splitter.feed(piece);
    }
    splitter.finish()
}

fn pieces<'a>(raw: &'a [u8], cuts: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = raw;
    let mut sizes = cuts.iter().copied().cycle();
    std::iter::from_fn(move || {
        let size = sizes.next().unwrap_or(1).clamp(1, rest.len().max(1)).min(rest.len());
        let (piece, tail) = rest.split_at(size);
        rest = tail;
        (!piece.is_empty()).then_some(piece)
    })
}

fn pull(raw: &[u8], part: &str, cuts: &[usize]) -> Option<Vec<u8>> {
    let mut extractor = PartExtractor::new(part);
    let mut out = Vec::new();
    for piece in pieces(raw, cuts) {
        extractor.feed(piece, &mut out);
    }
    extractor.finish(&mut out).then_some(out)
}

fn agree(raw: &[u8], cuts: &[usize]) {
    let whole = parse(raw);
    let pieced = split(raw, cuts);
    let texts = |p: &Parsed| (p.text.clone(), p.html.clone(), p.preview.clone(), p.search_text.clone());
    assert_eq!(texts(&pieced), texts(&whole));
    assert_eq!(pieced.attachments, whole.attachments);
    assert_eq!(pieced, whole);
    let digest = digest(raw);
    assert_eq!((&digest.preview, &digest.search_text), (&whole.preview, &whole.search_text));
    for section in sections(raw).iter().take(20) {
        assert_eq!(pull(raw, section, cuts), extract(raw, section), "section {section}");
    }
}

#[test]
fn a_rich_message_is_read() {
    let read = parse(MIXED.as_bytes());
    assert_eq!(read.envelope.from[0].name.as_deref(), Some("Jörg"));
    assert_eq!(read.text, "Grüße von hier.\n");
    assert_eq!(read.preview, "Grüße von hier.");
    assert!(read.html.as_deref().unwrap().contains("<b>von hier</b>"));
    let listed: Vec<_> =
        read.attachments.iter().map(|a| (a.part.as_str(), a.name.as_str(), a.size, a.inline)).collect();
    assert_eq!(
        listed,
        [
            ("1.2", "logo.png", 8, true),
            ("2", "grün.pdf", 9, false),
            ("3", "Inner wörd.eml", extract(MIXED.as_bytes(), "3").unwrap().len() as u64, false),
            ("4", "winmail.dat", 4, false),
            ("5", "invite.ics", 15, false),
        ]
    );
    assert_eq!(read.by_content_id("logo@x").unwrap().part, "1.2");
    for word in ["Grüße", "needle", "grün.pdf", "Inner", "a.zip"] {
        assert!(read.search_text.contains(word), "{word} in {}", read.search_text);
    }
    assert_eq!(digest(MIXED.as_bytes()).attachments.len(), 5);
}

#[test]
fn sections_are_those_of_the_server() {
    let found = sections(MIXED.as_bytes());
    let expected = ["", "1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "3", "", "3.1", "3.2", "4", "5"];
    assert_eq!(found, expected);
    assert_eq!(extract(MIXED.as_bytes(), "1.1.1").unwrap(), b"Gr\xfc\xdfe \r\nvon hier.");
    assert_eq!(extract(MIXED.as_bytes(), "2").unwrap(), b"%PDF-1.4\n");
    assert_eq!(extract(MIXED.as_bytes(), "3.2").unwrap(), b"PK\x05\x06");
    assert!(extract(MIXED.as_bytes(), "3").unwrap().starts_with(b"From: bob"));
    assert!(extract(MIXED.as_bytes(), "3").unwrap().ends_with(b"--inner--\r\n"));
    assert_eq!(extract(MIXED.as_bytes(), "6"), None);
    assert_eq!(extract(MIXED.as_bytes(), ""), None);
}

#[test]
fn single_parts_are_section_one() {
    for (raw, section, content) in [
        ("Subject: x\r\n\r\nhello\r\n", "1", "hello\r\n"),
        ("\r\nno header\r\n", "1", "no header\r\n"),
        ("Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz", "1.1", "z"),
        ("Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz", "1", "Subject: y\r\n\r\nz"),
        ("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: a\n\none\n--b--", "1.1", "one"),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y\n--b\n\ntwo\n--b--", "2", "two"),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b--", "1", ""),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever closed\n", "1", "never closed\n"),
        // A boundary that only starts like one; one that ends a header which names it again.
        ("Content-Type: multipart/mixed; boundary=b\n\n--bc\n\none\n--b--\n--b\n\ntwo", "1", "one"),
        (
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n--b\n\ntwo",
            "2",
            "two",
        ),
    ] {
        assert_eq!(extract(raw.as_bytes(), section).as_deref(), Some(content.as_bytes()), "{raw}");
        agree(raw.as_bytes(), &[1, 2, 5]);
    }
}

#[test]
fn texts_are_chosen() {
    let multipart = |kind: &str, parts: &str| {
        format!("Content-Type: multipart/{kind}; boundary=b\n\n{}\n--b--\n", parts.replace("@@", "\n--b\n"))
    };
    for (raw, text, html, attachments) in [
        ("Content-Type: text/html\n\n<p>a</p>".to_owned(), "a\n", true, 0),
        (multipart("alternative", "@@\n\nplain@@Content-Type: text/html\n\n<p>rich"), "\nplain", true, 0),
        (multipart("alternative", "@@\n \n@@Content-Type: text/html\n\n<p>rich"), "rich\n", true, 0),
        (multipart("mixed", "@@\none@@\ntwo"), "one\n\ntwo", false, 0),
        (multipart("mixed", "@@\none@@Content-Disposition: attachment\n\ntwo"), "one", false, 1),
        (multipart("mixed", "@@\none@@Content-Type: text/plain; name=x.txt\n\ntwo"), "one", false, 1),
        (multipart("mixed", "@@\none@@Content-Type: text/csv\n\ntwo"), "one", false, 1),
        (multipart("report", "@@\nfailed@@Content-Type: message/delivery-status\n\nx: y"), "failed", false, 1),
        (
            multipart("related", "@@Content-Type: text/html\n\n<p>a@@Content-Type: image/gif\nContent-ID: <i>\n\nx"),
            "a\n",
            true,
            1,
        ),
        ("Content-Type: multipart/mixed; boundary=b\n\nno part at all".to_owned(), "no part at all", false, 0),
        ("Content-Type: multipart/mixed\n\nno boundary".to_owned(), "no boundary", false, 0),
        ("Content-Type: text/x-unknown\n\nx".to_owned(), "x", false, 0),
        ("Content-Type: application/pdf\n\nx".to_owned(), "", false, 1),
        ("Content-Type: text/html\n\n<meta charset=koi8-r>\u{fffd}".to_owned(), "О©╫\n", true, 0),
    ] {
        let read = parse(raw.as_bytes());
        assert_eq!(read.text, text, "{raw}");
        assert_eq!((read.html.is_some(), read.attachments.len()), (html, attachments), "{raw}");
        agree(raw.as_bytes(), &[3, 1]);
    }
}

#[test]
fn deep_nesting_is_survived() {
    let mut parts = String::new();
    let mut messages = String::new();
    for depth in 0..10_000 {
        parts.push_str(&format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"));
        messages.push_str("Content-Type: message/rfc822\n\n");
    }
    parts.push_str("\ndeep");
    let flat = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(10_000));
    let forked = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(10_000);
    for raw in [parts, messages, flat, forked] {
        let read = parse(raw.as_bytes());
        assert!(read.attachments.len() <= 1_000);
        assert_eq!(split(raw.as_bytes(), &[4_096, 7]).attachments, read.attachments);
    }
}

#[test]
fn long_lines_are_survived() {
    let line = "x".repeat(3_000_000);
    for raw in [
        line.clone(),
        format!("{line}: a\n\nb"),
        format!("Subject: {line}\n\nb"),
        format!("a: b\n\n{line}"),
        format!("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--{line}\n--b--"),
    ] {
        let read = parse(raw.as_bytes());
        assert!(read.envelope.subject.len() <= 256 * 1024);
        split(raw.as_bytes(), &[100_000]);
    }
}

#[test]
fn a_huge_message_passes_in_little_memory() {
    let mut splitter = Splitter::new();
    let mut extractor = PartExtractor::new("2");
    let mut out = Vec::new();
    let mut bytes = 0;
    let head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n\
        Content-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    let line = format!("{}\r\n", "QUJD".repeat(19)).repeat(400);
    let mut feed = |piece: &[u8]| {
        splitter.feed(piece);
        extractor.feed(piece, &mut out);
        bytes += out.len();
        out.clear();
    };
    feed(head.as_bytes());
    for _ in 0..500 {
        feed(line.as_bytes());
    }
    feed(b"\r\n--b--\r\n");
    let read = splitter.finish();
    assert_eq!(read.text, "hello");
    assert_eq!((read.attachments[0].name.as_str(), read.attachments[0].size), ("film.mp4", 400 * 500 * 57));
    assert_eq!(bytes, 400 * 500 * 57);
}

#[test]
fn a_section_is_pulled_with_its_type() {
    let damaged = "Content-Type: multipart/mixed\r\n\r\nhello";
    for (raw, part, expected) in [
        (MIXED, "1.1.1", Some("text/plain")),
        (MIXED, "1.1.2", Some("text/html")),
        (MIXED, "1.2", Some("image/png")),
        (MIXED, "3", Some("message/rfc822")),
        ("Subject: x\r\n\r\nhello", "1", Some("text/plain")),
        (damaged, "1", Some("text/plain")),
        (MIXED, "9", None),
    ] {
        let (mut extractor, mut out) = (PartExtractor::new(part), Vec::new());
        extractor.feed(raw.as_bytes(), &mut out);
        assert_eq!(extractor.content_type(), expected, "{part}");
    }
}

#[test]
fn a_structure_reads_like_the_source() {
    let raw = MIXED.as_bytes();
    let nodes = Scanner::scan(raw);
    let root = super::node::tree(&nodes, &super::node::children(&nodes), 0);
    let read = parse(raw);
    let wanted: Vec<_> = text_sections(&root).into_iter().map(|s| (s.path, s.html)).collect();
    assert_eq!(wanted, [("1.1.1".to_owned(), false), ("1.1.2".to_owned(), true)]);
    let encoded = |index: usize| super::scan::slice(raw, &nodes[index].body);
    let section = |path: &str| match path {
        "1.1.1" => Some(encoded(3)),
        "1.1.1.MIME" => Some(super::scan::slice(raw, &nodes[3].header)),
        "1.1.2" => Some(encoded(4)),
        _ => None,
    };
    assert_eq!(assemble(&root, &section), (Some(read.text.clone()), read.html.clone()));
    let names = |list: &[crate::model::Attachment]| {
        list.iter().map(|a| (a.part.clone(), a.name.clone(), a.inline)).collect::<Vec<_>>()
    };
    assert_eq!(names(&attachments(&root)), names(&read.attachments));
}

#[test]
fn ordinary_messages_look_to_mail_parser_as_to_us() {
    let raw = MIXED.as_bytes();
    let theirs = mail_parser::MessageParser::default().parse(raw).unwrap();
    let ours = Scanner::scan(raw);
    let leaves: Vec<_> = ours
        .iter()
        .filter(|n| n.kind == Kind::Leaf && !path(&ours, 0).starts_with('3'))
        .map(|n| (n.body.start, n.body.end))
        .collect();
    let flat = theirs.parts.iter().filter(|p| !p.is_multipart() && !p.is_message());
    for part in flat {
        let range = (u64::from(part.offset_body), u64::from(part.offset_end));
        assert!(leaves.contains(&range), "{range:?} in {leaves:?}");
    }
}

proptest! {
    #[test]
    fn pieces_read_like_the_whole(cuts in prop::collection::vec(1usize..90, 1..20)) {
        agree(MIXED.as_bytes(), &cuts);
    }

    #[test]
    fn damaged_messages_are_survived(
        damage in prop::collection::vec((0usize..4000, any::<u8>(), 0u8..4), 0..25),
        cuts in prop::collection::vec(1usize..200, 1..8),
        bare in any::<bool>(),
    ) {
        let mut raw = if bare { MIXED.replace("\r\n", "\n") } else { MIXED.to_owned() }.into_bytes();
        for (at, byte, kind) in damage {
            let at = at % raw.len().max(1);
            match kind {
                0 => raw[at] = byte,
                1 => { raw.remove(at); }
                2 => raw.insert(at, byte),
                _ => { let tail = raw.split_off(at); raw.extend(tail.iter().skip(30)); }
            }
            if raw.is_empty() { raw.push(byte); }
        }
        agree(&raw, &cuts);
    }

    #[test]
    fn boundary_soup_is_survived(
        lines in prop::collection::vec(prop::sample::select(vec![
            "--b", "--b--", "--bb", "--bb--", "", "-", "--", "text", "\r",
            "Content-Type: multipart/mixed; boundary=b", "Content-Type: multipart/alternative; boundary=bb",
            "Content-Type: message/rfc822", "Content-Type: text/html", "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment", "QUJD=",
        ]), 0..40),
        ends in prop::sample::select(vec!["\n", "\r\n"]),
        cuts in prop::collection::vec(1usize..12, 1..8),
    ) {
        agree(lines.join(ends).as_bytes(), &cuts);
    }

    #[test]
    fn any_bytes_are_survived(raw in prop::collection::vec(any::<u8>(), 0..600), cuts in prop::collection::vec(1usize..50, 1..5)) {
        agree(&raw, &cuts);
    }
}
