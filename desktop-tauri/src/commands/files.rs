use super::Reply;
use crate::desk::Desk;
use crate::dragging;
use crate::files::{self, Opened};
use std::path::PathBuf;
use tauri::{AppHandle, State, WebviewWindow};
use tern_core::MailError;
use tern_core::api::MessageId;
use tern_core::say;

/// Files a person chooses to attach; none when they changed their mind.
#[tauri::command]
pub async fn pick_files(app: AppHandle) -> Reply<Vec<String>> {
    files::pick(&app).await.iter().map(|path| files::text(path)).collect()
}

/// Asks where to, and writes a part there; the path, or nothing when the person changed their mind.
#[tauri::command]
pub async fn save_attachment(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: MessageId,
    part: String,
    name: String,
) -> Reply<Option<String>> {
    let mail = desk.mail().await?;
    let Some(chosen) = files::choose(&app, &name).await else { return Ok(None) };
    let beside = files::Beside::of(&chosen)?;
    mail.save_part(id, part, beside.path()?).await?;
    beside.take_the_place().map(Some)
}

/// Opens a part with the desktop's program for it.
#[tauri::command]
pub async fn open_attachment(
    desk: State<'_, Desk>,
    opened: State<'_, Opened>,
    id: MessageId,
    part: String,
    name: String,
) -> Reply<()> {
    files::refuse_active(&name)?;
    let path = fetched(&desk, &opened, id, part, &name).await?;
    tauri_plugin_opener::open_path(&path, None::<&str>).map_err(|error| {
        let detail = error.to_string();
        MailError::refused(say!("desktop-no-program", name, detail), say!("desktop-no-program-next"))
    })
}

/// Begins dragging a part out of the window, as a file.
#[tauri::command]
pub async fn drag_attachment(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    opened: State<'_, Opened>,
    id: MessageId,
    part: String,
    name: String,
) -> Reply<()> {
    let path = fetched(&desk, &opened, id, part, &name).await?;
    dragging::begin(&window, path)
}

/// The part as a file of this session, fetched once.
async fn fetched(desk: &Desk, opened: &Opened, id: MessageId, part: String, name: &str) -> Reply<PathBuf> {
    let path = opened.place(&format!("{id}-{part}"), name)?;
    if !path.exists() {
        // A second click may come before the first has all of it.
        let beside = files::Beside::of(&path)?;
        desk.mail().await?.save_part(id, part, beside.path()?).await?;
        beside.take_the_place()?;
    }
    Ok(path)
}
