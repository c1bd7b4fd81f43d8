use super::{EventListener, MailError, SecretStore};
use std::sync::Arc;

/// Where a profile lives and how it is used.
#[derive(Debug, Clone)]
pub struct ProfileOptions {
    /// The profile's folder; made when it is missing.
    pub dir: String,
    /// What the client calls itself to servers (RFC 2971 ID): `name/version`.
    pub client: String,
}

/// One open profile: every verb of Tern.
pub struct Mail {}

/// Ends the stream of events when dropped.
pub struct Subscription {}

impl Mail {
    /// Opens the profile, making it when it is new. Fails with `Locked` when the key is missing or
    /// wrong or a newer Tern wrote the profile, with `Storage` when the disk refuses.
    pub async fn open(_options: ProfileOptions, _secrets: Arc<dyn SecretStore>) -> Result<Arc<Self>, MailError> {
        unimplemented!()
    }

    /// Starts delivering events; the current mode of every running account comes first.
    pub fn subscribe(&self, _listener: Arc<dyn EventListener>) -> Arc<Subscription> {
        unimplemented!()
    }
}
