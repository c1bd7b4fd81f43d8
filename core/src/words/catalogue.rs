use super::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use std::sync::OnceLock;

type Bundle = FluentBundle<FluentResource>;

/// Messages of Fluent in every [`Language`]; a language is read when it is first spoken.
pub struct Catalogue {
    texts: [&'static str; Language::ALL.len()],
    read: [OnceLock<Bundle>; Language::ALL.len()],
}

impl Catalogue {
    /// The catalogue of these files, in the order of [`Language::ALL`].
    pub const fn new(texts: [&'static str; Language::ALL.len()]) -> Self {
        Self { texts, read: [const { OnceLock::new() }; Language::ALL.len()] }
    }

    /// The words with this id; the id itself where there are none.
    pub fn plain(&self, language: Language, id: &str) -> String {
        self.filled(language, id, &FluentArgs::new(), &mut Vec::new()).unwrap_or_else(|| id.to_owned())
    }

    /// The words with this id for so many; the id itself where there are none.
    pub fn count(&self, language: Language, id: &str, count: u32) -> String {
        let mut args = FluentArgs::new();
        args.set("count", count);
        self.filled(language, id, &args, &mut Vec::new()).unwrap_or_else(|| id.to_owned())
    }

    /// The words with this id and these variables, `None` where there are none; `faults` gets what is wrong with the
    /// variables.
    pub(super) fn filled(
        &self,
        language: Language,
        id: &str,
        args: &FluentArgs<'_>,
        faults: &mut Vec<FluentError>,
    ) -> Option<String> {
        let bundle = self.bundle(language)?;
        let pattern = bundle.get_message(id)?.value()?;
        Some(bundle.format_pattern(pattern, Some(args), faults).into_owned())
    }

    fn bundle(&self, language: Language) -> Option<&Bundle> {
        let at = Language::ALL.iter().position(|known| *known == language)?;
        let (text, read) = (*self.texts.get(at)?, self.read.get(at)?);
        Some(read.get_or_init(|| {
            let mut bundle = Bundle::new_concurrent(language.tag().parse().into_iter().collect());
            // Marks around every value are shown as boxes by terminals and trays; `Sentence` isolates what needs it.
            bundle.set_use_isolating(false);
            // A line that does not parse costs its own words only; the catalogue's own check names it.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
            bundle
        }))
    }
}
