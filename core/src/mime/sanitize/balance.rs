//! Rewrites a sender's HTML so that a tree builder has an easy life: only known tags and
//! attributes, every element closed in order, depth bounded. Deep or crossed tags cost a tree
//! builder far more than their length; after this they cost what they weigh.

use super::css;
use super::policy::{self, ATTRIBUTES, DROPPED, TAGS, Target, VOID};
use crate::mime::html::markup::{self, Tag, raw_end};
use memchr::memchr;

/// Elements inside one another; deeper ones lose their tags.
const MAX_DEPTH: usize = 128;
/// Bytes of an attribute's value.
const MAX_VALUE: usize = 4_096;
/// Attributes of a tag that are looked at.
const MAX_ATTRIBUTES: usize = 64;

/// HTML in order, and what was found on the way.
#[derive(Debug, Default)]
pub struct Balanced {
    pub html: String,
    /// The filtered content of `<style>` elements.
    pub css: String,
    pub blocked: u32,
    /// What `src="cid:N"` in `html` stands for.
    pub images: Vec<Image>,
    /// Addresses of the images of the network, in the order of the document.
    pub remote: Vec<String>,
    /// Whether it sets colours or backgrounds.
    pub colours: bool,
    /// Whether it says that it has a dark version.
    pub dark: bool,
}

/// An image that may be shown.
#[derive(Debug, PartialEq, Eq)]
pub enum Image {
    /// A part of the message, by its Content-ID.
    Part(String),
    /// A `data:` URI.
    Data(String),
    /// An image of the network, by its number.
    Remote(usize),
}

/// Brings HTML in order.
pub fn balance(source: &str) -> Balanced {
    let mut balancer = Balancer::default();
    let mut rest = source;
    while !rest.is_empty() {
        match memchr(b'<', rest.as_bytes()) {
            Some(0) => rest = balancer.markup(rest),
            Some(at) => {
                balancer.out.html.push_str(&rest[..at]);
                rest = &rest[at..];
            }
            None => {
                balancer.out.html.push_str(rest);
                rest = "";
            }
        }
    }
    balancer.close_to(0);
    balancer.out
}

#[derive(Default)]
struct Balancer {
    out: Balanced,
    open: Vec<&'static str>,
    body_seen: bool,
}

impl Balancer {
    fn markup<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(after) = markup::after_comment(rest) {
            return after;
        }
        let Some(tag) = Tag::parse(rest) else {
            self.out.html.push_str("&lt;");
            return &rest[1..];
        };
        let after = &rest[tag.len..];
        let name = tag.name.to_ascii_lowercase();
        if tag.closing {
            self.end(&name);
            return after;
        }
        if name == "style" {
            let (content, after) = raw_end(after, "style");
            let filtered = css::sheet(content);
            self.out.css.push_str(&filtered.css);
            self.out.blocked = self.out.blocked.saturating_add(filtered.blocked);
            self.out.colours |= filtered.colours;
            self.out.dark |= css::is_dark_too(content);
            return after;
        }
        self.count(&tag, &name);
        if DROPPED.contains(&name.as_str()) {
            return match name.as_str() {
                "svg" | "math" | "select" => self.skip_element(after, &name),
                _ => raw_end(after, &name).1,
            };
        }
        match name.as_str() {
            "meta" => self.meta(&tag),
            "body" => self.body(&tag),
            name => self.start(&tag, name),
        }
        after
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let about = tag.attribute("name").unwrap_or_default().to_ascii_lowercase();
        let scheme = matches!(about.as_str(), "color-scheme" | "supported-color-schemes");
        let content = if scheme { tag.attribute("content") } else { None };
        self.out.dark |= content.is_some_and(|content| content.to_ascii_lowercase().contains("dark"));
    }

    /// A body that has colours becomes a box around everything: light words stay on their dark ground.
    fn body(&mut self, tag: &Tag<'_>) {
        if std::mem::replace(&mut self.body_seen, true) {
            return;
        }
        let mut style = String::new();
        for (attribute, property) in [("bgcolor", "background-color"), ("text", "color")] {
            if let Some(value) = tag.attribute(attribute) {
                style.push_str(&format!("{property}:{};", value.replace([';', ':'], "")));
            }
        }
        style.push_str(&tag.attribute("style").unwrap_or_default());
        let style = self.style(&style);
        if !style.is_empty() {
            self.out.html.push_str(&format!("<div style=\"{}\">", escaped(&style)));
            self.open.push("div");
        }
    }

    fn count(&mut self, tag: &Tag<'_>, name: &str) {
        for (attribute, value) in tag.attributes().take(MAX_ATTRIBUTES) {
            let attribute = attribute.to_ascii_lowercase();
            let found = policy::loads(name, &attribute, &markup::decode(value));
            self.out.blocked = self.out.blocked.saturating_add(found);
        }
    }

    /// Skips an element and what is in it, counting what it would load.
    fn skip_element<'a>(&mut self, source: &'a str, name: &str) -> &'a str {
        let mut rest = source;
        while let Some(at) = memchr(b'<', rest.as_bytes()) {
            rest = &rest[at..];
            let Some(tag) = Tag::parse(rest) else {
                rest = &rest[1..];
                continue;
            };
            rest = &rest[tag.len..];
            if tag.closing && tag.name.eq_ignore_ascii_case(name) {
                return rest;
            }
            self.count(&tag, &tag.name.to_ascii_lowercase());
        }
        ""
    }

    fn start(&mut self, tag: &Tag<'_>, name: &str) {
        let Some(name) = TAGS.iter().find(|known| **known == name).copied() else { return };
        self.close_implied(name);
        let void = VOID.contains(&name);
        if !void && self.open.len() >= MAX_DEPTH {
            return;
        }
        self.out.html.push('<');
        self.out.html.push_str(name);
        self.attributes(tag, name);
        self.out.html.push('>');
        if !void {
            self.open.push(name);
        }
    }

    fn attributes(&mut self, tag: &Tag<'_>, name: &str) {
        let mut seen: Vec<String> = Vec::new();
        for (attribute, value) in tag.attributes().take(MAX_ATTRIBUTES) {
            let attribute = attribute.to_ascii_lowercase();
            if seen.contains(&attribute) {
                continue;
            }
            let value = match (name, attribute.as_str()) {
                (_, "style") => Some(self.style(&markup::decode(value))),
                ("a", "href") => policy::link(&markup::decode(value)),
                ("img", "src") => self.image(&markup::decode(value)),
                (_, "width" | "height") if markup::decode(value).trim().len() > 5 => None,
                (_, "class") => Some(without_ours(&markup::decode(value))),
                (_, known) if ATTRIBUTES.contains(&known) => Some(markup::decode(value)),
                _ => None,
            };
            let Some(value) = value.filter(|value| value.len() <= MAX_VALUE) else { continue };
            self.out.colours |= matches!(attribute.as_str(), "bgcolor" | "color");
            self.out.html.push_str(&format!(" {attribute}=\"{}\"", escaped(&value)));
            seen.push(attribute);
        }
    }

    fn style(&mut self, value: &str) -> String {
        let filtered = css::declarations(value);
        self.out.blocked = self.out.blocked.saturating_add(filtered.blocked);
        self.out.colours |= filtered.colours;
        filtered.css
    }

    fn image(&mut self, reference: &str) -> Option<String> {
        let image = match policy::target(reference) {
            Target::Part(id) => Image::Part(id),
            Target::Data => Image::Data(reference.split_whitespace().collect()),
            Target::Remote => {
                self.out.remote.push(policy::fetchable(reference)?);
                Image::Remote(self.out.remote.len() - 1)
            }
            Target::Nowhere => return None,
        };
        self.out.images.push(image);
        Some(format!("cid:{}", self.out.images.len() - 1))
    }

    /// Closes what a start tag ends without saying so (HTML standard §13.1.2.4).
    fn close_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_nearest(&["li"], &["ul", "ol"]),
            "dd" | "dt" => self.close_nearest(&["dd", "dt"], &["dl"]),
            "a" => self.close_nearest(&["a"], &[]),
            "td" | "th" => self.close_nearest(&["td", "th"], &["tr"]),
            "tr" => self.close_nearest(&["tr"], &[]),
            "tbody" | "thead" | "tfoot" | "colgroup" | "caption" => {
                self.close_nearest(&["tbody", "thead", "tfoot", "colgroup", "caption"], &[]);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close_nearest(&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "blockquote"]);
            }
            _ => {}
        }
        if is_block(name) {
            self.close_nearest(&["p"], &[]);
        }
    }

    /// Closes the innermost of `names` and all in it, unless one of `barriers` or a cell is around it first.
    fn close_nearest(&mut self, names: &[&str], barriers: &[&str]) {
        for at in (0..self.open.len()).rev() {
            let open = self.open[at];
            if names.contains(&open) {
                return self.close_to(at);
            }
            let cell = matches!(open, "td" | "th" | "caption") && !names.contains(&"tr");
            if open == "table" || cell || barriers.contains(&open) {
                return;
            }
        }
    }

    /// An end tag counts where its element is open in the same cell.
    fn end(&mut self, name: &str) {
        let of_table = matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption");
        for at in (0..self.open.len()).rev() {
            let open = self.open[at];
            if open == name {
                return self.close_to(at);
            }
            let barrier = if of_table { open == "table" } else { matches!(open, "table" | "td" | "th" | "caption") };
            if barrier {
                return;
            }
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                self.out.html.push_str(&format!("</{name}>"));
            }
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "div"
            | "dl"
            | "dd"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "ul"
    )
}

/// Names that begin with `tern-` are given by the core alone.
fn without_ours(class: &str) -> String {
    class.split_ascii_whitespace().filter(|name| !name.starts_with("tern-")).collect::<Vec<_>>().join(" ")
}

/// A value as it stands between double quotes.
pub fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
