use crate::words::Language;

/// Chooses the language of every sentence the core says from now on, in the whole process: errors, modes, refusals and
/// the outbox's ledger, also those of what happened before. Takes a tag (BCP 47) such as `de-AT`, or a locale such as
/// `de_AT.UTF-8`, and returns the tag of the language taken: the nearest there is, `en` where there is none. May be
/// called at any time, also before a profile is open; English is spoken until then.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn set_language(tag: String) -> String {
    let language = Language::of(&tag);
    language.speak();
    language.tag().to_owned()
}
