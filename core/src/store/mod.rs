//! The profile's database: SQLite under SQLCipher, one writer, a few readers.

mod accounts;
mod apply;
mod bodies;
mod error;
mod index;
mod lanes;
mod list;
mod mailboxes;
mod migrate;
mod open;
mod outbox;
mod pack;
mod remove;
mod search;
mod segment;
mod shown;
mod threads;
mod types;

pub use bodies::RawChunks;
pub use error::StoreError;
pub(crate) use lanes::Durability;
pub use list::Stored;
pub use pack::{CHUNK, pack, pack_chunk};
pub use open::StoreOptions;
pub use outbox::{Answered, NewOutgoing, Outgoing, OutgoingChunks};
pub use types::*;

use lanes::Lanes;
use open::Lane;
use rusqlite::{Connection, Transaction};
use std::sync::Arc;

/// An open database; clones share it.
#[derive(Clone)]
pub struct Store {
    lanes: Arc<Lanes>,
}

impl Store {
    /// Opens the database, making it when it is new and migrating it when it is old.
    pub async fn open(options: StoreOptions) -> Result<Self, StoreError> {
        let lanes = lanes::aside(move || {
            let mut writer = options.connect(Lane::Write)?;
            migrate::migrate(&mut writer)?;
            Lanes::start(&options, writer)
        });
        Ok(Self { lanes: Arc::new(lanes.await?) })
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    fn options(dir: &std::path::Path, key: u8) -> StoreOptions {
        StoreOptions { dir: dir.to_owned(), key: [key; 32].into() }
    }

    #[tokio::test]
    async fn a_wrong_key_and_a_newer_version_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(options(dir.path(), 1)).await.unwrap();
        assert!(matches!(Store::open(options(dir.path(), 2)).await, Err(StoreError::Key)));
        store
            .write(Durability::Full, |db| Ok(db.pragma_update(None, "user_version", 99)?))
            .await
            .unwrap();
        let newer = Store::open(options(dir.path(), 1)).await;
        assert!(matches!(newer, Err(StoreError::Newer { found: 99, .. })));
    }
}
