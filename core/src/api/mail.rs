use super::{EventListener, MailError, SecretStore};
use crate::engine::core::Core;
use crate::engine::events::Listening;
use crate::engine::profile::{self, Key};
use crate::say;
use ring::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use zeroize::Zeroizing;

const KEY_NAME: &str = "database-key";

/// Where a profile lives and how it is used.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProfileOptions {
    /// The profile's folder; made when it is missing.
    pub dir: String,
    /// Seconds between two checks where push cannot hold, and of the mailboxes push does not watch;
    /// 300 when absent.
    pub poll_seconds: Option<u32>,
}

/// One open profile: every verb of Tern.
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Mail {
    pub(super) core: Arc<Core>,
}

/// Ends the stream of events when dropped.
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Subscription {
    _listening: Listening,
}

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Opens the profile, making it when it is new. Fails with `Locked` when the key is missing or
    /// wrong or a newer Tern wrote the profile, with `Storage` when the disk refuses. Must be called
    /// on a tokio runtime, which everything of this profile then runs on.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    pub async fn open(options: ProfileOptions, secrets: Arc<dyn SecretStore>) -> Result<Arc<Self>, MailError> {
        let key = move |new: bool| key(secrets.as_ref(), new);
        let poll_seconds = options.poll_seconds.unwrap_or(300);
        Ok(Arc::new(Self { core: profile::open(options.dir.into(), poll_seconds, key).await? }))
    }

    /// Starts delivering events; the current mode of every running account comes first.
    pub fn subscribe(&self, listener: Arc<dyn EventListener>) -> Result<Arc<Subscription>, MailError> {
        let listening = self.core.events.listen(Box::new(move |event| listener.on_event(event)));
        let listening = listening.map_err(|error| {
            MailError::storage(say!("profile-no-threads", detail = error.to_string()), say!("profile-no-threads-next"))
        })?;
        Ok(Arc::new(Subscription { _listening: listening }))
    }
}

/// The profile's key; made when the profile is new.
fn key(secrets: &dyn SecretStore, new: bool) -> Result<Key, MailError> {
    let stored = match secrets.get(KEY_NAME.to_owned())? {
        Some(stored) => Zeroizing::new(stored),
        None if new => make_key(secrets)?,
        None => {
            return Err(MailError::locked(say!("profile-key-missing"), say!("profile-key-missing-next")));
        }
    };
    let exact = <[u8; 32]>::try_from(stored.as_slice());
    exact
        .map(Zeroizing::new)
        .map_err(|_| MailError::locked(say!("profile-key-damaged"), say!("profile-key-damaged-next")))
}

fn make_key(secrets: &dyn SecretStore) -> Result<Zeroizing<Vec<u8>>, MailError> {
    let mut key = Zeroizing::new(vec![0_u8; 32]);
    SystemRandom::new()
        .fill(&mut key)
        .map_err(|_| MailError::bug(say!("profile-no-random"), say!("profile-no-random-next")))?;
    secrets.set(KEY_NAME.to_owned(), key.to_vec())?;
    Ok(key)
}
