//! From parts to what is read, shown and searched.

use super::choose::{Choice, Leaf, attachment, choose};
use super::html::{self, Style};
use super::node::{About, Kind, Node, children, tree};
use super::parse::{Digest, Parsed};
use super::sanitize::CUT;
use super::search::{MAX_NESTED, MAX_SEARCH, add_words};
use super::{charset, envelope, flowed, preview};
use crate::model::{Attachment, Part};
use std::collections::{HashMap, HashSet};

/// Decoded bytes of a text part that are read.
pub const MAX_PART: usize = 2 * 1024 * 1024;
/// Bytes of text that previews and search are made of.
const MAX_WORDS_FROM: usize = 2 * MAX_SEARCH;
/// Nested messages that are searched.
const MAX_NESTED_MESSAGES: usize = 100;

/// Where the decoded bytes of parts come from.
pub trait Content {
    /// The decoded bytes of a text part, at most [`MAX_PART`].
    fn text(&self, nodes: &[Node], index: usize) -> Vec<u8>;
    /// Whether [`Content::text`] leaves out the end of a part.
    fn is_cut(&self, nodes: &[Node], index: usize) -> bool;
    /// The decoded size of a part.
    fn size(&self, nodes: &[Node], index: usize) -> u64;
}

/// A scanned message and its content.
pub struct Reader<'a> {
    nodes: &'a [Node],
    children: Vec<Vec<usize>>,
    content: &'a dyn Content,
}

impl<'a> Reader<'a> {
    pub fn new(nodes: &'a [Node], content: &'a dyn Content) -> Self {
        Self { nodes, children: children(nodes), content }
    }

    /// Everything about the message.
    pub fn parsed(&self, header_block: &[u8]) -> Parsed {
        let (root, places) = self.tree(0);
        let choice = choose(&root);
        let loaded = self.load(&choice, &places, Versions::Both);
        let words = loaded.words(&choice);
        let attachments: Vec<Attachment> = choice
            .attachments
            .iter()
            .map(|(part, inline)| {
                let size = places.get(&part.path).map(|index| self.content.size(self.nodes, *index));
                attachment(part, *inline, size)
            })
            .collect();
        Parsed {
            envelope: envelope::envelope(header_block),
            headers: envelope::headers(header_block),
            text: loaded.text(&choice),
            html: loaded.html(&choice),
            preview: preview::preview(&words),
            search_text: self.search_text(&words, &choice),
            attachments,
        }
    }

    /// What a sync keeps.
    pub fn digest(&self) -> Digest {
        let (root, places) = self.tree(0);
        let choice = choose(&root);
        let mut loaded = self.load(&choice, &places, Versions::Plain);
        if loaded.plain_is_blank(&choice) {
            loaded = self.load(&choice, &places, Versions::Both);
        }
        let words = loaded.words(&choice);
        let listed = choice.attachments.iter();
        Digest {
            preview: preview::preview(&words),
            search_text: self.search_text(&words, &choice),
            attachments: listed.map(|(part, inline)| attachment(part, *inline, None)).collect(),
        }
    }

    fn tree(&self, index: usize) -> (Part, HashMap<String, usize>) {
        let root = tree(self.nodes, &self.children, index);
        let mut places = HashMap::new();
        let mut open = vec![(index, &root)];
        while let Some((index, part)) = open.pop() {
            places.insert(part.path.clone(), index);
            open.extend(self.children[index].iter().copied().zip(&part.children));
        }
        (root, places)
    }

    fn load(&self, choice: &Choice<'_>, places: &HashMap<String, usize>, versions: Versions) -> Loaded {
        let mut loaded = Loaded::default();
        let rich = choice.rich.iter().filter(|_| versions == Versions::Both);
        for leaf in choice.plain.iter().chain(rich) {
            let Some(&index) = places.get(&leaf.part.path) else { continue };
            if !loaded.texts.contains_key(&leaf.part.path) {
                let bytes = self.content.text(self.nodes, index);
                let text = decode_part(&bytes, &self.nodes[index].about, leaf.html);
                loaded.texts.insert(leaf.part.path.clone(), text);
                if self.content.is_cut(self.nodes, index) {
                    loaded.cut.insert(leaf.part.path.clone());
                }
            }
        }
        loaded
    }

    fn search_text(&self, words: &str, choice: &Choice<'_>) -> String {
        let mut out = String::with_capacity(words.len().min(MAX_SEARCH));
        add_words(&mut out, words, MAX_SEARCH);
        let room = MAX_SEARCH + MAX_NESTED;
        for (part, _) in choice.attachments.iter().filter(|(part, _)| part.name.is_some()) {
            add_words(&mut out, part.name.as_deref().unwrap_or_default(), room);
        }
        let nested = self.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Message);
        let room = (out.len() + MAX_NESTED).min(room);
        for (index, _) in nested.take(MAX_NESTED_MESSAGES) {
            let Some(&root) = self.children[index].first() else { continue };
            if out.len() >= room {
                break;
            }
            add_words(&mut out, &self.nested_words(root), room);
        }
        out
    }

    fn nested_words(&self, root: usize) -> String {
        let (root, places) = self.tree(root);
        let choice = choose(&root);
        let mut words = self.load(&choice, &places, Versions::Plain).words(&choice);
        for (part, _) in &choice.attachments {
            words.push('\n');
            words.push_str(part.name.as_deref().unwrap_or_default());
        }
        words
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Versions {
    Plain,
    Both,
}

/// Decoded text parts by their section.
#[derive(Debug, Default)]
pub struct Loaded {
    pub texts: HashMap<String, String>,
    /// Sections whose end is missing.
    pub cut: HashSet<String>,
}

impl Loaded {
    fn get(&self, leaf: &Leaf<'_>) -> &str {
        self.texts.get(&leaf.part.path).map_or("", String::as_str)
    }

    /// Whether the sender's plain version says nothing while there is another.
    fn plain_is_blank(&self, choice: &Choice<'_>) -> bool {
        choice.plain != choice.rich && choice.plain.iter().all(|leaf| self.get(leaf).trim().is_empty())
    }

    fn readable<'c, 'p>(&self, choice: &'c Choice<'p>) -> &'c [Leaf<'p>] {
        if self.plain_is_blank(choice) { &choice.rich } else { &choice.plain }
    }

    fn join(&self, choice: &Choice<'_>, style: Style, max: usize) -> String {
        let mut out = String::new();
        for leaf in self.readable(choice) {
            let text = self.get(leaf);
            let from_html;
            let text = match leaf.html {
                true => {
                    from_html = html::to_text(text, style, max);
                    from_html.as_str()
                }
                false => text,
            };
            if !out.is_empty() && !text.is_empty() {
                out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
            }
            out.push_str(text);
        }
        out
    }

    fn is_cut(&self, leaves: &[Leaf<'_>]) -> bool {
        leaves.iter().any(|leaf| self.cut.contains(&leaf.part.path))
    }

    /// The text for reading.
    pub fn text(&self, choice: &Choice<'_>) -> String {
        let mut text = self.join(choice, Style::Reading, MAX_PART);
        if self.is_cut(self.readable(choice)) {
            text.push_str("\n[…]\n");
        }
        text
    }

    /// The text for previews and search.
    pub fn words(&self, choice: &Choice<'_>) -> String {
        let mut words = self.join(choice, Style::Words, MAX_WORDS_FROM);
        charset::cut(&mut words, MAX_WORDS_FROM);
        words
    }

    /// The HTML, where the sender wrote any; plain parts beside it are kept as they are.
    pub fn html(&self, choice: &Choice<'_>) -> Option<String> {
        if !choice.rich.iter().any(|leaf| leaf.html) {
            return None;
        }
        let mut out = String::new();
        for leaf in &choice.rich {
            match leaf.html {
                true => out.push_str(self.get(leaf)),
                false => {
                    out.push_str("<div style=\"white-space: pre-wrap\">");
                    escape(self.get(leaf), &mut out);
                    out.push_str("</div>");
                }
            }
            out.push('\n');
        }
        if self.is_cut(&choice.rich) {
            out.push_str(CUT);
        }
        Some(out)
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}

/// Decodes a text part by what its fields say.
pub fn decode_part(bytes: &[u8], about: &About, html: bool) -> String {
    let meta = if html && about.charset.is_none() { meta_charset(bytes) } else { None };
    let text = charset::decode(bytes, about.charset.as_deref().or(meta));
    let text = charset::clean_text(text);
    match about.flowed && !html {
        true => flowed::unflow(&text, about.delsp),
        false => text,
    }
}

/// The charset an HTML part names itself (`<meta charset=…>`).
fn meta_charset(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(2048)];
    let at = head.windows(8).position(|w| w.eq_ignore_ascii_case(b"charset="))? + 8;
    let rest = head[at..].trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b)).count();
    std::str::from_utf8(&rest[..len]).ok().filter(|name| !name.is_empty())
}
