use std::path::PathBuf;
use tauri::WebviewWindow;
use tern_core::MailError;

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
    started.map_err(|error| MailError::refused(format!("Dragging failed: {error}."), "Save the file instead."))
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
