//! What a check in the background costs when nothing is new: round trips and seconds over a slow line.

#[path = "../it/engine/aging.rs"]
mod aging;

use crate::bed::{filled, percentile};
use crate::table::Table;
use std::sync::Arc;
use std::time::Duration;
use tern_core::api::{
    AccountSetup, KeyFile, Mail, NetworkFacts, NetworkKind, PowerFacts, ProfileOptions, Security, Server, SyncRequest,
    Window,
};
use tern_tests::{Dovecot, DovecotOptions, FaultProxy, Postfix, RawImap, User, wait_until};

/// Half of a round trip.
const ONE_WAY: Duration = Duration::from_millis(50);
const FOLDERS: usize = 15;
const MAILS: usize = 200;
const RUNS: usize = 10;
const BUDGET_SECONDS: u32 = 30;
/// The profile's folder lies there, and its two accounts' servers are behind the proxies.
struct Bed {
    dir: tempfile::TempDir,
    mail: Arc<Mail>,
    proxies: Vec<FaultProxy>,
}

/// Measures `background_sync` of two accounts with 20 folders each.
pub async fn measure(table: &mut Table) {
    let dovecot = Dovecot::start(&DovecotOptions::default());
    let postfix = Postfix::start(&dovecot);
    let bed = bed(&dovecot, &postfix).await;
    let (mut seconds, mut trips, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=RUNS {
        for account in bed.mail.accounts().await.expect("accounts") {
            aging::age_checks(bed.dir.path(), account.id, 60).await;
        }
        for proxy in &bed.proxies {
            proxy.cut();
            proxy.reset_counts();
        }
        let wake = bed.mail.background_sync(BUDGET_SECONDS).await.expect("a check");
        assert!(wake.accounts.len() == 2 && wake.accounts.iter().all(|account| account.whole), "{wake:?}");
        for (proxy, account) in bed.proxies.iter().zip(&wake.accounts) {
            // The goodbye is on its way when the check is over.
            let seen = || proxy.counts().round_trips >= u64::from(account.round_trips);
            wait_until("the proxy to have seen the goodbye", Duration::from_secs(10), seen);
        }
        // The first one learns what a sync before it did not need.
        if run > 0 {
            seconds.push(f64::from(wake.took_ms) / 1e3);
            trips.extend(bed.proxies.iter().map(|proxy| proxy.counts().round_trips as f64));
            bytes.extend(wake.accounts.iter().map(|account| account.bytes as f64));
        }
    }
    let how = format!("2 accounts, {} bytes each, counted by a proxy", percentile(&mut bytes, 50));
    table.at_most("background check, nothing new: most round trips", percentile(&mut trips, 100), 5.0, "", &how);
    let how = format!("2 accounts at 100 ms; median {:.2} s of {BUDGET_SECONDS} s", percentile(&mut seconds, 50));
    table.at_most("background check, nothing new, p95", percentile(&mut seconds, 95), 2.0, " s", &how);
}

async fn bed(dovecot: &Dovecot, postfix: &Postfix) -> Bed {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().display().to_string();
    let options = ProfileOptions { dir: path.clone(), poll_seconds: None };
    let mail = Mail::open(options, Arc::new(KeyFile::new(path))).await.expect("a profile");
    let mut proxies = Vec::new();
    for name in ["first", "second"] {
        let (user, _) = filled(dovecot, name, MAILS, 20_000);
        folders(&mut dovecot.raw(&user));
        let proxy = FaultProxy::start(dovecot.imaps_port());
        let account = mail.add_account(setup(&user, proxy.port(), dovecot, postfix)).await.expect("an account");
        mail.sync(account.id, SyncRequest::default()).await.expect("a sync");
        proxy.delay(ONE_WAY, ONE_WAY);
        proxies.push(proxy);
    }
    mail.set_foreground(false);
    mail.set_power(PowerFacts { charging: false, can_hold_socket: false, ..PowerFacts::default() });
    mail.set_network(NetworkFacts { kind: NetworkKind::Wifi, ..NetworkFacts::default() });
    Bed { dir, mail, proxies }
}

fn folders(raw: &mut RawImap) {
    (0..FOLDERS).for_each(|n| raw.create(&format!("Folder {n}")));
}

fn setup(user: &User, imap: u16, dovecot: &Dovecot, postfix: &Postfix) -> AccountSetup {
    let server = |port| Server { host: "localhost".into(), port, security: Security::Tls };
    AccountSetup {
        address: user.address.clone(),
        name: None,
        user: Some(user.name.clone()),
        password: user.password.clone(),
        imap: server(imap),
        smtp: server(postfix.submissions_port()),
        ca_pem: Some(dovecot.ca_pem().to_owned()),
        window: Window::All,
    }
}
