use crate::desk::Desk;
use crate::{outside, renderer, running, tray};
use std::time::{Duration, Instant};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use tokio::sync::watch;

const MAIN: &str = "main";
/// After this the window is shown although the interface did not say that it has painted.
const AT_LATEST: Duration = Duration::from_secs(3);
/// For the interface to save drafts, which it does when it is hidden.
const FAREWELL: Duration = Duration::from_millis(400);

/// Whether the first screen was painted.
pub struct Shown {
    shown: watch::Sender<bool>,
    began: Instant,
}

impl Shown {
    pub fn not_yet() -> Self {
        Self { shown: watch::Sender::new(false), began: Instant::now() }
    }

    /// Waits for the first screen.
    pub async fn wait(&self) {
        // An error means that the program ends.
        drop(self.shown.subscribe().wait_for(|shown| *shown).await);
    }
}

/// Makes the window, hidden until it has painted.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Tern")
        .inner_size(1280.0, 800.0)
        .min_inner_size(360.0, 400.0)
        .visible(false)
        .devtools(cfg!(debug_assertions))
        .on_navigation(may_load)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    renderer::keep_small(&window)?;
    renderer::survive(&window)?;
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            close(&closing);
        }
    });
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(AT_LATEST).await;
        log::debug!("the window is shown at the latest now");
        painted(&app).await;
    });
    Ok(())
}

/// Only the interface itself and bodies of messages are ever loaded, whatever a link or a message says.
fn may_load(url: &Url) -> bool {
    let local = |host: &str| url.host_str() == Some(host);
    match url.scheme() {
        "tauri" | "mailbody" => local("localhost"),
        "http" | "https" if cfg!(any(windows, target_os = "android")) => {
            local("tauri.localhost") || local("mailbody.localhost")
        }
        "http" if cfg!(not(feature = "custom-protocol")) => local("localhost") && url.port() == Some(5173),
        "about" => matches!(url.path(), "blank" | "srcdoc"),
        _ => false,
    }
}

/// Shows the window the first time its interface is painted.
pub async fn painted(app: &AppHandle) {
    let state = app.state::<Shown>();
    let first = state.shown.send_if_modified(|shown| !std::mem::replace(shown, true));
    if !first {
        return;
    }
    log::info!("painted {} ms after the start", state.began.elapsed().as_millis());
    let in_background = std::env::args().any(|arg| arg == outside::HIDDEN);
    if !in_background {
        to_front(app);
    }
    // This waits for the profile.
    tray::follow_settings(app).await;
    if in_background && !tray::comes_up(app).await {
        to_front(app);
    }
}

/// Shows the window in front of the others.
pub fn to_front(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        log::warn!("the window does not come to the front: {error}");
    }
}

/// Whether the person looks at the window.
pub fn in_front(app: &AppHandle) -> bool {
    main(app).is_some_and(|window| window.is_focused().unwrap_or(false) && window.is_visible().unwrap_or(false))
}

fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// Stays in the tray if the person wants that; else the program ends.
fn close(window: &WebviewWindow) {
    let app = window.app_handle();
    if let Err(error) = window.hide() {
        log::warn!("the window does not hide: {error}");
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if !tray::is_seen(&app).await {
            quit(&app);
        }
    });
}

/// Ends the program after its interface and its accounts have said their last word.
pub fn quit(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let farewell = async {
            if let Some(mail) = app.state::<Desk>().open_mail() {
                running::end(&mail).await;
            }
        };
        tokio::join!(farewell, tokio::time::sleep(FAREWELL));
        app.exit(0);
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_interface_and_bodies_is_loaded() {
        let loads = |url: &str| may_load(&Url::parse(url).unwrap());
        for url in ["tauri://localhost/", "mailbody://localhost/1/0/0/light/", "about:blank", "about:srcdoc"] {
            assert!(loads(url), "{url}");
        }
        for url in [
            "https://example.org/",
            "http://localhost/",
            "tauri://elsewhere/",
            "mailbody://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "blob:tauri://localhost/1",
            "about:config",
        ] {
            assert!(!loads(url), "{url}");
        }
    }
}
