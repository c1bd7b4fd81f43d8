use crate::bed::seconds;
use crate::peers::LIST_FIELDS;
use crate::table::Table;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tern_core::api::{AccountSetup, KeyFile, Mail, ProfileOptions, Role, Security, Server, SyncRequest, Window};
use tern_tests::scripted::ScriptedSmtp;
use tern_tests::{Dovecot, FaultProxy, RawImap, User};

const SCREEN: u32 = 50;

/// The first screen of a large inbox that was never synced: time and round trips.
pub async fn measure(dovecot: &Dovecot, user: &User, table: &mut Table) {
    let raw = (0..3).map(|_| raw(dovecot, user)).fold(f64::INFINITY, f64::min);
    let mut best = (f64::INFINITY, 0);
    for _ in 0..3 {
        let (seconds, trips) = tern(dovecot, user).await;
        if seconds < best.0 {
            best = (seconds, trips);
        }
    }
    let (tern, trips) = best;
    let how = format!("{:.0} ms, raw {:.0} ms", tern * 1e3, raw * 1e3);
    table.at_most("first screen, above raw", (tern - raw) * 1e3, 100.0, " ms", &how);
    table.at_most(
        "first screen, round trips",
        trips as f64,
        6.0,
        "",
        "after the TLS handshake, until 50 rows can be read",
    );
}

fn raw(dovecot: &Dovecot, user: &User) -> f64 {
    seconds(|| {
        let mut raw = RawImap::connect_tls(dovecot.imaps_port(), dovecot.ca_pem()).expect("a connection");
        raw.login(&user.name, &user.password);
        let exists = raw.select("INBOX");
        raw.drain(&format!("FETCH {}:{exists} ({LIST_FIELDS})", exists.saturating_sub(SCREEN - 1).max(1)));
    })
}

async fn tern(dovecot: &Dovecot, user: &User) -> (f64, u64) {
    let proxy = FaultProxy::start(dovecot.imaps_port());
    let submission = ScriptedSmtp::new().start(dovecot.authority());
    let dir = tempfile::tempdir().expect("a profile");
    let path = dir.path().to_string_lossy().into_owned();
    let mail = Mail::open(ProfileOptions { dir: path.clone(), poll_seconds: None }, Arc::new(KeyFile::new(path)))
        .await
        .expect("a profile");
    let server = |port| Server { host: "localhost".into(), port, security: Security::Tls };
    let setup = AccountSetup {
        address: user.address.clone(),
        name: None,
        user: Some(user.name.clone()),
        password: user.password.clone(),
        imap: server(proxy.port()),
        smtp: server(submission.port()),
        ca_pem: Some(dovecot.ca_pem().to_owned()),
        window: Window::All,
    };
    let account = mail.add_account(setup).await.expect("the account");
    let folders = mail.mailboxes(account.id).await.expect("its folders");
    let inbox = folders.iter().find(|folder| folder.role == Some(Role::Inbox)).expect("INBOX").id;
    proxy.reset_counts();
    let start = Instant::now();
    let syncing = tokio::spawn({
        let mail = Arc::clone(&mail);
        async move { mail.sync(account.id, SyncRequest::default()).await }
    });
    while mail.messages(inbox, None, SCREEN).await.expect("rows").len() < SCREEN as usize {
        assert!(!syncing.is_finished(), "the sync ended without a screen: {:?}", syncing.await);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let (elapsed, trips) = (start.elapsed().as_secs_f64(), proxy.counts().round_trips);
    mail.cancel_sync(account.id);
    if let Err(e) = syncing.await.expect("the syncing task") {
        eprintln!("cancelled: {e}");
    }
    (elapsed, trips.saturating_sub(1))
}
