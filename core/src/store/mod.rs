//! The profile's database: SQLite under SQLCipher, one writer, a few readers.

mod accounts;
mod actions;
mod apply;
mod background;
mod bodies;
mod drafts;
mod edits;
mod error;
mod index;
mod lanes;
mod list;
mod lists;
mod mailboxes;
mod migrate;
mod open;
mod outbox;
mod pack;
mod people;
mod remove;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod samples;
mod search;
mod segment;
mod settings;
mod shown;
mod threads;
mod types;

pub use actions::{Acted, NewAction, Touched, Undone};
pub use background::Checks;
pub use bodies::RawChunks;
pub use drafts::{DraftFileChunks, KeptDraft, NewDraft};
pub use error::StoreError;
pub(crate) use lanes::Durability;
pub use list::Stored;
pub use open::StoreOptions;
pub use outbox::{Answered, DraftSent, NewOutgoing, Outgoing, OutgoingChunks};
pub use pack::{CHUNK, pack, pack_chunk};
pub use types::*;

use lanes::Lanes;
use lists::Lists;
use open::Lane;
use rusqlite::{Connection, Transaction};
use std::sync::Arc;

/// An open database; clones share it.
#[derive(Clone)]
pub struct Store {
    lanes: Arc<Lanes>,
    lists: Arc<Lists>,
}

impl Store {
    /// Opens the database, making it when it is new and migrating it when it is old.
    pub async fn open(options: StoreOptions) -> Result<Self, StoreError> {
        let lists = Arc::new(Lists::default());
        let watching = Arc::clone(&lists);
        let lanes = lanes::aside(move || {
            let _turn = options.turn()?;
            let mut writer = options.connect(Lane::Write)?;
            migrate::migrate(&mut writer)?;
            watching.changes.watch(&mut writer)?;
            Lanes::start(&options, writer, watching)
        });
        Ok(Self { lanes: Arc::new(lanes.await?), lists })
    }

    /// Runs `work` in one write transaction; an error rolls it back.
    pub(crate) async fn write<T, F>(&self, durability: Durability, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.lanes.write(durability, work).await
    }

    /// Runs `work` on a snapshot.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.lanes.read(work).await
    }
}
