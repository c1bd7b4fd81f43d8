//! Whether the desktop shows icons at all (StatusNotifierItem, as KDE, the extension of GNOME and most panels speak it).

/// Asks the session's bus whether somebody shows icons.
#[cfg(target_os = "linux")]
pub async fn is_there() -> bool {
    let asked = tauri::async_runtime::spawn_blocking(|| {
        let bus = zbus::blocking::Connection::session()?;
        let name = "org.kde.StatusNotifierWatcher";
        let watcher = zbus::blocking::Proxy::new(&bus, name, "/StatusNotifierWatcher", name)?;
        watcher.get_property::<bool>("IsStatusNotifierHostRegistered")
    });
    match asked.await {
        Ok(Ok(shows)) => shows,
        Ok(Err(error)) => {
            log::debug!("this desktop has no tray: {error}");
            false
        }
        Err(_) => false,
    }
}

#[cfg(not(target_os = "linux"))]
pub async fn is_there() -> bool {
    true
}
