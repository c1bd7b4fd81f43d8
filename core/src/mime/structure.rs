//! Reading by BODYSTRUCTURE: which sections to fetch, and what they say.

use super::choose::{Leaf, attachment, choose};
use super::node::About;
use super::read::{Loaded, decode_part};
use super::transfer::{self, Encoding};
use crate::model::{Attachment, Part};

/// Servers tell sizes that are not quite right: shorter sections are whole.
const LEAST_CUT: usize = 128 * 1024;

/// A section of a message that belongs to its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSection {
    /// The IMAP section to fetch; `{path}.MIME` beside it tells whether it is flowed (for a message of
    /// one part that is the message's `HEADER`).
    pub path: String,
    /// Whether it is HTML rather than plain text.
    pub html: bool,
    /// Bytes as sent.
    pub size: u64,
}

/// The sections of a BODYSTRUCTURE tree to fetch for reading, in order.
pub fn text_sections(root: &Part) -> Vec<TextSection> {
    let choice = choose(root);
    let mut sections: Vec<TextSection> = Vec::new();
    for Leaf { part, html } in choice.plain.iter().chain(&choice.rich) {
        if !sections.iter().any(|known| known.path == part.path) && !part.path.is_empty() {
            sections.push(TextSection { path: part.path.clone(), html: *html, size: part.size });
        }
    }
    sections
}

/// The attachments of a BODYSTRUCTURE tree, as [`super::parse`] would list them but for the sizes,
/// which are those of the encoded parts.
pub fn attachments(root: &Part) -> Vec<Attachment> {
    choose(root).attachments.iter().map(|(part, inline)| attachment(part, *inline, None)).collect()
}

/// Puts fetched sections together: the plain text (made from the HTML where the sender wrote none)
/// and the unsanitised HTML, where `section` gives the encoded bytes of `1.2` and, if they were
/// fetched, of `1.2.MIME`.
pub fn assemble<'a>(root: &Part, section: &dyn Fn(&str) -> Option<&'a [u8]>) -> (Option<String>, Option<String>) {
    let choice = choose(root);
    let mut loaded = Loaded::default();
    for Leaf { part, html } in choice.plain.iter().chain(&choice.rich) {
        let Some(bytes) = section(&part.path) else { continue };
        let fields = section(&format!("{}.MIME", part.path)).unwrap_or_default();
        let (mut about, _) = About::parse(fields, &part.content_type);
        about.charset = part.charset.clone().or(about.charset);
        if part.size > bytes.len() as u64 && bytes.len() >= LEAST_CUT {
            loaded.cut.insert(part.path.clone());
        }
        let decoded = transfer::decode(Encoding::named(&part.encoding), bytes);
        loaded.texts.insert(part.path.clone(), decode_part(&decoded, &about, *html));
    }
    let html = loaded.html(&choice).filter(|html| !html.trim().is_empty());
    let text = (!loaded.texts.is_empty()).then(|| loaded.text(&choice));
    (text, html)
}

/// Decodes the bytes of a text part by its Content-Transfer-Encoding and charset.
pub fn decode_text(bytes: &[u8], encoding: &str, charset: Option<&str>) -> String {
    let about = About { charset: charset.map(str::to_owned), ..About::default() };
    decode_part(&transfer::decode(Encoding::named(encoding), bytes), &about, false)
}
