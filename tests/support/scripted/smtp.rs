use super::{Conn, Encryption, ScriptedServer};
use crate::tls::Authority;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// What a scripted submission server does once it has read a message's final dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AfterDot {
    /// Keeps the message and says so.
    #[default]
    Accept,
    /// Keeps the message, but the connection breaks before the answer: the sender cannot know.
    AcceptAndVanish,
    /// Loses the message, and the connection breaks before an answer.
    LoseAndVanish,
}

/// A submission server that behaves, but for what a test changes about it.
#[derive(Clone, Default)]
pub struct ScriptedSmtp {
    rules: Vec<(String, String)>,
    extensions: Option<String>,
    after_dot: Arc<Mutex<AfterDot>>,
    kept: Arc<Mutex<Vec<Submission>>>,
}

/// A message that a scripted server kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    pub from: String,
    pub to: Vec<String>,
    /// Dots at line starts undoubled.
    pub message: Vec<u8>,
}

impl ScriptedSmtp {
    /// Makes a server that takes every login, sender, recipient and message.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers commands that start with `prefix` (any case) by `answer`, line end included; the latest rule that fits wins.
    pub fn on(mut self, prefix: &str, answer: &str) -> Self {
        self.rules.push((prefix.to_ascii_uppercase(), answer.to_owned()));
        self
    }

    /// Replaces the extensions EHLO announces, given as lines such as `SIZE 1000`.
    pub fn extensions(mut self, lines: &[&str]) -> Self {
        self.extensions = Some(lines.iter().map(|line| format!("250-{line}\r\n")).collect());
        self
    }

    /// Sets what happens after the final dot, from now on.
    pub fn after_dot(&self, what: AfterDot) {
        *self.after_dot.lock().unwrap_or_else(PoisonError::into_inner) = what;
    }

    /// The messages kept so far.
    pub fn kept(&self) -> Vec<Submission> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Starts it with TLS from the first byte and a certificate of `authority`; keep a clone to ask what it kept.
    pub fn start(&self, authority: Arc<Authority>) -> ScriptedServer {
        let script = self.clone();
        ScriptedServer::start_with(authority, Encryption::Tls, move |conn| script.serve(conn))
    }

    /// Talks to one client until it leaves.
    pub fn serve(&self, conn: &mut Conn) -> io::Result<()> {
        conn.send("220 smtp.test ready\r\n")?;
        let (mut from, mut to) = (String::new(), Vec::new());
        loop {
            let line = conn.line()?;
            let upper = line.to_ascii_uppercase();
            if let Some((_, answer)) = self.rules.iter().rev().find(|(prefix, _)| upper.starts_with(prefix.as_str())) {
                conn.send(answer)?;
                continue;
            }
            match upper.split([' ', ':']).next().unwrap_or("") {
                "EHLO" => {
                    let usual = || {
                        "250-SIZE 150000000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250-AUTH PLAIN LOGIN\r\n".into()
                    };
                    conn.send(&format!(
                        "250-smtp.test\r\n{}250 HELP\r\n",
                        self.extensions.clone().unwrap_or_else(usual)
                    ))?;
                }
                "AUTH" => self.authenticate(conn, &upper)?,
                "MAIL" => {
                    (from, to) = (path(&line), Vec::new());
                    conn.send("250 2.1.0 fine\r\n")?;
                }
                "RCPT" => {
                    to.push(path(&line));
                    conn.send("250 2.1.5 fine\r\n")?;
                }
                "DATA" => {
                    conn.send("354 go on\r\n")?;
                    let message = data(conn)?;
                    let what = *self.after_dot.lock().unwrap_or_else(PoisonError::into_inner);
                    if what != AfterDot::LoseAndVanish {
                        let submission = Submission { from: from.clone(), to: std::mem::take(&mut to), message };
                        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(submission);
                    }
                    if what != AfterDot::Accept {
                        return Ok(());
                    }
                    conn.send("250 2.0.0 kept as 1\r\n")?;
                }
                "QUIT" => return conn.send("221 2.0.0 bye\r\n"),
                _ => conn.send("250 2.0.0 fine\r\n")?,
            }
        }
    }

    fn authenticate(&self, conn: &mut Conn, command: &str) -> io::Result<()> {
        let initial = command.split_whitespace().nth(2).is_some();
        if command.contains("LOGIN") {
            conn.send("334 VXNlcm5hbWU6\r\n")?;
            conn.line()?;
            conn.send("334 UGFzc3dvcmQ6\r\n")?;
            conn.line()?;
        } else if !initial {
            conn.send("334 \r\n")?;
            conn.line()?;
        }
        conn.send("235 2.7.0 welcome\r\n")
    }
}

/// The path between angle brackets.
fn path(line: &str) -> String {
    line.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or_else(String::new, |(path, _)| path.to_owned())
}

/// A message up to its final dot.
fn data(conn: &mut Conn) -> io::Result<Vec<u8>> {
    let mut message = Vec::new();
    loop {
        let line = conn.raw_line()?;
        if line == b".\r\n" {
            return Ok(message);
        }
        message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}
