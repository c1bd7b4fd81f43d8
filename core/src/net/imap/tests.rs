//! Sessions against a peer that says what the test tells it to.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::connect::start_tls;
use super::*;
use crate::model::{Flags, Security, UidSet};
use crate::net::NetError;
use crate::net::dial::Endpoint;
use crate::net::meter::Meter;
use crate::net::tls::Trust;
use std::future::{Future, pending, ready};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex};

fn config(password: &str) -> ImapConfig {
    ImapConfig {
        endpoint: Endpoint { host: "mail.example".into(), port: 993, security: Security::Tls },
        trust: Trust::default(),
        user: "anna".into(),
        password: password.into(),
        timings: Timings::default(),
        meter: Meter::default(),
    }
}

/// Says the greeting; then for each pair waits for a line that ends as given and answers, with
/// `TAG` standing for the tag of the last line that had one.
async fn peer(stream: DuplexStream, greeting: &str, talk: &[(&str, &str)]) -> BufReader<DuplexStream> {
    let mut stream = BufReader::new(stream);
    stream.write_all(greeting.as_bytes()).await.unwrap();
    let mut tag = String::new();
    for (wanted, answer) in talk {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap();
        if let Some((first, _)) = line.split_once(' ').filter(|(first, _)| first.len() == 5) {
            tag = first.to_owned();
        }
        assert!(line.trim_end().ends_with(wanted), "wanted {wanted:?}, got {line:?}");
        stream.write_all(answer.replace("TAG", &tag).as_bytes()).await.unwrap();
    }
    stream
}

const MOMENT: Duration = Duration::from_millis(200);
const GREETING: &str = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello\r\n";
/// `\0anna\0pw` in base64.
const PLAIN: &str = "AUTHENTICATE PLAIN AGFubmEAcHc=";

async fn talk<T, F: Future<Output = T>>(capabilities: &str, lines: &[(&str, &str)], act: impl FnOnce(Imap) -> F) -> T {
    let (ours, theirs) = duplex(1 << 20);
    let signed_in = format!("TAG OK [CAPABILITY IMAP4rev1 {capabilities}] in\r\n");
    let all = [&[(PLAIN, signed_in.as_str())], lines].concat();
    let client = async {
        let imap = Imap::over(Box::new(ours), &config("pw")).await.unwrap();
        act(imap).await
    };
    tokio::join!(client, peer(theirs, GREETING, &all)).0
}

async fn sign_in(greeting: &str, lines: &[(&str, &str)], password: &str) -> Result<Imap, NetError> {
    let (ours, theirs) = duplex(1 << 16);
    let config = config(password);
    let server = async { drop(peer(theirs, greeting, lines).await) };
    tokio::join!(Imap::over(Box::new(ours), &config), server).0
}

#[tokio::test]
async fn signing_in_takes_one_flight_when_the_server_says_what_it_can() {
    let imap = talk("MOVE IDLE", &[], |imap| async { imap }).await;
    assert!(imap.capabilities().has("move") && !imap.capabilities().has("SASL-IR"));
}

#[tokio::test]
async fn each_way_to_sign_in() {
    let caps = "* CAPABILITY IMAP4rev1 X\r\nTAG OK\r\n";
    let asked = [("AUTHENTICATE PLAIN", "+ \r\n"), ("AGFubmEAcHc=", "TAG OK\r\n"), ("CAPABILITY", caps)];
    assert!(sign_in("* OK [CAPABILITY AUTH=PLAIN] x\r\n", &asked, "pw").await.unwrap().capabilities().has("X"));
    let login = [
        ("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=LOGIN\r\nTAG OK\r\n"),
        ("AUTHENTICATE LOGIN", "+ VXNlcm5hbWU6\r\n"),
        ("YW5uYQ==", "+ UGFzc3dvcmQ6\r\n"),
        ("cHc=", "TAG OK [CAPABILITY X]\r\n"),
    ];
    assert!(sign_in("* OK x\r\n", &login, "pw").await.unwrap().capabilities().has("X"));
    let command = [
        ("CAPABILITY", "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK\r\n"),
        (r#"LOGIN "anna" "p\"w\\""#, "TAG OK [CAPABILITY X]\r\n"),
    ];
    assert!(sign_in("* OK x\r\n", &command, "p\"w\\").await.is_ok());
    let literal = [
        ("CAPABILITY", "* CAPABILITY IMAP4rev1\r\nTAG OK\r\n"),
        (r#"LOGIN "anna" {3}"#, "+ go\r\n"),
        ("p\u{e4}", "TAG OK [CAPABILITY X]\r\n"),
    ];
    assert!(sign_in("* OK x\r\n", &literal, "p\u{e4}").await.is_ok());
    let fallback = [(PLAIN, "TAG BAD what\r\n"), (r#"LOGIN "anna" "pw""#, "TAG OK [CAPABILITY X]\r\n")];
    assert!(sign_in(GREETING, &fallback, "pw").await.is_ok());
    assert!(sign_in("* PREAUTH [CAPABILITY X] x\r\n", &[("CAPABILITY", caps)], "pw").await.is_ok());
}

#[tokio::test]
async fn what_a_refused_sign_in_means() {
    let refused = |answer: &'static str| async move { sign_in(GREETING, &[(PLAIN, answer)], "pw").await.unwrap_err() };
    assert!(matches!(refused("TAG NO [AUTHENTICATIONFAILED] no\r\n").await, NetError::SignIn { .. }));
    assert!(matches!(refused("TAG NO [UNAVAILABLE] no\r\n").await, NetError::Unavailable { .. }));
    assert!(matches!(refused("* BYE Too many connections\r\n").await, NetError::Unavailable { .. }));
    let greeted = sign_in("* BYE [ALERT] Maximum number of connections\r\n", &[], "pw").await;
    assert!(matches!(greeted.unwrap_err(), NetError::Unavailable { .. }));
    assert!(matches!(sign_in("220 smtp.example ESMTP\r\n", &[], "pw").await.unwrap_err(), NetError::Protocol { .. }));
    assert!(matches!(sign_in(GREETING, &[], "p\0w").await.unwrap_err(), NetError::Input { .. }));
}

#[tokio::test]
async fn starttls_is_refused_where_somebody_could_be_in_between() {
    async fn outcome(greeting: &str, lines: &[(&str, &str)]) -> Result<DuplexStream, NetError> {
        let (ours, theirs) = duplex(1 << 16);
        let silence = Duration::from_secs(5);
        tokio::join!(start_tls(ours, "mail.example", silence), peer(theirs, greeting, lines)).0
    }
    let offered = "* OK [CAPABILITY IMAP4rev1 STARTTLS] x\r\n";
    assert!(outcome(offered, &[("STARTTLS", "TAG OK go\r\n")]).await.is_ok());
    let asked = [("CAPABILITY", "* CAPABILITY STARTTLS\r\nTAG OK\r\n"), ("STARTTLS", "* OK hm\r\nTAG OK go\r\n")];
    assert!(outcome("* OK x\r\n", &asked).await.is_ok());
    let bad: [(&str, &[(&str, &str)]); 5] = [
        ("* PREAUTH [CAPABILITY STARTTLS] x\r\n", &[]),
        ("* OK x\r\n", &[("CAPABILITY", "* CAPABILITY IMAP4rev1\r\nTAG OK\r\n")]),
        (offered, &[("STARTTLS", "TAG NO not now\r\n")]),
        (offered, &[("STARTTLS", "TAG OK go\r\n* CAPABILITY AUTH=PLAIN\r\n")]),
        (offered, &[("STARTTLS", "TAG OK go\r\nA")]),
    ];
    for (greeting, lines) in bad {
        assert!(matches!(outcome(greeting, lines).await, Err(NetError::Insecure { .. })), "{lines:?}");
    }
}

#[tokio::test]
async fn a_pipeline_goes_out_in_one_flight_and_odd_lines_do_no_harm() {
    let lines = [
        ("NOOP", ""),
        ("STATUS {3}", "* 4 EXISTS\r\n\0\r\nrubbish\r\n* XNEW (\r\n+ \r\n"),
        (
            "\u{e9}x (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)",
            "* 2 EXPUNGE\r\nA0002 OK [X y] first\r\n* STATUS \"a\" (MESSAGES 7 SIZE 5)\r\nA0003 NO [NONEXISTENT] second\r\n",
        ),
    ];
    talk("", &lines, |mut imap| async move {
        let status = Command::new("STATUS", "").unwrap().string("\u{e9}x".as_bytes()).unwrap();
        let status = status.words("(MESSAGES UIDNEXT UIDVALIDITY UNSEEN)").unwrap();
        let replies = imap.run(vec![Command::new("NOOP", "").unwrap(), status]).await.unwrap();
        assert_eq!(replies[0].text, "first");
        assert!(matches!(&replies[0].data[..], [Data::Exists(4), Data::Other { .. }, Data::Expunge(2)]));
        assert!(matches!(replies[1].clone().ok(), Err(NetError::No { code: Some(code), .. }) if code == "NONEXISTENT"));
        assert_eq!(imap.take_unsolicited(), [Data::Exists(4), Data::Expunge(2)]);
        assert_eq!(imap.exists, 3);
        assert!(imap.is_usable());
    })
    .await;
}

#[tokio::test]
async fn selecting_keeps_what_belongs_to_the_new_mailbox() {
    let lines = [
        ("ENABLE QRESYNC", "* ENABLED QRESYNC\r\nTAG OK\r\n"),
        (
            r#"SELECT "../x\"y" (QRESYNC (5 90 1:9))"#,
            concat!(
                "* 1 FETCH (UID 1 FLAGS ())\r\n* VANISHED 3\r\n* OK [CLOSED] x\r\n* 8 EXISTS\r\n* OK [UIDVALIDITY 5] x\r\n",
                "* OK [UIDNEXT 12] x\r\n* OK [HIGHESTMODSEQ 99] x\r\n* OK [PERMANENTFLAGS (\\Seen)] x\r\n",
                "* VANISHED (EARLIER) 2:4\r\n* 6 FETCH (UID 9 FLAGS (\\Seen) MODSEQ (95))\r\nTAG OK [READ-ONLY] ok\r\n",
            ),
        ),
        ("SELECT \"b\"", "* 3 EXISTS\r\nTAG OK\r\n"),
        ("SELECT \"gone\"", "TAG NO [NONEXISTENT] no\r\n"),
    ];
    talk("ENABLE QRESYNC", &lines, |mut imap| async move {
        let known = Some([1, 2, 3, 4, 5, 6, 7, 8, 9].into_iter().collect());
        let how = Select::Qresync { uidvalidity: 5, modseq: 90, known };
        let selected = imap.select(b"../x\"y", how).await.unwrap();
        assert_eq!((selected.exists, selected.uidnext, selected.highestmodseq), (8, 12, Some(99)));
        assert!(selected.read_only && !selected.permanent_keywords && !selected.incomplete);
        assert_eq!((selected.vanished.to_string().as_str(), selected.fetched.len()), ("2:4", 1));
        let plain = imap.select(b"b", Select::Plain).await.unwrap();
        assert_eq!((plain.uidnext, plain.uidvalidity, plain.highestmodseq), (0, 0, None));
        assert!(matches!(imap.select(b"gone", Select::Plain).await, Err(NetError::No { .. })));
        assert!(imap.is_usable() && imap.select(b"a\r\nb", Select::Plain).await.is_err() && imap.is_usable());
    })
    .await;
}

#[tokio::test]
async fn large_sections_are_streamed_and_small_ones_come_whole() {
    let big = "b".repeat(300_000);
    let answer = format!(
        "* 9 EXISTS\r\n* 1 FETCH (UID 4 BODY[] {{{}}}\r\n{big} FLAGS (\\Seen))\r\n* 2 FETCH (FLAGS ())\r\n* 3 FETCH (UID 5 BODY[] {{2}}\r\nhi)\r\n* 4 FETCH (UID 6 FLAGS (\r\nTAG OK\r\n",
        big.len()
    );
    let lines = [("UID FETCH 4:6 (UID FLAGS BODY.PEEK[])", answer.as_str()), ("NOOP", "TAG OK\r\n")];
    talk("", &lines, |mut imap| async move {
        let plan = FetchPlan {
            set: Set::Uids([4, 5, 6].into_iter().collect()),
            items: "FLAGS BODY.PEEK[]".into(),
            modifier: None,
        };
        imap.fetch(&plan, 100_000).await.unwrap();
        assert!(matches!(
            imap.next_fetched().await.unwrap(),
            Some(FetchEvent::LargeStart { uid: Some(4), size: 300_000, .. })
        ));
        let mut streamed = 0;
        let end = loop {
            match imap.next_fetched().await.unwrap() {
                Some(FetchEvent::LargeChunk(bytes)) => {
                    streamed += bytes.len();
                    // Nothing more is read ahead than is asked for.
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                other => break other,
            }
        };
        assert_eq!((streamed, end), (300_000, Some(FetchEvent::LargeEnd)));
        let Some(FetchEvent::Message(first)) = imap.next_fetched().await.unwrap() else { panic!() };
        assert!(first.elsewhere == [""] && first.flags.unwrap().seen);
        let Some(FetchEvent::Message(second)) = imap.next_fetched().await.unwrap() else { panic!() };
        assert_eq!(second.section("").unwrap(), "hi");
        assert_eq!(imap.next_fetched().await.unwrap(), Some(FetchEvent::Unreadable { uid: Some(6) }));
        assert_eq!(imap.next_fetched().await.unwrap(), None);
        assert_eq!(imap.take_unsolicited().len(), 2);
        imap.noop().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_search_that_cannot_be_read_is_an_error_and_not_an_empty_mailbox() {
    let lines = [
        ("UID SEARCH RETURN (ALL) ALL", "* ESEARCH (TAG \"x\") UID ALL 1:x\r\nTAG OK\r\n"),
        ("UID SEARCH RETURN (ALL) ALL", "* ESEARCH (TAG \"x\") UID\r\nTAG OK\r\n"),
    ];
    talk("ESEARCH", &lines, |mut imap| async move {
        assert!(matches!(imap.search("ALL").await, Err(NetError::Unreadable { .. })));
        assert!(imap.search("ALL").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn appending_asks_first_and_takes_no_for_an_answer() {
    let lines = [
        (r#"APPEND "Sent" (\Seen) "29-Feb-2024 06:15:00 +0000" {5}"#, "+ go\r\n"),
        ("hello", "TAG OK [APPENDUID 7 9] done\r\n"),
        (r#"APPEND "Sent" () {5}"#, "TAG NO [OVERQUOTA] full\r\n"),
        ("NOOP", "TAG OK\r\n"),
    ];
    talk("APPENDLIMIT=10", &lines, |mut imap| async move {
        let seen = Flags { seen: true, ..Flags::default() };
        let uid = imap.append(b"Sent", &seen, Some(1_709_187_300), 5, &mut b"hello".as_slice()).await.unwrap();
        assert_eq!(uid, Some((7, 9)));
        let full = imap.append(b"Sent", &Flags::default(), None, 5, &mut b"hello".as_slice()).await.unwrap_err();
        assert_eq!(full.code(), Some("OVERQUOTA"));
        let large = imap.append(b"Sent", &Flags::default(), None, 50, &mut b"".as_slice()).await.unwrap_err();
        assert_eq!(large.code(), Some("TOOBIG"));
        imap.noop().await.unwrap();
    })
    .await;
    let lines = [(r#"APPEND "Sent" () {9+}"#, "")];
    talk("LITERAL+", &lines, |mut imap| async move {
        let short = imap.append(b"Sent", &Flags::default(), None, 9, &mut b"hello".as_slice()).await.unwrap_err();
        assert!(matches!(short, NetError::Source { .. }) && !imap.is_usable());
    })
    .await;
}

#[tokio::test]
async fn moving_tells_the_new_uids() {
    let lines = [(r#"UID MOVE 3:4 "T""#, "* OK [COPYUID 9 3:4 7:8] x\r\n* VANISHED 3:4\r\nTAG OK done\r\n")];
    talk("MOVE", &lines, |mut imap| async move {
        let uids: UidSet = [3, 4].into_iter().collect();
        assert_eq!(imap.mv(&uids, b"T").await.unwrap(), Some((9, vec![(3, 7), (4, 8)])));
    })
    .await;
}

#[tokio::test]
async fn idle_tells_why_it_ended_and_is_renewed() {
    let lines = [
        ("IDLE", "+ idling\r\n* OK Still here\r\n"),
        ("DONE", "TAG OK\r\n"),
        ("IDLE", "+ idling\r\n* 5 EXISTS\r\n* 1 FETCH (FLAGS ())\r\n"),
        ("DONE", "TAG OK\r\n"),
        ("IDLE", "+ idling\r\n"),
        ("DONE", "* 6 EXISTS\r\nTAG OK\r\n"),
        ("IDLE", "* 7 EXISTS\r\n+ idling\r\n"),
        ("DONE", "TAG OK\r\n"),
        ("IDLE", "+ idling\r\n"),
        ("DONE", "TAG OK\r\n"),
        ("IDLE", "TAG NO not here\r\n"),
        ("IDLE", "+ idling\r\n"),
    ];
    talk("IDLE", &lines, |mut imap| async move {
        let hour = Duration::from_secs(3600);
        imap.timings.idle_renew = MOMENT;
        imap.timings.silence = MOMENT / 2;
        assert!(matches!(imap.idle(hour, pending(), || ()).await.unwrap(), IdleEnd::Changed { .. }));
        assert_eq!(imap.take_unsolicited().len(), 2);
        imap.timings.idle_renew = hour;
        imap.timings.silence = hour;
        assert!(matches!(imap.idle(hour, ready(()), || ()).await.unwrap(), IdleEnd::Interrupted));
        let missed = imap.idle(hour, pending(), || ()).await.unwrap();
        assert!(matches!(missed, IdleEnd::Changed { .. }), "what came with the answer to DONE is not lost");
        assert_eq!(imap.take_unsolicited(), [Data::Exists(6)]);
        let early = imap.idle(hour, pending(), || ()).await.unwrap();
        assert!(matches!(early, IdleEnd::Changed { .. }), "nor is what came before the +");
        assert_eq!(imap.take_unsolicited(), [Data::Exists(7)]);
        assert_eq!(imap.idle(MOMENT, pending(), || ()).await.unwrap(), IdleEnd::Timeout);
        assert!(matches!(imap.idle(hour, pending(), || ()).await, Err(NetError::No { .. })));
        assert!(imap.is_usable());
        imap.timings.done = MOMENT;
        let dead = imap.idle(MOMENT, pending(), || ()).await;
        assert!(matches!(dead, Err(NetError::Timeout { .. })) && !imap.is_usable());
    })
    .await;
}

#[tokio::test]
async fn silence_has_a_limit_and_a_dropped_command_leaves_no_way_back() {
    talk("", &[("NOOP", "")], |mut imap| async move {
        imap.timings.silence = MOMENT;
        assert!(matches!(imap.noop().await, Err(NetError::Timeout { .. })));
        assert!(matches!(imap.noop().await, Err(NetError::Broken { .. })));
    })
    .await;
    talk("", &[("NOOP", "")], |mut imap| async move {
        let dropped = tokio::time::timeout(MOMENT, imap.noop()).await;
        assert!(dropped.is_err() && !imap.is_usable());
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_ends_says_so() {
    let (ours, theirs) = duplex(1 << 16);
    let lines = [(PLAIN, "TAG OK [CAPABILITY X]\r\n"), ("NOOP", "* BYE [UNAVAILABLE] Shutting down\r\n")];
    let act = async {
        let mut imap = Imap::over(Box::new(ours), &config("pw")).await.unwrap();
        imap.noop().await.unwrap_err()
    };
    let server = async { drop(peer(theirs, GREETING, &lines).await) };
    let error = tokio::join!(act, server).0;
    assert_eq!(error, NetError::Unavailable { code: Some("UNAVAILABLE".into()), text: "Shutting down".into() });
}

/// Everything any crate logs while a session with secrets runs.
mod logged {
    use std::sync::Mutex;

    pub static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

    pub struct Keep;

    impl log::Log for Keep {
        fn enabled(&self, _: &log::Metadata) -> bool {
            true
        }

        fn log(&self, record: &log::Record) {
            LINES.lock().unwrap().push(record.args().to_string());
        }

        fn flush(&self) {}
    }
}

#[tokio::test]
async fn nothing_secret_is_logged_even_at_trace() {
    static KEEP: logged::Keep = logged::Keep;
    log::set_logger(&KEEP).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let caps = "* CAPABILITY IMAP4rev1\r\nTAG OK\r\n";
    let lines = [("CAPABILITY", caps), ("LOGIN \"anna\" \"s3cret-word\"", "TAG OK [CAPABILITY X]\r\n")];
    sign_in("* OK x\r\n", &lines, "s3cret-word").await.unwrap();
    let plain = [
        ("AGFubmEAczNjcmV0LXdvcmQ=", "TAG OK [CAPABILITY X]\r\n"),
        (r#"SELECT "private-name""#, "* 1 FETCH (BODY[] \"private-text\")\r\nTAG OK\r\n"),
    ];
    let mut imap = {
        let (ours, theirs) = duplex(1 << 16);
        let config = config("s3cret-word");
        let act = async {
            let mut imap = Imap::over(Box::new(ours), &config).await.unwrap();
            imap.select(b"private-name", Select::Plain).await.unwrap();
            imap
        };
        tokio::join!(act, peer(theirs, GREETING, &plain)).0
    };
    assert!(imap.take_unsolicited().is_empty());
    let lines = logged::LINES.lock().unwrap();
    assert!(lines.iter().any(|line| line.contains("SELECT")), "async-imap logs what it is told");
    for secret in ["s3cret", "czNjcmV0", "AGFubmEA", "private"] {
        assert!(!lines.iter().any(|line| line.contains(secret)), "{secret}");
    }
}
