use super::names::harmless;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;
use tern_core::MailError;
use tern_core::say;

const PREFIX: &str = "tern-opened-";

/// Where attachments are put to be opened or dragged: a folder that only this person may enter, removed at the end.
pub struct Opened(Mutex<Option<TempDir>>);

impl Opened {
    pub fn none() -> Self {
        Self(Mutex::new(None))
    }

    /// The path for a file of this session; its folder is there, the file may be.
    pub fn place(&self, key: &str, name: &str) -> Result<PathBuf, MailError> {
        let mut dir = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = match dir.take() {
            Some(made) => made,
            None => {
                let prefix = format!("{PREFIX}{}-", std::process::id());
                private(&prefix).map_err(|error| no_room(&error))?
            }
        };
        let key: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let folder = dir.insert(made).path().join(key);
        std::fs::create_dir_all(&folder).map_err(|error| no_room(&error))?;
        Ok(folder.join(harmless(name)))
    }

    /// Removes one file again.
    pub fn forget(&self, file: &Path) {
        if let Err(error) = std::fs::remove_file(file) {
            log::debug!("a file was not removed: {}", error.kind());
        }
    }

    /// Removes everything; the program ends.
    pub fn clear(&self) {
        if let Some(dir) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
            && let Err(error) = dir.close()
        {
            log::warn!("opened files were not removed: {}", error.kind());
        }
    }
}

/// Removes what a Tern left behind that was killed.
pub fn remove_leftovers() {
    for entry in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.split('-').next());
        let gone = |pid: &str| Path::new("/proc/self").exists() && !Path::new("/proc").join(pid).exists();
        if owner.is_some_and(|pid| pid.parse::<u32>().is_ok() && gone(pid)) {
            // That of another person stays: the system refuses.
            drop(std::fs::remove_dir_all(entry.path()));
        }
    }
}

fn private(prefix: &str) -> std::io::Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix(prefix);
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    folder.tempdir()
}

fn no_room(error: &std::io::Error) -> MailError {
    MailError::storage(say!("desktop-no-place", detail = error.to_string()), say!("desktop-no-place-next"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn opened_files_are_private_and_go_with_the_session() {
        use std::os::unix::fs::PermissionsExt;
        let opened = Opened::none();
        let path = opened.place("7-1.2", "plan.pdf").unwrap();
        std::fs::write(&path, "x").unwrap();
        let dir = path.parent().unwrap().parent().unwrap().to_owned();
        assert_eq!(std::fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(opened.place("7-1.2", "plan.pdf").unwrap(), path);
        opened.clear();
        assert!(!dir.exists());
    }

    #[test]
    fn what_a_killed_tern_left_is_removed() {
        let temp = std::env::temp_dir();
        let left = temp.join(format!("{PREFIX}4294967294-x"));
        let kept = temp.join(format!("{PREFIX}{}-kept", std::process::id()));
        std::fs::create_dir_all(&left).unwrap();
        std::fs::create_dir_all(&kept).unwrap();
        remove_leftovers();
        assert!(!left.exists() && kept.exists());
        std::fs::remove_dir(kept).unwrap();
    }
}
