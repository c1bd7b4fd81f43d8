use super::{SecretError, SecretStore, private_file};
use crate::say;
use argon2::{Algorithm, Argon2, Params, Version};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use std::path::PathBuf;
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"ternkey1";
const SALT: usize = 16;
const NONCE: usize = 12;
/// Magic, the three costs, salt, nonce.
const HEAD: usize = MAGIC.len() + 12 + SALT + NONCE;

/// What a guess costs: RFC 9106 §4, second recommended option.
const COSTS: Costs = Costs { kibibytes: 64 * 1024, passes: 3, lanes: 4 };

/// Keeps secrets in files sealed with a passphrase (Argon2id, RFC 9106; AES-256-GCM).
pub struct PassphraseKey {
    dir: PathBuf,
    passphrase: Zeroizing<String>,
    random: SystemRandom,
}

#[derive(Clone, Copy)]
struct Costs {
    kibibytes: u32,
    passes: u32,
    lanes: u32,
}

impl PassphraseKey {
    /// Keeps the secrets in `dir`, sealed with `passphrase`.
    pub fn new(dir: String, passphrase: String) -> Self {
        Self { dir: dir.into(), passphrase: Zeroizing::new(passphrase), random: SystemRandom::new() }
    }

    fn seal(&self, name: &str, secret: &[u8]) -> Result<Vec<u8>, SecretError> {
        let mut file = MAGIC.to_vec();
        for cost in [COSTS.kibibytes, COSTS.passes, COSTS.lanes] {
            file.extend(cost.to_be_bytes());
        }
        let (mut salt, mut nonce) = ([0; SALT], [0; NONCE]);
        self.random.fill(&mut salt).and_then(|()| self.random.fill(&mut nonce)).map_err(|_| no_random())?;
        file.extend(salt);
        file.extend(nonce);
        let mut sealed = secret.to_vec();
        let key = self.key(&salt, COSTS)?;
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound(&file, name), &mut sealed)
            .map_err(|_| damaged(name))?;
        file.extend(sealed);
        Ok(file)
    }

    fn open(&self, name: &str, file: &[u8]) -> Result<Vec<u8>, SecretError> {
        let (head, sealed) = file.split_at_checked(HEAD).ok_or_else(|| damaged(name))?;
        let mut fields = Fields(head.strip_prefix(MAGIC).ok_or_else(|| damaged(name))?);
        let costs = [fields.take::<4>(), fields.take::<4>(), fields.take::<4>()];
        let (Some(salt), Some(nonce)) = (fields.take::<SALT>(), fields.take::<NONCE>()) else {
            return Err(damaged(name));
        };
        let [Some(kibibytes), Some(passes), Some(lanes)] = costs.map(|cost| cost.map(u32::from_be_bytes)) else {
            return Err(damaged(name));
        };
        let key = self.key(&salt, Costs { kibibytes, passes, lanes })?;
        let mut secret = sealed.to_vec();
        let opened = key
            .open_in_place(Nonce::assume_unique_for_key(nonce), bound(head, name), &mut secret)
            .map_err(|_| wrong_passphrase())?;
        Ok(opened.to_vec())
    }

    fn key(&self, salt: &[u8], costs: Costs) -> Result<LessSafeKey, SecretError> {
        // A forged header must not be able to ask for all the memory there is.
        let costs = Some(costs).filter(|costs| costs.kibibytes <= 1 << 20 && costs.passes <= 100);
        let params = costs.and_then(|c| Params::new(c.kibibytes, c.passes, c.lanes, Some(32)).ok());
        let params = params.ok_or_else(|| damaged("costs"))?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.passphrase.as_bytes(), salt, key.as_mut())
            .map_err(|_| damaged("salt"))?;
        UnboundKey::new(&AES_256_GCM, key.as_ref()).map(LessSafeKey::new).map_err(|_| damaged("key"))
    }
}

impl SecretStore for PassphraseKey {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, SecretError> {
        let file = private_file::read(&private_file::path(&self.dir, &name, "sealed")?)?;
        file.map(|file| self.open(&name, &file)).transpose()
    }

    fn set(&self, name: String, value: Vec<u8>) -> Result<(), SecretError> {
        let path = private_file::path(&self.dir, &name, "sealed")?;
        private_file::write(&path, &self.seal(&name, &value)?)
    }

    fn delete(&self, name: String) -> Result<(), SecretError> {
        private_file::remove(&private_file::path(&self.dir, &name, "sealed")?)
    }
}

struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*field)
    }
}

/// Header and name are sealed with the secret, so that none of them can be exchanged.
fn bound(head: &[u8], name: &str) -> Aad<Vec<u8>> {
    Aad::from([&head[..head.len().min(HEAD)], name.as_bytes()].concat())
}

fn wrong_passphrase() -> SecretError {
    SecretError::Refused { reason: say!("secret-passphrase-wrong"), next: say!("secret-passphrase-wrong-next") }
}

fn damaged(what: &str) -> SecretError {
    SecretError::Refused { reason: say!("secret-damaged", part = what), next: say!("secret-damaged-next") }
}

fn no_random() -> SecretError {
    SecretError::Missing { reason: say!("secret-no-random"), next: say!("secret-no-random-next") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn store(dir: &tempfile::TempDir, passphrase: &str) -> PassphraseKey {
        PassphraseKey::new(dir.path().display().to_string(), passphrase.to_owned())
    }

    #[test]
    fn opens_with_the_passphrase_it_was_sealed_with_only() {
        let dir = tempfile::tempdir().unwrap();
        store(&dir, "correct horse").set("store-key".into(), vec![7; 32]).unwrap();
        assert_eq!(store(&dir, "correct horse").get("store-key".into()).unwrap(), Some(vec![7; 32]));
        assert_eq!(store(&dir, "Correct horse").get("store-key".into()), Err(wrong_passphrase()));
        assert_eq!(store(&dir, "correct horse").get("other".into()).unwrap(), None);
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        let store = store(&dir, "p");
        let sealed = store.seal("n", b"secret").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        for at in [0, 9, HEAD - NONCE - 1, HEAD - 1, HEAD, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(store.open("n", &changed).is_err(), "byte {at}");
        }
        assert!(store.open("m", &sealed).is_err(), "the name is part of it");
        assert!(store.open("n", &sealed[..HEAD - 1]).is_err(), "cut");
    }
}
