//! Bringing bodies: download, reading and storing go on side by side, bounded in memory.

use super::core::Core;
use super::sync_imap::Progress;
use super::{large, parts};
use crate::error::MailError;
use crate::mime;
use crate::model::{Account, BodyPolicy, MailboxId, MessageId, SyncPhase, UidSet};
use crate::net::imap::{FetchEvent, FetchPlan, Fetched, Imap, Set};
use crate::store::{Digest, NewBody, Store, Wanted, pack};
use bytes::Bytes;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};

/// Bytes of messages between the socket and the disk, at most.
const IN_FLIGHT: usize = 10 << 20;
/// Bytes of one commit, about.
const COMMIT_BYTES: usize = 4 << 20;
/// Messages of one commit, about.
const COMMIT_MESSAGES: usize = 512;
/// Bytes of source that a reader takes at once: fewer would cost more waking than reading.
const GROUP_BYTES: usize = 128 << 10;
/// Groups read and not yet gathered.
const GROUPS: usize = 64;
/// How long a message waits for others to be committed with.
const PATIENCE: Duration = Duration::from_millis(500);
/// Messages above this many bytes are never held whole.
pub const LARGE: u64 = 1 << 20;
/// New messages whose bodies come at once.
const NEW: usize = 50;
/// Messages asked for in one FETCH.
const BATCH: u32 = 1000;

/// Brings what a policy wants of one mailbox, newest first, a batch at a time.
pub struct Bringing {
    core: Arc<Core>,
    policy: BodyPolicy,
    tally: Tally,
    /// Where the next batch begins; absent after the last one.
    next: Option<i64>,
    pipeline: Option<Pipeline>,
    /// The large message that is being written while the next one comes.
    storing: Option<large::Storing>,
}

impl Bringing {
    /// Starts at the newest message.
    pub fn new(core: &Arc<Core>, policy: BodyPolicy, progress: Progress) -> Self {
        let tally = Tally { progress, came: Arc::default() };
        Self { core: Arc::clone(core), policy, tally, next: Some(i64::MAX), pipeline: None, storing: None }
    }

    /// The next messages without the body that the policy wants; at most [`BATCH`], none at the end.
    pub async fn wanted(&mut self) -> Result<Vec<Wanted>, MailError> {
        let (store, mailbox) = (&self.core.store, self.tally.progress.mailbox);
        let Some(from) = self.next else { return Ok(Vec::new()) };
        let page = match self.policy {
            BodyPolicy::None => return Ok(Vec::new()),
            BodyPolicy::Text => store.bodies_wanted(mailbox, Some(from), BATCH).await?,
            BodyPolicy::All => store.whole_wanted(mailbox, Some(from), BATCH).await?,
        };
        self.next = page.next;
        Ok(page.messages)
    }

    /// Brings `wanted` of the selected mailbox. A message that cannot be had is named in `problems` and
    /// does not stop the others. Small ones are on the disk after [`Bringing::finish`].
    pub async fn bring(
        &mut self,
        imap: &mut Imap,
        account: &Account,
        wanted: Vec<Wanted>,
        problems: &mut Vec<String>,
    ) -> Result<(), MailError> {
        let policy = self.policy;
        let in_parts = |w: &Wanted| policy == BodyPolicy::Text && w.size > u64::from(account.on_demand_above);
        let (in_parts, whole): (Vec<_>, Vec<_>) = wanted.into_iter().partition(in_parts);
        let (large, small): (Vec<_>, Vec<_>) = whole.into_iter().partition(|w| w.size > LARGE);
        let pipeline = self.pipeline.get_or_insert_with(|| Pipeline::start(&self.core, &self.tally));
        pipeline.feed(imap, &small).await?;
        for message in &large {
            let storing = large::receive(&self.core, imap, message, problems).await;
            self.settle().await?;
            self.storing = unless_gone(storing)?.flatten();
        }
        self.tally.add(parts::fetch(&self.core, imap, &in_parts, problems).await?);
        self.core.changed(self.tally.progress.account, self.tally.progress.mailbox);
        Ok(())
    }

    async fn settle(&mut self) -> Result<(), MailError> {
        let Some(storing) = self.storing.take() else { return Ok(()) };
        if unless_gone(storing.finish().await)?.is_some() {
            self.tally.add(1);
        }
        Ok(())
    }

    /// Waits until everything that came is on the disk. Returns how many messages came.
    pub async fn finish(mut self) -> Result<u32, MailError> {
        let settled = self.settle().await;
        if let Some(pipeline) = self.pipeline {
            pipeline.finish().await?;
        }
        settled?;
        Ok(self.tally.came.load(Ordering::Relaxed))
    }
}

/// A message may be removed on the server, and then here, while it comes: that is no failure.
fn unless_gone<T>(came: Result<T, MailError>) -> Result<Option<T>, MailError> {
    match came {
        Err(MailError::Gone { .. }) => Ok(None),
        came => came.map(Some),
    }
}

/// Brings a few small messages whole.
pub async fn small_ones(
    core: &Arc<Core>,
    imap: &mut Imap,
    wanted: &[Wanted],
    progress: Progress,
) -> Result<(), MailError> {
    let mut pipeline = Pipeline::start(core, &Tally { progress, came: Arc::default() });
    let fed = pipeline.feed(imap, wanted).await;
    pipeline.finish().await?;
    fed
}

/// Brings the bodies of new messages of the selected mailbox up to `largest` bytes, while there are few; more wait
/// for a round.
pub async fn of_new(
    core: &Arc<Core>,
    imap: &mut Imap,
    account: &Account,
    mailbox: MailboxId,
    fresh: &[MessageId],
    largest: u64,
) -> Result<(), MailError> {
    if fresh.is_empty() || fresh.len() > NEW || account.bodies == BodyPolicy::None {
        return Ok(());
    }
    let progress = Progress { core: Arc::clone(core), account: account.id, mailbox, total: 0 };
    let mut wanted = core.store.bodies_wanted(mailbox, None, BATCH).await?.messages;
    wanted.retain(|w| fresh.contains(&w.id) && w.size <= largest);
    small_ones(core, imap, &wanted, progress).await?;
    core.changed(account.id, mailbox);
    Ok(())
}

/// Counts what came and tells of it.
#[derive(Clone)]
struct Tally {
    progress: Progress,
    came: Arc<AtomicU32>,
}

impl Tally {
    fn add(&self, count: u32) {
        if count > 0 {
            let came = self.came.fetch_add(count, Ordering::Relaxed) + count;
            self.progress.tell(SyncPhase::Bodies, came);
        }
    }
}

/// Readers that parse what comes and the writer that stores it: while one batch is committed the next one
/// is gathered and more is read from the socket.
struct Pipeline {
    readers: Readers,
    writer: JoinHandle<Result<(), MailError>>,
}

impl Pipeline {
    fn start(core: &Arc<Core>, tally: &Tally) -> Self {
        let (bodies, arriving) = mpsc::channel(GROUPS);
        let writer = core.runtime.spawn(write(core.store.clone(), arriving, tally.clone()));
        Self { readers: Readers::start(&bodies, &core.runtime), writer }
    }

    async fn feed(&mut self, imap: &mut Imap, wanted: &[Wanted]) -> Result<(), MailError> {
        if wanted.is_empty() {
            return Ok(());
        }
        let ids: HashMap<u32, MessageId> = wanted.iter().map(|w| (w.uid, w.id)).collect();
        let set = Set::Uids(ids.keys().copied().collect::<UidSet>());
        imap.fetch(&FetchPlan { set, items: "BODY.PEEK[]".into(), modifier: None }, LARGE * 2).await?;
        while let Some(event) = imap.next_fetched().await? {
            // A literal that outgrew its RFC822.SIZE comes in chunks and stays wanted.
            let FetchEvent::Message(mut fetched) = event else { continue };
            let Some(id) = fetched.uid.and_then(|uid| ids.get(&uid)) else { continue };
            if let Some(raw) = take_body(&mut fetched) {
                self.readers.read(*id, raw).await?;
            }
        }
        Ok(())
    }

    async fn finish(self) -> Result<(), MailError> {
        drop(self.readers);
        self.writer.await.map_err(|_| ended())?
    }
}

fn ended() -> MailError {
    MailError::bug("Storing bodies ended early.", "Sync again; nothing was lost.")
}

fn take_body(fetched: &mut Fetched) -> Option<Bytes> {
    let at = fetched.sections.iter().position(|(section, _)| section.is_empty())?;
    Some(fetched.sections.swap_remove(at).1)
}

/// A source on its way to a reader.
struct Source {
    id: MessageId,
    raw: Bytes,
    room: OwnedSemaphorePermit,
}

/// A body on its way to the disk; the room it takes is free again after the commit.
struct Arriving {
    body: Result<NewBody, MailError>,
    room: OwnedSemaphorePermit,
}

impl Source {
    /// Gives back the room that the packed message does not need.
    fn read(mut self) -> Arriving {
        let body = read_body(self.id, &self.raw);
        drop(self.raw);
        let held = body.as_ref().map_or(1, NewBody::held);
        drop(self.room.split(self.room.num_permits().saturating_sub(held)));
        Arriving { body, room: self.room }
    }
}

/// Parses and compresses on threads of the blocking pool, one a core, as many bytes as there is room for.
struct Readers {
    sources: mpsc::UnboundedSender<Source>,
    room: Arc<Semaphore>,
}

impl Readers {
    fn start(bodies: &mpsc::Sender<Vec<Arriving>>, runtime: &tokio::runtime::Handle) -> Self {
        let (sources, queue) = mpsc::unbounded_channel();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let (queue, bodies) = (Arc::clone(&queue), bodies.clone());
            runtime.spawn_blocking(move || {
                while let Some(group) = next_group(&queue) {
                    let read = group.into_iter().map(Source::read).collect();
                    if bodies.blocking_send(read).is_err() {
                        // The writer only goes away with an error of its own, which is reported there.
                        return;
                    }
                }
            });
        }
        Self { sources, room: Arc::new(Semaphore::new(IN_FLIGHT)) }
    }

    async fn read(&self, id: MessageId, raw: Bytes) -> Result<(), MailError> {
        let need = u32::try_from(raw.len().clamp(1, IN_FLIGHT)).unwrap_or(1);
        let room = Arc::clone(&self.room).acquire_many_owned(need).await.map_err(|_| ended())?;
        self.sources.send(Source { id, raw, room }).map_err(|_| ended())
    }
}

/// What waits, at most [`GROUP_BYTES`] and one message; nothing when no more will come.
fn next_group(queue: &Mutex<mpsc::UnboundedReceiver<Source>>) -> Option<Vec<Source>> {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    let first = queue.blocking_recv()?;
    let mut bytes = first.raw.len();
    let mut group = vec![first];
    while bytes < GROUP_BYTES
        && let Ok(next) = queue.try_recv()
    {
        bytes += next.raw.len();
        group.push(next);
    }
    Some(group)
}

/// Reads and packs one source held in memory.
fn read_body(id: MessageId, raw: &[u8]) -> Result<NewBody, MailError> {
    let found = mime::digest(raw);
    Ok(NewBody { id, packed: pack(raw)?, digest: digest(found), reading: None })
}

/// What the store keeps of a digest.
pub fn digest(found: mime::Digest) -> Digest {
    let attachments = u32::try_from(found.attachments.iter().filter(|a| !a.inline).count()).unwrap_or(u32::MAX);
    Digest::new(found.preview, &found.search_text, attachments)
}

/// Commits what arrives, many messages at a time.
async fn write(store: Store, mut arriving: mpsc::Receiver<Vec<Arriving>>, tally: Tally) -> Result<(), MailError> {
    while let Some(first) = arriving.recv().await {
        let batch = gather(&mut arriving, first).await;
        let (bodies, rooms): (Vec<_>, Vec<_>) = batch.into_iter().map(|one| (one.body, one.room)).unzip();
        let count = u32::try_from(bodies.len()).unwrap_or(0);
        store.store_bodies(bodies.into_iter().collect::<Result<_, _>>()?).await?;
        drop(rooms);
        tally.add(count);
    }
    Ok(())
}

async fn gather(arriving: &mut mpsc::Receiver<Vec<Arriving>>, first: Vec<Arriving>) -> Vec<Arriving> {
    let until = Instant::now() + PATIENCE;
    let held = |group: &[Arriving]| group.iter().map(|one| one.room.num_permits()).sum::<usize>();
    let mut bytes = held(&first);
    let mut batch = first;
    while bytes < COMMIT_BYTES && batch.len() < COMMIT_MESSAGES {
        let Ok(Some(next)) = timeout_at(until, arriving.recv()).await else { break };
        bytes += held(&next);
        batch.extend(next);
    }
    batch
}
