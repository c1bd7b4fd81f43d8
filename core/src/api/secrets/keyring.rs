use super::{SecretError, SecretStore};
use crate::say;
use crate::words::Sentence;
use ::keyring::{Entry, Error};
use std::sync::mpsc;
use std::time::Duration;

/// What the entries are filed under in the keyring.
const SERVICE: &str = "Tern";
/// A person may be asked to unlock the keyring meanwhile.
const ANSWER: Duration = Duration::from_secs(60);
/// For a new profile there is another place, so the wait is short.
const PROBE: Duration = Duration::from_secs(10);

/// Keeps secrets in the desktop's keyring: the Secret Service on Linux, Keychain, Credential Manager.
/// Every call ends within a minute, whatever the keyring does.
pub struct KeyringStore {
    profile: String,
}

impl KeyringStore {
    /// Keeps the secrets of the profile that calls itself `profile`, an id that no other profile has.
    pub fn new(profile: String) -> Self {
        Self { profile }
    }

    /// Whether this session has a keyring that keeps and gives back a value; answers within seconds.
    pub fn works(&self) -> bool {
        reachable() && {
            let user = format!("{}/check", self.profile);
            let tried = within(PROBE, move || {
                let entry = Entry::new(SERVICE, &user)?;
                entry.set_secret(b"check")?;
                let kept = entry.get_secret()?;
                entry.delete_credential()?;
                Ok(kept == b"check")
            });
            tried == Ok(true)
        }
    }

    fn with<T: Send + 'static>(
        &self,
        name: &str,
        act: impl FnOnce(Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, SecretError> {
        if !reachable() {
            return Err(missing());
        }
        let user = format!("{}/{name}", self.profile);
        within(ANSWER, move || Entry::new(SERVICE, &user).and_then(act))
    }
}

impl SecretStore for KeyringStore {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, SecretError> {
        self.with(&name, |entry| match entry.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn set(&self, name: String, value: Vec<u8>) -> Result<(), SecretError> {
        self.with(&name, move |entry| entry.set_secret(&value))
    }

    fn delete(&self, name: String) -> Result<(), SecretError> {
        self.with(&name, |entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            deleted => deleted,
        })
    }
}

/// A keyring that waits for a dialogue nobody sees must not hold Tern: its thread is left behind.
fn within<T: Send + 'static>(
    limit: Duration,
    act: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, SecretError> {
    let (done, answer) = mpsc::channel();
    let named = std::thread::Builder::new().name("keyring".to_owned());
    named
        .spawn(move || match done.send(act()) {
            Ok(()) | Err(mpsc::SendError(_)) => {}
        })
        .map_err(|error| refused(error.to_string().into()))?;
    match answer.recv_timeout(limit) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Error::NoDefaultStore)) => Err(missing()),
        Ok(Err(error)) => Err(refused(error.to_string().into())),
        Err(_) => Err(refused(say!("secret-keyring-silent"))),
    }
}

/// Whether there can be a Secret Service at all: asking a session bus that is not there may take long.
#[cfg(all(unix, not(target_os = "macos")))]
fn reachable() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let bus = |dir| std::path::Path::new(&dir).join("bus").exists();
    set("DBUS_SESSION_BUS_ADDRESS").is_some() || set("XDG_RUNTIME_DIR").is_some_and(bus)
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn reachable() -> bool {
    true
}

fn missing() -> SecretError {
    SecretError::Missing { reason: say!("secret-no-keyring"), next: say!("secret-no-keyring-next") }
}

fn refused(detail: Sentence) -> SecretError {
    SecretError::Refused { reason: say!("secret-keyring-refused", detail), next: say!("secret-keyring-refused-next") }
}
