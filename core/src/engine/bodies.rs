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
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinHandle;

/// Bytes of source on their way from the socket to the disk.
const IN_FLIGHT: usize = 4 << 20;
/// Messages above this many bytes are never held whole.
pub const LARGE: u64 = 1 << 20;
/// Messages asked for in one FETCH.
const BATCH: u32 = 1000;
/// Messages of one commit, at most.
const COMMIT_MESSAGES: usize = 256;

/// Brings what `policy` wants of one mailbox, newest first, a batch at a time.
pub struct Bringing {
    pub policy: BodyPolicy,
    pub progress: Progress,
    pub came: u32,
    tried: HashSet<MessageId>,
}

impl Bringing {
    /// Starts with nothing tried.
    pub fn new(policy: BodyPolicy, progress: Progress) -> Self {
        Self { policy, progress, came: 0, tried: HashSet::new() }
    }

    /// The next messages without the body that the policy wants and not tried yet; at most [`BATCH`].
    pub async fn wanted(&mut self, core: &Core) -> Result<Vec<Wanted>, MailError> {
        let wanted = wanted(core, self.policy, self.progress.mailbox).await?;
        Ok(wanted.into_iter().filter(|w| self.tried.insert(w.id)).collect())
    }

    /// Brings `wanted` of the selected mailbox. A message that cannot be had is named in `problems` and
    /// does not stop the others.
    pub async fn bring(
        &mut self,
        core: &Arc<Core>,
        imap: &mut Imap,
        account: &Account,
        wanted: Vec<Wanted>,
        problems: &mut Vec<String>,
    ) -> Result<(), MailError> {
        let policy = self.policy;
        let in_parts = |w: &Wanted| policy == BodyPolicy::Text && w.size > u64::from(account.on_demand_above);
        let (in_parts, whole): (Vec<_>, Vec<_>) = wanted.into_iter().partition(in_parts);
        let (large, small): (Vec<_>, Vec<_>) = whole.into_iter().partition(|w| w.size > LARGE);
        self.came += small_ones(core, imap, &small, &self.progress, self.came).await?;
        for message in &large {
            self.came += u32::from(large::receive(core, imap, message, problems).await?);
            self.progress.tell(SyncPhase::Bodies, self.came);
        }
        self.came += parts::fetch(core, imap, &in_parts, problems).await?;
        self.progress.tell(SyncPhase::Bodies, self.came);
        core.changed(self.progress.account, self.progress.mailbox);
        Ok(())
    }
}

/// The newest messages of a mailbox without the body that `policy` wants; at most [`BATCH`].
pub async fn wanted(core: &Core, policy: BodyPolicy, mailbox: MailboxId) -> Result<Vec<Wanted>, MailError> {
    Ok(match policy {
        BodyPolicy::None => Vec::new(),
        BodyPolicy::Text => core.store.bodies_wanted(mailbox, BATCH).await?,
        BodyPolicy::All => core.store.whole_wanted(mailbox, BATCH).await?,
    })
}

/// Brings small messages whole.
pub async fn small_ones(
    core: &Arc<Core>,
    imap: &mut Imap,
    wanted: &[Wanted],
    progress: &Progress,
    before: u32,
) -> Result<u32, MailError> {
    if wanted.is_empty() {
        return Ok(0);
    }
    let ids: HashMap<u32, MessageId> = wanted.iter().map(|w| (w.uid, w.id)).collect();
    let set = Set::Uids(ids.keys().copied().collect::<UidSet>());
    imap.fetch(&FetchPlan { set, items: "BODY.PEEK[]".into(), modifier: None }, LARGE * 2).await?;
    let (bodies, arriving) = mpsc::channel(COMMIT_MESSAGES);
    let writer = spawn_writer(core.store.clone(), arriving, progress.clone(), before);
    let readers = Readers::new(bodies, core.runtime.clone());
    let fetched = receive_small(imap, &ids, &readers).await;
    drop(readers);
    let stored = writer.await.map_err(|_| ended())??;
    fetched?;
    Ok(stored)
}

fn ended() -> MailError {
    MailError::bug("Storing bodies ended early.", "Sync again; nothing was lost.")
}

async fn receive_small(imap: &mut Imap, ids: &HashMap<u32, MessageId>, readers: &Readers) -> Result<(), MailError> {
    while let Some(event) = imap.next_fetched().await? {
        // A literal that outgrew its RFC822.SIZE comes in chunks and stays wanted.
        let FetchEvent::Message(mut fetched) = event else { continue };
        let Some(id) = fetched.uid.and_then(|uid| ids.get(&uid)) else { continue };
        if let Some(raw) = take_body(&mut fetched) {
            readers.read(*id, raw).await?;
        }
    }
    Ok(())
}

fn take_body(fetched: &mut Fetched) -> Option<Bytes> {
    let at = fetched.sections.iter().position(|(section, _)| section.is_empty())?;
    Some(fetched.sections.swap_remove(at).1)
}

/// A body on its way to the disk; the room it takes is free again after the commit.
struct Arriving {
    body: Result<NewBody, MailError>,
    room: OwnedSemaphorePermit,
}

/// Parses and compresses on the blocking pool, a source a core, as many bytes as there is room for.
struct Readers {
    bodies: mpsc::Sender<Arriving>,
    room: Arc<Semaphore>,
    cores: Arc<Semaphore>,
    runtime: tokio::runtime::Handle,
}

impl Readers {
    fn new(bodies: mpsc::Sender<Arriving>, runtime: tokio::runtime::Handle) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (room, cores) = (Arc::new(Semaphore::new(IN_FLIGHT)), Arc::new(Semaphore::new(cores)));
        Self { bodies, room, cores, runtime }
    }

    async fn read(&self, id: MessageId, raw: Bytes) -> Result<(), MailError> {
        let need = u32::try_from(raw.len().clamp(1, IN_FLIGHT)).unwrap_or(1);
        let room = Arc::clone(&self.room).acquire_many_owned(need).await.map_err(|_| ended())?;
        let core = Arc::clone(&self.cores).acquire_owned().await.map_err(|_| ended())?;
        let bodies = self.bodies.clone();
        if bodies.is_closed() {
            return Err(ended());
        }
        self.runtime.spawn_blocking(move || {
            let body = read_body(id, &raw);
            drop(raw);
            drop(core);
            // The writer only goes away with an error of its own, which is reported there.
            drop(bodies.blocking_send(Arriving { body, room }));
        });
        Ok(())
    }
}

/// Reads and packs one source held in memory.
fn read_body(id: MessageId, raw: &[u8]) -> Result<NewBody, MailError> {
    let found = mime::digest(raw);
    Ok(NewBody { id, packed: pack(raw)?, digest: digest(found), reading: None })
}

/// What the store keeps of a digest.
pub fn digest(found: mime::Digest) -> Digest {
    let attachments = u32::try_from(found.attachments.iter().filter(|a| !a.inline).count()).unwrap_or(u32::MAX);
    Digest { preview: found.preview, search_text: found.search_text, attachments }
}

fn spawn_writer(
    store: Store,
    mut arriving: mpsc::Receiver<Arriving>,
    progress: Progress,
    before: u32,
) -> JoinHandle<Result<u32, MailError>> {
    tokio::spawn(async move {
        let mut stored = 0;
        let mut batch = Vec::with_capacity(COMMIT_MESSAGES);
        while arriving.recv_many(&mut batch, COMMIT_MESSAGES).await > 0 {
            stored += u32::try_from(batch.len()).unwrap_or(0);
            let (bodies, rooms): (Vec<_>, Vec<_>) = batch.drain(..).map(|one| (one.body, one.room)).unzip();
            store.store_bodies(bodies.into_iter().collect::<Result<_, _>>()?).await?;
            drop(rooms);
            progress.tell(SyncPhase::Bodies, before + stored);
        }
        Ok(stored)
    })
}
