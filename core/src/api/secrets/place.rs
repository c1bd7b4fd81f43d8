//! A profile remembers where its key is, so that a keyring that comes or goes locks nobody out.

use super::{KeyFile, PassphraseKey, SecretError, SecretStore, private_file};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Where the key of a profile is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretPlace {
    /// In the keyring of the desktop session, filed under this id.
    Keyring { id: String },
    /// In a file of the profile that only its owner may read.
    KeyFile,
    /// In a file of the profile, sealed with a passphrase.
    Passphrase,
}

/// Says where the key of the profile in `dir` is kept; `None` for a profile that is new.
pub fn secret_place(dir: String) -> Result<Option<SecretPlace>, SecretError> {
    let Some(written) = private_file::read(&memo(&dir))? else { return Ok(None) };
    let text = String::from_utf8_lossy(&written);
    let mut words = text.split_ascii_whitespace();
    match (words.next(), words.next()) {
        (Some("file"), None) => Ok(Some(SecretPlace::KeyFile)),
        (Some("passphrase"), None) => Ok(Some(SecretPlace::Passphrase)),
        (Some("keyring"), Some(id)) => Ok(Some(SecretPlace::Keyring { id: id.to_owned() })),
        _ => Err(SecretError::Refused {
            reason: format!("{} does not say where the key of this profile is.", memo(&dir).display()),
            next: "Update Tern, or put the file back from a backup.".to_owned(),
        }),
    }
}

/// Opens the secrets of the profile in `dir` where they were put when it was made. A new profile gets
/// the passphrase if there is one, else the keyring if `keyring` allows it and one works here, else a
/// key file. The choice is on disk when this returns. May take seconds: call it off the UI thread.
pub fn open_secrets(
    dir: String,
    passphrase: Option<String>,
    keyring: bool,
) -> Result<Arc<dyn SecretStore>, SecretError> {
    // Also what is given and not needed leaves no trace in memory.
    let passphrase = passphrase.map(Zeroizing::new);
    let place = match secret_place(dir.clone())? {
        Some(place) => place,
        None => remember(&dir, choose(passphrase.is_some(), keyring))?,
    };
    match (place, passphrase) {
        (SecretPlace::KeyFile, _) => Ok(Arc::new(KeyFile::new(dir))),
        (SecretPlace::Passphrase, Some(mut passphrase)) => {
            Ok(Arc::new(PassphraseKey::new(dir, std::mem::take(&mut *passphrase))))
        }
        (SecretPlace::Passphrase, None) => Err(SecretError::Refused {
            reason: "This profile is sealed with a passphrase, and none was given.".to_owned(),
            next: "Give it at the prompt or in TERN_PASSPHRASE.".to_owned(),
        }),
        (SecretPlace::Keyring { id }, _) => open_keyring(id),
    }
}

fn choose(passphrase: bool, keyring: bool) -> SecretPlace {
    match passphrase {
        true => SecretPlace::Passphrase,
        false => keyring.then(working_keyring).flatten().unwrap_or(SecretPlace::KeyFile),
    }
}

/// Writes the choice down; another process that was faster wins.
fn remember(dir: &str, place: SecretPlace) -> Result<SecretPlace, SecretError> {
    let line = match &place {
        SecretPlace::KeyFile => "file\n".to_owned(),
        SecretPlace::Passphrase => "passphrase\n".to_owned(),
        SecretPlace::Keyring { id } => format!("keyring {id}\n"),
    };
    match private_file::write_new(&memo(dir), line.as_bytes())? {
        true => Ok(place),
        false => Ok(secret_place(dir.to_owned())?.unwrap_or(place)),
    }
}

fn memo(dir: &str) -> PathBuf {
    Path::new(dir).join("secrets")
}

#[cfg(feature = "keyring")]
fn working_keyring() -> Option<SecretPlace> {
    let mut id = [0u8; 16];
    ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut id).ok()?;
    let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    super::KeyringStore::new(id.clone()).works().then_some(SecretPlace::Keyring { id })
}

#[cfg(not(feature = "keyring"))]
fn working_keyring() -> Option<SecretPlace> {
    None
}

#[cfg(feature = "keyring")]
fn open_keyring(id: String) -> Result<Arc<dyn SecretStore>, SecretError> {
    Ok(Arc::new(super::KeyringStore::new(id)))
}

#[cfg(not(feature = "keyring"))]
fn open_keyring(_id: String) -> Result<Arc<dyn SecretStore>, SecretError> {
    Err(SecretError::Missing {
        reason: "The key of this profile is in the desktop's keyring, which this build of Tern cannot read.".to_owned(),
        next: "Open the profile with a build that has the keyring.".to_owned(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn dir() -> (tempfile::TempDir, String) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("profile").display().to_string();
        (dir, path)
    }

    #[test]
    fn a_new_profile_without_keyring_gets_a_key_file_and_keeps_it() {
        let (_guard, path) = dir();
        assert_eq!(secret_place(path.clone()), Ok(None));
        let store = open_secrets(path.clone(), None, false).unwrap();
        store.set("store-key".into(), vec![9]).unwrap();
        assert_eq!(secret_place(path.clone()), Ok(Some(SecretPlace::KeyFile)));
        let again = open_secrets(path, Some("given later".into()), true).unwrap();
        assert_eq!(again.get("store-key".into()).unwrap(), Some(vec![9]));
    }

    #[test]
    fn a_passphrase_profile_asks_for_its_passphrase() {
        let (_guard, path) = dir();
        open_secrets(path.clone(), Some("p".into()), true).unwrap();
        let refused = open_secrets(path, None, true).err().unwrap();
        assert!(refused.to_string().contains("TERN_PASSPHRASE"));
    }

    #[test]
    fn the_faster_process_decides() {
        let (_guard, path) = dir();
        assert_eq!(remember(&path, SecretPlace::Passphrase), Ok(SecretPlace::Passphrase));
        assert_eq!(remember(&path, SecretPlace::KeyFile), Ok(SecretPlace::Passphrase));
    }

    #[test]
    fn a_choice_of_a_later_version_is_not_overwritten() {
        let (_guard, path) = dir();
        assert!(private_file::write_new(&memo(&path), b"enclave 7\n").unwrap());
        assert!(open_secrets(path.clone(), None, false).is_err());
        assert_eq!(std::fs::read(memo(&path)).unwrap(), b"enclave 7\n");
    }
}
