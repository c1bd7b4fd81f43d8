use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether this process is root, who must hand the mail to an unprivileged user.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// A private folder with a path short enough for unix sockets, which the servers' own users can reach.
///
/// It is not removed by `Drop` but by the [`crate::keeper::Keeper`] of the server in it, so that it goes even when the tests are killed.
pub fn make(prefix: &str) -> PathBuf {
    let place = tempfile::Builder::new()
        .prefix(prefix)
        .rand_bytes(8)
        .tempdir_in("/tmp")
        .unwrap_or_else(|e| panic!("a private folder in /tmp: {e}"))
        .keep();
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o755))
        .unwrap_or_else(|e| panic!("{}: {e}", place.display()));
    place
}

/// Makes a folder that belongs to `owner` where the tests run as root.
pub fn make_dir(path: &Path, owner: Owner) {
    std::fs::create_dir_all(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    owner.give(path);
}

/// Who the mail of the test servers belongs to: Debian's `mail` user, or whoever runs the tests.
#[derive(Debug, Clone, Copy)]
pub struct Owner {
    pub uid: u32,
    pub gid: u32,
}

impl Owner {
    /// Returns the owner that mail gets on this machine.
    pub fn of_mail() -> Self {
        if is_root() {
            return Self { uid: number(&["-u", "mail"]), gid: number(&["-g", "mail"]) };
        }
        Self { uid: number(&["-u"]), gid: number(&["-g"]) }
    }

    /// Hands `path` to this owner; does nothing for an ordinary user, whose files are their own.
    pub fn give(self, path: &Path) {
        if is_root() {
            chown(path, Some(self.uid), Some(self.gid)).unwrap_or_else(|e| panic!("chown {}: {e}", path.display()));
        }
    }
}

/// Returns the name of the user or group that `id` prints with `args`.
pub fn name(args: &[&str]) -> String {
    let out = Command::new("id").args(args).output().unwrap_or_else(|e| panic!("id: {e}"));
    String::from_utf8_lossy(&out.stdout).trim().to_owned()
}

fn number(args: &[&str]) -> u32 {
    name(args).parse().unwrap_or_else(|e| panic!("id {args:?}: {e}"))
}

/// A free loopback port. It may be taken before it is used; who starts a server on it tries again then.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap_or_else(|e| panic!("a loopback port: {e}"));
    listener.local_addr().unwrap_or_else(|e| panic!("its number: {e}")).port()
}

/// The last lines of a log, for the message of a failed start.
pub fn tail(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(25)..].join("\n")
}
