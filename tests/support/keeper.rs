use crate::place::tail;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

/// Runs a server in a session of its own and waits for the end of standard input, which comes when its owner closes the pipe or
/// dies in any way; then ends that session's processes, and only those, and removes the server's folder.
const SUPERVISOR: &str = r#"
trap : HUP INT TERM
place=$1; shift
setsid "$@" </dev/null >>"$place/console.log" 2>&1 &
pid=$!
echo "$pid"
exec >/dev/null 2>&1
read -r _
kill -TERM "$pid"
n=0
while [ $n -lt 100 ] && grep -q '^State:.[^Z]' "/proc/$pid/status"; do n=$((n + 1)); sleep 0.05; done
kill -s KILL -- "-$pid"
wait "$pid"
[ -n "${TERN_KEEP:-}" ] || rm -rf "$place"
"#;

/// A server process that never outlives its owner, not even one that is killed.
pub struct Keeper {
    supervisor: Child,
    lifeline: Option<ChildStdin>,
    pid: u32,
    place: PathBuf,
}

impl Keeper {
    /// Starts `command` (a foreground server) with its files in `place`; `as_root` asks sudo where the tests do not run as root.
    pub fn start(place: &Path, command: &[&str], as_root: bool) -> Self {
        let through_sudo = as_root && !crate::place::is_root();
        let mut supervisor = Command::new(if through_sudo { "sudo" } else { "sh" });
        if through_sudo {
            supervisor.args(["-n", "sh"]);
        }
        let mut supervisor = supervisor
            .args(["-c", SUPERVISOR, "tern-keeper"])
            .arg(place)
            .args(command)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("starting {} (through sudo: {through_sudo}): {e}", command[0]));
        let lifeline = supervisor.stdin.take();
        let mut line = String::new();
        if let Some(out) = supervisor.stdout.take() {
            BufReader::new(out).read_line(&mut line).unwrap_or_else(|e| panic!("the pid of {command:?}: {e}"));
        }
        let pid = line.trim().parse();
        let pid = pid.unwrap_or_else(|_| panic!("{} did not start (through sudo: {through_sudo})", command[0]));
        Self { supervisor, lifeline, pid, place: place.to_owned() }
    }

    /// Whether the server still runs.
    pub fn alive(&self) -> bool {
        std::fs::read_to_string(format!("/proc/{}/stat", self.pid))
            .is_ok_and(|stat| !stat.rsplit(')').next().unwrap_or("").trim_start().starts_with('Z'))
    }

    /// The server's process id.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// What the server printed before it failed.
    pub fn console(&self) -> String {
        tail(&self.place.join("console.log"))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        if let Err(e) = self.supervisor.wait() {
            eprintln!("the supervisor of {}: {e}", self.pid);
        }
    }
}

#[test]
fn a_server_deaf_to_requests_is_killed() {
    let place = crate::place::make("tk");
    let deaf = "trap '' TERM; : >\"$0/ready\"; while :; do sleep 0.1; done";
    let keeper = Keeper::start(&place, &["sh", "-c", deaf, &place.to_string_lossy()], false);
    crate::wait_until("the server to be deaf", std::time::Duration::from_secs(10), || place.join("ready").exists());
    let pid = keeper.pid();
    drop(keeper);
    assert!(!Path::new(&format!("/proc/{pid}")).exists() && !place.exists());
}
