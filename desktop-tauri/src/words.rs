//! The few words that the shell says itself, from the catalogue of all faces, in the language of the core's sentences.

use tern_core::api::{self, Catalogue, Language};

static WORDS: Catalogue =
    Catalogue::new([include_str!("../../core/words/en.ftl"), include_str!("../../core/words/de.ftl")]);

/// Speaks the language of the desktop, until the interface says which one the person chose.
pub fn speak_as_the_desktop() {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    api::set_language(["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).unwrap_or_default());
}

/// The words with this id.
pub fn say(id: &str) -> String {
    WORDS.plain(Language::in_use(), id)
}

/// The words with this id, for so many.
pub fn count(id: &str, count: u32) -> String {
    WORDS.count(Language::in_use(), id, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_shell_is_in_every_language() {
        for language in Language::ALL {
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
                assert_ne!(WORDS.count(language, id, 2), id, "{language:?}");
            }
        }
    }

    #[test]
    fn numbers_have_their_own_forms() {
        assert_eq!(WORDS.count(Language::German, "notification-more", 1), "1 weitere Nachricht");
        assert_eq!(WORDS.count(Language::German, "notification-more", 12), "12 weitere Nachrichten");
        assert_eq!(WORDS.count(Language::English, "tray-unread", 1), "Tern, 1 unread message");
    }
}
