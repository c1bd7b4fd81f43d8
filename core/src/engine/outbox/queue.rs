use super::OutboxError;
use crate::mime::compose::{self, Mailbox, Person};
use crate::model::{Account, Address, Draft, OutboxId};
use crate::store::{Answered, CHUNK, NewOutgoing, Store, pack_chunk};
use ring::rand::{SecureRandom, SystemRandom};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
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
    let people = People::of(account, draft)?;
    let paths = draft.attachments.clone();
    let names = aside(move || paths.iter().map(|path| readable(path)).collect::<Result<Vec<_>, _>>()).await?;
    let answered = match draft.in_reply_to {
        Some(id) => store.answered(id).await?,
        None => Answered::default(),
    };
    let mail = outgoing(draft, &people, names, answered, leaving)?;
    let staged = NewOutgoing {
        account: account.id,
        message_id: mail.message_id.clone(),
        subject: draft.subject.clone(),
        sender: people.from.mailbox.to_string(),
        recipients: people.recipients(),
        utf8: mail.needs_utf8() || people.bcc.iter().any(|p| !p.mailbox.is_ascii()),
        bcc: compose::bcc_line(&people.bcc),
        answers: draft.in_reply_to,
        due: leaving.due,
        at: leaving.at,
    };
    let id = store.stage_outgoing(staged).await?;
    match write_source(store, id, mail, draft.attachments.clone()).await {
        Ok(size) => {
            store.queue_staged(id, size, leaving.at, "Queued.".to_owned()).await?;
            Ok(id)
        }
        Err(error) => {
            // What stays behind is tidied up later; the first error is the one that matters.
            store.drop_staged(id).await.ok();
            Err(error)
        }
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
    files: Vec<String>,
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

/// The name under which a file is attached.
fn readable(path: &str) -> Result<String, OutboxError> {
    let fault = |why: &str| OutboxError::Input(format!("The attachment “{path}” cannot be read: {why}."));
    let file = File::open(path).map_err(|error| fault(&words(&error)))?;
    match file.metadata() {
        Ok(facts) if facts.is_file() => {}
        Ok(_) => return Err(fault("it is not a file")),
        Err(error) => return Err(fault(&words(&error))),
    }
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    name.ok_or_else(|| fault("it has no name"))
}

fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => error.to_string(),
    }
}

/// Streams the message into the store: a thread builds and packs, a few pieces wait at most.
async fn write_source(
    store: &Store,
    id: OutboxId,
    mail: compose::Outgoing,
    paths: Vec<String>,
) -> Result<u64, OutboxError> {
    let (pieces, mut packed) = mpsc::channel(IN_FLIGHT);
    let build = aside(move || {
        let mut sink = Sink { held: Vec::with_capacity(CHUNK), pieces, size: 0 };
        let mut file = |n: usize, out: &mut dyn Write| attach(paths.get(n).map_or("", String::as_str), out);
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

fn attach(path: &str, out: &mut dyn Write) -> io::Result<()> {
    let read = File::open(path).and_then(|mut file| io::copy(&mut file, out));
    match read {
        Ok(_) => Ok(()),
        Err(error) => Err(io::Error::other(format!("The attachment “{path}” cannot be read: {}.", words(&error)))),
    }
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
