use super::command::{Command, Reply};
use super::name;
use super::parse::{Data, ListEntry, Namespaces, Status};
use super::select::{Select, Selected};
use super::session::Imap;
use crate::net::{NetError, Result};
use crate::say;
use crate::sync::roles::{Named, roles};

/// What the first flight after sign-in brought, in one round trip.
#[derive(Debug)]
pub struct Arrival {
    pub mailboxes: Vec<ListEntry>,
    pub namespaces: Option<Namespaces>,
    /// The answer to SELECT, where one was asked for.
    pub selected: Option<Result<Selected>>,
}

impl Imap {
    /// Sends ID, NAMESPACE, ENABLE, SELECT and LIST in one flight.
    pub async fn arrive(&mut self, select: Option<(&[u8], Select)>) -> Result<Arrival> {
        let mut commands = self.introduction()?;
        let namespace = self.capabilities.has("NAMESPACE");
        if namespace {
            commands.push(Command::new("NAMESPACE", "")?);
        }
        let before = commands.len();
        if let Some((wire_name, how)) = &select {
            commands.extend(self.select_commands(wire_name, how)?);
        }
        let selects = before..commands.len();
        commands.extend(self.list_commands()?);
        let mut replies = self.run(commands).await?;
        let lists = replies.split_off(selects.end);
        let selecting = replies.split_off(selects.start);
        let namespaces = replies.into_iter().flat_map(|reply| reply.data).find_map(|data| match data {
            Data::Namespace(namespaces) => Some(namespaces),
            _ => None,
        });
        let selected = select.map(|_| self.selected(selecting));
        let mailboxes = match read_list(lists) {
            Err(NetError::Bad { .. } | NetError::No { .. }) if self.lists_extended() => self.list_plainly().await?,
            answer => answer?,
        };
        Ok(Arrival { mailboxes, namespaces, selected })
    }

    /// ID (RFC 2971), once a connection: some servers let nobody select before it.
    pub(super) fn introduction(&mut self) -> Result<Vec<Command>> {
        if self.introduced || !self.capabilities.has("ID") {
            return Ok(Vec::new());
        }
        self.introduced = true;
        let version = env!("CARGO_PKG_VERSION");
        Ok(vec![Command::new("ID", &format!("(\"name\" \"Tern\" \"version\" \"{version}\")"))?])
    }

    /// Lists all mailboxes with their roles, and their STATUS where the server can say both at once.
    pub async fn list(&mut self) -> Result<Vec<ListEntry>> {
        let commands = self.list_commands()?;
        match read_list(self.run(commands).await?) {
            Err(NetError::Bad { .. } | NetError::No { .. }) if self.lists_extended() => self.list_plainly().await,
            answer => answer,
        }
    }

    /// STATUS of a mailbox that is not selected.
    pub async fn status(&mut self, wire_name: &[u8]) -> Result<Status> {
        let mut answers = self.statuses(&[wire_name]).await?;
        answers.pop().unwrap_or(Ok(Status::default()))
    }

    /// STATUS of several mailboxes in one flight.
    pub async fn statuses(&mut self, wire_names: &[&[u8]]) -> Result<Vec<Result<Status>>> {
        let items = format!("({})", self.status_items());
        let command = |name: &&[u8]| Command::new("STATUS", "")?.string(name)?.words(&items);
        let replies = self.run(wire_names.iter().map(command).collect::<Result<_>>()?).await?;
        let read = |reply: Reply| {
            let mut data = reply.ok()?.whole("STATUS")?.data.into_iter();
            let found = data.find_map(|data| match data {
                Data::Status(status) => Some(status),
                _ => None,
            });
            found.ok_or(NetError::Unreadable { detail: say!("why-no-status") })
        };
        Ok(replies.into_iter().map(read).collect())
    }

    /// Makes a mailbox and subscribes to it; `name` is UTF-8 with the server's separator.
    pub async fn create(&mut self, name: &str) -> Result<Vec<u8>> {
        let wire_name = name::encode(name);
        self.run_one(Command::new("CREATE", "")?.string(&wire_name)?).await?;
        self.run(vec![Command::new("SUBSCRIBE", "")?.string(&wire_name)?]).await?;
        Ok(wire_name)
    }

    /// Asks what the server can.
    pub(super) async fn ask_capabilities(&mut self) -> Result<()> {
        self.run_one(Command::new("CAPABILITY", "")?).await.map(drop)
    }

    fn status_items(&self) -> &'static str {
        match self.capabilities.has("CONDSTORE") || self.capabilities.has("QRESYNC") {
            true => "MESSAGES UIDNEXT UIDVALIDITY UNSEEN HIGHESTMODSEQ",
            false => "MESSAGES UIDNEXT UIDVALIDITY UNSEEN",
        }
    }

    fn lists_extended(&self) -> bool {
        self.capabilities.has("LIST-EXTENDED")
    }

    fn list_commands(&self) -> Result<Vec<Command>> {
        if !self.lists_extended() {
            return Ok(vec![Command::new("LIST", "\"\" \"*\"")?, Command::new("LSUB", "\"\" \"*\"")?]);
        }
        let mut wanted = vec!["SUBSCRIBED".to_owned()];
        if self.capabilities.has("SPECIAL-USE") {
            wanted.push("SPECIAL-USE".into());
        }
        if self.capabilities.has("LIST-STATUS") {
            wanted.push(format!("STATUS ({})", self.status_items()));
        }
        Ok(vec![Command::new("LIST", &format!("\"\" \"*\" RETURN ({})", wanted.join(" ")))?])
    }

    async fn list_plainly(&mut self) -> Result<Vec<ListEntry>> {
        let commands = vec![Command::new("LIST", "\"\" \"*\"")?, Command::new("LSUB", "\"\" \"*\"")?];
        read_list(self.run(commands).await?)
    }
}

/// Brings LIST, LSUB and STATUS responses together and gives every mailbox its role.
fn read_list(replies: Vec<Reply>) -> Result<Vec<ListEntry>> {
    let mut entries: Vec<ListEntry> = Vec::new();
    let (mut subscribed, mut statuses) = (Vec::new(), Vec::new());
    for (at, reply) in replies.into_iter().enumerate() {
        // A refused LSUB costs the subscriptions only.
        let reply = if at == 0 { reply.ok()?.whole("LIST")? } else { reply };
        for data in reply.data {
            match data {
                Data::List(entry) => entries.push(entry),
                Data::Subscribed(entry) => subscribed.push(entry.wire_name),
                Data::Status(status) => statuses.push(status),
                _ => {}
            }
        }
    }
    entries.sort_by(|a, b| a.wire_name.cmp(&b.wire_name));
    entries.dedup_by(|later, first| {
        let same = later.wire_name == first.wire_name;
        first.subscribed |= same && later.subscribed;
        same
    });
    subscribed.sort();
    statuses.sort_by(|a, b| a.wire_name.cmp(&b.wire_name));
    for entry in &mut entries {
        entry.subscribed |= subscribed.binary_search(&entry.wire_name).is_ok();
        let found = statuses.binary_search_by(|status| status.wire_name.cmp(&entry.wire_name));
        entry.status = found.ok().and_then(|at| statuses.get(at).cloned());
    }
    let named: Vec<Named> = entries
        .iter()
        .map(|entry| Named {
            name: &entry.name,
            separator: entry.separator,
            special_use: entry.special_use,
            selectable: entry.selectable(),
        })
        .collect();
    let roles = roles(&named);
    for (entry, role) in entries.iter_mut().zip(roles) {
        entry.role = role;
    }
    Ok(entries)
}
