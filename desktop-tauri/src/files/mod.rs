//! Files that leave Tern: chosen by a person, or private to this session and gone with it.

mod beside;
mod names;
mod opened;

pub use beside::Beside;
pub use names::refuse_active;
pub use opened::{Opened, remove_leftovers};

use names::harmless;
use std::io::Read;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tern_core::MailError;
use tokio::sync::oneshot;

/// Of a source that is shown, in bytes.
const SHOWN: u64 = 1024 * 1024;

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
