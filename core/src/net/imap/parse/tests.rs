#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::model::Role;
use proptest::prelude::*;

fn read(text: &str) -> Data {
    untagged(&Bytes::copy_from_slice(text.as_bytes()))
}

fn fetched(text: &str) -> Fetched {
    match read(text) {
        Data::Fetch(fetched) => *fetched,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fetch_items_come_in_any_order_and_unknown_ones_are_skipped() {
    let message = fetched(concat!(
        "12 FETCH (X-GM-LABELS (\"\\\\Inbox\" {3}\r\na)b) BODY[HEADER.FIELDS (DATE FROM)] {6}\r\nA: b\r\n FLAGS (\\Seen $Junk \\Recent)",
        " RFC822.SIZE 4294967296 MODSEQ (9223372036854775807) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\"",
        " EMAILID NIL BODY[2] NIL BODY[1]<0> \"q\\\"x\" UID 4294967295 SNIPPET (FUZZY \"a\"))",
    ));
    assert_eq!((message.seq, message.uid, message.size), (12, Some(u32::MAX), Some(1 << 32)));
    assert_eq!(message.modseq, Some(i64::MAX as u64));
    let flags = message.flags.clone().unwrap();
    assert!(flags.seen && flags.keywords == ["$Junk"]);
    assert_eq!((message.received, message.received_day), (Some(837_596_665), Some(9694)));
    assert_eq!(message.section("HEADER.FIELDS").unwrap(), "A: b\r\n");
    assert_eq!(message.section("1<0>").unwrap(), "q\"x");
    assert_eq!(message.section("2"), None);
}

#[test]
fn sections_that_went_elsewhere_are_named() {
    let message = fetched("1 FETCH (UID 3 BODY[] \0 RFC822.TEXT {2}\r\nok)");
    assert_eq!(message.elsewhere, [""]);
    assert_eq!(message.section("TEXT").unwrap(), "ok");
}

#[test]
fn a_fetch_that_cannot_be_read_names_its_message() {
    assert_eq!(read("3 FETCH (UID 77 FLAGS (\\Seen"), Data::Unreadable { keyword: "FETCH".into(), uid: Some(77) });
    assert_eq!(
        skipped(&Bytes::from_static(b"* 3 FETCH (FLAGS (x")),
        Data::Unreadable { keyword: "FETCH".into(), uid: None }
    );
}

#[test]
fn the_words_of_a_message_are_not_taken_for_its_uid() {
    let odd = "3 FETCH (BODY[HEADER] {9}\r\n UID 66 \r UID 77 FLAGS (";
    assert_eq!(read(odd), Data::Unreadable { keyword: "FETCH".into(), uid: Some(77) });
}

#[test]
fn searches() {
    let found = |text: &str| UidSet::parse(text).unwrap();
    assert_eq!(
        read("SEARCH 2 1 3 (MODSEQ 917162500)"),
        Data::Search { found: found("1:3"), modseq: Some(917_162_500) }
    );
    assert_eq!(read("SEARCH"), Data::Search { found: UidSet::default(), modseq: None });
    assert_eq!(read("SEARCH 1 x"), Data::Unreadable { keyword: "SEARCH".into(), uid: None });
    let Data::Esearch(answer) = read("ESEARCH (TAG \"A0001\") UID ALL 1:3,9 COUNT 4 X (a b) MODSEQ 7") else {
        panic!()
    };
    assert_eq!(
        (answer.tag.as_deref(), answer.all, answer.count, answer.modseq),
        (Some("A0001"), found("1:3,9"), Some(4), Some(7))
    );
    assert_eq!(read("ESEARCH"), Data::Esearch(Esearch::default()));
    assert_eq!(read("VANISHED (EARLIER) 41,43:116"), Data::Vanished { earlier: true, uids: found("41,43:116") });
    assert_eq!(read("VANISHED 1"), Data::Vanished { earlier: false, uids: found("1") });
}

#[test]
fn lists() {
    let Data::List(entry) =
        read(r#"LIST (\HasNoChildren \drafts) "/" "Entw&APw-rfe" ("CHILDINFO" ("SUBSCRIBED") "OLDNAME" ("x"))"#)
    else {
        panic!()
    };
    assert_eq!((entry.name.as_str(), entry.separator, entry.special_use), ("Entwürfe", Some('/'), Some(Role::Drafts)));
    let Data::List(entry) = read("LIST () NIL {6}\r\na\"\\b c") else { panic!() };
    assert_eq!((&entry.wire_name[..], entry.separator), (b"a\"\\b c".as_slice(), None));
    let Data::List(entry) = read("LIST (\\Noselect) \".\" ../x(y)") else { panic!() };
    assert!(entry.name == "../x(y)" && !entry.selectable());
    assert!(matches!(read("LIST () \"/\" \"\""), Data::Unreadable { .. }));
    let Data::Namespace(all) = read(r#"NAMESPACE (("INBOX." ".")) NIL (("Public/" "/" "X" ("a"))("shared/" "/"))"#)
    else {
        panic!()
    };
    assert_eq!((all.personal.len(), all.others.len(), all.shared.len()), (1, 0, 2));
    assert_eq!(
        read(r#"ID ("name" "Cyrus" "version" NIL)"#),
        Data::Id(vec![("name".into(), Some("Cyrus".into())), ("version".into(), None)])
    );
    assert_eq!(read("ID NIL"), Data::Id(Vec::new()));
}

#[test]
fn statuses_with_items_nobody_asked_for() {
    let Data::Status(status) =
        read("STATUS \"x\" (MESSAGES 3 SIZE 99999999999 MAILBOXID (F2) APPENDLIMIT NIL UIDNEXT 9 HIGHESTMODSEQ 5)")
    else {
        panic!()
    };
    assert_eq!(
        (status.messages, status.uidnext, status.highestmodseq, status.unseen),
        (Some(3), Some(9), Some(5), None)
    );
    let Data::Status(status) = read("STATUS Sent Items (MESSAGES 3)") else { panic!() };
    assert_eq!(status.wire_name, b"Sent Items");
    let Data::Status(status) = read("STATUS a(b (UNSEEN 1)") else { panic!() };
    assert_eq!((&status.wire_name[..], status.unseen), (b"a(b".as_slice(), Some(1)));
}

#[test]
fn conditions_keep_code_and_words() {
    let Data::Condition { condition, code, text } = read("BYE [ALERT] too\tmany") else { panic!() };
    assert_eq!((condition, code.unwrap().name.as_str(), text.as_str()), (Condition::Bye, "ALERT", "too many"));
    let (condition, code, text) = completion(&Bytes::from_static(b"ok [HIGHESTMODSEQ 20010715194045319] done"));
    assert_eq!(
        (condition, code.unwrap().number(), text.as_str()),
        (Condition::Ok, Some(20_010_715_194_045_319), "done")
    );
    assert_eq!(completion(&Bytes::from_static(b"WHAT")).0, Condition::Bad);
    assert_eq!(read("XNEW things (a"), Data::Other { keyword: "XNEW".into() });
    assert_eq!(read(""), Data::Other { keyword: String::new() });
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(
        head in prop::sample::select(vec!["", "1 FETCH (", "LIST ", "SEARCH ", "ESEARCH ", "STATUS ", "OK [", "ID (", "NAMESPACE ", "1 FETCH (BODYSTRUCTURE "]),
        tail in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let response = Bytes::from([head.as_bytes(), &tail].concat());
        untagged(&response);
        skipped(&response);
        completion(&response);
    }
}
