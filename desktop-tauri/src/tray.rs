//! The icon in the desktop's tray: there while the person wants Tern to go on after its window was closed.

use crate::desk::Desk;
use crate::files::Opened;
use crate::outside::{self, Outside};
use crate::window;
use crate::words::Words;
use std::time::Duration;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Wry};
use tern_core::MailError;
use tern_core::api::{Mail, Role};

mod host;

const TRAY: &str = "tern";
const SETTING: &str = "face.tray";
/// For the desktop to put its tray up, when both start at login.
const TRAY_COMES: Duration = Duration::from_secs(10);
/// Between two looks for it.
const LOOK: Duration = Duration::from_millis(250);

/// Shows or removes the icon as the settings say.
pub async fn follow_settings(app: &AppHandle) {
    let wanted = app.state::<Desk>().setting(SETTING).await.is_some_and(|value| value == "on");
    match (wanted, is_there(app)) {
        (true, false) if can_be_shown() => {
            let words = Words::of(app).await;
            match show(app, &words) {
                Ok(()) => count(app).await,
                Err(error) => log::warn!("the desktop has no place for an icon: {error}"),
            }
        }
        (false, true) => drop(app.remove_tray_by_id(TRAY)),
        _ => {}
    }
}

fn is_there(app: &AppHandle) -> bool {
    app.tray_by_id(TRAY).is_some()
}

/// Whether a person sees the icon, so that the window may be closed without ending Tern: not every desktop has a tray.
pub async fn is_seen(app: &AppHandle) -> bool {
    is_there(app) && host::is_there().await
}

/// The same, for a start at login: the desktop may put its tray up later than Tern.
pub async fn comes_up(app: &AppHandle) -> bool {
    let seen = async {
        while !is_seen(app).await {
            tokio::time::sleep(LOOK).await;
        }
    };
    is_there(app) && tokio::time::timeout(TRAY_COMES, seen).await.is_ok()
}

/// Refuses to switch the icon on where nobody would see it: the window would be closed and Tern gone with it.
pub async fn may_be_set(key: &str, value: Option<&str>) -> Result<(), MailError> {
    if key != SETTING || value != Some("on") || (can_be_shown() && host::is_there().await) {
        return Ok(());
    }
    Err(MailError::refused(
        "This desktop has no tray that shows Tern's icon.",
        "Switch on a tray in the desktop's settings or its extensions, then try again.",
    ))
}

fn show(app: &AppHandle, words: &Words) -> tauri::Result<()> {
    let open = MenuItem::with_id(app, "open", words.say("tray-open"), true, None::<&str>)?;
    let compose = MenuItem::with_id(app, "compose", words.say("tray-compose"), true, None::<&str>)?;
    let quit = MenuItem::with_id(app, "quit", words.say("tray-quit"), true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&open, &compose, &PredefinedMenuItem::separator(app)?, &quit])?;
    let icon =
        TrayIconBuilder::<Wry>::with_id(TRAY).menu(&menu).on_menu_event(|app, event| match event.id().as_ref() {
            "open" => window::to_front(app),
            "compose" => outside::ask(app, &Outside::Compose),
            "quit" => window::quit(app),
            _ => {}
        });
    // The desktop reads the picture from a file, which the next process with the same one would overwrite and remove.
    let icon = match app.state::<Opened>().place("tray", "icon") {
        Ok(file) => icon.temp_dir_path(file.with_file_name("")),
        Err(error) => {
            log::warn!("the icon has no place of its own: {}", error.kind());
            icon
        }
    };
    let icon = match app.default_window_icon() {
        Some(picture) => icon.icon(picture.clone()),
        None => icon,
    };
    icon.build(app).map(drop)
}

/// Says beside the icon how much is unread in the inboxes.
pub async fn count(app: &AppHandle) {
    let Some(tray) = app.tray_by_id(TRAY) else { return };
    let Some(mail) = app.state::<Desk>().open_mail() else { return };
    let Ok(unread) = unread(&mail).await else { return };
    let words = Words::of(app).await;
    let told = match unread {
        0 => tray.set_tooltip(Some("Tern")),
        _ => tray.set_tooltip(Some(words.count("tray-unread", unread))),
    };
    // Linux has no tooltips there; a title stands beside the icon.
    let title = (unread > 0).then(|| unread.to_string());
    if let Err(error) = told.and_then(|()| tray.set_title(title)) {
        log::debug!("the tray shows no count: {error}");
    }
}

async fn unread(mail: &Mail) -> Result<u32, MailError> {
    let mut unread = 0;
    for account in mail.accounts().await? {
        let mailboxes = mail.mailboxes(account.id).await?;
        let inboxes = mailboxes.iter().filter(|mailbox| mailbox.role == Some(Role::Inbox));
        unread += inboxes.map(|inbox| inbox.unread).sum::<u32>();
    }
    Ok(unread)
}

/// The library of the icon ends the program when it is not installed, so it is looked for first.
#[cfg(target_os = "linux")]
fn can_be_shown() -> bool {
    let names = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];
    let folders = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib"].map(std::path::PathBuf::from);
    let multiarch = std::fs::read_dir("/usr/lib").into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    folders.into_iter().chain(multiarch).any(|folder| names.iter().any(|name| folder.join(name).exists()))
}

#[cfg(not(target_os = "linux"))]
fn can_be_shown() -> bool {
    true
}
