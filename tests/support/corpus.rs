//! Generated mail: the same seed gives the same bytes.
//!
//! Sizes follow a log-normal curve with a median of 12 kB, a mean of 38 kB and a tail to 10 MB, like a real mailbox;
//! people write in several languages, answer each other, attach files and get newsletters.

mod body;
mod chance;
mod maildir;
mod odd;
mod words;

pub use maildir::write_maildir;
pub use odd::odd_messages;
pub use words::base64;

use chance::Chance;
use words::Language;

/// A mailbox of `count` messages, oldest first, none of it kept in memory.
#[derive(Debug, Clone)]
pub struct Corpus {
    pub seed: u64,
    pub count: usize,
    /// Whose mailbox it is.
    pub address: String,
    /// When the newest message was received, seconds since 1970.
    pub newest: i64,
    /// Days from the oldest message to the newest.
    pub days: u32,
    /// The largest message in bytes; sizes above it are cut to it.
    pub largest: usize,
    /// Written by the mailbox's owner instead of sent to them.
    pub outgoing: bool,
}

/// A message of a corpus.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The message with CRLF line ends.
    pub bytes: Vec<u8>,
    /// INTERNALDATE, seconds since 1970.
    pub received: i64,
    /// Maildir flag letters, sorted.
    pub flags: &'static str,
    pub subject: String,
    pub message_id: String,
}

/// What is decided about a message before its text is.
struct Plan {
    language: &'static Language,
    sender: (String, String),
    subject: String,
    ancestors: Vec<String>,
    kind: body::Kind,
    size: usize,
}

impl Corpus {
    /// Makes a corpus for `address` that ends at `newest` and goes back two years.
    pub fn new(seed: u64, count: usize, address: &str, newest: i64) -> Self {
        Self { seed, count, address: address.to_owned(), newest, days: 730, largest: 10_000_000, outgoing: false }
    }

    /// The message at `index`, 0 the oldest.
    pub fn mail(&self, index: usize) -> Mail {
        let mut chance = self.chance(index, 1);
        let plan = self.plan(index);
        let received = self.received(index);
        let message_id = self.message_id(index);
        let mut bytes = self.headers(&plan, &message_id, received, &mut chance);
        body::write(&mut bytes, plan.kind, plan.language, plan.size, &mut chance);
        let age = self.newest - received;
        let seen = chance.one_in(if age > 14 * 86_400 { 30 } else { 3 });
        let flags = match (chance.below(40), seen) {
            (0, _) => "FS",
            (1..=4, _) => "RS",
            (_, true) => "",
            (_, false) => "S",
        };
        Mail { bytes, received, flags, subject: plan.subject, message_id }
    }

    /// When the message at `index` was received; never before the one at `index - 1`.
    pub fn received(&self, index: usize) -> i64 {
        let step = i64::from(self.days) * 86_400 / self.count.max(1) as i64;
        let jitter = self.chance(index, 2).below(step.unsigned_abs().max(1)) as i64;
        self.newest - (self.count - index) as i64 * step + jitter.max(1).min(step)
    }

    fn message_id(&self, index: usize) -> String {
        format!("{index}.{:x}@mail.tern.test", self.seed)
    }

    fn chance(&self, index: usize, purpose: u64) -> Chance {
        Chance::new(self.seed ^ purpose << 56 ^ index as u64)
    }

    /// The message that `index` answers.
    fn parent(&self, index: usize) -> Option<usize> {
        let mut chance = self.chance(index, 3);
        let back = chance.below(40) as usize + 1;
        (index >= back && chance.below(100) < 35).then(|| index - back)
    }

    fn plan(&self, index: usize) -> Plan {
        let mut chain = vec![index];
        while let Some(parent) = self.parent(chain[chain.len() - 1]).filter(|_| chain.len() < 9) {
            chain.push(parent);
        }
        let root = chain[chain.len() - 1];
        let language = words::language(&mut self.chance(root, 4));
        let topic = language.subject(&mut self.chance(root, 5));
        let mut chance = self.chance(index, 6);
        let size = body::size(&mut chance).min(self.largest);
        let is_answer = chain.len() > 1;
        Plan {
            language,
            sender: language.person(&mut chance),
            subject: if is_answer { format!("{} {topic}", language.answer) } else { topic },
            ancestors: chain[1..].iter().rev().map(|&ancestor| self.message_id(ancestor)).collect(),
            kind: body::kind(size, is_answer, &mut chance),
            size,
        }
    }

    fn headers(&self, plan: &Plan, message_id: &str, received: i64, chance: &mut Chance) -> Vec<u8> {
        let date = words::date(received - chance.below(90) as i64, chance);
        let other = format!("{} <{}>", words::encoded(&plan.sender.0, chance), plan.sender.1);
        let mut text = if self.outgoing {
            format!("From: {}\r\nTo: {other}\r\n", self.address)
        } else {
            let (host, id) = (chance.below(250) + 1, chance.next() >> 16);
            format!(
                "Return-Path: <{address}>\r\n\
                 Received: from mx{host}.example.org (mx{host}.example.org [198.51.100.{host}])\r\n\
                 \tby mail.tern.test with ESMTPS id {id:012x}\r\n\tfor <{to}>; {date}\r\nFrom: {other}\r\nTo: {to}\r\n",
                address = plan.sender.1,
                to = self.address,
            )
        };
        if chance.one_in(4) {
            let (name, address) = plan.language.person(chance);
            text.push_str(&format!("Cc: {} <{address}>\r\n", words::encoded(&name, chance)));
        }
        text.push_str(&format!(
            "Subject: {}\r\nDate: {date}\r\nMessage-ID: <{message_id}>\r\n",
            words::encoded(&plan.subject, chance)
        ));
        if let Some(parent) = plan.ancestors.last() {
            let references: Vec<String> = plan.ancestors.iter().map(|id| format!("<{id}>")).collect();
            text.push_str(&format!("In-Reply-To: <{parent}>\r\nReferences: {}\r\n", references.join("\r\n ")));
        }
        text.push_str("MIME-Version: 1.0\r\n");
        text.into_bytes()
    }
}
