use super::command::Command;
use super::parse::Data;
use super::session::Imap;
use crate::model::UidSet;
use crate::net::Result;

impl Imap {
    /// The UIDs that fit `criteria` (RFC 3501 §6.4.4, written in ASCII without literals), as
    /// ESEARCH where the server has it. An answer that cannot be read whole is an error.
    pub async fn search(&mut self, criteria: &str) -> Result<UidSet> {
        let command = match self.capabilities.has("ESEARCH") || self.capabilities.has("IMAP4rev2") {
            true => Command::new("UID SEARCH", "RETURN (ALL)")?.words(criteria)?,
            false => Command::new("UID SEARCH", criteria)?,
        };
        let reply = self.run_one(command).await?;
        found(reply.whole("SEARCH")?.whole("ESEARCH")?.data)
    }

    /// The UIDs of messages with this Message-ID (without angle brackets).
    pub async fn search_message_id(&mut self, message_id: &str) -> Result<UidSet> {
        let command = Command::new("UID SEARCH", "HEADER Message-ID")?.string(message_id.as_bytes())?;
        found(self.run_one(command).await?.whole("SEARCH")?.data)
    }
}

fn found(data: Vec<Data>) -> Result<UidSet> {
    let mut found = UidSet::default();
    for data in data {
        match data {
            Data::Search { found: some, .. } => found = found.union(&some),
            Data::Esearch(answer) => found = found.union(&answer.all),
            _ => {}
        }
    }
    Ok(found)
}
