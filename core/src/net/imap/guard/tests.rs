#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use bytes::Bytes;
use proptest::prelude::*;

fn frames(framer: &mut Framer, bytes: &[u8]) -> Vec<Frame> {
    framer.buffer.extend_from_slice(bytes);
    let mut found = Vec::new();
    while let Some(frame) = framer.next().unwrap() {
        found.push(frame);
    }
    found
}

/// Chunks brought together, because where they are cut means nothing.
fn joined(frames: Vec<Frame>) -> Vec<Frame> {
    let mut joined: Vec<Frame> = Vec::new();
    for frame in frames {
        match (joined.last_mut(), frame) {
            (Some(Frame::LargeChunk(first)), Frame::LargeChunk(next)) => {
                *first = [&first[..], &next[..]].concat().into()
            }
            (_, frame) => joined.push(frame),
        }
    }
    joined
}

fn streaming(inline: u64) -> Framer {
    let mut framer = Framer::new();
    framer.limits = Limits { inline, stream: true, ..Limits::default() };
    framer
}

fn untagged(text: &str) -> Frame {
    Frame::Untagged(Bytes::copy_from_slice(text.as_bytes()))
}

const TALK: &str = concat!(
    "* OK [CAPABILITY IMAP4rev1] a {3}\r\n",
    "* 3 EXISTS\r\n",
    "* LIST () \"/\" {3}\r\na\r\n\r\n",
    "* 1 FETCH (UID 7 BODY[1.2] {10}\r\n* 2 FETCH\n FLAGS ())\r\n",
    "+ go on\r\n",
    "+\r\n",
    "\r\n",
    "no response\n",
    "* 9 FETCH (UID 8 BODY[]<0> ~{4}\r\n)\r\nx RFC822.HEADER {2}\r\nhi)\n",
    "A0001 NO [OVERQUOTA] full {9}\r\n",
);

fn expected() -> Vec<Frame> {
    vec![
        untagged("OK [CAPABILITY IMAP4rev1] a {3}"),
        untagged("3 EXISTS"),
        untagged("LIST () \"/\" {3}\r\na\r\n"),
        Frame::LargeStart { uid: Some(7), section: "1.2".into(), size: 10 },
        Frame::LargeChunk("* 2 FETCH\n".into()),
        Frame::LargeEnd,
        untagged("1 FETCH (UID 7 BODY[1.2] \0 FLAGS ())"),
        Frame::Continue("go on".into()),
        Frame::Continue("".into()),
        Frame::Garbage,
        Frame::Garbage,
        Frame::LargeStart { uid: Some(8), section: "<0>".into(), size: 4 },
        Frame::LargeChunk(")\r\nx".into()),
        Frame::LargeEnd,
        untagged("9 FETCH (UID 8 BODY[]<0> \0 RFC822.HEADER {2}\r\nhi)"),
        Frame::Tagged { tag: "A0001".into(), rest: "NO [OVERQUOTA] full {9}".into() },
    ]
}

#[test]
fn a_talk_is_cut_the_same_wherever_it_is_split() {
    for at in 0..TALK.len() {
        let mut framer = streaming(3);
        let mut found = frames(&mut framer, &TALK.as_bytes()[..at]);
        found.extend(frames(&mut framer, &TALK.as_bytes()[at..]));
        assert_eq!(joined(found), expected(), "split at {at}");
        assert!(framer.is_idle());
    }
    let mut framer = streaming(3);
    let found = TALK.bytes().flat_map(|byte| frames(&mut framer, &[byte])).collect();
    assert_eq!(joined(found), expected(), "byte by byte");
}

#[test]
fn a_line_of_a_gigabyte_is_skipped_in_constant_memory() {
    let piece = vec![b'x'; 64 << 10];
    for head in ["* LIST (\\a) \"", "* 5 FETCH (FLAGS (", "* SEARCH 1 2 ", "rubbish"] {
        let mut framer = Framer::new();
        let mut found = frames(&mut framer, head.as_bytes());
        for _ in 0..(1 << 30) / piece.len() {
            found.extend(frames(&mut framer, &piece));
            assert!(framer.buffer.capacity() <= 20 << 20, "{}", framer.buffer.capacity());
        }
        // Even such a line may end in a literal.
        let rest = " {7}\r\n* BYE\r\n end\r\n* 1 EXISTS\r\n";
        found.extend(frames(&mut framer, rest.as_bytes()));
        match head {
            "rubbish" => assert_eq!(found.last(), Some(&untagged("1 EXISTS"))),
            _ => assert!(matches!(&found[..], [Frame::Skipped(_), Frame::Untagged(_)]), "{head}: {found:?}"),
        }
    }
}

#[test]
fn a_completion_that_is_too_long_is_not_lost() {
    let mut framer = Framer::new();
    let mut found = frames(&mut framer, b"A0002 NO [LIMIT] ");
    found.extend(frames(&mut framer, &vec![b'y'; 3 << 20]));
    found.extend(frames(&mut framer, b"\r\nA0003 OK\r\n"));
    let [Frame::Tagged { tag, rest }, Frame::Tagged { .. }] = &found[..] else { panic!("{found:?}") };
    assert_eq!(tag, "A0002");
    assert!(rest.starts_with(b"NO [LIMIT] y") && rest.len() < 1024);
}

#[test]
fn a_literal_of_half_a_gigabyte_is_skipped_or_streamed() {
    let piece = vec![b'z'; 64 << 10];
    let size = 500 << 20;
    for (head, streams) in [("* LIST () \"/\" ", false), ("* 4 FETCH (BODY[] ", true), ("* STATUS ", false)] {
        let mut framer = streaming(1 << 20);
        let mut found = frames(&mut framer, format!("{head}{{{size}}}\r\n").as_bytes());
        let mut streamed = 0;
        for _ in 0..size / piece.len() {
            for frame in frames(&mut framer, &piece) {
                if let Frame::LargeChunk(bytes) = frame {
                    assert!(bytes.len() <= 64 << 10);
                    streamed += bytes.len();
                }
            }
            assert!(framer.buffer.capacity() <= 1 << 20);
        }
        assert_eq!(streamed, if streams { size } else { 0 });
        found.extend(frames(&mut framer, b")\r\n* 1 EXISTS\r\n"));
        assert_eq!(found.last(), Some(&untagged("1 EXISTS")));
    }
}

#[test]
fn a_response_of_endless_literals_is_given_up() {
    let mut framer = Framer::new();
    let mut found = frames(&mut framer, b"* LIST ");
    let literal = [b"{65536}\r\n".as_slice(), &[b'a'; 65536], b" "].concat();
    for _ in 0..2000 {
        found.extend(frames(&mut framer, &literal));
        assert!(framer.buffer.capacity() <= 40 << 20);
    }
    found.extend(frames(&mut framer, b"\r\n* 1 EXISTS\r\n"));
    assert_eq!(found.last(), Some(&untagged("1 EXISTS")));
}

#[test]
fn an_impossible_literal_ends_the_reading() {
    for size in ["99999999999999999999999", "18446744073709551615"] {
        let mut framer = Framer::new();
        framer.buffer.extend_from_slice(format!("* 1 FETCH (BODY[] {{{size}}}\r\n").as_bytes());
        assert!(framer.next().is_err());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_cut_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), inline in 0u64..50) {
        let mut framer = streaming(inline);
        framer.buffer.extend_from_slice(&bytes);
        while let Ok(Some(_)) = framer.next() {}
    }

    #[test]
    fn words_of_the_protocol_in_any_order_are_read_without_harm(
        words in prop::collection::vec(prop::sample::select(vec![
            "* ", "1 ", "FETCH ", "(", ")", "UID ", "BODY[", "]", "<0>", "{3}\r\n", "{0}\r\n", "~{2}\r\n", "\r\n",
            "\n", "\"", "\\", "NIL ", "LIST ", "SEARCH ", "ESEARCH ", "STATUS ", "VANISHED ", "1:9 ", "4294967295 ", "A0001 ",
            "OK ", "[COPYUID ", "BODYSTRUCTURE ", "FLAGS ", "MODSEQ ", "INTERNALDATE ", "\0", "\u{e9}", "ID ", "NAMESPACE ",
            "99999999999999999999 ", "RFC822 ", "(TAG ", "ALL ", "MESSAGES ", "()", "\"text\" ", "\"plain\" ",
        ]), 0..60),
    ) {
        let mut framer = streaming(2);
        framer.buffer.extend_from_slice(words.concat().as_bytes());
        while let Ok(Some(frame)) = framer.next() {
            match frame {
                Frame::Untagged(bytes) => drop(crate::net::imap::parse::untagged(&bytes)),
                Frame::Skipped(bytes) => drop(crate::net::imap::parse::skipped(&bytes)),
                Frame::Tagged { rest, .. } => drop(crate::net::imap::parse::completion(&rest)),
                _ => {}
            }
        }
    }
}
