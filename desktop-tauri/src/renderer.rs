/// WebKitGTK shows an empty window with NVIDIA's driver unless it draws without DMA-BUF. A process cannot change its
/// environment safely once libraries run, so it starts again with another one.
#[cfg(target_os = "linux")]
pub fn choose() {
    use std::os::unix::process::CommandExt;
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SWITCH).is_some() || !std::path::Path::new("/proc/driver/nvidia/version").exists() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let failed = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
        // What follows works with most drivers; a window may be better than none.
        log::warn!("the renderer could not be chosen: {failed}");
    }
}

#[cfg(not(target_os = "linux"))]
pub fn choose() {}
