//! People from mail seen and mail on its way, for the address field; and whose remote content may come in.

use super::{Durability, Store, StoreError, list::addresses, segment};
use crate::model::{Address, Draft};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// Messages a person sent that are looked at, newest first, in each mailbox of sent mail.
const SENT: u32 = 1_000;
/// The newest messages, and as many that the index finds.
const FOUND: u32 = 400;
/// Beginnings shorter than this are those of too many words to be looked up.
const INDEXED: usize = 3;
/// What it counts to have been written to, and to have written.
const WRITTEN_TO: u32 = 20;
const SEEN: u32 = 1;

impl Store {
    /// People whose name or address has a word that begins with `prefix`: those written to most often first, own
    /// addresses last; each address once.
    pub async fn people(&self, prefix: &str, limit: u32) -> Result<Vec<Address>, StoreError> {
        let wanted = folded(prefix.trim());
        if !wanted.chars().any(char::is_alphanumeric) {
            return Ok(Vec::new());
        }
        self.read(move |db| {
            let mut found = Found { wanted, people: HashMap::new(), turn: 0 };
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            found.leaving(db)?;
            found.sent(db)?;
            found.seen(db, limit)?;
            found.best(db, limit)
        })
        .await
    }

    /// Whether a person lets remote content of this sender in.
    pub async fn lets_remote_in(&self, sender: String) -> Result<bool, StoreError> {
        self.read(move |db| {
            let mut query = db.prepare_cached("SELECT 1 FROM remote_sender WHERE address = ?")?;
            Ok(query.exists([sender.trim().to_lowercase()])?)
        })
        .await
    }

    /// Lets remote content of a sender in, or no longer; on disk when this returns.
    pub async fn let_remote_in(&self, sender: String, allow: bool) -> Result<(), StoreError> {
        self.write(Durability::Full, move |db| {
            let sql = match allow {
                true => "INSERT OR IGNORE INTO remote_sender (address) VALUES (?)",
                false => "DELETE FROM remote_sender WHERE address = ?",
            };
            db.execute(sql, [sender.trim().to_lowercase()])?;
            Ok(())
        })
        .await
    }

    /// The senders whose remote content is let in, sorted.
    pub async fn remote_senders(&self) -> Result<Vec<String>, StoreError> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT address FROM remote_sender ORDER BY address")?;
            let rows = query.query_and_then([], |row| Ok(row.get(0)?))?;
            rows.collect()
        })
        .await
    }
}

struct Found {
    wanted: String,
    people: HashMap<String, Person>,
    turn: u32,
}

struct Person {
    address: Address,
    score: u32,
    /// Smaller is more recent.
    turn: u32,
}

impl Found {
    /// Whom the outbox writes to, from the moment a message is queued until its copy in Sent is here and counts
    /// instead. The names are those of its draft, as long as that is kept.
    fn leaving(&mut self, db: &Connection) -> Result<(), StoreError> {
        let sql = "SELECT o.id, d.content FROM outbox o LEFT JOIN draft d ON d.outbox = o.id
                   WHERE o.state NOT IN ('staging', 'cancelled') AND NOT EXISTS
                       (SELECT 1 FROM message m WHERE m.account = o.account AND m.message_id = o.message_id)
                   ORDER BY o.id DESC LIMIT ?";
        let mut messages = db.prepare_cached(sql)?;
        let mut recipients = db.prepare_cached("SELECT address FROM outbox_recipient WHERE outbox = ? ORDER BY seq")?;
        let mut rows = messages.query([SENT])?;
        while let Some(row) = rows.next()? {
            self.turn += 1;
            let content: Option<String> = row.get(1)?;
            let draft: Option<Draft> = content.map(|content| serde_json::from_str(&content)).transpose()?;
            let named = draft.into_iter().flat_map(|draft| [draft.to, draft.cc, draft.bcc]).flatten();
            let mut named: HashMap<String, Address> =
                named.map(|address| (address.email.to_lowercase(), address)).collect();
            let mut of_message = recipients.query([row.get::<_, i64>(0)?])?;
            while let Some(recipient) = of_message.next()? {
                let email: String = recipient.get(0)?;
                let known = named.remove(&email.to_lowercase());
                self.add(known.unwrap_or(Address { name: None, email }), WRITTEN_TO);
            }
        }
        Ok(())
    }

    fn sent(&mut self, db: &Connection) -> Result<(), StoreError> {
        let sql = "SELECT to_list, cc_list FROM message WHERE shown_in = ? ORDER BY rank DESC LIMIT ?";
        let mut boxes = db.prepare_cached("SELECT id FROM mailbox WHERE role = 'sent'")?;
        let boxes = boxes.query_map([], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
        let mut query = db.prepare_cached(sql)?;
        for mailbox in boxes {
            self.take(&mut query.query(params![mailbox, SENT])?, &[0, 1], WRITTEN_TO)?;
        }
        Ok(())
    }

    /// The newest messages, which may not be in the index yet; then what the index finds below them, unless there
    /// are people enough: then so many messages match that looking them all up would take too long.
    fn seen(&mut self, db: &Connection, enough: usize) -> Result<(), StoreError> {
        let columns = "from_list, to_list, cc_list";
        let sql = format!("SELECT {columns} FROM message ORDER BY rank DESC LIMIT ?");
        self.take(&mut db.prepare_cached(&sql)?.query([FOUND])?, &[0, 1, 2], SEEN)?;
        if self.people.len() >= enough {
            return Ok(());
        }
        let below = "SELECT rank FROM message ORDER BY rank DESC LIMIT 1 OFFSET ?";
        let below: Option<i64> = db.prepare_cached(below)?.query_row([FOUND - 1], |row| row.get(0)).optional()?;
        let words: Vec<String> = segment::pieces(&self.wanted).into_iter().map(|piece| piece.text).collect();
        let indexed = self.wanted.chars().count() >= INDEXED && words.len() == 1;
        let Some(below) = below.filter(|_| indexed) else { return Ok(()) };
        let expression = format!("{{sender recipients}} : \"{}\" *", words.concat().replace('"', "\"\""));
        let sql = format!(
            "SELECT {columns} FROM message WHERE rank IN
             (SELECT rowid FROM words WHERE words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)
             ORDER BY rank DESC"
        );
        self.take(&mut db.prepare_cached(&sql)?.query(params![expression, below, FOUND])?, &[0, 1, 2], SEEN)
    }

    fn take(&mut self, rows: &mut rusqlite::Rows<'_>, columns: &[usize], score: u32) -> Result<(), StoreError> {
        while let Some(row) = rows.next()? {
            self.turn += 1;
            for column in columns {
                for address in addresses(row, *column)? {
                    self.add(address, score);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, address: Address, score: u32) {
        let key = address.email.to_lowercase();
        if !key.contains('@') {
            return;
        }
        if let Some(known) = self.people.get_mut(&key) {
            known.score += score;
            if known.address.name.is_none() {
                known.address.name = address.name;
            }
        } else if self.matches(&address) {
            self.people.insert(key, Person { address, score, turn: self.turn });
        }
    }

    fn matches(&self, address: &Address) -> bool {
        let begins = |text: &str| {
            let text = folded(text);
            let mut starts = text.match_indices(&self.wanted).map(|(at, _)| at);
            starts.any(|at| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
        };
        begins(&address.email) || address.name.as_deref().is_some_and(begins)
    }

    fn best(self, db: &Connection, limit: usize) -> Result<Vec<Address>, StoreError> {
        let mut own = db.prepare_cached("SELECT lower(address) FROM account")?;
        let own = own.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        let mut people: Vec<(bool, Person)> =
            self.people.into_iter().map(|(key, person)| (own.contains(&key), person)).collect();
        people.sort_by(|(own, a), (other, b)| {
            (own, b.score, a.turn, &a.address.email).cmp(&(other, a.score, b.turn, &b.address.email))
        });
        Ok(people.into_iter().take(limit).map(|(_, person)| person.address).collect())
    }
}

fn folded(text: &str) -> String {
    segment::folded(text).to_lowercase()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Change, samples::*};

    #[tokio::test]
    async fn people_written_to_come_first_and_oneself_last() {
        let temp = Temp::new().await;
        let from = |uid, from: &str, to: &str| {
            let mut message = message(uid, "x");
            message.envelope.from = vec![address(from)];
            message.envelope.to = vec![address(to)];
            message
        };
        temp.insert(vec![
            from(1, "Annika <annika@x.example>", "me@example.org"),
            from(2, "Annika <annika@x.example>", "me@example.org"),
            from(3, "Jörg Ångström <j@x.example>", "ME@example.org"),
        ])
        .await;
        let sent = from(4, "me@example.org", "Anne <ANNE@x.example>");
        temp.store.apply(temp.sent, vec![Change::Insert(Box::new(sent))]).await.unwrap();
        let found = async |prefix: &str| {
            let people = temp.store.people(prefix, 9).await.unwrap();
            people.into_iter().map(|address| address.email).collect::<Vec<_>>()
        };
        assert_eq!(found("Ann").await, ["ANNE@x.example", "annika@x.example"]);
        assert_eq!(found("a").await, ["ANNE@x.example", "annika@x.example", "j@x.example"]);
        assert_eq!(found("angstrom").await, ["j@x.example"]);
        assert_eq!(found("annika@x.ex").await, ["annika@x.example"]);
        assert_eq!(found("me@exam").await.len(), 1);
        assert_eq!(found("x.example").await.len(), 3);
        assert!(found("nnika").await.is_empty() && found(" ").await.is_empty() && found("\"*").await.is_empty());
        assert_eq!(temp.store.people("ann", 1).await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn people_of_long_ago_are_found_by_the_index() {
        let temp = Temp::new().await;
        let mut old = message(1, "x");
        old.envelope.from = vec![address("Zoë Quick <zoe@x.example>")];
        temp.insert(std::iter::once(old).chain((2..500).map(|uid| message(uid, "x"))).collect()).await;
        assert!(temp.store.search(&crate::sync::query::Query::parse("from:zoe"), 9).await.unwrap().len() == 1);
        for prefix in ["zoe", "Qui", "zoe@x.e"] {
            assert_eq!(temp.store.people(prefix, 9).await.unwrap()[0].email, "zoe@x.example", "{prefix}");
        }
    }

    #[tokio::test]
    async fn senders_are_let_in_without_regard_to_case() {
        let temp = Temp::new().await;
        temp.store.let_remote_in(" News@X.example ".to_owned(), true).await.unwrap();
        temp.store.let_remote_in("a@x.example".to_owned(), true).await.unwrap();
        assert!(temp.store.lets_remote_in("news@x.EXAMPLE".to_owned()).await.unwrap());
        assert_eq!(temp.store.remote_senders().await.unwrap(), ["a@x.example", "news@x.example"]);
        temp.store.let_remote_in("NEWS@x.example".to_owned(), false).await.unwrap();
        assert_eq!(temp.store.remote_senders().await.unwrap(), ["a@x.example"]);
    }
}
