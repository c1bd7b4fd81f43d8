//! Small files that only their owner may read, written so that a crash leaves the old or the new one.

use super::SecretError;
use crate::say;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The file of a secret; refuses names that would leave the folder.
pub(super) fn path(dir: &Path, name: &str, ending: &str) -> Result<PathBuf, SecretError> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match !name.is_empty() && name.chars().all(plain) {
        true => Ok(dir.join(format!("{name}.{ending}"))),
        false => Err(SecretError::Refused { reason: say!("secret-name", name), next: say!("secret-name-next") }),
    }
}

/// Reads a file; `None` when there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, SecretError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(Doing::Read, path, &error)),
    }
}

/// Like [`read`], but refuses a file that other users may read.
pub(super) fn read_private(path: &Path) -> Result<Option<Vec<u8>>, SecretError> {
    let Some(read) = read(path)? else { return Ok(None) };
    match shared_with_others(path).map_err(|error| refused(Doing::Check, path, &error))? {
        false => Ok(Some(read)),
        true => Err(SecretError::Refused {
            reason: say!("secret-shared", path = path.display().to_string()),
            next: say!("secret-shared-next", path = path.display().to_string()),
        }),
    }
}

/// Writes a file under a new name, flushes it to the disk and puts it in place.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), SecretError> {
    let written = write_beside(path, bytes).and_then(|new| {
        fs::rename(&new, path)?;
        flush_folder(path)
    });
    written.map_err(|error| refused(Doing::Write, path, &error))
}

/// Like [`write`], but leaves a file that is already there; says whether it wrote.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, SecretError> {
    let written = write_beside(path, bytes).and_then(|new| {
        let placed = match fs::hard_link(&new, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists && !path.exists() => fs::rename(&new, path),
            linked => fs::remove_file(&new).and(linked),
        };
        match placed {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            placed => placed.and_then(|()| flush_folder(path)).map(|()| true),
        }
    });
    written.map_err(|error| refused(Doing::Write, path, &error))
}

/// Removes a file; none there is no error.
pub(super) fn remove(path: &Path) -> Result<(), SecretError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(refused(Doing::Remove, path, &error)),
        _ => Ok(()),
    }
}

fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    if let Some(dir) = path.parent() {
        make_folder(dir)?;
    }
    let new = path.with_extension(format!("new-{}", std::process::id()));
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = create_private(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(new)
}

fn make_folder(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn shared_with_others(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn shared_with_others(_path: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(unix)]
fn flush_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |dir| File::open(dir)?.sync_all())
}

#[cfg(not(unix))]
fn flush_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// What was to be done with a file.
enum Doing {
    Read,
    Check,
    Write,
    Remove,
}

fn refused(doing: Doing, path: &Path, error: &io::Error) -> SecretError {
    let (path, detail) = (path.display().to_string(), error.to_string());
    let reason = match doing {
        Doing::Read => say!("secret-file-read", path, detail),
        Doing::Check => say!("secret-file-checked", path, detail),
        Doing::Write => say!("secret-file-written", path, detail),
        Doing::Remove => say!("secret-file-removed", path, detail),
    };
    SecretError::Refused { reason, next: say!("secret-file-next") }
}
