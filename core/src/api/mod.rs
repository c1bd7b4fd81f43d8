//! The only exported surface: [`Mail`] and its verbs, [`EventListener`], [`Awake`], [`SecretStore`].
//!
//! Every verb is async, takes and returns the records of [`crate::model`], and fails with
//! [`MailError`]. Lists come in pages, files cross as paths. What changed arrives as small events;
//! a face asks again for what it shows.

mod accounts;
mod addresses;
mod background;
mod bodies;
mod drafts;
mod folders;
mod language;
mod listing;
mod mail;
mod memory;
mod outgoing;
mod profile;
mod reading;
mod secrets;
mod syncing;
mod undoing;

pub use crate::error::MailError;
pub use crate::model::*;
pub use crate::words::{Catalogue, Language, Sentence};
pub use addresses::parse_addresses;
pub use bodies::{check_link, clean_html};
pub use folders::MailboxSelector;
pub use language::set_language;
pub use mail::{Mail, ProfileOptions, Subscription};
pub use memory::keep_small;
pub use outgoing::SendOptions;
pub use profile::{keyring_allowed, profile_dir};
pub use reading::{ExportFormat, ExportReport};
#[cfg(feature = "keyring")]
pub use secrets::KeyringStore;
pub use secrets::{KeyFile, PassphraseKey, SecretError, SecretPlace, SecretStore, open_secrets, secret_place};
pub use syncing::{SyncReport, SyncRequest};

/// Receives events; implemented by a face. Called from the core's threads, one call at a time.
#[cfg_attr(feature = "uniffi", uniffi::export(foreign))]
pub trait EventListener: Send + Sync {
    /// Takes one event. It must return soon: events that pile up end in [`Event::Overflow`]. One that
    /// throws misses this event only.
    fn on_event(&self, event: Event);
}

/// Keeps a device that is put away from falling asleep; implemented by a face whose system would (Android's wake lock,
/// iOS's background task).
#[cfg_attr(feature = "uniffi", uniffi::export(foreign))]
pub trait Awake: Send + Sync {
    /// Told `true` when an engine begins to work, on a connection or on the store, and `false` when all wait again, in this order. It must
    /// return soon and call no verb.
    fn working(&self, working: bool);
}
