//! Where the profile's key comes from, and which place a profile was made with.

mod key_file;
#[cfg(feature = "keyring")]
mod keyring;
mod passphrase;
mod place;
mod private_file;

pub use key_file::KeyFile;
#[cfg(feature = "keyring")]
pub use keyring::KeyringStore;
pub use passphrase::PassphraseKey;
pub use place::{SecretPlace, open_secrets, secret_place};

use crate::words::Sentence;

/// Why a secret store failed. Each text is one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum SecretError {
    /// The store exists but refuses: locked, denied by the person, wrong passphrase, damaged.
    #[error("{reason} {next}")]
    Refused { reason: Sentence, next: Sentence },
    /// There is no such store here.
    #[error("{reason} {next}")]
    Missing { reason: Sentence, next: Sentence },
}

/// Keeps the profile's secrets outside the database; implemented by the platform (keyring, Keychain,
/// AndroidKeyStore) or by [`KeyFile`] and [`PassphraseKey`]. A name is made of `a-z`, `0-9` and `-`.
#[cfg_attr(feature = "uniffi", uniffi::export(foreign))]
pub trait SecretStore: Send + Sync {
    /// Reads a secret; `None` when it was never set.
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, SecretError>;
    /// Writes a secret durably.
    fn set(&self, name: String, value: Vec<u8>) -> Result<(), SecretError>;
    /// Forgets a secret; none there is no error.
    fn delete(&self, name: String) -> Result<(), SecretError>;
}

/// What a platform's store throws without naming it, such as an exception nobody caught.
#[cfg(feature = "uniffi")]
impl From<uniffi::UnexpectedUniFFICallbackError> for SecretError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Refused { reason: crate::say!("secret-platform"), next: crate::say!("secret-platform-next") }
    }
}
