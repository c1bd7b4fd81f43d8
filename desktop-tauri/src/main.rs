//! Tern's window: a Tauri shell that hands the verbs of [`tern_core::api`] to the interface in `ui/`, shows bodies of
//! messages in frames of their own, and speaks to the desktop around it.

mod app;
mod autostart;
mod commands;
#[cfg(test)]
mod contract;
mod desk;
mod dragging;
mod files;
mod frame;
mod logging;
mod mailer;
mod notices;
mod outside;
mod printing;
mod renderer;
mod running;
mod tray;
mod watching;
mod window;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    renderer::choose();
    tern_core::api::keep_small();
    logging::begin();
    match app::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log::error!("the window cannot be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
