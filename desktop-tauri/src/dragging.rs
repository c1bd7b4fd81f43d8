use std::path::PathBuf;
use tauri::WebviewWindow;
use tern_core::MailError;
use tern_core::say;

/// Shown under the pointer while a file is dragged.
const PICTURE: &[u8] = include_bytes!("../icons/icon.png");

/// Begins dragging a file out of the window; the pointer's button is down.
pub fn begin(window: &WebviewWindow, file: PathBuf) -> Result<(), MailError> {
    let dragged = window.clone();
    let started = window.run_on_main_thread(move || {
        if let Err(error) = start(&dragged, file) {
            log::warn!("a file cannot be dragged: {error}");
        }
    });
    let fault = |detail: String| MailError::refused(say!("desktop-dragging", detail), say!("desktop-dragging-next"));
    started.map_err(|error| fault(error.to_string()))
}

fn start(window: &WebviewWindow, file: PathBuf) -> Result<(), Box<dyn std::error::Error>> {
    #[cfg(target_os = "linux")]
    let source = &window.gtk_window()?;
    #[cfg(not(target_os = "linux"))]
    let source = window;
    let picture = drag::Image::Raw(PICTURE.to_vec());
    drag::start_drag(source, drag::DragItem::Files(vec![file]), picture, |_, _| {}, drag::Options::default())?;
    Ok(())
}
