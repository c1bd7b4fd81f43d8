#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use super::*;
use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;

fn person(name: &str, email: &str) -> Person {
    Person::new(&Address { name: Some(name.into()), email: email.into() }).unwrap()
}

fn letter() -> Outgoing {
    Outgoing {
        message_id: "abc@example.org".into(),
        date: 1_700_000_000,
        utc_offset: 3600,
        from: person("Ada Lovelace", "ada@example.org"),
        to: vec![person("Charles", "charles@example.org")],
        subject: "Numbers".into(),
        text: "one\ntwo".into(),
        seed: "0123456789abcdef".into(),
        ..Outgoing::default()
    }
}

fn file(name: &str) -> Attached {
    Attached { name: name.into(), content_id: None }
}

fn written(mail: &Outgoing, files: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    mail.write(&mut |n, sink| sink.write_all(files[n]), &mut out).unwrap();
    out
}

fn assert_canonical(bytes: &[u8]) {
    for line in bytes.split(|&b| b == b'\n') {
        assert!(line.len() <= 999, "a line of {}", line.len());
    }
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => assert_eq!(bytes[at - 1], b'\r'),
            b'\r' => assert_eq!(bytes[at + 1], b'\n'),
            _ => {}
        }
    }
    assert!(bytes.ends_with(b"\r\n"));
}

#[test]
fn a_plain_letter_is_what_one_expects() {
    let text = String::from_utf8(written(&letter(), &[])).unwrap();
    assert_eq!(
        text,
        "From: \"Ada Lovelace\" <ada@example.org>\r\nTo: \"Charles\" <charles@example.org>\r\n\
         Subject: Numbers\r\nDate: Tue, 14 Nov 2023 23:13:20 +0100\r\n\
         Message-ID: <abc@example.org>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n\
         one\r\ntwo\r\n"
    );
}

#[test]
fn text_html_and_files_are_nested_and_come_back() {
    let mail = Outgoing {
        text: "Grüße\r\rund mehr\n.\n..\nFrom here\n".into(),
        html: Some("<p>Grüße</p>".into()),
        files: ["Übersicht 2024 “final”.pdf", "a\r\nBcc: eve@example.org", "leer"].map(file).into(),
        ..letter()
    };
    let files: [&[u8]; 3] = [&[0xff; 20_000], b"two", b""];
    let bytes = written(&mail, &files);
    assert_canonical(&bytes);
    assert!(bytes.is_ascii());
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(parsed.body_text(0).unwrap(), "Grüße\r\n\r\nund mehr\r\n.\r\n..\r\nFrom here\r\n");
    assert_eq!(parsed.body_html(0).unwrap().trim(), "<p>Grüße</p>");
    assert!(parsed.header("Bcc").is_none());
    let names: Vec<_> = parsed.attachments().map(|a| a.attachment_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["Übersicht 2024 “final”.pdf", "a__Bcc: eve@example.org", "leer"]);
    for (part, file) in parsed.attachments().zip(files) {
        assert_eq!(part.contents(), file);
    }
}

#[test]
fn headers_cannot_be_injected() {
    let mail = Outgoing {
        subject: "a\r\nBcc: eve@example.org\r\n\r\nbody".into(),
        from: person("A\r\nX-Evil: 1", "ada@example.org"),
        in_reply_to: Some("x>\r\nX-Evil: 1".into()),
        references: vec!["ok@example.org".into(), "b a d".into(), "e\r\nvil".into()],
        ..letter()
    };
    let bytes = written(&mail, &[]);
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    assert!(parsed.header("Bcc").is_none() && parsed.header("X-Evil").is_none());
    assert!(parsed.header("In-Reply-To").is_none());
    assert_eq!(parsed.references().as_text(), Some("ok@example.org"));
    assert_eq!(parsed.body_text(0).unwrap(), "one\r\ntwo\r\n");
}

#[test]
fn a_conversation_keeps_its_start_and_its_end() {
    let references: Vec<String> = (0..100).map(|n| format!("{n}@example.org")).collect();
    let mail = Outgoing { in_reply_to: Some("99@example.org".into()), references, ..letter() };
    let bytes = written(&mail, &[]);
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    let kept = parsed.references().as_text_list().unwrap();
    assert_eq!((kept.len(), &*kept[0], &*kept[39]), (40, "0@example.org", "99@example.org"));
    assert_eq!(parsed.in_reply_to().as_text(), Some("99@example.org"));
}

#[test]
fn the_bcc_line_is_separate() {
    assert_eq!(bcc_line(&[]), b"");
    let line = bcc_line(&[person("Eve", "eve@example.org"), person("Jörg", "joerg@example.org")]);
    let parsed = MessageParser::default().parse(&[&line[..], b"\r\n\r\n"].concat()).unwrap().into_owned();
    assert_eq!(parsed.bcc().unwrap().as_list().unwrap().len(), 2);
}

#[test]
fn utf8_addresses_are_written_raw_and_asked_for() {
    let mail = Outgoing { to: vec![person("Jörg", "jörg@müller.example")], ..letter() };
    assert!(mail.needs_utf8() && !letter().needs_utf8());
    let text = String::from_utf8(written(&mail, &[])).unwrap();
    assert!(text.contains("<jörg@xn--mller-kva.example>"));
}

#[test]
fn a_picture_that_the_html_shows_is_within_it_and_any_other_file_beside_it() {
    let shown = |name: &str, id: &str| Attached { name: name.into(), content_id: Some(id.into()) };
    let mail = Outgoing {
        html: Some("<p>x<img src=\"cid:logo%40x\"><img src=\"cid:bad id\"></p>".into()),
        files: vec![
            file("a.pdf"),
            shown("logo.png", "logo@x"),
            shown("unused.png", "gone@x"),
            shown("b.png", "bad id"),
        ],
        ..letter()
    };
    let files: [&[u8]; 4] = [b"pdf", b"\x89PNG\r\n\x1a\n", b"two", b"three"];
    let bytes = written(&mail, &files);
    assert_canonical(&bytes);
    let read = crate::mime::parse(&bytes);
    let listed: Vec<_> = read.attachments.iter().map(|a| (&a.part[..], &a.name[..], a.inline)).collect();
    let expected =
        [("1.2", "logo.png", true), ("2", "a.pdf", false), ("3", "unused.png", false), ("4", "b.png", false)];
    assert_eq!(listed, expected);
    assert_eq!(read.by_content_id("logo@x").map(|a| a.content_type.as_str()), Some("image/png"));
    assert_eq!(crate::mime::extract(&bytes, "1.2").unwrap(), files[1]);
    assert_eq!((read.text.trim(), read.html.is_some()), ("one\ntwo", true));
    let alone = Outgoing { files: vec![shown("logo.png", "logo@x")], ..mail.clone() };
    let text = String::from_utf8(written(&alone, &[b"x"])).unwrap();
    assert!(text.contains("multipart/related; ") && !text.contains("multipart/mixed"), "{text}");
    assert!(text.contains("Content-Disposition: inline; filename=\"logo.png\"\r\nContent-ID: <logo@x>\r\n"), "{text}");
    let plain = Outgoing { html: None, ..alone };
    let text = String::from_utf8(written(&plain, &[b"x"])).unwrap();
    assert!(text.contains("multipart/mixed") && !text.contains("Content-ID"), "{text}");
}

proptest! {
    #[test]
    fn whatever_is_typed_comes_back(
        subject in "\\PC{0,300}", name in "\\PC{0,120}", text in "(\\PC|\n){0,2000}",
        html in proptest::option::of("(\\PC|\n){0,500}"), file in "[^/\\\\\\p{C}]{1,150}",
        data in proptest::collection::vec(any::<u8>(), 0..30_000),
    ) {
        let mail = Outgoing {
            from: person(&name, "ada@example.org"), subject: subject.clone(), text, html,
            files: vec![Attached { name: file, content_id: None }], ..letter()
        };
        let bytes = written(&mail, &[&data]);
        assert_canonical(&bytes);
        prop_assert!(bytes.is_ascii());
        let parsed = MessageParser::default().parse(&bytes).unwrap();
        prop_assert_eq!(parsed.attachment_count(), 1);
        prop_assert_eq!(parsed.attachment(0).unwrap().contents(), &data[..]);
        prop_assert_eq!(parsed.message_id(), Some("abc@example.org"));
    }
}
