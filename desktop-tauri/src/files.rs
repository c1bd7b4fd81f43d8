//! Files that leave Tern: chosen by a person, or private to this session and gone with it.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tempfile::TempDir;
use tern_core::MailError;
use tokio::sync::oneshot;

/// Of a source that is shown, in bytes.
const SHOWN: u64 = 1024 * 1024;
const PREFIX: &str = "tern-opened-";

/// Endings of files that do something when they are opened.
const PROGRAMS: &[&str] = &[
    "action",
    "app",
    "appimage",
    "apk",
    "application",
    "bash",
    "bat",
    "bin",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "deb",
    "desktop",
    "dll",
    "dmg",
    "exe",
    "flatpak",
    "flatpakref",
    "gadget",
    "hta",
    "inf",
    "iso",
    "jar",
    "jnlp",
    "js",
    "jse",
    "ksh",
    "lnk",
    "mjs",
    "msc",
    "msi",
    "msp",
    "mst",
    "pif",
    "pkg",
    "pl",
    "ps1",
    "psm1",
    "py",
    "pyc",
    "pyw",
    "rb",
    "reg",
    "rpm",
    "run",
    "scf",
    "scpt",
    "scr",
    "sh",
    "snap",
    "svgz",
    "tcl",
    "url",
    "vb",
    "vbe",
    "vbs",
    "webloc",
    "workflow",
    "ws",
    "wsf",
    "wsh",
    "xbap",
    "zsh",
];

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
    MailError::storage(format!("There is no place for the file: {error}."), "Make room on the disk and try again.")
}

/// A file name without a path, control characters or a leading dot, of at most 150 characters.
fn harmless(name: &str) -> String {
    let kept: String =
        name.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\' | ':') { '_' } else { c }).collect();
    let kept: String = kept.trim().trim_start_matches('.').chars().collect();
    let length = kept.chars().count();
    // The end says what it is.
    let kept: String = kept.chars().skip(length.saturating_sub(150)).collect();
    if kept.is_empty() { "attachment".to_owned() } else { kept }
}

/// Refuses to open what would run.
pub fn refuse_programs(name: &str) -> Result<(), MailError> {
    let name = name.trim_end_matches([' ', '.']).to_lowercase();
    let ending = Path::new(&name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match PROGRAMS.contains(&ending) {
        true => Err(MailError::input(
            format!("A file that ends in .{ending} can run as a program, so Tern does not open it."),
            "Save it, and open it only if you expected it.",
        )),
        false => Ok(()),
    }
}

/// A path as text.
pub fn text(path: &Path) -> Result<String, MailError> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        MailError::input(format!("{} is not UTF-8.", path.display()), "Choose a file with another name.")
    })
}

/// The beginning of a file as text.
pub fn beginning(path: &Path) -> Result<String, MailError> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(SHOWN).read_to_end(&mut bytes));
    read.map_err(|error| MailError::storage(format!("The source cannot be read: {error}."), "Try again."))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A file that is written beside the one a person chose and takes its place when it is complete.
pub struct Beside {
    wanted: PathBuf,
    written: PathBuf,
}

impl Beside {
    pub fn of(wanted: &Path) -> Result<Self, MailError> {
        let name = wanted.file_name().and_then(|name| name.to_str()).unwrap_or("file");
        let written = wanted.with_file_name(format!(".{name}.{}.part", std::process::id()));
        text(wanted).map(|_| Self { wanted: wanted.to_owned(), written })
    }

    /// Where to write.
    pub fn path(&self) -> Result<String, MailError> {
        text(&self.written)
    }

    /// Puts the complete file where the person wants it; returns that.
    pub fn take_the_place(self) -> Result<String, MailError> {
        std::fs::rename(&self.written, &self.wanted).map_err(|error| {
            let reason = format!("{} cannot be written: {error}.", self.wanted.display());
            MailError::storage(reason, "Choose another folder.")
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

/// Asks the person for a place to save to.
pub async fn choose(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let (sender, chosen) = oneshot::channel();
    dialog(app).set_file_name(harmless(name)).save_file(move |path| drop(sender.send(path)));
    local(chosen.await.ok().flatten()?)
}

/// Asks the person for files.
pub async fn pick(app: &AppHandle) -> Vec<PathBuf> {
    let (sender, picked) = oneshot::channel();
    dialog(app).pick_files(move |paths| drop(sender.send(paths)));
    picked.await.ok().flatten().into_iter().flatten().filter_map(local).collect()
}

fn dialog(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file();
    match app.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn local(path: FilePath) -> Option<PathBuf> {
    path.into_path().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        for (name, expected) in [
            ("../../.bashrc", "_.._.bashrc"),
            (".hidden", "hidden"),
            ("a\0b\n.pdf", "a_b_.pdf"),
            (" ", "attachment"),
            ("Bücher.pdf", "Bücher.pdf"),
        ] {
            assert_eq!(harmless(name), expected);
        }
        let long = format!("{}.pdf", "x".repeat(400));
        assert_eq!(harmless(&long).chars().count(), 150);
        assert!(harmless(&long).ends_with(".pdf"));
    }

    #[test]
    fn programs_are_not_opened() {
        for name in ["run.desktop", "Invoice.PDF.EXE", "a.sh", "b.jar. ", "c.lnk..."] {
            assert_eq!(refuse_programs(name).unwrap_err().kind(), "input", "{name}");
        }
        for name in ["report.pdf", "photo.jpeg", "exe", "notes.txt", "sheet.ods"] {
            refuse_programs(name).unwrap();
        }
    }

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
