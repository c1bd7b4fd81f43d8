use super::Reply;
use crate::desk::{self, Desk};
use crate::outside::{Asked, Outside};
use crate::{autostart, mailer, printing, tray, window};
use tauri::{AppHandle, State, WebviewWindow};
use tern_core::MailError;
use tern_core::api::{self, LinkVerdict, Setting};
use zeroize::Zeroizing;

#[tauri::command]
pub async fn settings(desk: State<'_, Desk>) -> Reply<Vec<Setting>> {
    desk.mail().await?.settings().await
}

#[tauri::command]
pub async fn set_setting(app: AppHandle, desk: State<'_, Desk>, key: String, value: Option<String>) -> Reply<()> {
    tray::may_be_set(&key, value.as_deref()).await?;
    desk.mail().await?.set_setting(key, value).await?;
    tray::follow_settings(&app).await;
    Ok(())
}

/// Opens an http(s) link in the person's browser.
#[tauri::command]
pub async fn open_link(url: String) -> Reply<()> {
    // The text is the link itself: what it claims was judged before.
    let LinkVerdict::Open { url } = api::check_link(url.clone(), url) else {
        return Err(MailError::input("This is no link to a web page.", "Copy its address if you trust it."));
    };
    tauri_plugin_opener::open_url(&url, None::<&str>).map_err(|error| {
        MailError::refused(format!("No browser opened: {error}."), "Choose a browser in the system's settings.")
    })
}

/// Prints the window; the interface's print style sheet leaves the reader alone.
#[tauri::command]
pub async fn print(window: WebviewWindow) -> Reply<()> {
    printing::print(&window).await
}

#[tauri::command(async)]
pub fn autostart() -> Reply<bool> {
    autostart::is_on()
}

#[tauri::command(async)]
pub fn set_autostart(app: AppHandle, on: bool) -> Reply<()> {
    autostart::set(&app, on)
}

/// Makes Tern the desktop's program for `mailto:`.
#[tauri::command(async)]
pub fn become_mailer() -> Reply<()> {
    mailer::become_it()
}

/// The first screen is painted: shows the window, and gives what was asked for before.
#[tauri::command]
pub async fn ready(app: AppHandle, asked: State<'_, Asked>) -> Reply<Vec<Outside>> {
    window::painted(&app).await;
    Ok(asked.take())
}

/// Whether the profile is sealed with a passphrase, so that one can be asked for.
#[tauri::command(async)]
pub fn sealed() -> Reply<bool> {
    desk::is_sealed()
}

/// Tries to open the profile again after it could not be opened.
#[tauri::command]
pub async fn reopen(app: AppHandle, desk: State<'_, Desk>, passphrase: Option<String>) -> Reply<()> {
    let typed = passphrase.map(Zeroizing::new).filter(|typed| !typed.is_empty());
    desk.open(&app, typed);
    desk.mail().await.map(drop)
}

#[tauri::command]
pub fn version(app: AppHandle) -> String {
    app.package_info().version.to_string()
}
