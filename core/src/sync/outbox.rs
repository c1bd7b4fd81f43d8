//! The outbox as a decision table: what a message's state and a piece of evidence make of it.
//!
//! The rule everything follows from (requirement D-4): once the final dot of DATA may have been
//! written, only the server's own refusal or a person's word lets a message be submitted again.
//! Until then nothing was accepted and another try is safe.
//!
//! In `Submitting` and `Committing` the recipients `Waiting` are the ones of the running try; a
//! recipient refused or deferred before the dot carries its own state already.

use crate::model::{LedgerEntry, OutboxState, Recipient, RecipientState};
use crate::say;
use crate::words::{Language, Sentence};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const DELAYS: [i64; 5] = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE];
/// No back-off is longer, in milliseconds; only a refused password waits for more.
pub const LONGEST_DELAY: i64 = 2 * 60 * MINUTE;
/// RFC 5321 §4.5.4.1: at least four to five days.
const GIVE_UP: i64 = 5 * DAY;
/// How long after it was queued a message in doubt is looked for.
const LOOK_FOR: i64 = 7 * DAY;
/// A password that was refused is not tried again by itself before a person acts.
const HOLD: i64 = DAY;

/// What decides about a message, as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    pub state: OutboxState,
    pub message_id: String,
    pub recipients: Vec<Recipient>,
    /// Tries of this state that came to nothing.
    pub attempts: u32,
    /// Milliseconds since 1970 when a person queued it or asked for another try.
    pub since: i64,
}

/// What the server said about a recipient or a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Taken(Sentence),
    /// 4xx.
    Later(Sentence),
    /// 5xx.
    Never(Sentence),
}

/// Whether a submitted message was found in the account's own mailboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    Found {
        mailbox: String,
    },
    Absent,
    /// The mailboxes could not be asked.
    Unknown {
        why: Sentence,
    },
}

/// Something that happened to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// It is due and a connection stands.
    Begin,
    /// Nobody works at it although its state says so: the process ended in between.
    Interrupted,
    /// The server refused the whole message before the dot.
    Refused(Verdict),
    /// The connection failed before the dot, or was never there.
    NotReached {
        why: Sentence,
    },
    /// The server refused the user name or password.
    SignInRefused {
        why: Sentence,
    },
    /// One verdict per recipient of the try, in order; the dot follows.
    DotNext(Vec<Verdict>),
    /// All recipients were refused or deferred; there was no DATA.
    NobodyTaken(Vec<Verdict>),
    /// The reply to the final dot.
    Replied(Verdict),
    /// The connection was lost after the dot and before a reply.
    NoReply {
        why: Sentence,
    },
    Looked(Look),
    /// A copy is about to be appended to Sent.
    CopyNext,
    /// The copy in Sent was seen by Message-ID.
    CopySeen {
        by: Keeper,
    },
    /// The copy could not be stored or verified.
    CopyMissing {
        why: Sentence,
    },
    /// A person wants it sent (again).
    Retry,
    /// A person takes it back.
    Cancel,
}

/// Who stored a copy in Sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeper {
    Server,
    Tern,
    /// Both did: there are two.
    Both,
}

/// The next state of a message; `detail` goes into its ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    pub state: OutboxState,
    pub recipients: Vec<Recipient>,
    pub attempts: u32,
    pub since: i64,
    /// Milliseconds since 1970 of the next work on it.
    pub due: i64,
    pub detail: Sentence,
}

/// The evidence makes no sense in this state, or a person asked for what is not safe.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.in_language(Language::English))]
pub struct Forbidden(pub Sentence);

/// Decides what `evidence` makes of a message at `now` (milliseconds since 1970).
pub fn next(at: &Situation, evidence: &Evidence, now: i64) -> Result<Transition, Forbidden> {
    use OutboxState::{Accepted, Cancelled, Committing, Failed, Queued, Submitting, Uncertain};
    let table = Table { at, now };
    match (at.state, evidence) {
        (Queued, Evidence::Begin) => Ok(table.to(Submitting, now, say!("ledger-submitting"))),
        (Submitting, Evidence::Interrupted) => Ok(table.to(Queued, now, say!("ledger-interrupted-before"))),
        (Queued | Submitting, Evidence::NotReached { why }) => Ok(table.later(why.clone())),
        (Queued | Submitting, Evidence::SignInRefused { why }) => Ok(table.hold(why.clone())),
        (Queued | Submitting, Evidence::Refused(verdict)) => Ok(table.refused(verdict)),
        (Submitting, Evidence::NobodyTaken(verdicts)) => {
            let mut next = table.to(Queued, now, Sentence::default());
            assign(&mut next.recipients, verdicts);
            Ok(table.settled(next))
        }
        (Submitting, Evidence::DotNext(verdicts)) => {
            let mut next = table.to(Committing, now, say!("ledger-dot-next"));
            assign(&mut next.recipients, verdicts);
            Ok(next)
        }
        (Committing, Evidence::Replied(verdict)) => Ok(table.replied(verdict)),
        (Committing, Evidence::Interrupted) => Ok(table.to(Committing, now, say!("ledger-interrupted-after"))),
        (Committing, Evidence::NoReply { why }) => Ok(table.to(Committing, now, say!("ledger-no-reply", why))),
        (Committing | Uncertain, Evidence::Looked(look)) => Ok(table.looked(look)),
        (Queued, Evidence::Looked(Look::Found { mailbox })) if !somebody_has_it(&at.recipients) => {
            Ok(table.found(mailbox))
        }
        (Accepted, Evidence::CopyNext) => Ok(table.to(Accepted, now, copying())),
        (Accepted, Evidence::CopySeen { by }) => {
            let mut done = table.to(OutboxState::Done, now, by.told());
            done.attempts = 0;
            Ok(done)
        }
        (Accepted, Evidence::CopyMissing { why }) => {
            let mut next = table.to(Accepted, now + table.delay(), say!("ledger-copy-missing", why));
            next.attempts += 1;
            Ok(next)
        }
        (Uncertain | Failed, Evidence::Retry) => Ok(table.again(say!("ledger-retry"))),
        (Queued, Evidence::Retry) => Ok(table.again(say!("ledger-now"))),
        (Accepted, Evidence::Retry) => Ok(table.to(Accepted, now, say!("ledger-copy-asked"))),
        (Queued | Uncertain | Failed, Evidence::Cancel) => Ok(table.to(Cancelled, now, say!("ledger-taken-back"))),
        (Submitting | Committing, Evidence::Retry | Evidence::Cancel) => Err(Forbidden(say!("outbox-submitting"))),
        (Accepted, Evidence::Cancel) | (OutboxState::Done, Evidence::Retry | Evidence::Cancel) => {
            Err(Forbidden(say!("outbox-sent")))
        }
        (Cancelled, Evidence::Retry | Evidence::Cancel) => Err(Forbidden(say!("outbox-taken-back"))),
        _ => Err(Forbidden(say!("outbox-no-step"))),
    }
}

/// Whether a copy was about to be appended.
pub fn was_copying(entry: &LedgerEntry) -> bool {
    entry.detail == copying()
}

fn copying() -> Sentence {
    say!("ledger-copying")
}

/// Says which recipients the next try is for.
pub fn pending(recipients: &[Recipient]) -> impl Iterator<Item = &Recipient> {
    recipients.iter().filter(|r| is_pending(r))
}

impl Keeper {
    fn told(self) -> Sentence {
        match self {
            Self::Server => say!("ledger-copy-by-server"),
            Self::Tern => say!("ledger-copy-by-app"),
            Self::Both => say!("ledger-copy-by-both"),
        }
    }
}

struct Table<'a> {
    at: &'a Situation,
    now: i64,
}

impl Table<'_> {
    fn to(&self, state: OutboxState, due: i64, detail: Sentence) -> Transition {
        Transition {
            state,
            recipients: self.at.recipients.clone(),
            attempts: self.at.attempts,
            since: self.at.since,
            due,
            detail,
        }
    }

    fn delay(&self) -> i64 {
        retry_after(&self.at.message_id, self.at.attempts)
    }

    fn given_up(&self) -> bool {
        self.now - self.at.since >= GIVE_UP
    }

    /// Nothing was accepted; tried again later, unless it was tried for five days.
    fn later(&self, why: Sentence) -> Transition {
        if self.given_up() {
            return self.failed(Sentence::joined([say!("ledger-given-up"), why], " "));
        }
        let mut next = self.to(OutboxState::Queued, self.now + self.delay(), why);
        next.attempts += 1;
        next
    }

    fn hold(&self, why: Sentence) -> Transition {
        let mut next = self.to(OutboxState::Queued, self.now + HOLD, why);
        next.attempts += 1;
        next
    }

    /// The recipients still open are refused; the message failed unless others have it already.
    fn failed(&self, why: Sentence) -> Transition {
        let mut next = self.to(OutboxState::Failed, self.now, why.clone());
        for open in next.recipients.iter_mut().filter(|r| is_pending(r)) {
            open.state = RecipientState::Refused;
            open.reply.get_or_insert_with(|| why.clone());
        }
        if somebody_has_it(&next.recipients) {
            next.state = OutboxState::Accepted;
            next.attempts = 0;
        }
        next
    }

    fn refused(&self, verdict: &Verdict) -> Transition {
        match verdict {
            Verdict::Never(why) => self.failed(why.clone()),
            Verdict::Later(why) | Verdict::Taken(why) => self.later(why.clone()),
        }
    }

    fn replied(&self, verdict: &Verdict) -> Transition {
        match verdict {
            Verdict::Taken(words) => self.taken(words.clone()),
            Verdict::Later(_) | Verdict::Never(_) => self.refused(verdict),
        }
    }

    /// The recipients of the try have it.
    fn taken(&self, words: Sentence) -> Transition {
        let mut next = self.to(OutboxState::Accepted, self.now, words.clone());
        for sent in next.recipients.iter_mut().filter(|r| r.state == RecipientState::Waiting) {
            sent.state = RecipientState::Accepted;
            sent.reply = Some(words.clone());
        }
        self.settled(next)
    }

    /// Chooses the state by what became of the recipients.
    fn settled(&self, mut next: Transition) -> Transition {
        let deferred = pending(&next.recipients).count();
        let refused = count(&next.recipients, RecipientState::Refused);
        let accepted = count(&next.recipients, RecipientState::Accepted);
        if deferred > 0 && self.given_up() {
            let open = Situation { recipients: next.recipients, ..self.at.clone() };
            return Table { at: &open, now: self.now }.failed(say!("ledger-given-up"));
        }
        if deferred > 0 {
            next.state = OutboxState::Queued;
            next.due = self.now + self.delay();
            next.attempts = self.at.attempts + 1;
        } else if accepted > 0 {
            next.state = OutboxState::Accepted;
            next.attempts = 0;
        } else {
            next.state = OutboxState::Failed;
        }
        let replies = next.recipients.iter().filter(|r| r.state != RecipientState::Accepted);
        let told = |r: &Recipient| Some(say!("ledger-recipient", address = &r.address, reply = r.reply.as_ref()?));
        let words = Sentence::joined(replies.filter_map(told), "; ");
        if deferred + refused > 0 {
            let counts = say!("ledger-counts", accepted, deferred, refused);
            next.detail = Sentence::joined([next.detail, counts, words], " ");
        }
        next
    }

    /// A copy proves the try only while no earlier one succeeded: an earlier one leaves a copy too.
    fn looked(&self, look: &Look) -> Transition {
        let proves = !somebody_has_it(&self.at.recipients);
        match look {
            Look::Found { mailbox } if proves => self.found(mailbox),
            Look::Found { .. } => self.doubt(say!("ledger-doubt-others")),
            Look::Absent => self.doubt(say!("ledger-doubt-absent")),
            Look::Unknown { why } => self.doubt(say!("ledger-doubt-unknown", why)),
        }
    }

    fn found(&self, mailbox: &str) -> Transition {
        self.taken(say!("ledger-found", mailbox))
    }

    /// A person decides; the mailboxes are looked at again meanwhile, for a copy that comes late.
    fn doubt(&self, why: Sentence) -> Transition {
        let mut next = self.to(OutboxState::Uncertain, self.now + self.delay(), say!("ledger-in-doubt", why));
        next.attempts += 1;
        if self.now - self.at.since > LOOK_FOR {
            next.due = i64::MAX;
        }
        next
    }

    fn again(&self, detail: Sentence) -> Transition {
        let mut next = self.to(OutboxState::Queued, self.now, detail);
        next.attempts = 0;
        next.since = self.now;
        let somebody = somebody_has_it(&next.recipients);
        for refused in next.recipients.iter_mut().filter(|r| r.state == RecipientState::Refused) {
            if !somebody {
                refused.state = RecipientState::Waiting;
                refused.reply = None;
            }
        }
        next
    }
}

/// Milliseconds to the next try: 1, 5, 15, 30, then every 60 minutes, up to a fifth later so that
/// messages queued together do not come together.
pub fn retry_after(message_id: &str, attempts: u32) -> i64 {
    let place = usize::try_from(attempts).unwrap_or(usize::MAX).min(DELAYS.len() - 1);
    let delay = DELAYS.get(place).copied().unwrap_or(MINUTE);
    let seed = message_id.bytes().chain(attempts.to_le_bytes());
    let hash =
        seed.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    delay + i64::try_from(hash % 1000).unwrap_or(0) * delay / 5000
}

fn assign(recipients: &mut [Recipient], verdicts: &[Verdict]) {
    let mut verdicts = verdicts.iter();
    for open in recipients.iter_mut().filter(|r| is_pending(r)) {
        let (state, reply) = match verdicts.next() {
            Some(Verdict::Taken(_)) => (RecipientState::Waiting, None),
            Some(Verdict::Later(words)) => (RecipientState::Deferred, Some(words.clone())),
            Some(Verdict::Never(words)) => (RecipientState::Refused, Some(words.clone())),
            None => (RecipientState::Deferred, None),
        };
        open.state = state;
        open.reply = reply;
    }
}

fn is_pending(recipient: &Recipient) -> bool {
    matches!(recipient.state, RecipientState::Waiting | RecipientState::Deferred)
}

fn somebody_has_it(recipients: &[Recipient]) -> bool {
    count(recipients, RecipientState::Accepted) > 0
}

fn count(recipients: &[Recipient], state: RecipientState) -> usize {
    recipients.iter().filter(|r| r.state == state).count()
}

#[cfg(test)]
mod tests;
