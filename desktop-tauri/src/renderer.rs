#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

/// Between two loads of an interface that ends again and again.
#[cfg(target_os = "linux")]
const CALM: Duration = Duration::from_secs(10);

/// WebKitGTK draws through DMA-BUF and OpenGL. NVIDIA's driver then shows an empty window; and without a graphics card
/// OpenGL is a program that draws on the processor, slower and three times larger than drawing there without it.
/// A process cannot change its environment safely once libraries run, so it starts again with another one.
#[cfg(target_os = "linux")]
pub fn choose() {
    use std::os::unix::process::CommandExt;
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let nvidia = std::path::Path::new("/proc/driver/nvidia/version").exists();
    if std::env::var_os(SWITCH).is_some() || !(nvidia || draws_itself("/dev/dri")) {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let failed = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
        // What follows works with most drivers; a window may be better than none.
        log::warn!("the renderer could not be chosen: {failed}");
    }
}

/// Whether the system has no graphics card that programs may draw with.
#[cfg(target_os = "linux")]
fn draws_itself(cards: &str) -> bool {
    let Ok(entries) = std::fs::read_dir(cards) else { return true };
    !entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
}

/// Keeps no pages and resources for going back: the window shows one page for as long as it lives.
#[cfg(target_os = "linux")]
pub fn keep_small(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{CacheModel, WebContextExt, WebViewExt};
    window.with_webview(|view| {
        if let Some(context) = view.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })
}

/// The interface runs in a process of the engine's, which may be killed when memory runs out or end over a message.
/// The window then shows its last picture and hears nothing, until the interface is loaded again.
#[cfg(target_os = "linux")]
pub fn survive(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt;
    let again = window.clone();
    let last = std::cell::Cell::new(None::<Instant>);
    window.with_webview(move |view| {
        view.inner().connect_web_process_terminated(move |_, reason| {
            log::error!("the interface ended ({reason:?}) and is loaded again");
            // What ends it each time must not keep the machine busy.
            let soon = last.replace(Some(Instant::now())).is_some_and(|last| last.elapsed() < CALM);
            let again = again.clone();
            tauri::async_runtime::spawn(async move {
                tokio::time::sleep(if soon { CALM } else { Duration::ZERO }).await;
                if let Err(error) = again.reload() {
                    log::error!("the interface is not loaded again: {error}");
                }
            });
        });
    })
}

#[cfg(not(target_os = "linux"))]
pub fn choose() {}

#[cfg(not(target_os = "linux"))]
pub fn keep_small(_: &tauri::WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub fn survive(_: &tauri::WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
#[cfg(target_os = "linux")]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::draws_itself;

    #[test]
    fn a_card_that_draws_is_a_node_named_for_it() {
        let cards = tempfile::tempdir().unwrap();
        let at = cards.path().to_str().unwrap();
        assert!(draws_itself(&format!("{at}/none")));
        // A card without a render node only puts pictures on a screen, as a server's does.
        std::fs::write(cards.path().join("card0"), "").unwrap();
        assert!(draws_itself(at));
        std::fs::write(cards.path().join("renderD128"), "").unwrap();
        assert!(!draws_itself(at));
    }
}
