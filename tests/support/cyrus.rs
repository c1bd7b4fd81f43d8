//! A private Cyrus IMAP on loopback, the second server: what holds on Dovecot alone is not IMAP.
//!
//! Debian's cyrus-imapd conflicts with dovecot-imapd, so `scripts/setup.sh` unpacks it into a private folder.

use crate::dovecot::{PASSWORD, User, next_user};
use crate::keeper::Keeper;
use crate::place::{self, Owner};
use crate::raw::RawImap;
use crate::tls::{Authority, TlsFiles};
use crate::wait::wait_until;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// What differs from a plain Cyrus.
#[derive(Debug, Clone, Default)]
pub struct CyrusOptions {
    /// Capabilities not to announce.
    pub hide: Vec<&'static str>,
    /// Everything below `INBOX.` with `.` as separator.
    pub prefix: bool,
    /// More configuration for `imapd.conf`.
    pub extra: String,
}

/// A running Cyrus; stopped when dropped, or when the process that started it dies.
pub struct Cyrus {
    keeper: Keeper,
    place: PathBuf,
    tls: TlsFiles,
    authority: Arc<Authority>,
    ca_pem: String,
    imap: u16,
    imaps: u16,
    owner: Owner,
}

const FOLDERS: [&str; 5] = ["Drafts", "Sent", "Trash", "Junk", "Archive"];

impl Cyrus {
    /// Starts a Cyrus of its own with `options`.
    pub fn start(options: &CyrusOptions) -> Self {
        let mut last = String::new();
        for _ in 0..5 {
            match Self::try_start(options) {
                Ok(cyrus) => return cyrus,
                Err(e) => last = e,
            }
        }
        panic!("Cyrus does not start: {last}");
    }

    /// Returns the Cyrus that the tests of this process share; each takes a user of its own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cyrus> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(&CyrusOptions::default()))
    }

    fn try_start(options: &CyrusOptions) -> Result<Self, String> {
        let place = place::make("tc");
        let owner = Owner::of_mail();
        owner.give(&place);
        for dir in ["db", "socket", "proc", "log", "msg", "quota", "user", "lock", "spool", "sieve", "tmp", "backup"] {
            place::make_dir(&place.join(dir), owner);
        }
        let authority = Arc::new(Authority::new());
        let tls = authority.write(&place);
        owner.give(&tls.key);
        let (imap, imaps) = (place::free_port(), place::free_port());
        let write = |name: &str, text: String| std::fs::write(place.join(name), text).map_err(|e| e.to_string());
        write("imapd.conf", imapd_conf(&place, &tls, options))?;
        write("cyrus.conf", cyrus_conf(&place, imap, imaps))?;
        let path = |name: &str| place.join(name).to_string_lossy().into_owned();
        let master = programs().join("usr/lib/cyrus/bin/master").to_string_lossy().into_owned();
        let command = [
            "env",
            &libraries(),
            &master,
            "-C",
            &path("imapd.conf"),
            "-M",
            &path("cyrus.conf"),
            "-p",
            &path("master.pid"),
        ];
        let keeper = Keeper::start(&place, &command, false);
        let cyrus = Self { keeper, tls, ca_pem: authority.pem(), authority, imap, imaps, owner, place };
        cyrus.wait_ready().map(|()| cyrus)
    }

    fn wait_ready(&self) -> Result<(), String> {
        let mut up = false;
        wait_until("Cyrus to come up or to give up", Duration::from_secs(30), || {
            up = self.lmtp_socket().exists()
                && self.place.join("socket/idle").exists()
                && RawImap::connect_tls(self.imaps, &self.ca_pem).is_ok();
            up || !self.keeper.alive()
        });
        if up { Ok(()) } else { Err(format!("{} (Cyrus logs to syslog)", self.keeper.console())) }
    }

    /// The port where a session starts in the clear and offers STARTTLS.
    pub fn imap_port(&self) -> u16 {
        self.imap
    }

    /// The port with TLS from the first byte.
    pub fn imaps_port(&self) -> u16 {
        self.imaps
    }

    /// The authority of this server, for a scripted server that the same account uses.
    pub fn authority(&self) -> Arc<Authority> {
        Arc::clone(&self.authority)
    }

    /// The certificate of the authority this server's certificate comes from.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// The same as a file, for `--ca-file`.
    pub fn ca_file(&self) -> &Path {
        &self.tls.ca
    }

    /// Where mail is delivered by LMTP.
    pub fn lmtp_socket(&self) -> PathBuf {
        self.place.join("socket/lmtp")
    }

    /// Makes a fresh user; the mailbox is made at the first login or delivery, with Drafts, Sent, Trash, Junk and Archive.
    pub fn user(&self) -> User {
        let name = next_user();
        let mut child = Command::new(programs().join("usr/sbin/saslpasswd2"))
            .args(["-p", "-c", "-u", "localhost", "-f"])
            .arg(self.place.join("sasldb2"))
            .arg(&name)
            .env("LD_LIBRARY_PATH", libraries().trim_start_matches("LD_LIBRARY_PATH="))
            .stdin(Stdio::piped())
            .spawn()
            .expect("saslpasswd2");
        child.stdin.take().expect("its standard input").write_all(PASSWORD.as_bytes()).expect("the password");
        assert!(child.wait().expect("saslpasswd2").success(), "saslpasswd2 refuses {name}");
        self.owner.give(&self.place.join("sasldb2"));
        User { address: format!("{name}@tern.test"), name, password: PASSWORD.to_owned() }
    }

    /// Delivers a message by LMTP, as new mail arrives.
    pub fn deliver(&self, user: &User, message: &[u8]) {
        crate::lmtp::deliver(&self.lmtp_socket(), &user.name, message)
            .unwrap_or_else(|e| panic!("delivery to {}: {e}", user.name));
    }

    /// Logs in with the tests' own client.
    pub fn raw(&self, user: &User) -> RawImap {
        let mut raw = RawImap::connect_tls(self.imaps, &self.ca_pem).expect("a connection to Cyrus");
        raw.login(&user.name, &user.password);
        raw
    }
}

/// The folder Cyrus is unpacked in.
fn programs() -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cache = std::env::var_os("XDG_CACHE_HOME").map_or_else(|| home.join(".cache"), PathBuf::from);
    let named = std::env::var_os("TERN_CYRUS").map(PathBuf::from);
    let places = [named.unwrap_or_default(), cache.join("tern/cyrus"), "/var/cache/tern/cyrus".into()];
    let found = places.into_iter().find(|place| place.join("usr/lib/cyrus/bin/master").exists());
    found.unwrap_or_else(|| panic!("Cyrus is not unpacked; `make setup` does it"))
}

fn libraries() -> String {
    let lib = programs().join("usr/lib");
    let arch = std::fs::read_dir(&lib)
        .ok()
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().ends_with("-linux-gnu"));
    format!("LD_LIBRARY_PATH={}", arch.unwrap_or(lib).display())
}

fn imapd_conf(place: &Path, tls: &TlsFiles, options: &CyrusOptions) -> String {
    let (user, group) = if place::is_root() {
        ("mail".to_owned(), "mail".to_owned())
    } else {
        (place::name(&["-un"]), place::name(&["-gn"]))
    };
    let hide = if options.hide.is_empty() {
        String::new()
    } else {
        format!("suppress_capabilities: {}\n", options.hide.join(" "))
    };
    let special: String = FOLDERS.iter().map(|name| format!("xlist-{}: {name}\n", name.to_lowercase())).collect();
    let all = FOLDERS.join(" | ");
    format!(
        "configdirectory: {place}\npartition-default: {place}/spool\ndefaultpartition: default\nsievedir: {place}/sieve\n\
         temp_path: {place}/tmp\nmboxname_lockpath: {place}/lock\nproc_path: {place}/proc\ncyrus_user: {user}\ncyrus_group: {group}\n\
         servername: localhost\nadmins: cyrus\nallowplaintext: no\nsasl_mech_list: PLAIN LOGIN\nsasl_pwcheck_method: auxprop\n\
         sasl_auxprop_plugin: sasldb\nsasl_sasldb_path: {place}/sasldb2\ntls_server_cert: {certificate}\ntls_server_key: {key}\n\
         tls_versions: tls1_2 tls1_3\naltnamespace: {alt}\nunixhierarchysep: {slash}\nautocreate_quota: 0\nautocreate_post: 1\n\
         autocreate_inbox_folders: {all}\nautocreate_subscribe_folders: {all}\n{special}conversations: 1\ndelete_mode: immediate\n\
         expunge_mode: delayed\nduplicatesuppression: 0\npopminpoll: 0\nlmtpsocket: {place}/socket/lmtp\n{hide}{extra}\n",
        place = place.display(),
        certificate = tls.certificate.display(),
        key = tls.key.display(),
        alt = u8::from(!options.prefix),
        slash = if options.prefix { "no" } else { "yes" },
        extra = options.extra,
    )
}

fn cyrus_conf(place: &Path, imap: u16, imaps: u16) -> String {
    let bin = programs().join("usr/lib/cyrus/bin");
    let (bin, place) = (bin.display(), place.display());
    format!(
        "START {{\n  recover cmd=\"{bin}/ctl_cyrusdb -C {place}/imapd.conf -r\"\n}}\nSERVICES {{\n\
         \x20 imap cmd=\"{bin}/imapd -C {place}/imapd.conf\" listen=\"127.0.0.1:{imap}\" prefork=0 maxchild=200\n\
         \x20 imaps cmd=\"{bin}/imapd -C {place}/imapd.conf -s\" listen=\"127.0.0.1:{imaps}\" prefork=0 maxchild=200\n\
         \x20 lmtpunix cmd=\"{bin}/lmtpd -C {place}/imapd.conf -a\" listen=\"{place}/socket/lmtp\" prefork=0 maxchild=200\n}}\n\
         EVENTS {{\n  checkpoint cmd=\"{bin}/ctl_cyrusdb -C {place}/imapd.conf -c\" period=30\n}}\n\
         DAEMON {{\n  idled cmd=\"{bin}/idled -C {place}/imapd.conf -d\"\n}}\n"
    )
}
