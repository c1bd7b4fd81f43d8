//! Runs the built `tern` program as a person or a script does.

use crate::cyrus::Cyrus;
use crate::dovecot::{Dovecot, User};
use crate::postfix::Postfix;
use crate::scripted::{ScriptedServer, ScriptedSmtp};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// A profile and the program to use it with.
pub struct Tern {
    profile: tempfile::TempDir,
    program: PathBuf,
}

/// What a `tern` run said.
#[derive(Debug, Clone)]
pub struct Said {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

/// A `tern` that still runs, such as `watch`.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Default for Tern {
    fn default() -> Self {
        Self::new()
    }
}

impl Tern {
    /// Makes an empty profile.
    pub fn new() -> Self {
        Self {
            profile: tempfile::Builder::new().prefix("tern-profile").tempdir().expect("a profile folder"),
            program: program(),
        }
    }

    /// The profile's folder; its key is a file in it.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// The command with `--profile` set, for what the other methods do not cover.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--profile").arg(self.profile.path()).env_remove("TERN_PASSPHRASE").env("TERN_KEYRING", "off");
        command
    }

    /// Runs `tern ARGS`.
    pub fn run(&self, args: &[&str]) -> Said {
        Said::from(self.command().args(args).stdin(Stdio::null()).output().expect("running tern"))
    }

    /// Runs `tern ARGS` with `input` on standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Said {
        let mut child = self
            .command()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("running tern");
        let mut stdin = child.stdin.take().expect("its standard input");
        let input = input.to_vec();
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let said = Said::from(child.wait_with_output().expect("waiting for tern"));
        writer.join().expect("the writing thread");
        said
    }

    /// Runs `tern --json ARGS`, which must succeed; returns its lines.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Vec<Value> {
        let args: Vec<&str> = ["--json"].iter().chain(args).copied().collect();
        self.run(&args).done().json()
    }

    /// Starts `tern --json ARGS` and leaves it running.
    pub fn start(&self, args: &[&str]) -> Running {
        let mut child = self
            .command()
            .arg("--json")
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("running tern");
        let stdout = BufReader::new(child.stdout.take().expect("its standard output"));
        let (sender, lines) = channel();
        std::thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Running { child, lines }
    }

    /// Adds the account of `user` on Dovecot, with TLS from the first byte, sending through `postfix`; without one the account gets
    /// a submission server that takes the login, so that it can be added, and is gone afterwards.
    #[track_caller]
    pub fn add_account(&self, user: &User, dovecot: &Dovecot, postfix: Option<&Postfix>, more: &[&str]) {
        let login_only = postfix.is_none().then(|| ScriptedSmtp::new().start(dovecot.authority()));
        let smtp =
            postfix.map_or_else(|| login_only.as_ref().map_or(0, ScriptedServer::port), Postfix::submissions_port);
        self.add(user, dovecot.imaps_port(), smtp, dovecot.ca_file(), more);
    }

    /// Adds the account of `user` on Cyrus, which sends nothing.
    #[track_caller]
    pub fn add_cyrus_account(&self, user: &User, cyrus: &Cyrus, more: &[&str]) {
        let login_only = ScriptedSmtp::new().start(cyrus.authority());
        self.add(user, cyrus.imaps_port(), login_only.port(), cyrus.ca_file(), more);
    }

    /// Adds an account on servers given by their loopback ports, both with TLS from the first byte.
    #[track_caller]
    pub fn add(&self, user: &User, imap: u16, smtp: u16, ca_file: &Path, more: &[&str]) {
        let (imap, smtp) = (format!("localhost:{imap}"), format!("localhost:{smtp}"));
        let ca_file = ca_file.to_string_lossy();
        let mut args =
            vec!["account", "add", &user.address, "--imap", &imap, "--imap-security", "tls", "--smtp", &smtp];
        args.extend(["--smtp-security", "tls", "--user", &user.name, "--password-stdin", "--ca-file", &ca_file]);
        args.extend(more);
        self.run_with(&args, format!("{}\n", user.password).as_bytes()).done();
    }
}

impl Said {
    /// Returns this when the run succeeded; fails the test with what it said otherwise.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "tern failed: {}{}", self.stderr, String::from_utf8_lossy(&self.stdout));
        self
    }

    /// Standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard output as one JSON value a line.
    #[track_caller]
    pub fn json(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Running {
    /// Waits for a JSON line that `wanted` accepts, and returns it.
    #[track_caller]
    pub fn wait_line(&mut self, what: &str, limit: Duration, mut wanted: impl FnMut(&Value) -> bool) -> Value {
        let end = Instant::now() + limit;
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    let value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line}"));
                    if wanted(&value) {
                        return value;
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("waited {limit:?} in vain: {what}"),
                Err(RecvTimeoutError::Disconnected) => panic!("tern ended before: {what}"),
            }
        }
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as `kill -9` does, and waits until it is gone.
    pub fn kill(&mut self) {
        self.child.kill().expect("killing tern");
        self.child.wait().expect("waiting for tern");
    }

    /// Waits until it ends by itself; returns its exit code.
    pub fn wait(&mut self) -> i32 {
        self.child.wait().expect("waiting for tern").code().unwrap_or(-1)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop((self.child.kill(), self.child.wait()));
    }
}

/// The `tern` beside this program in the target folder, or the one that `TERN_BIN` names.
pub fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("TERN_BIN") {
        return path.into();
    }
    let own = std::env::current_exe().expect("the path of this program");
    let dir = own.parent().expect("its folder");
    let dir =
        if dir.ends_with("deps") || dir.ends_with("examples") { dir.parent().expect("the target folder") } else { dir };
    let program = dir.join("tern");
    assert!(
        program.exists(),
        "{} is missing: build it first with `cargo build -p tern-cli` (`make test` does)",
        program.display()
    );
    program
}

/// Sends a signal such as `-INT` to a process; whether it was there. By the shell: a bare system has no `kill` of its own.
pub fn signal(pid: u32, name: &str) -> bool {
    let told = Command::new("sh").args(["-c", "kill \"$1\" \"$2\"", "kill", name, &pid.to_string()]).status();
    told.is_ok_and(|status| status.success())
}
