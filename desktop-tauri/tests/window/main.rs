//! The real window on real servers, driven as a person does: `scripts/window-tests.sh` gives it a display.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod bed;
mod display;
mod pictures;
mod window;
mod wire;

mod accounts;
mod files;
mod hostile;
mod notifications;
mod outside;
mod recovery;
mod tray;
mod writing;
