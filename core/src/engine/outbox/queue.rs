use super::OutboxError;
use super::attached::Attached;
use crate::mime::compose::{self, Mailbox, Person};
use crate::model::{Account, Address, Draft, DraftFile, MessageId, OutboxId};
use crate::store::{Answered, CHUNK, DraftSent, KeptDraft, NewOutgoing, Store, StoreError, pack_chunk};
use ring::rand::{SecureRandom, SystemRandom};
use std::io::{self, Write};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

/// Packed pieces between the thread that builds and the store.
const IN_FLIGHT: usize = 2;

/// When a message is written and when it leaves.
#[derive(Debug, Clone, Copy)]
pub struct Leaving {
    /// Now, milliseconds since 1970.
    pub at: i64,
    /// Milliseconds since 1970.
    pub due: i64,
    /// Seconds east of UTC where the sender is.
    pub utc_offset: i32,
}

/// Seconds east of UTC on this device.
pub fn local_offset() -> i32 {
    jiff::Zoned::now().offset().seconds()
}

/// Builds the message of a draft and puts it into the outbox; it is on disk when this returns.
pub async fn queue(store: &Store, account: &Account, draft: &Draft, leaving: Leaving) -> Result<OutboxId, OutboxError> {
    let files = draft.attachments.iter().cloned().map(Attached::Path).collect();
    build(store, account, draft, Origin::default(), files, leaving).await
}

/// As [`queue`], of a draft that is kept with its files; from now on the draft is away.
pub async fn queue_kept(
    store: &Store,
    account: &Account,
    kept: &KeptDraft,
    leaving: Leaving,
) -> Result<OutboxId, OutboxError> {
    let saved = &kept.saved;
    let origin = Origin {
        draft: Some(DraftSent { id: saved.id, changed: saved.changed }),
        forwards: kept.forwards,
        continues: kept.continues,
    };
    let attached = |file: &DraftFile| Attached::Kept { file: file.clone(), chunks: store.draft_file_chunks(file.id) };
    let files = saved.files.iter().map(attached).collect();
    build(store, account, &saved.draft, origin, files, leaving).await
}

/// Where a message comes from.
#[derive(Default)]
struct Origin {
    draft: Option<DraftSent>,
    forwards: Option<MessageId>,
    continues: Option<MessageId>,
}

async fn build(
    store: &Store,
    account: &Account,
    draft: &Draft,
    origin: Origin,
    files: Vec<Attached>,
    leaving: Leaving,
) -> Result<OutboxId, OutboxError> {
    let people = People::of(account, draft)?;
    let (files, described) = aside(move || {
        let described = files.iter().map(Attached::described).collect::<Result<Vec<_>, _>>()?;
        Ok((files, described))
    })
    .await?;
    let answered = match draft.in_reply_to {
        Some(id) => answered(store, id).await?,
        None => Answered::default(),
    };
    let mail = outgoing(draft, &people, described, answered, leaving)?;
    let staged = NewOutgoing {
        account: account.id,
        message_id: mail.message_id.clone(),
        subject: draft.subject.clone(),
        sender: people.from.mailbox.to_string(),
        recipients: people.recipients(),
        utf8: mail.needs_utf8() || people.bcc.iter().any(|p| !p.mailbox.is_ascii()),
        bcc: compose::bcc_line(&people.bcc),
        answers: draft.in_reply_to,
        forwards: origin.forwards,
        continues: origin.continues,
        due: leaving.due,
        at: leaving.at,
    };
    let id = store.stage_outgoing(staged).await?;
    let queued = match write_source(store, id, mail, files).await {
        Ok(size) => store.queue_staged(id, size, leaving.at, origin.draft).await.map_err(OutboxError::from),
        Err(error) => Err(error),
    };
    match queued {
        Ok(()) => Ok(id),
        Err(error) => {
            // What stays behind is tidied up later; the first error is the one that matters.
            store.drop_staged(id).await.ok();
            Err(error)
        }
    }
}

/// What the answer refers to; the message answered may be gone by now.
async fn answered(store: &Store, id: MessageId) -> Result<Answered, OutboxError> {
    match store.answered(id).await {
        Err(StoreError::Gone(_)) => Ok(Answered::default()),
        found => Ok(found?),
    }
}

struct People {
    from: Person,
    to: Vec<Person>,
    cc: Vec<Person>,
    bcc: Vec<Person>,
}

impl People {
    fn of(account: &Account, draft: &Draft) -> Result<Self, OutboxError> {
        let mut from = person(&draft.from)?;
        if from.name.is_none() && draft.from.email.eq_ignore_ascii_case(&account.address) {
            let named = Address { name: account.name.clone(), email: draft.from.email.clone() };
            from = person(&named)?;
        }
        let all = |list: &[Address]| list.iter().map(person).collect::<Result<Vec<_>, _>>();
        let people = Self { from, to: all(&draft.to)?, cc: all(&draft.cc)?, bcc: all(&draft.bcc)? };
        match people.to.is_empty() && people.cc.is_empty() && people.bcc.is_empty() {
            true => Err(OutboxError::Input("The message has no recipients.".into())),
            false => Ok(people),
        }
    }

    /// Everybody once.
    fn recipients(&self) -> Vec<String> {
        let mut seen: Vec<&Mailbox> = Vec::new();
        for person in self.to.iter().chain(&self.cc).chain(&self.bcc) {
            if !seen.contains(&&person.mailbox) {
                seen.push(&person.mailbox);
            }
        }
        seen.into_iter().map(Mailbox::to_string).collect()
    }
}

fn person(address: &Address) -> Result<Person, OutboxError> {
    Person::new(address).map_err(|fault| OutboxError::Input(fault.to_string()))
}

fn outgoing(
    draft: &Draft,
    people: &People,
    files: Vec<compose::Attached>,
    answered: Answered,
    leaving: Leaving,
) -> Result<compose::Outgoing, OutboxError> {
    let mut references = answered.references;
    references.extend(answered.message_id.clone());
    Ok(compose::Outgoing {
        message_id: format!("{}@{}", random_word()?, people.from.mailbox.domain()),
        date: leaving.at.div_euclid(1000),
        utc_offset: leaving.utc_offset,
        from: people.from.clone(),
        to: people.to.clone(),
        cc: people.cc.clone(),
        subject: draft.subject.clone(),
        text: draft.text.clone(),
        html: draft.html.clone(),
        in_reply_to: answered.message_id,
        references,
        files,
        seed: random_word()?,
    })
}

/// 128 random bits in hexadecimal digits.
fn random_word() -> Result<String, OutboxError> {
    let mut bytes = [0_u8; 16];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.map_err(|_| OutboxError::Input("The system gives no random numbers.".into()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Streams the message into the store: a thread builds and packs, a few pieces wait at most.
async fn write_source(
    store: &Store,
    id: OutboxId,
    mail: compose::Outgoing,
    mut files: Vec<Attached>,
) -> Result<u64, OutboxError> {
    let (pieces, mut packed) = mpsc::channel(IN_FLIGHT);
    let runtime = Handle::current();
    let build = aside(move || {
        let mut sink = Sink { held: Vec::with_capacity(CHUNK), pieces, size: 0 };
        let mut file = |n: usize, out: &mut dyn Write| match files.get_mut(n) {
            Some(file) => file.write(&runtime, out),
            None => Ok(()),
        };
        let written = mail.write(&mut file, &mut sink).and_then(|()| sink.pass_on());
        written.map(|()| sink.size).map_err(|error| OutboxError::Input(error.to_string()))
    });
    // The receiver goes with the block: after an error the building thread finds nobody and ends.
    let keep = async move {
        let mut seq = 0;
        while let Some(piece) = packed.recv().await {
            store.stage_outgoing_chunk(id, seq, piece).await?;
            seq += 1;
        }
        Ok::<(), OutboxError>(())
    };
    let (size, kept) = tokio::join!(build, keep);
    kept?;
    size
}

/// Cuts what is written into pieces, packs them and hands them on.
struct Sink {
    held: Vec<u8>,
    pieces: mpsc::Sender<Vec<u8>>,
    size: u64,
}

impl Sink {
    fn pass_on(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let packed = pack_chunk(&self.held).map_err(io::Error::other)?;
        self.held.clear();
        let gone = |_| io::Error::other("the store ended");
        self.pieces.blocking_send(packed).map_err(gone)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK - self.held.len());
        self.held.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        self.size += u64::try_from(taken).unwrap_or(0);
        if self.held.len() == CHUNK {
            self.pass_on()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs file work where it may block.
async fn aside<T, F>(work: F) -> Result<T, OutboxError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, OutboxError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(_) => Err(OutboxError::Input("The message could not be built.".into())),
    }
}
