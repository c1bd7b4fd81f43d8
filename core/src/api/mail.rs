use super::{EventListener, MailError, SecretStore};
use crate::engine::account::Engines;
use crate::engine::core::{Core, Network};
use crate::engine::events::{Events, Listening};
use crate::store::{Store, StoreOptions};
use ring::rand::{SecureRandom, SystemRandom};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::watch;
use zeroize::Zeroizing;

const KEY_NAME: &str = "database-key";

/// Where a profile lives and how it is used.
#[derive(Debug, Clone)]
pub struct ProfileOptions {
    /// The profile's folder; made when it is missing.
    pub dir: String,
    /// Seconds between two checks where push cannot hold, and of the mailboxes push does not watch;
    /// 300 when absent.
    pub poll_seconds: Option<u32>,
}

/// One open profile: every verb of Tern.
pub struct Mail {
    pub(super) core: Arc<Core>,
}

/// Ends the stream of events when dropped.
pub struct Subscription {
    _listening: Listening,
}

impl Mail {
    /// Opens the profile, making it when it is new. Fails with `Locked` when the key is missing or
    /// wrong or a newer Tern wrote the profile, with `Storage` when the disk refuses. Must be called
    /// on a tokio runtime, which everything of this profile then runs on.
    pub async fn open(options: ProfileOptions, secrets: Arc<dyn SecretStore>) -> Result<Arc<Self>, MailError> {
        let runtime = Handle::try_current()
            .map_err(|_| MailError::bug("Tern was opened without a runtime.", "Please report this."))?;
        let dir = PathBuf::from(&options.dir);
        let place = dir.clone();
        let prepared = runtime.spawn_blocking(move || prepare(&place, secrets.as_ref())).await;
        let (key, opening) = prepared.map_err(|_| MailError::bug("The key was not read.", "Please report this."))??;
        let seed = key.iter().take(8).fold(0_u64, |seed, byte| seed << 8 | u64::from(*byte));
        let store = Store::open(StoreOptions { dir: dir.clone(), key }).await?;
        drop(opening);
        let poll_ms = i64::from(options.poll_seconds.unwrap_or(300).max(1)) * 1000;
        let core = Core {
            store,
            events: Events::default(),
            dir,
            engines: Engines::default(),
            network: watch::Sender::new(Network { up: true, changes: 0 }),
            runtime,
            poll_ms,
            seed: seed.rotate_left(17) ^ 0x5bd1_e995,
        };
        Ok(Arc::new(Self { core: Arc::new(core) }))
    }

    /// Starts delivering events; the current mode of every running account comes first.
    pub fn subscribe(&self, listener: Arc<dyn EventListener>) -> Result<Arc<Subscription>, MailError> {
        let listening = self.core.events.listen(Box::new(move |event| listener.on_event(event)));
        let listening = listening.map_err(|error| {
            MailError::storage(format!("The system gives no more threads: {error}."), "Close other programs.")
        })?;
        Ok(Arc::new(Subscription { _listening: listening }))
    }
}

/// Makes the folder and the key. The lock returned keeps two processes from making two keys.
fn prepare(dir: &Path, secrets: &dyn SecretStore) -> Result<(Zeroizing<[u8; 32]>, File), MailError> {
    let file = |error: std::io::Error| MailError::file(&dir.display().to_string(), &error);
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(dir.join("locks")).map_err(file)?;
    let opening = OpenOptions::new().create(true).truncate(false).write(true).open(dir.join("locks/open.lock"));
    let opening = opening.map_err(file)?;
    opening.lock().map_err(file)?;
    let key = match secrets.get(KEY_NAME.to_owned())? {
        Some(stored) => Zeroizing::new(stored),
        None if dir.join("tern.db").exists() => {
            return Err(MailError::locked(
                "The key of this profile is missing.",
                "Open it where it was made, or restore the key from a backup.",
            ));
        }
        None => make_key(secrets)?,
    };
    let exact = <[u8; 32]>::try_from(key.as_slice());
    let exact = exact
        .map_err(|_| MailError::locked("The key of this profile is damaged.", "Restore the key from a backup."))?;
    Ok((Zeroizing::new(exact), opening))
}

fn make_key(secrets: &dyn SecretStore) -> Result<Zeroizing<Vec<u8>>, MailError> {
    let mut key = Zeroizing::new(vec![0_u8; 32]);
    SystemRandom::new()
        .fill(&mut key)
        .map_err(|_| MailError::bug("The system gives no random numbers.", "Restart the device."))?;
    secrets.set(KEY_NAME.to_owned(), key.to_vec())?;
    Ok(key)
}
