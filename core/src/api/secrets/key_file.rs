use super::{SecretError, SecretStore, private_file};
use std::path::PathBuf;

/// Keeps secrets in 0600 files of a folder.
pub struct KeyFile {
    dir: PathBuf,
}

impl KeyFile {
    /// Keeps the secrets in `dir`.
    pub fn new(dir: String) -> Self {
        Self { dir: dir.into() }
    }
}

impl SecretStore for KeyFile {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, SecretError> {
        private_file::read_private(&private_file::path(&self.dir, &name, "key")?)
    }

    fn set(&self, name: String, value: Vec<u8>) -> Result<(), SecretError> {
        private_file::write(&private_file::path(&self.dir, &name, "key")?, &value)
    }

    fn delete(&self, name: String) -> Result<(), SecretError> {
        private_file::remove(&private_file::path(&self.dir, &name, "key")?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn store(dir: &tempfile::TempDir) -> KeyFile {
        KeyFile::new(dir.path().join("made").display().to_string())
    }

    #[test]
    fn keeps_replaces_and_forgets() {
        let dir = tempfile::tempdir().unwrap();
        let store = store(&dir);
        assert_eq!(store.get("store-key".into()).unwrap(), None);
        store.set("store-key".into(), vec![1, 2]).unwrap();
        store.set("store-key".into(), vec![3]).unwrap();
        assert_eq!(store.get("store-key".into()).unwrap(), Some(vec![3]));
        let left = std::fs::read_dir(dir.path().join("made")).unwrap().count();
        assert_eq!(left, 1, "nothing half-written stays");
        store.delete("store-key".into()).unwrap();
        store.delete("store-key".into()).unwrap();
        assert_eq!(store.get("store-key".into()).unwrap(), None);
    }

    #[test]
    fn a_name_cannot_leave_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["", "../x", "a/b", "A", "a.b"] {
            assert!(store(&dir).set(name.into(), vec![1]).is_err(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn is_private_and_refuses_a_file_that_is_not() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let store = store(&dir);
        store.set("k".into(), vec![1]).unwrap();
        let path = dir.path().join("made/k.key");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let error = store.get("k".into()).unwrap_err();
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
}
