use crate::desk::Desk;
use crate::files::{self, Opened};
use crate::outside::{self, Asked};
use crate::window::{self, Shown};
use crate::{commands, frame};
use std::hash::{DefaultHasher, Hash, Hasher};
use tauri::{Manager, RunEvent, Wry, plugin::TauriPlugin};
use tauri_plugin_window_state::StateFlags;
use tern_core::api::profile_dir;

/// Opens the window and runs until it is closed.
pub fn run() -> tauri::Result<()> {
    let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let app = tauri::Builder::default()
        .plugin(single_instance())
        .plugin(tauri_plugin_dialog::init())
        .plugin(window_state())
        .manage(Desk::new())
        .manage(Opened::none())
        .manage(Shown::not_yet())
        .manage(Asked::at_start(&args))
        .register_asynchronous_uri_scheme_protocol("mailbody", frame::answer)
        .invoke_handler(commands::handler())
        .setup(|app| {
            app.state::<Desk>().open(app.handle(), None);
            window::open(app.handle())?;
            std::thread::spawn(files::remove_leftovers);
            Ok(())
        })
        .build(context())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<Opened>().clear();
        }
    });
    Ok(())
}

/// The configuration and the interface. What Tauri generates here may end the process before `main` has done anything.
#[allow(clippy::disallowed_methods)]
fn context() -> tauri::Context {
    tauri::generate_context!()
}

/// One window a profile: another start with the same one hands over what it was asked for.
fn single_instance() -> TauriPlugin<Wry> {
    let mut hasher = DefaultHasher::new();
    profile_dir(None).unwrap_or_default().hash(&mut hasher);
    let id = format!("example.tern.desktop.profile_{:016x}", hasher.finish());
    let heard = |app: &tauri::AppHandle, args: Vec<String>, _: String| outside::second_start(app, &args);
    tauri_plugin_single_instance::Builder::new().dbus_id(id).callback(heard).build()
}

/// Size and place are kept; whether the window is shown is decided when it has painted.
fn window_state() -> TauriPlugin<Wry> {
    let kept = StateFlags::all() & !(StateFlags::VISIBLE | StateFlags::DECORATIONS);
    tauri_plugin_window_state::Builder::default().with_state_flags(kept).build()
}
