use super::capabilities::Capabilities;
use super::command::{Command, Reply};
use super::fetch::Fetching;
use super::guard::{Frame, Guard, Limits, Literals, Loaded};
use super::parse::{self, Code, Condition, Data};
use super::pump::{Failure, next_frame};
use crate::net::{NetError, Result};
use async_imap::Session;
use std::fmt::Debug;
use std::future::poll_fn;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, timeout};

/// The most responses that are kept for one command; a server that sends more is not serious.
pub(super) const MOST_DATA: usize = 1 << 20;
/// The most responses nobody asked for that are kept.
const MOST_UNSOLICITED: usize = 1000;
const LOGOUT_LIMIT: Duration = Duration::from_secs(3);

/// A byte stream to a server.
pub trait Transport: AsyncRead + AsyncWrite + Unpin + Send + Sync + Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + Sync + Debug> Transport for T {}

pub(super) type Stream = Box<dyn Transport>;
pub(super) type Wire = Guard<Stream>;

/// How long a server may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timings {
    /// Without a byte during a command.
    pub silence: Duration,
    /// Between two renewals of IDLE (RFC 2177: below 29 minutes).
    pub idle_renew: Duration,
    /// To answer the DONE that ends IDLE.
    pub done: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            silence: Duration::from_secs(60),
            idle_renew: Duration::from_secs(28 * 60),
            done: Duration::from_secs(30),
        }
    }
}

/// A signed-in IMAP connection. One command, or one pipeline, at a time; a future that is dropped
/// before its command ended leaves the connection unusable, and every later call says so.
#[derive(Debug)]
pub struct Imap {
    pub(super) session: Session<Wire>,
    pub(super) host: String,
    pub(super) timings: Timings,
    pub(super) capabilities: Capabilities,
    pub(super) qresync_enabled: bool,
    /// Messages in the selected mailbox.
    pub(super) exists: u32,
    /// Whether ID was sent.
    pub(super) introduced: bool,
    pub(super) fetching: Option<Fetching>,
    pub(super) unsolicited: Vec<Data>,
    busy: bool,
    bye: Option<(Option<Code>, String)>,
}

/// One thing heard from the server.
#[derive(Debug)]
pub(super) enum Heard {
    Data(Data),
    Tagged { tag: String, condition: Condition, code: Option<Code>, text: String },
    Continue,
    LargeStart { uid: Option<u32>, section: String, size: u64 },
    LargeChunk(bytes::Bytes),
    LargeEnd,
}

impl Imap {
    pub(super) fn new(session: Session<Wire>, host: &str, timings: Timings) -> Self {
        Self {
            session,
            host: host.to_owned(),
            timings,
            capabilities: Capabilities::default(),
            qresync_enabled: false,
            exists: 0,
            introduced: false,
            fetching: None,
            unsolicited: Vec::new(),
            busy: false,
            bye: None,
        }
    }

    /// What the server can, as it said after sign-in.
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// Whether the connection can take another command.
    pub fn is_usable(&self) -> bool {
        !self.busy
    }

    /// Sends all commands at once and returns their replies in the same order. A refusal is in
    /// its [`Reply`]; an error means that the connection is of no more use.
    pub async fn run(&mut self, commands: Vec<Command>) -> Result<Vec<Reply>> {
        self.begin()?;
        let mut tags = Vec::new();
        for command in commands {
            tags.push(self.issue(command).await?);
        }
        let mut replies: Vec<Option<Reply>> = tags.iter().map(|_| None).collect();
        let mut data = Vec::new();
        while replies.iter().any(Option::is_none) {
            match self.hear().await? {
                Heard::Data(_) if data.len() >= MOST_DATA => {
                    return Err(NetError::Protocol { detail: "far too many responses to one command".into() });
                }
                Heard::Data(heard) => data.push(heard),
                Heard::Tagged { tag, condition, code, text } => {
                    if let Some(at) = tags.iter().position(|known| *known == tag) {
                        let data = std::mem::take(&mut data);
                        replies[at] = Some(Reply { condition, code, text, data });
                    }
                }
                Heard::Continue | Heard::LargeStart { .. } | Heard::LargeChunk(_) | Heard::LargeEnd => {}
            }
        }
        self.end();
        Ok(replies.into_iter().flatten().collect())
    }

    /// Runs one command; a refusal is an error.
    pub async fn run_one(&mut self, command: Command) -> Result<Reply> {
        let mut replies = self.run(vec![command]).await?;
        let missing = NetError::Protocol { detail: "no reply".into() };
        replies.pop().ok_or(missing)?.ok()
    }

    /// What the server said of the selected mailbox without being asked, oldest first: EXISTS,
    /// EXPUNGE, VANISHED, and the flags that came during IDLE.
    pub fn take_unsolicited(&mut self) -> Vec<Data> {
        std::mem::take(&mut self.unsolicited)
    }

    /// Asks for news and so finds out whether the connection lives.
    pub async fn noop(&mut self) -> Result<()> {
        self.run_one(Command::new("NOOP", "")?).await.map(drop)
    }

    /// Says goodbye and closes; waits a few seconds at most.
    pub async fn logout(mut self) {
        let goodbye = async {
            if let Ok(command) = Command::new("LOGOUT", "") {
                self.run(vec![command]).await.ok();
            }
            self.session.get_mut().shutdown().await.ok();
        };
        timeout(LOGOUT_LIMIT, goodbye).await.ok();
    }

    /// Says goodbye and closes without waiting for the answer: a round trip less, where each one counts.
    pub async fn leave(mut self) {
        let goodbye = async {
            if self.begin().is_ok()
                && let Ok(command) = Command::new("LOGOUT", "")
                && self.issue(command).await.is_ok()
            {
                poll_fn(|cx| self.session.get_mut().poll_drain(cx)).await.ok();
            }
            self.session.get_mut().shutdown().await.ok();
        };
        timeout(LOGOUT_LIMIT, goodbye).await.ok();
    }

    /// Marks the beginning of a command; until [`Imap::end`] the connection takes no other.
    pub(super) fn begin(&mut self) -> Result<()> {
        if self.busy {
            return Err(NetError::Broken { detail: "an earlier command was not finished".into() });
        }
        self.busy = true;
        self.session.get_mut().alive = Instant::now();
        Ok(())
    }

    pub(super) fn end(&mut self) {
        self.busy = false;
        *self.session.get_mut().limits() = Limits::default();
    }

    /// Queues a command behind the ones before it; it goes out while the next thing is heard.
    pub(super) async fn issue(&mut self, command: Command) -> Result<String> {
        let Command { verb, pieces } = command;
        self.session.get_mut().load(Loaded::Command(pieces));
        let sent = self.session.run_command(verb).await;
        sent.map(|id| id.0).map_err(|_| NetError::Broken { detail: "the command could not be sent".into() })
    }

    /// Waits for the next thing; silence has its limit.
    pub(super) async fn hear(&mut self) -> Result<Heard> {
        loop {
            let frame = next_frame(&mut self.session, self.timings.silence).await;
            let frame = frame.map_err(|failure| self.explain(failure))?;
            if let Some(heard) = self.read(frame) {
                return Ok(heard);
            }
        }
    }

    /// Says why no frame came; a BYE before explains a closed connection best.
    pub(super) fn explain(&mut self, failure: Failure) -> NetError {
        match (failure, self.bye.take()) {
            (Failure::Io(_), Some((code, text))) => NetError::Unavailable { code: code.map(|code| code.name), text },
            (failure, _) => failure.explain(&self.host),
        }
    }

    pub(super) fn read(&mut self, frame: Frame) -> Option<Heard> {
        let data = match frame {
            Frame::Untagged(response) => parse::untagged(&response),
            Frame::Skipped(head) => parse::skipped(&head),
            Frame::Tagged { tag, rest } => {
                let (condition, code, text) = parse::completion(&rest);
                self.learn_code(code.as_ref());
                return Some(Heard::Tagged { tag, condition, code, text });
            }
            Frame::Continue(_) => return Some(Heard::Continue),
            Frame::LargeStart { uid, section, size } => return Some(Heard::LargeStart { uid, section, size }),
            Frame::LargeChunk(bytes) => return Some(Heard::LargeChunk(bytes)),
            Frame::LargeEnd => return Some(Heard::LargeEnd),
            Frame::Garbage => return None,
        };
        self.learn(&data);
        Some(Heard::Data(data))
    }

    /// Keeps a response that nobody asked for.
    pub(super) fn set_aside(&mut self, data: Data) {
        if self.unsolicited.len() < MOST_UNSOLICITED {
            self.unsolicited.push(data);
        }
    }

    fn learn(&mut self, data: &Data) {
        match data {
            Data::Exists(count) => self.exists = *count,
            Data::Expunge(_) => self.exists = self.exists.saturating_sub(1),
            Data::Vanished { earlier: false, uids } => {
                let gone = u32::try_from(uids.len()).unwrap_or(u32::MAX);
                self.exists = self.exists.saturating_sub(gone);
            }
            Data::Capability(names) => self.capabilities = names.iter().collect(),
            Data::Enabled(names) if names.iter().any(|name| name.eq_ignore_ascii_case("QRESYNC")) => {
                self.qresync_enabled = true;
            }
            Data::Condition { condition: Condition::Bye, code, text } => {
                self.bye = Some((code.clone(), text.clone()));
            }
            Data::Condition { code, .. } => self.learn_code(code.as_ref()),
            _ => {}
        }
        if matches!(data, Data::Exists(_) | Data::Expunge(_) | Data::Vanished { earlier: false, .. }) {
            self.set_aside(data.clone());
        }
    }

    fn learn_code(&mut self, code: Option<&Code>) {
        if let Some(code) = code.filter(|code| code.is("CAPABILITY")) {
            self.capabilities = code.words().collect();
        }
    }

    /// Sets what may be sent without waiting, from what the server can.
    pub(super) fn set_literals(&mut self) {
        self.session.get_mut().literals = if self.capabilities.has("LITERAL+") {
            Literals::Plus
        } else if self.capabilities.has("LITERAL-") || self.capabilities.has("IMAP4rev2") {
            Literals::Minus
        } else {
            Literals::Synchronising
        };
    }
}
