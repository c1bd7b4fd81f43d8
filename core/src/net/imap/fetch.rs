use super::command::{Command, refused, sets};
use super::guard::Limits;
use super::parse::{Condition, Data, Fetched};
use super::session::{Heard, Imap, MOST_DATA};
use crate::model::UidSet;
use crate::net::{NetError, Result};
use crate::say;
use bytes::Bytes;

/// Which messages to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    Uids(UidSet),
    /// The newest so many, by sequence number.
    Newest(u32),
}

/// What to fetch of which messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchPlan {
    pub set: Set,
    /// Items without the outer parentheses, such as `FLAGS BODY.PEEK[HEADER]`; UID is added.
    pub items: String,
    /// A modifier (RFC 4466) such as `CHANGEDSINCE 12 VANISHED`.
    pub modifier: Option<String>,
}

/// What comes while messages are fetched.
#[derive(Debug, Clone, PartialEq)]
pub enum FetchEvent {
    /// A message, after its large sections.
    Message(Box<Fetched>),
    /// A section above the inline limit begins; its chunks and [`FetchEvent::LargeEnd`] follow.
    /// The UID is known when the server said it first, as they do.
    LargeStart {
        uid: Option<u32>,
        section: String,
        size: u64,
    },
    /// At most 64 KiB.
    LargeChunk(Bytes),
    LargeEnd,
    /// UIDs that are gone (RFC 7162 §3.2.10).
    Vanished(UidSet),
    /// A response that cannot be read: this message was not missing.
    Unreadable {
        uid: Option<u32>,
    },
}

/// A FETCH that is under way.
#[derive(Debug)]
pub(super) struct Fetching {
    tags: Vec<String>,
    refusal: Option<NetError>,
    by_number: bool,
}

impl Imap {
    /// Begins to fetch; [`Imap::next_fetched`] gives what comes until it gives `None`. Sections
    /// above `inline_limit` bytes come in chunks and are never held whole.
    pub async fn fetch(&mut self, plan: &FetchPlan, inline_limit: u64) -> Result<()> {
        let (verb, texts) = match &plan.set {
            Set::Uids(uids) => ("UID FETCH", sets(uids)),
            Set::Newest(0) => ("FETCH", Vec::new()),
            Set::Newest(_) if self.exists == 0 => ("FETCH", Vec::new()),
            Set::Newest(count) => ("FETCH", vec![format!("{}:*", self.exists.saturating_sub(count - 1).max(1))]),
        };
        let modifier = plan.modifier.as_ref().map(|words| format!(" ({words})")).unwrap_or_default();
        let command = |text: &String| Command::new(verb, &format!("{text} (UID {}){modifier}", plan.items));
        let commands = texts.iter().map(command).collect::<Result<Vec<_>>>()?;
        self.begin()?;
        *self.session.get_mut().limits() = Limits { inline: inline_limit, stream: true, ..Limits::default() };
        let mut tags = Vec::new();
        for command in commands {
            tags.push(self.issue(command).await?);
        }
        self.fetching = Some(Fetching { tags, refusal: None, by_number: verb == "FETCH" });
        Ok(())
    }

    /// The next of what [`Imap::fetch`] asked for; `None` when all came. May be dropped and called
    /// again. A refusal comes at the end, after all that came in spite of it.
    pub async fn next_fetched(&mut self) -> Result<Option<FetchEvent>> {
        loop {
            match &mut self.fetching {
                None => return Ok(None),
                Some(fetching) if fetching.tags.is_empty() => {
                    let refusal = fetching.refusal.take();
                    self.fetching = None;
                    self.end();
                    return refusal.map_or(Ok(None), Err);
                }
                Some(_) => {}
            }
            let event = match self.hear().await? {
                Heard::Data(data) => self.fetch_event(data),
                Heard::LargeStart { uid, section, size } => Some(FetchEvent::LargeStart { uid, section, size }),
                Heard::LargeChunk(bytes) => Some(FetchEvent::LargeChunk(bytes)),
                Heard::LargeEnd => Some(FetchEvent::LargeEnd),
                Heard::Tagged { tag, condition, code, text } => {
                    if let Some(fetching) = &mut self.fetching {
                        fetching.complete(&tag, condition, refused(code, text));
                    }
                    None
                }
                Heard::Continue => None,
            };
            if event.is_some() {
                return Ok(event);
            }
        }
    }

    /// Fetches and collects; large sections are left out (they are named in `elsewhere`). An
    /// answer that cannot be read whole is an error.
    pub async fn fetch_all(&mut self, plan: &FetchPlan, inline_limit: u64) -> Result<Vec<Fetched>> {
        self.fetch(plan, inline_limit).await?;
        let (mut messages, mut unreadable) = (Vec::new(), false);
        while let Some(event) = self.next_fetched().await? {
            match event {
                FetchEvent::Message(_) if messages.len() >= MOST_DATA => {
                    return Err(NetError::Protocol { detail: say!("why-many-responses") });
                }
                FetchEvent::Message(fetched) => messages.push(*fetched),
                FetchEvent::Unreadable { .. } => unreadable = true,
                _ => {}
            }
        }
        match unreadable {
            true => Err(NetError::Unreadable { detail: say!("why-answer-to", command = "FETCH") }),
            false => Ok(messages),
        }
    }

    fn fetch_event(&mut self, data: Data) -> Option<FetchEvent> {
        match data {
            Data::Fetch(fetched) if fetched.uid.is_some() => Some(FetchEvent::Message(fetched)),
            Data::Fetch(_) => {
                self.set_aside(data);
                None
            }
            Data::Vanished { uids, .. } => Some(FetchEvent::Vanished(uids)),
            Data::Unreadable { keyword, uid } if keyword == "FETCH" => Some(FetchEvent::Unreadable { uid }),
            Data::Unreadable { keyword, .. } if keyword == "VANISHED" => Some(FetchEvent::Unreadable { uid: None }),
            _ => None,
        }
    }
}

impl Fetching {
    fn complete(&mut self, tag: &str, condition: Condition, refusal: NetError) {
        self.tags.retain(|known| known != tag);
        let empty = |refusal: &NetError| matches!(refusal, NetError::No { code: None, .. });
        match condition {
            Condition::Ok => {}
            // Cyrus says so when no message has the number any more.
            Condition::No if self.by_number && empty(&refusal) => {}
            Condition::No => self.refusal = Some(refusal),
            _ => self.refusal = Some(NetError::Bad { text: refusal.text().cloned().unwrap_or_default() }),
        }
    }
}
