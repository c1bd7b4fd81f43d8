use tauri::WebviewWindow;
use tern_core::MailError;

/// Prints the window, and returns when the pages are drawn or the person changed their mind: until then the interface
/// must stay as it is.
#[cfg(target_os = "linux")]
pub async fn print(window: &WebviewWindow) -> Result<(), MailError> {
    use std::cell::Cell;
    use std::rc::Rc;
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

    let (sender, ended) = tokio::sync::oneshot::channel();
    let above = window.clone();
    let asked = window.with_webview(move |view| {
        let sender = Rc::new(Cell::new(Some(sender)));
        let end = move |said: Result<(), String>| {
            if let Some(sender) = sender.take() {
                // Nobody waits when the program ends.
                drop(sender.send(said));
            }
        };
        let operation = PrintOperation::new(&view.inner());
        let (failed, finished) = (end.clone(), end.clone());
        operation.connect_failed(move |_, error| failed(Err(error.to_string())));
        operation.connect_finished(move |_| finished(Ok(())));
        if operation.run_dialog(above.gtk_window().ok().as_ref()) == PrintOperationResponse::Cancel {
            end(Ok(()));
        }
    });
    asked.map_err(|error| refused(&error.to_string()))?;
    ended.await.unwrap_or(Ok(())).map_err(|error| refused(&error))
}

#[cfg(not(target_os = "linux"))]
pub async fn print(window: &WebviewWindow) -> Result<(), MailError> {
    window.print().map_err(|error| refused(&error.to_string()))
}

fn refused(error: &str) -> MailError {
    MailError::refused(format!("Printing failed: {}.", error.trim_end_matches('.')), "Look at the printer.")
}
