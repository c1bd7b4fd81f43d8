//! The test bed itself: what the other tests stand on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tern_tests::dovecot::DovecotOptions;
use tern_tests::{Cyrus, Dovecot, Encryption, Fault, FaultProxy, Postfix, RawImap, ScriptedServer, Way, wait_until};

const MESSAGE: &[u8] = b"From: a@tern.test\r\nTo: b@tern.test\r\nSubject: one\r\nDate: Thu, 01 Feb 2024 10:00:00 +0000\r\nMessage-ID: <one@tern.test>\r\n\r\nhello\r\n.dot\r\n";

#[test]
fn dovecot_delivers_and_serves_the_same_bytes() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    dovecot.deliver(&user, MESSAGE);
    let mut raw = dovecot.raw(&user);
    assert_eq!(raw.select("INBOX"), 1);
    let bodies = raw.bodies();
    let body = bodies.values().next().unwrap();
    assert!(body.ends_with(MESSAGE), "LMTP only puts headers before it");
    raw.append("Archive", "(\\Seen) \"01-Feb-2024 10:00:00 +0000\"", MESSAGE);
    raw.select("Archive");
    let fetched = raw.fetch("1:*", "FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[]");
    let archived = &fetched[&1];
    assert_eq!(archived.literal.as_deref(), Some(MESSAGE));
    assert_eq!(archived.internaldate.as_deref(), Some("01-Feb-2024 10:00:00 +0000"));
    assert_eq!(archived.size, Some(MESSAGE.len() as u64));
    assert!(archived.flags.contains("\\Seen"));
}

#[test]
fn dovecot_hides_what_it_is_told_to_hide() {
    let dovecot = Dovecot::start(&DovecotOptions {
        hide: vec!["IDLE", "QRESYNC", "SPECIAL-USE"],
        prefix: true,
        ..DovecotOptions::default()
    });
    let user = dovecot.user();
    let mut raw = dovecot.raw(&user);
    let capabilities = raw.capabilities();
    assert!(capabilities.contains("CONDSTORE") && !capabilities.contains("QRESYNC") && !capabilities.contains("IDLE"));
    assert!(raw.folders().contains("INBOX.Sent"));
    let list = raw.command("LIST \"\" \"*\"");
    assert!(!list.iter().any(|r| r.text.contains("\\Sent")), "{list:?}");
}

#[test]
fn quota_and_read_only_folders_refuse() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user_with_quota(20_000);
    let mut raw = dovecot.raw(&user);
    let refusal = raw.try_append("INBOX", "", &[b'x'; 40_000]).unwrap_err();
    assert!(refusal.contains("OVERQUOTA"), "{refusal}");
    raw.create("Public");
    raw.append("Public", "", MESSAGE);
    dovecot.make_read_only(&user, "Public");
    let mut raw = dovecot.raw(&user);
    let refusal = raw.try_append("Public", "", MESSAGE).unwrap_err();
    assert!(refusal.contains("NOPERM"), "{refusal}");
    raw.select("Public");
    assert!(!raw.try_command("UID STORE 1 +FLAGS (\\Flagged)").0.is_empty());
    assert!(!raw.flags()[&1].contains("\\Flagged"));
}

#[test]
fn cyrus_delivers_and_serves() {
    let cyrus = Cyrus::shared();
    let user = cyrus.user();
    let mut raw = cyrus.raw(&user);
    assert!(raw.folders().contains("Sent"), "{:?}", raw.folders());
    cyrus.deliver(&user, MESSAGE);
    raw.select("INBOX");
    let body = String::from_utf8_lossy(&raw.bodies()[&1]).into_owned();
    assert!(body.ends_with(&*String::from_utf8_lossy(MESSAGE)), "{body}");
    assert!(RawImap::connect_starttls(cyrus.imap_port(), cyrus.ca_pem()).is_ok());
}

#[test]
fn postfix_takes_mail_and_delivers_it() {
    let dovecot = Dovecot::shared();
    let user = dovecot.user();
    let postfix = Postfix::start(dovecot);
    let mut submission = TcpStream::connect(("127.0.0.1", postfix.submission_port())).unwrap();
    submission.write_all(b"EHLO localhost\r\n").unwrap();
    let mut said = Vec::new();
    wait_until("EHLO's answer", Duration::from_secs(5), || {
        let mut buffer = [0; 4096];
        let n = submission.read(&mut buffer).unwrap();
        said.extend_from_slice(&buffer[..n]);
        String::from_utf8_lossy(&said).contains("250-STARTTLS")
    });
    assert!(RawImap::connect_starttls(dovecot.imap_port(), dovecot.ca_pem()).is_ok());
    assert_eq!(dovecot.raw(&user).select("INBOX"), 0);
}

#[test]
fn servers_leave_nothing_running() {
    let (pid, port) = {
        let dovecot = Dovecot::start(&DovecotOptions::default());
        (dovecot.pid(), dovecot.imaps_port())
    };
    assert!(!std::path::Path::new(&format!("/proc/{pid}")).exists());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[test]
fn servers_end_with_a_program_that_is_killed() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tern-testbed"))
        .args(["--mails", "80"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    let ports = ["imap", "imaps", "submission", "submissions"].map(|name| said[name].as_u64().unwrap() as u16);
    let mut raw =
        RawImap::connect_tls(ports[1], &std::fs::read_to_string(said["ca_file"].as_str().unwrap()).unwrap()).unwrap();
    raw.login(said["user"]["name"].as_str().unwrap(), said["user"]["password"].as_str().unwrap());
    assert_eq!(raw.select("INBOX"), 60);
    assert_eq!(raw.select("Projects/Northern cliff"), 2);
    program.kill().unwrap();
    program.wait().unwrap();
    let answers = |port: u16| TcpStream::connect(("127.0.0.1", port)).is_ok();
    wait_until("the servers to stop", Duration::from_secs(20), || !ports.into_iter().any(answers));
    let place = Path::new(said["ca_file"].as_str().unwrap()).parent().unwrap();
    wait_until("their files to go", Duration::from_secs(20), || !place.exists());
}

#[test]
fn the_proxy_cuts_delays_and_swallows() {
    let server = ScriptedServer::start(Encryption::Clear, |conn| {
        while let Ok(line) = conn.line() {
            conn.send(&format!("{line}\r\n"))?;
        }
        Ok(())
    });
    let proxy = FaultProxy::start(server.port());
    let ask = |bytes: &[u8]| -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", proxy.port()))?;
        stream.set_read_timeout(Some(Duration::from_millis(500)))?;
        stream.write_all(bytes)?;
        let mut buffer = vec![0; 100];
        let n = stream.read(&mut buffer)?;
        buffer.truncate(n);
        Ok(buffer)
    };
    assert_eq!(ask(b"hello\r\n").unwrap(), b"hello\r\n");
    let counted = || (proxy.counts().round_trips, proxy.counts().to_client) == (1, 7);
    wait_until("the answer is counted", Duration::from_secs(10), counted);
    proxy.delay(Duration::from_millis(60), Duration::from_millis(60));
    let start = Instant::now();
    assert!(ask(b"later\r\n").is_ok());
    assert!(start.elapsed() >= Duration::from_millis(120));
    proxy.delay(Duration::ZERO, Duration::ZERO);
    proxy.set(Fault::CutAfter(Way::ToClient, 3));
    assert_eq!(ask(b"hello\r\n").unwrap(), b"hel");
    proxy.set(Fault::ResetAfter(Way::ToServer, 0));
    assert_eq!(ask(b"hello\r\n").unwrap_err().kind(), std::io::ErrorKind::ConnectionReset);
    proxy.set(Fault::Swallow(Way::ToServer));
    assert_eq!(ask(b"hello\r\n").unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    proxy.set(Fault::None);
    assert_eq!(ask(b"again\r\n").unwrap(), b"again\r\n");
}
