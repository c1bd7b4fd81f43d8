//! Which messages each transaction touched, so that a list in memory is brought up to date instead of being
//! read again.

use crate::store::StoreError;
use rusqlite::Connection;
use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Ids that are kept; a list that is further behind is read again.
const KEPT: usize = 20_000;

/// The transactions of this process, by the generation that each made.
#[derive(Default)]
pub(in crate::store) struct Changes {
    /// What the transaction at hand touched so far.
    touched: Arc<Mutex<Vec<i64>>>,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    made: VecDeque<(i64, Vec<i64>)>,
    kept: usize,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Changes {
    /// Has the writing connection tell what it touches.
    pub(in crate::store) fn watch(&self, writer: &mut Connection) -> Result<(), StoreError> {
        let touched = Arc::clone(&self.touched);
        let hook = move |_, _: &str, table: &str, id: i64| match table {
            "message" => lock(&touched).push(id),
            // More can be found than before, in messages that are the same.
            "search_state" => lock(&touched).push(0),
            _ => {}
        };
        Ok(writer.update_hook(Some(hook))?)
    }

    /// Begins a generation when the transaction touched a message. It is in the log before it can be read.
    pub(in crate::store) fn note(&self, db: &Connection) -> Result<Option<i64>, StoreError> {
        let touched = mem::take(&mut *lock(&self.touched));
        if touched.is_empty() {
            return Ok(None);
        }
        let sql = "UPDATE list_state SET generation = generation + 1 RETURNING generation";
        let generation: i64 = db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let mut log = lock(&self.log);
        log.kept += touched.len();
        log.made.push_back((generation, touched));
        while log.kept > KEPT {
            let Some((_, old)) = log.made.pop_front() else { break };
            log.kept -= old.len();
        }
        Ok(Some(generation))
    }

    /// Forgets what a transaction touched that is rolled back.
    pub(in crate::store) fn withdraw(&self, generation: Option<i64>) {
        lock(&self.touched).clear();
        let mut log = lock(&self.log);
        while let Some((_, touched)) = log.made.pop_back_if(|(made, _)| Some(*made) == generation) {
            log.kept -= touched.len();
        }
    }

    /// The messages touched after generation `from` and up to `to`, ascending; `None` when that is not known:
    /// it is too much, or another process wrote.
    pub(super) fn since(&self, from: i64, to: i64) -> Option<Vec<i64>> {
        let log = lock(&self.log);
        let missed = || log.made.iter().filter(|(made, _)| (from + 1..=to).contains(made));
        if i64::try_from(missed().count()) != Ok(to - from) {
            return None;
        }
        let mut ids: Vec<i64> = missed().flat_map(|(_, touched)| touched.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        Some(ids)
    }
}
