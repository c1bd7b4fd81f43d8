//! A private Dovecot on loopback: IMAP with STARTTLS and with TLS, LMTP, and SASL for Postfix.

mod config;
mod modern;

use crate::keeper::Keeper;
use crate::place::{self, Owner};
use crate::raw::RawImap;
use crate::tls::{Authority, TlsFiles};
use crate::wait::wait_until;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The password of every user nobody chose one for.
pub const PASSWORD: &str = "arctic tern";

/// What differs from a plain Dovecot.
#[derive(Debug, Clone, Default)]
pub struct DovecotOptions {
    /// Capabilities not to announce, such as `IDLE`, `QRESYNC` or `SPECIAL-USE`.
    pub hide: Vec<&'static str>,
    /// Everything below `INBOX.` with `.` as separator, as older hosters have it.
    pub prefix: bool,
    /// There is no folder but INBOX before somebody makes one.
    pub bare: bool,
    /// Users may have a quota ([`Dovecot::user_with_quota`]).
    pub quota: bool,
    /// Folders may be made read-only ([`Dovecot::make_read_only`]).
    pub acl: bool,
    /// Sessions are recorded for [`Dovecot::transcript`].
    pub transcripts: bool,
    /// More configuration, appended as it is.
    pub extra: String,
}

/// A user of a test server.
#[derive(Debug, Clone)]
pub struct User {
    pub name: String,
    pub password: String,
    /// `name@tern.test`, which the test servers deliver to this user.
    pub address: String,
}

/// A name that no other user of this process has, on whatever server: one server may know those of another.
pub fn next_user() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("user{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A running Dovecot; stopped when dropped, or when the process that started it dies.
pub struct Dovecot {
    keeper: Keeper,
    place: PathBuf,
    tls: TlsFiles,
    authority: Arc<Authority>,
    ca_pem: String,
    imap: u16,
    imaps: u16,
    owner: Owner,
}

/// Whether the installed Dovecot is 2.4 or later, whose settings have other names than those of 2.3.
fn is_modern() -> bool {
    static MODERN: OnceLock<bool> = OnceLock::new();
    *MODERN.get_or_init(|| {
        let version = Command::new("/usr/sbin/dovecot").arg("--version").output();
        version.is_ok_and(|out| !String::from_utf8_lossy(&out.stdout).starts_with("2.3"))
    })
}

impl Dovecot {
    /// Starts a Dovecot of its own with `options`.
    pub fn start(options: &DovecotOptions) -> Self {
        let mut last = String::new();
        for _ in 0..5 {
            match Self::try_start(options) {
                Ok(dovecot) => return dovecot,
                Err(e) => last = e,
            }
        }
        panic!("Dovecot does not start (is it installed? `make setup`): {last}");
    }

    /// Returns the Dovecot that the tests of this process share; each takes a user of its own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Dovecot> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(&DovecotOptions { quota: true, acl: true, ..DovecotOptions::default() }))
    }

    fn try_start(options: &DovecotOptions) -> Result<Self, String> {
        let place = place::make("td");
        let owner = Owner::of_mail();
        for dir in ["run", "state", "log"] {
            place::make_dir(&place.join(dir), Owner { uid: 0, gid: 0 });
        }
        place::make_dir(&place.join("mail"), owner);
        let authority = Arc::new(Authority::new());
        let tls = authority.write(&place);
        std::fs::create_dir(place.join("users")).map_err(|e| e.to_string())?;
        let (imap, imaps) = (place::free_port(), place::free_port());
        let site = config::Site { place: &place, tls: &tls, imap, imaps, owner };
        let text = if is_modern() { modern::text(&site, options) } else { config::text(&site, options) };
        let file = place.join("dovecot.conf");
        std::fs::write(&file, text).map_err(|e| e.to_string())?;
        let keeper = Keeper::start(&place, &["/usr/sbin/dovecot", "-F", "-c", &file.to_string_lossy()], false);
        let dovecot = Self { keeper, ca_pem: authority.pem(), authority, tls, imap, imaps, owner, place };
        dovecot.wait_ready().map(|()| dovecot)
    }

    fn wait_ready(&self) -> Result<(), String> {
        let mut up = false;
        wait_until("Dovecot to come up or to give up", Duration::from_secs(30), || {
            up = self.lmtp_socket().exists()
                && RawImap::connect_tls(self.imaps, &self.ca_pem).is_ok()
                && std::net::TcpStream::connect(("127.0.0.1", self.imap)).is_ok();
            up || !self.keeper.alive()
        });
        if up {
            Ok(())
        } else {
            Err(format!("{}\n{}", self.keeper.console(), place::tail(&self.place.join("log/dovecot.log"))))
        }
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

    pub(crate) fn tls_files(&self) -> &TlsFiles {
        &self.tls
    }

    /// Where mail is delivered by LMTP.
    pub fn lmtp_socket(&self) -> PathBuf {
        self.place.join("run/lmtp")
    }

    /// Where Postfix asks whether a password is right.
    pub fn sasl_socket(&self) -> PathBuf {
        self.place.join("run/auth-sasl")
    }

    /// The process id of Dovecot's master.
    pub fn pid(&self) -> u32 {
        self.keeper.pid()
    }

    /// Makes a fresh user with an empty mailbox.
    pub fn user(&self) -> User {
        self.fresh("")
    }

    /// Makes a fresh user whose mailbox holds `bytes` at most (needs [`DovecotOptions::quota`]).
    pub fn user_with_quota(&self, bytes: u64) -> User {
        self.fresh(&if is_modern() { modern::quota_field(bytes) } else { config::quota_field(bytes) })
    }

    fn fresh(&self, extra: &str) -> User {
        let name = next_user();
        self.add_user(&name, PASSWORD, extra)
    }

    /// Knows a user of another server too, as one that passwords are asked of has to.
    pub fn know(&self, user: &User) {
        if !self.passwd(&user.name).exists() {
            self.add_user(&user.name, &user.password, "");
        }
    }

    /// Makes a user of a given name, with extra fields of Dovecot's passwd-file.
    pub fn add_user(&self, name: &str, password: &str, extra: &str) -> User {
        let home = self.home(name);
        let line =
            format!("{name}:{{PLAIN}}{password}:{}:{}::{}::{extra}\n", self.owner.uid, self.owner.gid, home.display());
        place::make_dir(&home, self.owner);
        // Whole at once: Dovecot may read it at any time.
        let (file, written) = (self.passwd(name), self.place.join(format!("{name}.new")));
        std::fs::write(&written, line).expect("the user's file");
        std::fs::rename(&written, &file).expect("the user's file in its place");
        User { name: name.to_owned(), password: password.to_owned(), address: format!("{name}@tern.test") }
    }

    /// Changes a user's password on the server.
    pub fn set_password(&self, user: &User, password: &str) {
        let path = self.passwd(&user.name);
        let text = std::fs::read_to_string(&path).expect("the user's file");
        let new = text.replace(&format!(":{{PLAIN}}{}:", user.password), &format!(":{{PLAIN}}{password}:"));
        assert_ne!(text, new, "{} has another password by now", user.name);
        std::fs::write(&path, new).expect("the user's file");
        // Dovecot takes a file of the same size and second for the one it has read.
        let file = std::fs::File::options().write(true).open(&path).expect("the user's file");
        file.set_modified(SystemTime::now() + Duration::from_secs(2)).expect("the time of the user's file");
        wait_for_reread();
    }

    /// A file a user, because Dovecot looks whether one changed at most once in a second.
    fn passwd(&self, name: &str) -> PathBuf {
        self.place.join("users").join(name)
    }

    fn home(&self, name: &str) -> PathBuf {
        self.place.join("mail").join(name)
    }

    /// Returns the folder with a user's mail (Maildir++), where a corpus can be written before the first login.
    pub fn maildir(&self, user: &User) -> PathBuf {
        self.home(&user.name).join("Maildir")
    }

    /// Hands files written below `path` to the mail user.
    pub fn own(&self, path: &Path) {
        self.owner.give(path);
        if path.is_dir() {
            for entry in std::fs::read_dir(path).expect("a mail folder") {
                self.own(&entry.expect("an entry of a mail folder").path());
            }
        }
    }

    /// Delivers a message by LMTP, as new mail arrives.
    pub fn deliver(&self, user: &User, message: &[u8]) {
        crate::lmtp::deliver(&self.lmtp_socket(), &user.address, message)
            .unwrap_or_else(|e| panic!("delivery to {}: {e}", user.address));
    }

    /// Logs in with the tests' own client.
    pub fn raw(&self, user: &User) -> RawImap {
        let mut raw = RawImap::connect_tls(self.imaps, &self.ca_pem).expect("a connection to Dovecot");
        raw.login(&user.name, &user.password);
        raw
    }

    /// Takes the right to change `folder` from its owner (needs [`DovecotOptions::acl`]; the folder must exist).
    pub fn make_read_only(&self, user: &User, folder: &str) {
        let dir = self.maildir(user).join(format!(".{}", folder.replace('/', ".")));
        let file = dir.join("dovecot-acl");
        std::fs::write(&file, "owner lr\n").unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        self.owner.give(&file);
    }

    /// Runs `doveadm` on this server and returns what it prints.
    pub fn doveadm(&self, args: &[&str]) -> String {
        let out = Command::new("doveadm")
            .arg("-c")
            .arg(self.place.join("dovecot.conf"))
            .args(args)
            .output()
            .expect("doveadm");
        assert!(out.status.success(), "doveadm {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    /// What clients sent in this user's sessions so far, newest session last (needs [`DovecotOptions::transcripts`]).
    pub fn transcript(&self, user: &User) -> String {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.home(&user.name).join("rawlog"))
            .map(|dir| {
                dir.flatten()
                    .map(|entry| entry.path())
                    .filter(|path| path.extension().is_some_and(|e| e == "in"))
                    .collect()
            })
            .unwrap_or_default();
        files.sort();
        files
            .iter()
            .map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap_or_default()).into_owned())
            .collect()
    }

    /// Dovecot's log, for the message of a failed test.
    pub fn log(&self) -> String {
        place::tail(&self.place.join("log/dovecot.log"))
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the end of Dovecot's log:\n{}", self.log());
        }
    }
}

/// Waits for the second in which Dovecot looks again.
fn wait_for_reread() {
    let second = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let written = second();
    wait_until("the next second", Duration::from_secs(3), || second() > written);
}
