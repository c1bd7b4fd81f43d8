//! The few words that the shell says itself, from the catalogue of all faces.

use crate::desk::Desk;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use tauri::{AppHandle, Manager};

/// The languages there are, English first: it speaks where no other does.
const LANGUAGES: [(&str, &str); 2] =
    [("en", include_str!("../../core/words/en.ftl")), ("de", include_str!("../../core/words/de.ftl"))];

/// The words of one language.
pub struct Words(FluentBundle<FluentResource>);

impl Words {
    /// The words in the language of the settings, or of the desktop.
    pub async fn of(app: &AppHandle) -> Self {
        let set = app.state::<Desk>().setting("face.language").await.filter(|language| !language.is_empty());
        let desktop = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
        Self::in_language(&set.or_else(desktop).unwrap_or_default())
    }

    fn in_language(language: &str) -> Self {
        let wanted = language.to_ascii_lowercase();
        let known = LANGUAGES.iter().find(|(tag, _)| wanted.split(['-', '_', '.']).next() == Some(*tag));
        let (tag, text) = *known.unwrap_or(&LANGUAGES[0]);
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        // What surrounds a value to isolate its direction is shown as boxes by some trays.
        bundle.set_use_isolating(false);
        // A line that does not parse costs its own words only; the catalogue's own check names it.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// The words with this id; the id itself if there are none.
    pub fn say(&self, id: &str) -> String {
        self.fill(id, None)
    }

    /// The words with this id, for so many.
    pub fn count(&self, id: &str, count: u32) -> String {
        let mut args = FluentArgs::new();
        args.set("count", count);
        self.fill(id, Some(&args))
    }

    fn fill(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.0.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
        self.0.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_shell_is_in_both_languages() {
        for language in ["en", "de_DE.UTF-8", "de"] {
            let words = Words::in_language(language);
            for id in [
                "tray-open",
                "tray-compose",
                "tray-quit",
                "tray-unread",
                "notification-open",
                "notification-archive",
                "notification-read",
                "notification-more",
                "no-subject",
                "no-sender",
            ] {
                assert_ne!(words.count(id, 2), id, "{language}");
            }
        }
    }

    #[test]
    fn numbers_have_their_own_forms() {
        let words = Words::in_language("de");
        assert_eq!(words.count("notification-more", 1), "1 weitere Nachricht");
        assert_eq!(words.count("notification-more", 12), "12 weitere Nachrichten");
        assert_eq!(Words::in_language("C").count("tray-unread", 1), "Tern, 1 unread message");
    }
}
