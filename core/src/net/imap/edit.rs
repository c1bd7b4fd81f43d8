use super::command::{Command, Reply, flag_list, sets};
use super::parse::{Data, Fetched};
use super::session::Imap;
use crate::model::UidSet;
use crate::net::{NetError, Result};

/// Where copied messages are now: UIDVALIDITY and (old UID, new UID), where the server says it.
pub type Copied = Option<(u32, Vec<(u32, u32)>)>;

impl Imap {
    /// Adds (`add`) or removes flags; returns the flags the server then tells.
    pub async fn store_flags(&mut self, uids: &UidSet, add: bool, names: &[String]) -> Result<Vec<Fetched>> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let change = format!("{}FLAGS {}", if add { '+' } else { '-' }, flag_list(names)?);
        let command = |set: &String| Command::new("UID STORE", &format!("{set} {change}"));
        let commands = sets(uids).iter().map(command).collect::<Result<_>>()?;
        let mut told = Vec::new();
        for reply in self.run(commands).await? {
            let fetched = reply.ok()?.data.into_iter().filter_map(|data| match data {
                Data::Fetch(fetched) => Some(*fetched),
                _ => None,
            });
            told.extend(fetched);
        }
        Ok(told)
    }

    /// Copies messages to another mailbox.
    pub async fn copy(&mut self, uids: &UidSet, to: &[u8]) -> Result<Copied> {
        self.transfer("UID COPY", uids, to).await
    }

    /// Whether [`Imap::mv`] is one step for the server (RFC 6851).
    pub fn moves(&self) -> bool {
        self.capabilities.has("MOVE") || self.capabilities.has("IMAP4rev2")
    }

    /// Moves messages to another mailbox. Where the server has no MOVE this copies and expunges:
    /// cut in between, the messages are in both, so look before it is done again.
    pub async fn mv(&mut self, uids: &UidSet, to: &[u8]) -> Result<Copied> {
        if self.moves() {
            return self.transfer("UID MOVE", uids, to).await;
        }
        let copied = self.copy(uids, to).await?;
        self.expunge(uids).await?;
        Ok(copied)
    }

    /// Deletes messages for good, and no others: without UIDPLUS (RFC 4315) they stay marked
    /// `\Deleted` when another message is marked too.
    pub async fn expunge(&mut self, uids: &UidSet) -> Result<()> {
        self.store_flags(uids, true, &["\\Deleted".to_owned()]).await?;
        let commands = if self.capabilities.has("UIDPLUS") || self.capabilities.has("IMAP4rev2") {
            let command = |set: &String| Command::new("UID EXPUNGE", set);
            sets(uids).iter().map(command).collect::<Result<_>>()?
        } else if self.search("DELETED").await?.minus(uids).is_empty() {
            vec![Command::new("EXPUNGE", "")?]
        } else {
            Vec::new()
        };
        for reply in self.run(commands).await? {
            reply.ok()?;
        }
        Ok(())
    }

    async fn transfer(&mut self, verb: &'static str, uids: &UidSet, to: &[u8]) -> Result<Copied> {
        let command = |set: &String| Command::new(verb, set)?.string(to);
        let commands = sets(uids).iter().map(command).collect::<Result<_>>()?;
        let mut all: Copied = None;
        let mut refusal: Option<NetError> = None;
        for reply in self.run(commands).await? {
            match (copied(&reply), &mut all) {
                (Some((_, pairs)), Some((_, known))) => known.extend(pairs),
                (Some(first), all @ None) => *all = Some(first),
                (None, _) => {}
            }
            refusal = refusal.or(reply.ok().err());
        }
        refusal.map_or(Ok(all), Err)
    }
}

/// COPYUID stands in the completion, or for MOVE in an untagged OK before it.
fn copied(reply: &Reply) -> Copied {
    let untagged = reply.data.iter().find_map(|data| match data {
        Data::Condition { code: Some(code), .. } => code.copy_uid(),
        _ => None,
    });
    untagged.or_else(|| reply.code.as_ref().and_then(|code| code.copy_uid()))
}
