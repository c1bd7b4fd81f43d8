//! What every verb and every engine of an open profile shares.

use super::account::Engines;
use super::events::Events;
use super::facts::Facts;
use super::opening::LastOpened;
use super::working::Working;
use crate::error::MailError;
use crate::model::{Account, AccountId, Event, MailboxId};
use crate::say;
use crate::store::Store;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::runtime::Handle;
use tokio::sync::watch;

/// An open profile.
pub struct Core {
    pub store: Store,
    pub events: Events,
    pub dir: PathBuf,
    pub engines: Engines,
    pub opened: LastOpened,
    pub facts: watch::Sender<Facts>,
    pub working: Arc<Working>,
    pub runtime: Handle,
    /// Milliseconds between two checks where push cannot hold, and of the mailboxes push does not watch.
    pub poll_ms: i64,
    /// Drawn once per profile; spreads the load on a server that comes back.
    pub seed: u64,
}

impl Core {
    /// Runs a verb on the core's own runtime: a caller that stops waiting stops nothing half-done.
    pub async fn run<T, F>(self: &Arc<Self>, work: F) -> Result<T, MailError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, MailError>> + Send + 'static,
    {
        match self.runtime.spawn(work).await {
            Ok(done) => done,
            Err(error) if error.is_cancelled() => {
                Err(MailError::cancelled(say!("core-closing"), say!("store-closed-next")))
            }
            Err(_) => Err(MailError::bug(say!("core-fault"), say!("core-fault-next"))),
        }
    }

    /// The account, or `Gone`.
    pub async fn account(&self, id: AccountId) -> Result<Account, MailError> {
        Ok(self.store.account(id).await?)
    }

    /// Tells faces that a mailbox shows something else now.
    pub fn changed(&self, account: AccountId, mailbox: MailboxId) {
        self.events.send(Event::MailboxChanged { account, mailbox });
    }
}

/// Milliseconds since 1970.
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Seconds since 1970.
pub fn now() -> i64 {
    now_ms() / 1000
}
