//! Opening a profile.

use super::account::Engines;
use super::core::Core;
use super::events::Events;
use super::opening::LastOpened;
use crate::error::MailError;
use crate::say;
use crate::store::{Store, StoreOptions};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::watch;
use zeroize::Zeroizing;

/// The key of a profile's database.
pub type Key = Zeroizing<[u8; 32]>;

/// Opens the profile in `dir`, making it when it is new. `key` gives its key and is told whether there is
/// no database yet; it runs where it may block.
pub async fn open<F>(dir: PathBuf, poll_seconds: u32, key: F) -> Result<Arc<Core>, MailError>
where
    F: FnOnce(bool) -> Result<Key, MailError> + Send + 'static,
{
    let runtime =
        Handle::try_current().map_err(|_| MailError::bug(say!("profile-no-runtime"), say!("next-please-report")))?;
    let place = dir.clone();
    let prepared = runtime.spawn_blocking(move || {
        let alone = alone(&place)?;
        Ok::<_, MailError>((key(!place.join("tern.db").exists())?, alone))
    });
    let (key, alone) =
        prepared.await.map_err(|_| MailError::bug(say!("profile-key-unread"), say!("next-please-report")))??;
    let seed = key.iter().take(8).fold(0_u64, |seed, byte| seed << 8 | u64::from(*byte));
    let store = Store::open(StoreOptions { dir: dir.clone(), key }).await?;
    drop(alone);
    Ok(Arc::new(Core {
        store,
        events: Events::default(),
        dir,
        engines: Engines::default(),
        opened: LastOpened::default(),
        facts: watch::Sender::default(),
        working: Arc::default(),
        runtime,
        poll_ms: i64::from(poll_seconds.max(1)) * 1000,
        seed: mix(seed),
    }))
}

/// The seed spreads load and is told to nobody; still it is not the key itself.
fn mix(seed: u64) -> u64 {
    (seed ^ seed >> 31).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17)
}

/// Makes the folder. The lock returned keeps two processes from making two keys.
fn alone(dir: &Path) -> Result<File, MailError> {
    let fault = |error: std::io::Error| MailError::file(&dir.display().to_string(), &error);
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(dir.join("locks")).map_err(fault)?;
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(dir.join("locks/open.lock"));
    let lock = lock.map_err(fault)?;
    lock.lock().map_err(fault)?;
    Ok(lock)
}
