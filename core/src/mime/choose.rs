//! Which parts of a message are its text and which are attachments.

use super::names;
use crate::model::{Attachment, Part};

/// A part that is read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf<'a> {
    pub part: &'a Part,
    pub html: bool,
}

/// What a message is made of, in order.
#[derive(Debug, Default)]
pub struct Choice<'a> {
    /// Plain where the sender wrote plain, else HTML.
    pub plain: Vec<Leaf<'a>>,
    /// HTML where the sender wrote HTML, else plain.
    pub rich: Vec<Leaf<'a>>,
    pub attachments: Vec<(&'a Part, bool)>,
}

/// Trees are cut here; the scanner and the server have bounds of their own.
const MAX_DEPTH: u32 = 120;
/// Attachments listed.
const MAX_ATTACHMENTS: usize = 1_000;

/// Sorts the parts of a message.
pub fn choose(root: &Part) -> Choice<'_> {
    let mut choice = Choice::default();
    match root.children.is_empty() && is_text(root) && !is_attached(root) {
        true => choice.text(root),
        false => choice.walk(root, 0),
    }
    choice.attachments.truncate(MAX_ATTACHMENTS);
    choice
}

impl<'a> Choice<'a> {
    fn walk(&mut self, part: &'a Part, depth: u32) {
        if depth > MAX_DEPTH {
            return;
        }
        match part.content_type.as_str() {
            kind if !kind.starts_with("multipart/") || part.children.is_empty() => self.leaf(part),
            "multipart/alternative" => self.alternative(part, depth),
            "multipart/related" => self.related(part, depth),
            _ => {
                for child in &part.children {
                    self.walk(child, depth + 1);
                }
            }
        }
    }

    fn leaf(&mut self, part: &'a Part) {
        // A multipart without parts is what it says before the first.
        let empty = part.content_type.starts_with("multipart/");
        let readable = matches!(part.content_type.as_str(), "text/plain" | "text/html");
        let shown = part.name.is_none() || self.plain.is_empty();
        match empty || (readable && shown && !is_attached(part)) {
            true => self.text(part),
            false => self.attach(part, is_inline(part)),
        }
    }

    fn text(&mut self, part: &'a Part) {
        let leaf = Leaf { part, html: part.content_type == "text/html" };
        self.plain.push(leaf);
        self.rich.push(leaf);
    }

    /// RFC 2046 §5.1.4: the last version that can be shown is the best; the best plain and the best
    /// rich one are kept, and what is no version of the text is attached.
    fn alternative(&mut self, part: &'a Part, depth: u32) {
        let (mut plain, mut rich) = (None, None);
        for child in &part.children {
            let mut version = Choice::default();
            version.walk(child, depth + 1);
            self.attachments.append(&mut version.attachments);
            match version.rich.iter().any(|leaf| leaf.html) {
                _ if version.rich.is_empty() => {}
                true => rich = Some(version),
                false => plain = Some(version),
            }
        }
        match (plain, rich) {
            (Some(plain), Some(rich)) => {
                self.plain.extend(plain.plain);
                self.rich.extend(rich.rich);
            }
            (Some(only), None) | (None, Some(only)) => {
                self.plain.extend(only.plain);
                self.rich.extend(only.rich);
            }
            (None, None) => {}
        }
    }

    /// RFC 2387: one root, and what it refers to.
    fn related(&mut self, part: &'a Part, depth: u32) {
        let is_root = |p: &&Part| p.content_type.starts_with("text/") || p.content_type.starts_with("multipart/");
        let root = part.children.iter().find(|p| is_root(p) && !is_attached(p));
        for child in &part.children {
            match root.is_some_and(|root| std::ptr::eq(root, child)) {
                true => self.walk(child, depth + 1),
                false if child.content_type.starts_with("multipart/") => self.walk(child, depth + 1),
                false => self.attach(child, child.content_id.is_some() || is_inline(child)),
            }
        }
    }

    fn attach(&mut self, part: &'a Part, inline: bool) {
        // Versions for watches and animated mail: the text is in the other versions.
        if !matches!(part.content_type.as_str(), "text/x-amp-html" | "text/watch-html") {
            self.attachments.push((part, inline));
        }
    }
}

fn is_text(part: &Part) -> bool {
    part.content_type.starts_with("text/") || part.content_type.starts_with("multipart/")
}

fn is_attached(part: &Part) -> bool {
    part.disposition.as_deref() == Some("attachment")
}

fn is_inline(part: &Part) -> bool {
    let media = part.content_type.starts_with("image/");
    media && (part.disposition.as_deref() == Some("inline") || part.content_id.is_some()) && !is_attached(part)
}

/// An attachment as lists show it; `size` is the number of decoded bytes where it is known.
pub fn attachment(part: &Part, inline: bool, size: Option<u64>) -> Attachment {
    Attachment {
        part: part.path.clone(),
        name: names::attachment_name(part),
        content_type: part.content_type.clone(),
        size: size.unwrap_or(part.size),
        inline,
        content_id: part.content_id.clone(),
    }
}
