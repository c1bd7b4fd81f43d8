use crate::window;
use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Emitter, Manager};
use tern_core::api::MessageId;

/// The argument of a start that stays in the background, such as the one at login.
pub const HIDDEN: &str = "--hidden";

/// What a person asked for outside the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outside {
    Mailto { uri: String },
    Message { id: MessageId },
    Compose,
}

/// What was asked for before the interface listens.
pub struct Asked(Mutex<Option<Vec<Outside>>>);

impl Asked {
    pub fn at_start(args: &[String]) -> Self {
        Self(Mutex::new(Some(wanted(args))))
    }

    /// What was asked for; from now on the interface listens.
    pub fn take(&self) -> Vec<Outside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }

    /// Keeps it when the interface does not listen yet.
    fn keep(&self, outside: &Outside) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.as_mut().map(|waiting| waiting.push(outside.clone())).is_some()
    }
}

/// Brings the window to the front and hands it what was asked for.
pub fn ask(app: &AppHandle, outside: &Outside) {
    window::to_front(app);
    if !app.state::<Asked>().keep(outside)
        && let Err(error) = app.emit("outside", outside)
    {
        log::warn!("the interface does not hear: {error}");
    }
}

/// Takes over what a second start was given.
pub fn second_start(app: &AppHandle, args: &[String]) {
    if !args.iter().any(|arg| arg == HIDDEN) {
        window::to_front(app);
    }
    wanted(args).iter().for_each(|outside| ask(app, outside));
}

/// The links and words among the arguments; the first argument is the program.
fn wanted(args: &[String]) -> Vec<Outside> {
    let is_mailto = |arg: &str| arg.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let wanted = args.iter().skip(1).filter_map(|arg| match arg.as_str() {
        "--compose" => Some(Outside::Compose),
        uri if is_mailto(uri) => Some(Outside::Mailto { uri: uri.to_owned() }),
        _ => None,
    });
    wanted.take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_words_are_found_among_the_arguments() {
        let args =
            ["mailto:a@program.example", "--hidden", "MAILTO:b@x.example?subject=Hi", "--compose", "file.txt", "é"];
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let mailto = Outside::Mailto { uri: "MAILTO:b@x.example?subject=Hi".to_owned() };
        assert_eq!(wanted(&args), [mailto, Outside::Compose]);
    }

    #[test]
    fn what_is_asked_before_the_interface_listens_waits_for_it() {
        let asked = Asked::at_start(&["tern".to_owned(), "--compose".to_owned()]);
        assert!(asked.keep(&Outside::Message { id: MessageId(7) }));
        assert_eq!(asked.take(), [Outside::Compose, Outside::Message { id: MessageId(7) }]);
        assert!(!asked.keep(&Outside::Compose));
        assert_eq!(asked.take(), []);
    }
}
