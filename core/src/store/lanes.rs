//! The threads that own the connections: one writes, a few read. Callers await.

use super::{
    StoreError,
    lists::Lists,
    open::{Lane, StoreOptions},
};
use rusqlite::{Connection, Transaction, TransactionBehavior, hooks::Wal};
use std::{
    cell::Cell,
    ffi::c_int,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// How soon a commit must survive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Soon: what the server still has. A power cut may lose the newest commits, whole.
    Batch,
    /// When the call returns: what a person made.
    Full,
}

const READERS: usize = 3;
/// Pages of the log from which on it is brought back into the database: 16 MB.
const LOG_PAGES: c_int = 1000;
/// Pages of the log that the writer waits for: 64 MB.
const MOST_LOG_PAGES: c_int = 4000;
/// After so much writing in a row another process that waits gets its turn.
const LONG: Duration = Duration::from_millis(150);
const GAP: Duration = Duration::from_millis(3);

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// What the thread that checkpoints is told.
enum Long {
    Now,
    End,
}

/// The senders to the connection threads. Dropping them waits for the threads, one kind after the other, so
/// that the writer is the last connection to close: it brings the log back into the database.
pub(super) struct Lanes {
    long: mpsc::SyncSender<Long>,
    readers: Option<mpsc::Sender<Job>>,
    writer: Option<mpsc::Sender<Job>>,
    checkpointing: Vec<JoinHandle<()>>,
    reading: Vec<JoinHandle<()>>,
    writing: Vec<JoinHandle<()>>,
    lists: Arc<Lists>,
}

impl Lanes {
    pub(super) fn start(options: &StoreOptions, mut writer: Connection, lists: Arc<Lists>) -> Result<Self, StoreError> {
        let (write, write_jobs) = mpsc::channel();
        let (long, asked) = mpsc::sync_channel(1);
        checkpoint_aside(&mut writer, long.clone())?;
        let writing = vec![spawn("store-write", writer, turns(write_jobs))?];
        let next = move || match asked.recv() {
            Ok(Long::Now) => Some(Box::new(checkpoint) as Job),
            Ok(Long::End) | Err(_) => None,
        };
        let checkpointing = vec![spawn("store-checkpoint", options.connect(Lane::Checkpoint)?, next)?];
        let (read, read_jobs) = mpsc::channel();
        let read_jobs = Arc::new(Mutex::new(read_jobs));
        let mut reading = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let jobs = Arc::clone(&read_jobs);
            let next = move || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
            reading.push(spawn("store-read", options.connect(Lane::Read)?, next)?);
        }
        Ok(Self { long, readers: Some(read), writer: Some(write), checkpointing, reading, writing, lists })
    }

    pub(super) async fn write<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let lists = Arc::clone(&self.lists);
        run(self.writer.as_ref(), move |connection| {
            let synchronous = if durability == Durability::Full { "FULL" } else { "NORMAL" };
            connection.pragma_update(None, "synchronous", synchronous)?;
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction).and_then(|made| Ok((made, lists.changes.note(&transaction)?)));
            let (made, generation) = done.inspect_err(|_| lists.changes.withdraw(None))?;
            transaction.commit().inspect_err(|_| lists.changes.withdraw(generation))?;
            Ok(made)
        })
        .await
        .map_err(unlocked)
    }

    pub(super) async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        run(self.readers.as_ref(), move |connection| {
            // One snapshot for all statements of the closure.
            let transaction = connection.transaction()?;
            work(&transaction)
        })
        .await
        .map_err(unlocked)
    }
}

impl Drop for Lanes {
    fn drop(&mut self) {
        drop(self.long.send(Long::End));
        join(&mut self.checkpointing);
        drop(self.readers.take());
        join(&mut self.reading);
        drop(self.writer.take());
        join(&mut self.writing);
    }
}

fn join(threads: &mut Vec<JoinHandle<()>>) {
    for thread in threads.drain(..) {
        drop(thread.join());
    }
}

/// The key opened the database before: a page that it does not open is damaged.
fn unlocked(error: StoreError) -> StoreError {
    match error {
        StoreError::Key => StoreError::Corrupt("a page does not decrypt".to_owned()),
        other => other,
    }
}

async fn run<T, F>(lane: Option<&mpsc::Sender<Job>>, work: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let job = Box::new(move |connection: &mut Connection| {
        // The caller may have stopped waiting; the work is done all the same.
        drop(reply.send(work(connection)));
    });
    lane.ok_or(StoreError::Closed)?.send(job).map_err(|_| StoreError::Closed)?;
    answer.await.map_err(|_| StoreError::Closed)?
}

/// Has the log brought back into the database by another thread, so that a sync goes on meanwhile; where that
/// does not keep up, the writer does it.
fn checkpoint_aside(writer: &mut Connection, long: mpsc::SyncSender<Long>) -> Result<(), StoreError> {
    let hook = move |log: &mut Wal, pages: c_int| {
        if pages >= MOST_LOG_PAGES {
            told(log.checkpoint());
        } else if pages >= LOG_PAGES {
            // Full: it was asked for already.
            drop(long.try_send(Long::Now));
        }
        Ok(())
    };
    Ok(writer.wal_hook(Some(hook))?)
}

fn checkpoint(connection: &mut Connection) {
    told(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
}

/// The commit stands all the same, and the next one asks again.
fn told(done: rusqlite::Result<()>) {
    if let Err(error) = done {
        let kind = StoreError::from(error).kind();
        log::warn!("the log was not brought back into the database: {kind}");
    }
}

/// The next job; between jobs that follow each other without end there is a gap for other processes.
fn turns(jobs: mpsc::Receiver<Job>) -> impl Fn() -> Option<Job> {
    let busy_since = Cell::new(Instant::now());
    move || {
        if busy_since.get().elapsed() > LONG {
            thread::sleep(GAP);
            busy_since.set(Instant::now());
        }
        jobs.try_recv().ok().or_else(|| {
            let job = jobs.recv().ok();
            busy_since.set(Instant::now());
            job
        })
    }
}

/// Runs blocking work on a thread of its own.
pub(super) async fn aside<T, F>(work: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    thread::Builder::new().name("store-open".to_owned()).spawn(move || drop(reply.send(work())))?;
    answer.await.map_err(|_| StoreError::Closed)?
}

fn spawn<N>(name: &str, mut connection: Connection, next: N) -> Result<JoinHandle<()>, StoreError>
where
    N: Fn() -> Option<Job> + Send + 'static,
{
    let body = move || {
        while let Some(job) = next() {
            job(&mut connection);
        }
    };
    Ok(thread::Builder::new().name(name.to_owned()).spawn(body)?)
}
