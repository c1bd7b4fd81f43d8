use super::bed::{Bed, now, path};
use std::io;
use std::time::Duration;
use tern_core::engine::outbox;
use tern_core::model::{OutboxState, Security};
use tern_core::net::NetError;
use tern_tests::{Conn, Dovecot, Encryption, ScriptedServer, User};

/// What a server says where; everything else is as it should be.
#[derive(Clone, Copy, Default)]
struct Says {
    offers: Option<&'static str>,
    auth: Option<&'static str>,
    rcpt: Option<&'static str>,
    data: Option<&'static str>,
    /// The reply to the dot; nothing and a closed connection when empty, silence when `...`.
    dot: Option<&'static [u8]>,
}

fn serve(conn: &mut Conn, says: Says) -> io::Result<()> {
    conn.send("220 mx.tern.test ESMTP\r\n")?;
    loop {
        let line = conn.line()?;
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => conn.send(says.offers.unwrap_or("250-mx\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN\r\n"))?,
            "AUTH" if line == "AUTH LOGIN" => {
                for challenge in ["334 VXNlcm5hbWU6\r\n", "334 UGFzc3dvcmQ6\r\n"] {
                    conn.send(challenge)?;
                    conn.line()?;
                }
                conn.send(says.auth.unwrap_or("235 ok\r\n"))?;
            }
            "AUTH" => conn.send(says.auth.unwrap_or("235 2.7.0 ok\r\n"))?,
            "MAIL" => conn.send("250 ok\r\n")?,
            "RCPT" => conn.send(says.rcpt.unwrap_or("250 ok\r\n"))?,
            "DATA" => {
                conn.send(says.data.unwrap_or("354 go\r\n"))?;
                if says.data.is_none() {
                    while conn.line()? != "." {}
                    match says.dot.unwrap_or(b"250 2.0.0 taken\r\n") {
                        b"" => return Ok(()),
                        b"..." => conn.until_closed(),
                        reply => conn.send_bytes(reply)?,
                    }
                }
            }
            "QUIT" => return conn.send("221 bye\r\n"),
            _ => conn.send("500 what\r\n")?,
        }
    }
}

async fn bed(says: Says) -> (Bed, ScriptedServer, User) {
    let dovecot = Dovecot::shared();
    let ada = dovecot.user();
    let server = ScriptedServer::start(Encryption::Tls, move |conn| serve(conn, says));
    let bed = Bed::with_ca(dovecot, &ada, Security::Tls, server.port(), &server.ca_pem()).await;
    (bed, server, ada)
}

fn dots(server: &ScriptedServer) -> usize {
    server.heard().iter().filter(|line| *line == ".").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_reply_to_the_dot_only_a_person_sends_again() {
    let (mut bed, server, _) = bed(Says { dot: Some(b""), ..Says::default() }).await;
    let item = bed.send(&bed.draft(&["bob@example.org"])).await;
    assert_eq!(item.state, OutboxState::Uncertain);
    assert!(item.ledger.last().unwrap().detail.to_string().contains("cannot be known"), "{item:?}");
    for _ in 0..3 {
        bed.flush_all().await;
    }
    assert_eq!((dots(&server), bed.item(item.id).await.state), (1, OutboxState::Uncertain));
    outbox::retry(&bed.store, item.id, now()).await.unwrap();
    bed.flush().await;
    assert_eq!(dots(&server), 2);
    outbox::cancel(&bed.store, item.id, now()).await.unwrap();
    assert_eq!(bed.item(item.id).await.state, OutboxState::Cancelled);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_turns_up_settles_the_doubt() {
    let (mut bed, server, ada) = bed(Says { dot: Some(b""), ..Says::default() }).await;
    let raw = bed.copies.raw.take();
    let item = bed.send(&bed.draft(&["bob@example.org"])).await;
    assert_eq!(item.state, OutboxState::Uncertain, "the mailboxes cannot be asked");
    bed.copies.raw = raw;
    let stored = format!("Message-ID: <{}>\r\n\r\nx\r\n", item.message_id);
    Dovecot::shared().raw(&ada).append("Sent", "", stored.as_bytes());
    outbox::retry(&bed.store, item.id, now()).await.unwrap();
    bed.flush_all().await;
    let item = bed.item(item.id).await;
    assert_eq!((item.state, dots(&server), bed.copies.appends), (OutboxState::Done, 1, 0), "{item:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_to_the_dot_decide() {
    for (dot, state) in [
        (&b"250 2.0.0 b\xe4renstark\r\n"[..], OutboxState::Done),
        (b"250-first\r\n250 last\r\n", OutboxState::Done),
        (b"451 4.3.0 later\r\n", OutboxState::Queued),
        (b"421 4.3.2 going down\r\n", OutboxState::Queued),
        (b"554 5.7.1 spam\r\n", OutboxState::Failed),
        (b"552 5.3.4 too large\r\n", OutboxState::Failed),
        (b"what?\r\n", OutboxState::Uncertain),
        (b"...", OutboxState::Uncertain),
    ] {
        let (mut bed, server, _) = bed(Says { dot: Some(dot), ..Says::default() }).await;
        bed.limits.commit = Duration::from_millis(500);
        let item = bed.send(&bed.draft(&["bob@example.org"])).await;
        assert_eq!((item.state, dots(&server)), (state, 1), "{} {item:?}", String::from_utf8_lossy(dot));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_before_the_dot_never_writes_one() {
    let later = [OutboxState::Queued, OutboxState::Submitting, OutboxState::Queued];
    let never = [OutboxState::Queued, OutboxState::Submitting, OutboxState::Failed];
    for (says, states) in [
        (Says { rcpt: Some("421 4.3.2 going down\r\n"), ..Says::default() }, later),
        (Says { rcpt: Some("452 4.5.3 too many\r\n"), ..Says::default() }, later),
        (Says { rcpt: Some("550 5.1.1 unknown\r\n"), ..Says::default() }, never),
        (Says { data: Some("451 4.3.0 later\r\n"), ..Says::default() }, later),
        (Says { data: Some("554 5.5.1 no\r\n"), ..Says::default() }, never),
    ] {
        let (mut bed, server, _) = bed(says).await;
        let item = bed.send(&bed.draft(&["bob@example.org"])).await;
        assert_eq!((path(&item), dots(&server)), (states.to_vec(), 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_refused_password_is_called_one() {
    let login_only = Some("250-mx\r\n250 AUTH=LOGIN\r\n");
    let nothing = Some("250-mx\r\n250 SIZE\r\n");
    for (offers, auth, sign_in, sent) in [
        (None, "535 5.7.8 wrong\r\n", true, false),
        (login_only, "535 wrong\r\n", true, false),
        (None, "454 4.7.0 temporary\r\n", false, false),
        (None, "421 4.7.0 too many connections\r\n", false, false),
        (nothing, "", false, false),
        (login_only, "235 ok\r\n", false, true),
    ] {
        let (mut bed, server, _) = bed(Says { offers, auth: Some(auth), ..Says::default() }).await;
        let id = bed.queue(&bed.draft(&["bob@example.org"])).await;
        let trouble = bed.flush().await.trouble;
        assert_eq!(matches!(trouble, Some(NetError::SignIn { .. })), sign_in, "{auth} {trouble:?}");
        assert_eq!((trouble.is_none(), dots(&server) == 1), (sent, sent), "{auth} {trouble:?}");
        assert_eq!(bed.item(id).await.state == OutboxState::Done, sent);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_password_goes_where_it_is_not_safe() {
    let dovecot = Dovecot::shared();
    let ada = dovecot.user();
    let stripped = ScriptedServer::start(Encryption::Clear, |conn| serve(conn, Says::default()));
    let injecting = ScriptedServer::start(Encryption::Clear, |conn| {
        conn.send("220 mx\r\n")?;
        conn.line()?;
        conn.send("250 STARTTLS\r\n")?;
        conn.line()?;
        conn.send("220 go\r\n250 AUTH PLAIN\r\n")?;
        conn.until_closed();
        Ok(())
    });
    for server in [&stripped, &injecting] {
        let ca = server.ca_pem();
        let mut bed = Bed::with_ca(dovecot, &ada, Security::Starttls, server.port(), &ca).await;
        bed.queue(&bed.draft(&["bob@example.org"])).await;
        let trouble = bed.flush().await.trouble;
        assert!(matches!(trouble, Some(NetError::Insecure { .. })), "{trouble:?}");
        assert!(!server.heard().iter().any(|line| line.contains("AUTH")), "{:?}", server.heard());
    }
    let stranger = ScriptedServer::start(Encryption::Tls, |conn| serve(conn, Says::default()));
    let mut bed = Bed::new(dovecot, &ada, Security::Tls, stranger.port()).await;
    bed.queue(&bed.draft(&["bob@example.org"])).await;
    let trouble = bed.flush().await.trouble;
    assert!(matches!(trouble, Some(NetError::Certificate { .. })), "{trouble:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_ends_by_the_limit() {
    let dovecot = Dovecot::shared();
    let ada = dovecot.user();
    let server = ScriptedServer::start(Encryption::Tls, |conn| {
        conn.until_closed();
        Ok(())
    });
    let mut bed = Bed::with_ca(dovecot, &ada, Security::Tls, server.port(), &server.ca_pem()).await;
    bed.limits.command = Duration::from_millis(300);
    let item = bed.send(&bed.draft(&["bob@example.org"])).await;
    assert_eq!(item.state, OutboxState::Queued);
    assert!(item.ledger.last().unwrap().detail.to_string().contains("no answer"), "{item:?}");
}
