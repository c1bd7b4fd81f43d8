use super::text;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tern_core::MailError;
use tern_core::say;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A file that is written beside the one a person chose and takes its place when it is complete.
pub struct Beside {
    wanted: PathBuf,
    written: PathBuf,
}

impl Beside {
    pub fn of(wanted: &Path) -> Result<Self, MailError> {
        let name = wanted.file_name().and_then(|name| name.to_str()).unwrap_or("file");
        // Twice at the same time are two files.
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let written = wanted.with_file_name(format!(".{name}.{}-{number}.part", std::process::id()));
        text(wanted).map(|_| Self { wanted: wanted.to_owned(), written })
    }

    /// Where to write.
    pub fn path(&self) -> Result<String, MailError> {
        text(&self.written)
    }

    /// Puts the complete file where the person wants it; returns that.
    pub fn take_the_place(self) -> Result<String, MailError> {
        std::fs::rename(&self.written, &self.wanted).map_err(|error| {
            let (path, detail) = (self.wanted.display().to_string(), error.to_string());
            MailError::storage(say!("desktop-not-written", path, detail), say!("desktop-not-written-next"))
        })?;
        text(&self.wanted)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if self.written.exists() {
            drop(std::fs::remove_file(&self.written));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn two_at_once_are_both_whole() {
        let dir = tempfile::tempdir().unwrap();
        let wanted = dir.path().join("letter.txt");
        let (one, other) = (Beside::of(&wanted).unwrap(), Beside::of(&wanted).unwrap());
        std::fs::write(one.path().unwrap(), "whole").unwrap();
        std::fs::write(other.path().unwrap(), "half").unwrap();
        drop(other);
        one.take_the_place().unwrap();
        assert_eq!(std::fs::read_to_string(&wanted).unwrap(), "whole");
    }

    #[test]
    fn a_file_that_was_not_completed_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let wanted = dir.path().join("mail.eml");
        std::fs::write(&wanted, "old").unwrap();
        let beside = Beside::of(&wanted).unwrap();
        std::fs::write(beside.path().unwrap(), "half").unwrap();
        drop(beside);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        let beside = Beside::of(&wanted).unwrap();
        std::fs::write(beside.path().unwrap(), "new").unwrap();
        beside.take_the_place().unwrap();
        assert_eq!(std::fs::read_to_string(&wanted).unwrap(), "new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
