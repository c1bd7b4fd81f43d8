//! Where the profile's key comes from.

/// Why a secret store failed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SecretError {
    /// The store exists but refuses: locked, denied by the person, wrong passphrase.
    #[error("{0}")]
    Refused(String),
    /// There is no such store here.
    #[error("{0}")]
    Missing(String),
}

/// Keeps the profile's secrets outside the database; implemented by the platform (keyring, Keychain,
/// AndroidKeyStore) or by [`KeyFile`] and [`PassphraseKey`].
pub trait SecretStore: Send + Sync {
    /// Reads a secret; `None` when it was never set.
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, SecretError>;
    /// Writes a secret durably.
    fn set(&self, name: String, value: Vec<u8>) -> Result<(), SecretError>;
    /// Forgets a secret; none there is no error.
    fn delete(&self, name: String) -> Result<(), SecretError>;
}

/// Keeps secrets in 0600 files of a folder.
pub struct KeyFile {}

impl KeyFile {
    /// Keeps the secrets in `dir`.
    pub fn new(_dir: String) -> Self {
        unimplemented!()
    }
}

/// Keeps secrets in files sealed with a passphrase (Argon2id, RFC 9106; AES-256-GCM).
pub struct PassphraseKey {}

impl PassphraseKey {
    /// Keeps the secrets in `dir`, sealed with `passphrase`.
    pub fn new(_dir: String, _passphrase: String) -> Self {
        unimplemented!()
    }
}

impl SecretStore for KeyFile {
    fn get(&self, _name: String) -> Result<Option<Vec<u8>>, SecretError> {
        unimplemented!()
    }
    fn set(&self, _name: String, _value: Vec<u8>) -> Result<(), SecretError> {
        unimplemented!()
    }
    fn delete(&self, _name: String) -> Result<(), SecretError> {
        unimplemented!()
    }
}

impl SecretStore for PassphraseKey {
    fn get(&self, _name: String) -> Result<Option<Vec<u8>>, SecretError> {
        unimplemented!()
    }
    fn set(&self, _name: String, _value: Vec<u8>) -> Result<(), SecretError> {
        unimplemented!()
    }
    fn delete(&self, _name: String) -> Result<(), SecretError> {
        unimplemented!()
    }
}
