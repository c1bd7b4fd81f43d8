//! The outbox as a decision table: what a message's state and a piece of evidence make of it.
//!
//! The rule everything follows from (requirement D-4): once the final dot of DATA may have been
//! written, only the server's own refusal or a person's word lets a message be submitted again.
//! Until then nothing was accepted and another try is safe.
//!
//! In `Submitting` and `Committing` the recipients `Waiting` are the ones of the running try; a
//! recipient refused or deferred before the dot carries its own state already.

use crate::model::{OutboxState, Recipient, RecipientState};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const DELAYS: [i64; 5] = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE];
/// No back-off is longer, in milliseconds; only a refused password waits for more.
pub const LONGEST_DELAY: i64 = 2 * 60 * MINUTE;
/// RFC 5321 §4.5.4.1: at least four to five days.
const GIVE_UP: i64 = 5 * DAY;
/// How long after it was queued a message in doubt is looked for.
const LOOK_FOR: i64 = 7 * DAY;
/// The ledger's line before a copy is appended.
pub const COPYING: &str = "Sent; storing the copy.";
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
    Taken(String),
    /// 4xx.
    Later(String),
    /// 5xx.
    Never(String),
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
        why: String,
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
        why: String,
    },
    /// The server refused the user name or password.
    SignInRefused {
        why: String,
    },
    /// One verdict per recipient of the try, in order; the dot follows.
    DotNext(Vec<Verdict>),
    /// All recipients were refused or deferred; there was no DATA.
    NobodyTaken(Vec<Verdict>),
    /// The reply to the final dot.
    Replied(Verdict),
    /// The connection was lost after the dot and before a reply.
    NoReply {
        why: String,
    },
    Looked(Look),
    /// A copy is about to be appended to Sent.
    CopyNext,
    /// The copy in Sent was seen by Message-ID.
    CopySeen {
        by: &'static str,
    },
    /// The copy could not be stored or verified.
    CopyMissing {
        why: String,
    },
    /// A person wants it sent (again).
    Retry,
    /// A person takes it back.
    Cancel,
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
    pub detail: String,
}

/// The evidence makes no sense in this state, or a person asked for what is not safe.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Forbidden(pub &'static str);

/// Decides what `evidence` makes of a message at `now` (milliseconds since 1970).
pub fn next(at: &Situation, evidence: &Evidence, now: i64) -> Result<Transition, Forbidden> {
    use OutboxState::{Accepted, Cancelled, Committing, Failed, Queued, Submitting, Uncertain};
    let table = Table { at, now };
    match (at.state, evidence) {
        (Queued, Evidence::Begin) => Ok(table.to(Submitting, now, "Submitting.")),
        (Submitting, Evidence::Interrupted) => {
            Ok(table.to(Queued, now, "Interrupted before the final dot: nothing was accepted, trying again."))
        }
        (Queued | Submitting, Evidence::NotReached { why }) => Ok(table.later(why)),
        (Queued | Submitting, Evidence::SignInRefused { why }) => Ok(table.hold(why)),
        (Queued | Submitting, Evidence::Refused(verdict)) => Ok(table.refused(verdict)),
        (Submitting, Evidence::NobodyTaken(verdicts)) => {
            let mut next = table.to(Queued, now, "");
            assign(&mut next.recipients, verdicts);
            Ok(table.settled(next))
        }
        (Submitting, Evidence::DotNext(verdicts)) => {
            let mut next = table.to(Committing, now, "The message is written; the final dot is next.");
            assign(&mut next.recipients, verdicts);
            Ok(next)
        }
        (Committing, Evidence::Replied(verdict)) => Ok(table.replied(verdict)),
        (Committing, Evidence::Interrupted) => {
            Ok(table.to(Committing, now, "Interrupted after the final dot: looking for the message."))
        }
        (Committing, Evidence::NoReply { why }) => {
            let detail = format!("No reply to the final dot ({why}): looking for the message.");
            Ok(table.to(Committing, now, &detail))
        }
        (Committing | Uncertain, Evidence::Looked(look)) => Ok(table.looked(look)),
        (Queued, Evidence::Looked(Look::Found { mailbox })) if !somebody_has_it(&at.recipients) => {
            Ok(table.found(mailbox))
        }
        (Accepted, Evidence::CopyNext) => Ok(table.to(Accepted, now, COPYING)),
        (Accepted, Evidence::CopySeen { by }) => {
            let mut done = table.to(OutboxState::Done, now, &format!("The copy is in Sent (stored by {by})."));
            done.attempts = 0;
            Ok(done)
        }
        (Accepted, Evidence::CopyMissing { why }) => {
            let mut next = table.to(Accepted, now + table.delay(), &format!("Sent, but the copy is missing: {why}"));
            next.attempts += 1;
            Ok(next)
        }
        (Uncertain | Failed, Evidence::Retry) => Ok(table.again("A person asked for another try.")),
        (Queued, Evidence::Retry) => Ok(table.again("A person asked to send it now.")),
        (Accepted, Evidence::Retry) => Ok(table.to(Accepted, now, "A person asked for the copy in Sent.")),
        (Queued | Uncertain | Failed, Evidence::Cancel) => Ok(table.to(Cancelled, now, "Taken back by a person.")),
        (Submitting | Committing, Evidence::Retry | Evidence::Cancel) => {
            Err(Forbidden("The message is being submitted just now."))
        }
        (Accepted, Evidence::Cancel) | (OutboxState::Done, Evidence::Retry | Evidence::Cancel) => {
            Err(Forbidden("The message was sent already."))
        }
        (Cancelled, Evidence::Retry | Evidence::Cancel) => Err(Forbidden("The message was taken back already.")),
        _ => Err(Forbidden("The outbox is not where this step belongs.")),
    }
}

/// Says which recipients the next try is for.
pub fn pending(recipients: &[Recipient]) -> impl Iterator<Item = &Recipient> {
    recipients.iter().filter(|r| is_pending(r))
}

struct Table<'a> {
    at: &'a Situation,
    now: i64,
}

impl Table<'_> {
    fn to(&self, state: OutboxState, due: i64, detail: &str) -> Transition {
        Transition {
            state,
            recipients: self.at.recipients.clone(),
            attempts: self.at.attempts,
            since: self.at.since,
            due,
            detail: detail.to_owned(),
        }
    }

    fn delay(&self) -> i64 {
        retry_after(&self.at.message_id, self.at.attempts)
    }

    fn given_up(&self) -> bool {
        self.now - self.at.since >= GIVE_UP
    }

    /// Nothing was accepted; tried again later, unless it was tried for five days.
    fn later(&self, why: &str) -> Transition {
        if self.given_up() {
            return self.failed(&format!("Given up after five days. {why}"));
        }
        let mut next = self.to(OutboxState::Queued, self.now + self.delay(), why);
        next.attempts += 1;
        next
    }

    fn hold(&self, why: &str) -> Transition {
        let mut next = self.to(OutboxState::Queued, self.now + HOLD, why);
        next.attempts += 1;
        next
    }

    /// The recipients still open are refused; the message failed unless others have it already.
    fn failed(&self, why: &str) -> Transition {
        let mut next = self.to(OutboxState::Failed, self.now, why);
        for open in next.recipients.iter_mut().filter(|r| is_pending(r)) {
            open.state = RecipientState::Refused;
            open.reply.get_or_insert_with(|| why.to_owned());
        }
        if somebody_has_it(&next.recipients) {
            next.state = OutboxState::Accepted;
            next.attempts = 0;
        }
        next
    }

    fn refused(&self, verdict: &Verdict) -> Transition {
        match verdict {
            Verdict::Never(why) => self.failed(why),
            Verdict::Later(why) | Verdict::Taken(why) => self.later(why),
        }
    }

    fn replied(&self, verdict: &Verdict) -> Transition {
        match verdict {
            Verdict::Taken(words) => self.taken(words),
            Verdict::Later(_) | Verdict::Never(_) => self.refused(verdict),
        }
    }

    /// The recipients of the try have it.
    fn taken(&self, words: &str) -> Transition {
        let mut next = self.to(OutboxState::Accepted, self.now, words);
        for sent in next.recipients.iter_mut().filter(|r| r.state == RecipientState::Waiting) {
            sent.state = RecipientState::Accepted;
            sent.reply = Some(words.to_owned());
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
            return Table { at: &open, now: self.now }.failed("Given up after five days.");
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
        let words: Vec<String> =
            replies.filter_map(|r| Some(format!("{}: {}", r.address, r.reply.as_deref()?))).collect();
        if deferred + refused > 0 {
            let counts = format!("{accepted} accepted, {deferred} deferred, {refused} refused.");
            next.detail = [next.detail.as_str(), &counts, &words.join("; ")].join(" ").trim().to_owned();
        }
        next
    }

    /// A copy proves the try only while no earlier one succeeded: an earlier one leaves a copy too.
    fn looked(&self, look: &Look) -> Transition {
        let proves = !somebody_has_it(&self.at.recipients);
        match look {
            Look::Found { mailbox } if proves => self.found(mailbox),
            Look::Found { .. } => self.doubt("An earlier try reached others, so the copy proves nothing."),
            Look::Absent => self.doubt("It is not in Sent."),
            Look::Unknown { why } => self.doubt(&format!("Sent could not be asked yet ({why}).")),
        }
    }

    fn found(&self, mailbox: &str) -> Transition {
        self.taken(&format!("The server had accepted it: it is in {mailbox}."))
    }

    /// A person decides; the mailboxes are looked at again meanwhile, for a copy that comes late.
    fn doubt(&self, why: &str) -> Transition {
        let detail = format!(
            "The connection ended before the server answered. {why} Whether it was sent cannot be known: \
             ask a recipient, then retry or cancel."
        );
        let mut next = self.to(OutboxState::Uncertain, self.now + self.delay(), &detail);
        next.attempts += 1;
        if self.now - self.at.since > LOOK_FOR {
            next.due = i64::MAX;
        }
        next
    }

    fn again(&self, detail: &str) -> Transition {
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
