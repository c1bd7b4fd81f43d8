//! The IMAP layer on Dovecot and Cyrus.

use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tern_core::model::{Flags, Role, Security, UidSet};
use tern_core::net::dial::Endpoint;
use tern_core::net::imap::{
    Arrival, FetchEvent, FetchPlan, IdleEnd, Imap, ImapConfig, Select, Set, Timings, decode_name, encode_name,
};
use tern_core::net::meter::Meter;
use tern_core::net::tls::Trust;
use tern_core::net::{CertificateProblem, NetError};
use tern_tests::cyrus::CyrusOptions;
use tern_tests::dovecot::DovecotOptions;
use tern_tests::tls::Identity;
use tern_tests::{Authority, Cyrus, Dovecot, Encryption, Fault, FaultProxy, ScriptedServer, User};

const MESSAGE: &[u8] = b"From: a@tern.test\r\nSubject: one\r\nMessage-ID: <one@tern.test>\r\n\r\nhello\r\n";
const INLINE: u64 = 256 << 10;

/// Port and kind of encryption of a server, and its authority.
struct At<'a> {
    port: u16,
    security: Security,
    ca_pem: &'a str,
}

fn config(at: &At, user: &User) -> ImapConfig {
    ImapConfig {
        endpoint: Endpoint { host: "localhost".into(), port: at.port, security: at.security },
        trust: Trust { ca_pem: Some(at.ca_pem.to_owned()) },
        user: user.name.clone(),
        password: user.password.clone(),
        timings: Timings::default(),
        meter: Meter::default(),
    }
}

fn dovecot_at(dovecot: &Dovecot) -> At<'_> {
    At { port: dovecot.imaps_port(), security: Security::Tls, ca_pem: dovecot.ca_pem() }
}

fn cyrus_at(cyrus: &Cyrus) -> At<'_> {
    At { port: cyrus.imaps_port(), security: Security::Tls, ca_pem: cyrus.ca_pem() }
}

async fn sign_in(at: &At<'_>, user: &User) -> Imap {
    Imap::connect(&config(at, user)).await.unwrap()
}

async fn append(imap: &mut Imap, to: &[u8], message: &[u8]) -> Option<(u32, u32)> {
    let date = Some(1_700_000_000);
    imap.append(to, &Flags::default(), date, message.len() as u64, &mut &message[..]).await.unwrap()
}

fn plan(uids: &UidSet, items: &str) -> FetchPlan {
    FetchPlan { set: Set::Uids(uids.clone()), items: items.into(), modifier: None }
}

async fn first_flight(imap: &mut Imap) -> Arrival {
    let arrival = imap.arrive(Some((b"INBOX", Select::Condstore))).await.unwrap();
    let role = |role| arrival.mailboxes.iter().find(|entry| entry.role == Some(role)).map(|entry| entry.name.clone());
    for wanted in [Role::Inbox, Role::Sent, Role::Drafts, Role::Trash, Role::Junk, Role::Archive] {
        assert!(role(wanted).is_some(), "{wanted:?} in {:?}", arrival.mailboxes);
    }
    let sent = arrival.mailboxes.iter().find(|entry| entry.role == Some(Role::Sent)).unwrap();
    assert!(sent.subscribed && sent.status.as_ref().unwrap().uidvalidity.is_some());
    assert!(!arrival.namespaces.as_ref().unwrap().personal.is_empty());
    let selected = arrival.selected.as_ref().unwrap().as_ref().unwrap();
    assert!(selected.uidvalidity > 0 && selected.uidnext > 0 && selected.highestmodseq.is_some());
    assert!(!selected.read_only && selected.permanent_keywords);
    arrival
}

/// A message appended, found, flagged, copied, moved, fetched and expunged.
async fn life_of_a_message(mut imap: Imap) {
    first_flight(&mut imap).await;
    let (validity, uid) = append(&mut imap, b"INBOX", MESSAGE).await.unwrap();
    let selected = imap.select(b"INBOX", Select::Condstore).await.unwrap();
    assert_eq!((selected.exists, selected.uidvalidity, selected.uidnext), (1, validity, uid + 1));
    let uids: UidSet = [uid].into_iter().collect();
    assert_eq!(imap.search("ALL").await.unwrap(), uids);
    assert_eq!(imap.search_message_id("one@tern.test").await.unwrap(), uids);
    assert!(imap.search_message_id("t\"wo\\@tern.test").await.unwrap().is_empty());
    imap.store_flags(&uids, true, &["\\Seen".into(), "$Tern".into()]).await.unwrap();
    let items = "FLAGS MODSEQ INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[] BODY.PEEK[HEADER.FIELDS (SUBJECT)]";
    let fetched = imap.fetch_all(&plan(&uids, items), INLINE).await.unwrap();
    let message = &fetched[0];
    let flags = message.flags.as_ref().unwrap();
    assert!(flags.seen && flags.keywords.iter().any(|k| k.eq_ignore_ascii_case("$Tern")), "{flags:?}");
    assert_eq!((message.received, message.received_day), (Some(1_700_000_000), Some(19_675)));
    assert_eq!(message.section("").unwrap(), MESSAGE);
    assert_eq!(message.section("HEADER.FIELDS").unwrap(), "Subject: one\r\n\r\n");
    assert_eq!(message.size, Some(MESSAGE.len() as u64));
    assert_eq!(message.structure.as_ref().unwrap().content_type, "text/plain");
    let (_, pairs) = imap.copy(&uids, b"Archive").await.unwrap().unwrap();
    assert_eq!((pairs.len(), pairs[0].0), (1, uid));
    let (_, pairs) = imap.mv(&uids, b"Trash").await.unwrap().unwrap();
    assert!(imap.search("ALL").await.unwrap().is_empty());
    assert!(
        imap.fetch_all(&FetchPlan { set: Set::Newest(50), ..plan(&uids, "FLAGS") }, INLINE).await.unwrap().is_empty()
    );
    imap.select(b"Trash", Select::Plain).await.unwrap();
    imap.expunge(&[pairs[0].1].into_iter().collect()).await.unwrap();
    assert_eq!(imap.status(b"Archive").await.unwrap().messages, Some(1));
    assert!(imap.search("ALL").await.unwrap().is_empty());
    imap.logout().await;
}

#[tokio::test]
async fn a_message_lives_on_dovecot() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    life_of_a_message(sign_in(&dovecot_at(dovecot), &user).await).await;
    let starttls = At { port: dovecot.imap_port(), security: Security::Starttls, ..dovecot_at(dovecot) };
    sign_in(&starttls, &user).await.logout().await;
}

#[tokio::test]
async fn a_message_lives_on_cyrus() {
    let cyrus = Cyrus::shared();
    let user = cyrus.user();
    life_of_a_message(sign_in(&cyrus_at(cyrus), &user).await).await;
    let starttls = At { port: cyrus.imap_port(), security: Security::Starttls, ..cyrus_at(cyrus) };
    sign_in(&starttls, &user).await.logout().await;
}

#[tokio::test]
async fn servers_that_hide_nearly_everything_still_serve() {
    let hide = vec![
        "IDLE",
        "QRESYNC",
        "CONDSTORE",
        "ESEARCH",
        "SPECIAL-USE",
        "LIST-EXTENDED",
        "LITERAL+",
        "UIDPLUS",
        "MOVE",
        "SASL-IR",
    ];
    let dovecot = Dovecot::start(&DovecotOptions { hide, prefix: true, ..DovecotOptions::default() });
    let user = dovecot.user();
    let mut imap = sign_in(&dovecot_at(&dovecot), &user).await;
    let arrival = imap.arrive(Some((b"INBOX", Select::Condstore))).await.unwrap();
    let sent = arrival.mailboxes.iter().find(|entry| entry.role == Some(Role::Sent)).unwrap();
    assert_eq!((sent.name.as_str(), sent.special_use, sent.subscribed), ("INBOX.Sent", None, true));
    append(&mut imap, b"INBOX", MESSAGE).await;
    imap.select(b"INBOX", Select::Plain).await.unwrap();
    let uids = imap.search("ALL").await.unwrap();
    imap.mv(&uids, &sent.wire_name).await.unwrap();
    assert_eq!(imap.status(&sent.wire_name).await.unwrap().messages, Some(1));
    assert!(imap.search("ALL").await.unwrap().is_empty());
}

#[tokio::test]
async fn names_of_every_kind_work() {
    let dovecot = Dovecot::shared();
    let mut imap = sign_in(&dovecot_at(dovecot), &dovecot.user()).await;
    for name in ["Entwürfe & Co", "a\"b\\c", "台北", "x {3}", "%*"] {
        let wire_name = imap.create(name).await.unwrap();
        assert_eq!(wire_name, encode_name(name));
        assert!(append(&mut imap, &wire_name, MESSAGE).await.is_some(), "{name}");
        assert_eq!(imap.select(&wire_name, Select::Plain).await.unwrap().exists, 1, "{name}");
        assert!(imap.list().await.unwrap().iter().any(|entry| entry.name == name && entry.wire_name == wire_name));
    }
    assert_eq!(decode_name(b"../x"), "../x");
    assert!(matches!(imap.select(b"../x", Select::Plain).await, Err(NetError::No { .. })));
    assert!(matches!(imap.select(b"never made", Select::Plain).await, Err(NetError::No { .. })));
    assert!(imap.is_usable());
}

/// What another client did while we were away comes with the SELECT.
async fn catches_up(at: At<'_>, user: &User) {
    let mut other = sign_in(&at, user).await;
    for _ in 0..4 {
        append(&mut other, b"INBOX", MESSAGE).await;
    }
    let before = other.select(b"INBOX", Select::Condstore).await.unwrap();
    let uids: Vec<u32> = other.search("ALL").await.unwrap().iter().collect();
    other.store_flags(&[uids[0]].into_iter().collect(), true, &["\\Flagged".into()]).await.unwrap();
    other.expunge(&[uids[1], uids[2]].into_iter().collect()).await.unwrap();
    let mut imap = sign_in(&at, user).await;
    let how = Select::Qresync {
        uidvalidity: before.uidvalidity,
        modseq: before.highestmodseq.unwrap(),
        known: Some(uids.iter().copied().collect()),
    };
    let arrival = imap.arrive(Some((b"INBOX", how))).await.unwrap();
    let selected = arrival.selected.unwrap().unwrap();
    assert_eq!(selected.vanished, [uids[1], uids[2]].into_iter().collect());
    assert!(selected.fetched.iter().any(|f| f.uid == Some(uids[0]) && f.flags.as_ref().unwrap().flagged));
    assert_eq!(selected.exists, 2);
    assert!(selected.highestmodseq > before.highestmodseq);
}

#[tokio::test]
async fn qresync_says_what_changed() {
    let (dovecot, cyrus) = (Dovecot::shared(), Cyrus::shared());
    catches_up(dovecot_at(dovecot), &dovecot.user()).await;
    catches_up(cyrus_at(cyrus), &cyrus.user()).await;
}

async fn waits_for_mail(mut imap: Imap, deliver: impl FnOnce() + Send + 'static) {
    let before = imap.select(b"INBOX", Select::Plain).await.unwrap().exists;
    let delivery = tokio::task::spawn_blocking(deliver);
    let end = imap.idle(Duration::from_secs(60), pending(), || ()).await.unwrap();
    delivery.await.unwrap();
    let IdleEnd::Changed { at } = end else { panic!("{end:?}") };
    assert!(at <= Instant::now());
    assert_eq!(imap.search("ALL").await.unwrap().len(), u64::from(before) + 1);
    assert!(!imap.take_unsolicited().is_empty());
    let interrupted =
        imap.idle(Duration::from_secs(60), tokio::time::sleep(Duration::from_millis(50)), || ()).await.unwrap();
    assert_eq!(interrupted, IdleEnd::Interrupted);
    assert_eq!(imap.idle(Duration::from_millis(300), pending(), || ()).await.unwrap(), IdleEnd::Timeout);
    imap.noop().await.unwrap();
}

#[tokio::test]
async fn new_mail_ends_the_idling() {
    let (dovecot, cyrus) = (Dovecot::shared(), Cyrus::shared());
    let user = dovecot.user();
    let imap = sign_in(&dovecot_at(dovecot), &user).await;
    waits_for_mail(imap, move || dovecot.deliver(&user, MESSAGE)).await;
    let user = cyrus.user();
    let imap = sign_in(&cyrus_at(cyrus), &user).await;
    waits_for_mail(imap, move || cyrus.deliver(&user, MESSAGE)).await;
}

/// A message of 30 MB goes there and back in chunks, by both ways of announcing it.
async fn large_message(mut imap: Imap) {
    let line = b"0123456789012345678901234567890123456789012345678901234567890123456789\r\n";
    let body = line.repeat((30 << 20) / line.len());
    let message = [b"Subject: large\r\n\r\n".as_slice(), &body].concat();
    let (_, uid) = append(&mut imap, b"INBOX", &message).await.unwrap();
    imap.select(b"INBOX", Select::Plain).await.unwrap();
    imap.fetch(&plan(&[uid].into_iter().collect(), "BODY.PEEK[]"), INLINE).await.unwrap();
    let mut received = Vec::new();
    let mut ended = false;
    while let Some(event) = imap.next_fetched().await.unwrap() {
        match event {
            FetchEvent::LargeStart { uid: of, section, size } => {
                assert_eq!((of, section.as_str(), size), (Some(uid), "", message.len() as u64));
            }
            FetchEvent::LargeChunk(bytes) => {
                assert!(bytes.len() <= 64 << 10);
                received.extend_from_slice(&bytes);
            }
            FetchEvent::LargeEnd => ended = true,
            FetchEvent::Message(fetched) => assert_eq!((fetched.uid, fetched.elsewhere.len()), (Some(uid), 1)),
            other => panic!("{other:?}"),
        }
    }
    assert!(ended && received == message);
    imap.noop().await.unwrap();
}

#[tokio::test]
async fn a_large_message_is_streamed_both_ways() {
    let (dovecot, cyrus) = (Dovecot::shared(), Cyrus::shared());
    large_message(sign_in(&dovecot_at(dovecot), &dovecot.user()).await).await;
    large_message(sign_in(&cyrus_at(cyrus), &cyrus.user()).await).await;
}

#[tokio::test]
async fn many_small_messages_come_whole() {
    let dovecot = Dovecot::shared();
    let mut imap = sign_in(&dovecot_at(dovecot), &dovecot.user()).await;
    for at in 0..40 {
        append(&mut imap, b"INBOX", format!("Subject: {at}\r\n\r\n{}\r\n", "x".repeat(at * 500)).as_bytes()).await;
    }
    imap.select(b"INBOX", Select::Plain).await.unwrap();
    let newest = FetchPlan { set: Set::Newest(30), items: "BODY.PEEK[]".into(), modifier: None };
    let messages = imap.fetch_all(&newest, INLINE).await.unwrap();
    let subjects: Vec<String> = messages
        .iter()
        .map(|m| String::from_utf8_lossy(m.section("").unwrap()).lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(subjects, (10..40).map(|at| format!("Subject: {at}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn refusals_have_their_kind() {
    let dovecot = Dovecot::shared();
    let at = dovecot_at(dovecot);
    let user = dovecot.user();
    let wrong = User { password: "wrong".into(), ..user.clone() };
    assert!(matches!(Imap::connect(&config(&at, &wrong)).await, Err(NetError::SignIn { .. })));
    let unknown = ImapConfig { trust: Trust::default(), ..config(&at, &user) };
    let Err(NetError::Certificate { problem, .. }) = Imap::connect(&unknown).await else { panic!() };
    assert_eq!(problem, CertificateProblem::UnknownIssuer);
    let tight = dovecot.user_with_quota(20_000);
    let mut imap = sign_in(&at, &tight).await;
    let big = vec![b'x'; 100_000];
    let refused = imap.append(b"INBOX", &Flags::default(), None, big.len() as u64, &mut &big[..]).await.unwrap_err();
    assert_eq!(refused.code(), Some("OVERQUOTA"));
    let missing = imap.append(b"nowhere", &Flags::default(), None, 5, &mut &b"A: b\n"[..]).await.unwrap_err();
    assert_eq!(missing.code(), Some("TRYCREATE"));
    imap.noop().await.unwrap();
}

#[tokio::test]
async fn passwords_of_every_kind_sign_in() {
    let dovecot = Dovecot::start(&DovecotOptions::default());
    for (at, password) in ["with space", "q\"uo\\te", "pässwörd", "{5}", "*"].into_iter().enumerate() {
        let user = dovecot.add_user(&format!("odd{at}"), password, "");
        sign_in(&dovecot_at(&dovecot), &user).await.logout().await;
    }
}

#[tokio::test]
async fn too_many_connections_are_no_wrong_password() {
    let extra = "mail_max_userip_connections = 2\n".to_owned();
    let dovecot = Dovecot::start(&DovecotOptions { extra, ..DovecotOptions::default() });
    let user = dovecot.user();
    let at = dovecot_at(&dovecot);
    let _held = (sign_in(&at, &user).await, sign_in(&at, &user).await);
    let refused = Imap::connect(&config(&at, &user)).await.unwrap_err();
    assert!(matches!(refused, NetError::Unavailable { .. }), "{refused:?}");
}

#[tokio::test]
async fn a_first_screen_takes_six_round_trips() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    sign_in(&dovecot_at(dovecot), &user).await.logout().await;
    let proxy = FaultProxy::start(dovecot.imaps_port());
    let at = At { port: proxy.port(), ..dovecot_at(dovecot) };
    let mut imap = sign_in(&at, &user).await;
    imap.arrive(Some((b"INBOX", Select::Condstore))).await.unwrap();
    let newest = FetchPlan { set: Set::Newest(50), items: "FLAGS BODY.PEEK[HEADER]".into(), modifier: None };
    imap.fetch_all(&newest, INLINE).await.unwrap();
    // TCP's own handshake is one more.
    let counts = proxy.counts();
    assert!(counts.connections == 1 && counts.round_trips <= 5, "{counts:?}");
}

#[tokio::test]
async fn a_cut_connection_says_so_and_silence_has_a_limit() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    let proxy = FaultProxy::start(dovecot.imaps_port());
    let at = At { port: proxy.port(), ..dovecot_at(dovecot) };
    let mut imap = sign_in(&at, &user).await;
    proxy.cut();
    assert!(matches!(imap.noop().await, Err(NetError::Broken { .. })));
    let timings = Timings { silence: Duration::from_millis(300), ..Timings::default() };
    let mut imap = Imap::connect(&ImapConfig { timings, ..config(&at, &user) }).await.unwrap();
    proxy.set(Fault::Silence);
    assert!(matches!(imap.noop().await, Err(NetError::Timeout { .. })));
}

#[tokio::test]
async fn a_server_that_speaks_before_the_handshake_is_refused() {
    let server = ScriptedServer::start(Encryption::Clear, |conn| {
        conn.send("* OK [CAPABILITY IMAP4rev1 STARTTLS] x\r\n")?;
        let (tag, _) = conn.command()?;
        conn.send(&format!("{tag} OK go\r\n* OK injected\r\n"))?;
        conn.until_closed();
        Ok(())
    });
    let ca_pem = server.ca_pem();
    let at = At { port: server.port(), security: Security::Starttls, ca_pem: &ca_pem };
    let user = User { name: "a".into(), password: "secret".into(), address: "a@tern.test".into() };
    assert!(matches!(Imap::connect(&config(&at, &user)).await, Err(NetError::Insecure { .. })));
    assert!(!server.heard().iter().any(|line| line.contains("secret") || line.contains("AUTHENTICATE")));
}

#[tokio::test]
async fn what_is_wrong_with_a_certificate_is_told() {
    let authority = Arc::new(Authority::new());
    let (wrong, expired, good) = (authority.wrong_host(), authority.expired(), authority.localhost());
    let user = User { name: "a".into(), password: "b".into(), address: "a@tern.test".into() };
    let meet = async |identity: &Identity, ca_pem: &str| {
        let encryption = Encryption::TlsAs(identity.clone());
        let server = ScriptedServer::start_with(Arc::clone(&authority), encryption, |conn| conn.send("* BYE met\r\n"));
        let at = At { port: server.port(), security: Security::Tls, ca_pem };
        Imap::connect(&config(&at, &user)).await.unwrap_err()
    };
    let problem = async |identity: &Identity, ca_pem: &str| match meet(identity, ca_pem).await {
        NetError::Certificate { problem, .. } => problem,
        other => panic!("{other:?}"),
    };
    let ca = authority.pem();
    let elsewhere = CertificateProblem::WrongName { valid_for: vec!["elsewhere.test".into()] };
    assert_eq!(problem(&wrong, &ca).await, elsewhere);
    assert_eq!(problem(&expired, &ca).await, CertificateProblem::Expired);
    assert_eq!(problem(&good, &Authority::new().pem()).await, CertificateProblem::UnknownIssuer);
    // The server's own certificate may be given instead of an authority's, and for its names only.
    assert!(matches!(meet(&good, &good.certificate).await, NetError::Unavailable { .. }));
    assert!(matches!(meet(&wrong, &wrong.certificate).await, NetError::Certificate { .. }));
}

#[tokio::test]
async fn cyrus_below_inbox_serves() {
    let cyrus =
        Cyrus::start(&CyrusOptions { prefix: true, hide: vec!["QRESYNC", "LIST-STATUS"], ..CyrusOptions::default() });
    let mut imap = sign_in(&cyrus_at(&cyrus), &cyrus.user()).await;
    let arrival = imap.arrive(Some((b"INBOX", Select::Plain))).await.unwrap();
    let sent = arrival.mailboxes.iter().find(|entry| entry.role == Some(Role::Sent)).unwrap();
    assert_eq!((sent.name.as_str(), sent.separator), ("INBOX.Sent", Some('.')));
    assert_eq!(imap.status(&sent.wire_name).await.unwrap().messages, Some(0));
}
