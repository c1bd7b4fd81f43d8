//! The threads that own the connections: one writes, a few read. Callers await.

use super::{
    StoreError,
    open::{Lane, StoreOptions},
};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    cell::Cell,
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
/// After so much writing in a row another process that waits gets its turn.
const LONG: Duration = Duration::from_millis(150);
const GAP: Duration = Duration::from_millis(3);

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The senders to the connection threads. Dropping them waits for the threads: the last connection to close
/// brings the log back into the database.
pub(super) struct Lanes {
    writer: Option<mpsc::Sender<Job>>,
    readers: Option<mpsc::Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Lanes {
    pub(super) fn start(options: &StoreOptions, writer: Connection) -> Result<Self, StoreError> {
        let (write, write_jobs) = mpsc::channel();
        let mut threads = vec![spawn("store-write", writer, turns(write_jobs))?];
        let (read, read_jobs) = mpsc::channel();
        let read_jobs = Arc::new(Mutex::new(read_jobs));
        for _ in 0..READERS {
            let jobs = Arc::clone(&read_jobs);
            let next = move || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
            threads.push(spawn("store-read", options.connect(Lane::Read)?, next)?);
        }
        Ok(Self { writer: Some(write), readers: Some(read), threads })
    }

    pub(super) async fn write<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        run(self.writer.as_ref(), move |connection| {
            let synchronous = if durability == Durability::Full { "FULL" } else { "NORMAL" };
            connection.pragma_update(None, "synchronous", synchronous)?;
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let made = work(&transaction)?;
            transaction.commit()?;
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
        drop((self.writer.take(), self.readers.take()));
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
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
