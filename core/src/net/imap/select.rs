use super::command::{Command, Reply, sets};
use super::parse::{Data, Fetched};
use super::session::Imap;
use crate::model::UidSet;
use crate::net::Result;

/// How to select a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Select {
    Plain,
    /// With mod-sequences (RFC 7162 §3.1).
    Condstore,
    /// With all that changed since `modseq` (RFC 7162 §3.2.5). `known` are the UIDs kept here;
    /// every UID when absent.
    Qresync {
        uidvalidity: u32,
        modseq: u64,
        known: Option<UidSet>,
    },
}

/// A selected mailbox.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selected {
    pub exists: u32,
    /// 0 where the server gives none.
    pub uidvalidity: u32,
    /// 0 where the server gives none. It is not made up from the last UID: that one goes back when
    /// the last message is expunged, and UIDNEXT never does.
    pub uidnext: u32,
    /// Absent where the mailbox keeps no mod-sequences.
    pub highestmodseq: Option<u64>,
    pub read_only: bool,
    /// Whether new keywords can be made.
    pub permanent_keywords: bool,
    /// The flags that stay; absent where the server does not say, which means all.
    pub permanent_flags: Option<Vec<String>>,
    /// UIDs that are gone since `modseq`.
    pub vanished: UidSet,
    /// Flags that changed since `modseq`.
    pub fetched: Vec<Fetched>,
    /// Whether the answer to QRESYNC could not be read whole, so that it must not be trusted.
    pub incomplete: bool,
}

impl Imap {
    /// Selects a mailbox; QRESYNC is enabled first when it is asked for.
    pub async fn select(&mut self, wire_name: &[u8], how: Select) -> Result<Selected> {
        let mut commands = self.introduction()?;
        commands.extend(self.select_commands(wire_name, &how)?);
        let replies = self.run(commands).await?;
        self.selected(replies)
    }

    /// Leaves the mailbox without expunging (RFC 3691); where that is missing, nothing is done,
    /// because the next SELECT leaves it too.
    pub async fn unselect(&mut self) -> Result<()> {
        if self.capabilities.has("UNSELECT") {
            self.run_one(Command::new("UNSELECT", "")?).await?;
            self.exists = 0;
        }
        Ok(())
    }

    pub(super) fn select_commands(&self, wire_name: &[u8], how: &Select) -> Result<Vec<Command>> {
        let mut commands = Vec::new();
        let select = Command::new("SELECT", "")?.string(wire_name)?;
        let offers = |name: &str| self.capabilities.has(name);
        let select = match how {
            Select::Qresync { uidvalidity, modseq, known } if offers("QRESYNC") => {
                if !self.qresync_enabled {
                    commands.push(Command::new("ENABLE", "QRESYNC")?);
                }
                // Without the known UIDs the server says more than is needed, and nothing wrong.
                let known = known.as_ref().map(sets).filter(|texts| texts.len() == 1);
                let known = known.map(|texts| format!(" {}", texts.concat())).unwrap_or_default();
                select.words(&format!("(QRESYNC ({uidvalidity} {modseq}{known}))"))?
            }
            Select::Plain => select,
            _ if offers("CONDSTORE") || offers("QRESYNC") => select.words("(CONDSTORE)")?,
            _ => select,
        };
        commands.push(select);
        Ok(commands)
    }

    /// Reads the reply to SELECT, the last of `replies`.
    pub(super) fn selected(&mut self, mut replies: Vec<Reply>) -> Result<Selected> {
        let Some(reply) = replies.pop() else { return Ok(Selected::default()) };
        let reply = reply.ok().inspect_err(|_| self.exists = 0)?;
        self.take_unsolicited();
        let mut selected = Selected { permanent_keywords: true, ..Selected::default() };
        selected.read_only = reply.code.as_ref().is_some_and(|code| code.is("READ-ONLY"));
        for data in reply.data {
            selected.learn(data);
        }
        self.exists = selected.exists;
        Ok(selected)
    }
}

impl Selected {
    fn learn(&mut self, data: Data) {
        match data {
            Data::Exists(count) => self.exists = count,
            Data::Expunge(_) => self.exists = self.exists.saturating_sub(1),
            Data::Vanished { uids, .. } => self.vanished = self.vanished.union(&uids),
            Data::Fetch(fetched) => self.fetched.push(*fetched),
            Data::Unreadable { keyword, .. } if keyword == "FETCH" || keyword == "VANISHED" => {
                self.incomplete = true;
            }
            Data::Condition { code: Some(code), .. } => {
                let number = || code.number().and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
                match code.name.as_str() {
                    // What came before was about the mailbox selected until now (RFC 7162 §3.2.11).
                    "CLOSED" => *self = Self { permanent_keywords: true, read_only: self.read_only, ..Self::default() },
                    "UIDVALIDITY" => self.uidvalidity = number(),
                    "UIDNEXT" => self.uidnext = number(),
                    "HIGHESTMODSEQ" => self.highestmodseq = code.number().filter(|modseq| *modseq > 0),
                    "NOMODSEQ" => self.highestmodseq = None,
                    "READ-ONLY" => self.read_only = true,
                    "PERMANENTFLAGS" => {
                        let flags: Vec<String> = code.words().map(str::to_owned).collect();
                        self.permanent_keywords = flags.iter().any(|flag| flag == "\\*");
                        self.permanent_flags = Some(flags);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}
