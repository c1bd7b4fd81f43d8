//! A sender's HTML made harmless: brought in order (`balance`), cleaned by ammonia under a strict
//! policy, and only then given its images.

mod balance;
mod css;
mod policy;

use super::charset;
use super::html::markup::Tag;
use crate::model::BodyColours;
use ammonia::{Builder, UrlRelative};
use balance::balance;
pub(super) use balance::{Image, escaped};
use memchr::memchr;
use policy::{ATTRIBUTES, TAGS};
pub(super) use policy::{Target, link, target};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Bytes of HTML that are looked at.
const MAX_HTML: usize = 2 * 1024 * 1024;
/// Bytes of all images put into the result.
const MAX_IMAGES: usize = 32 * 1024 * 1024;
/// Ends a body that was too long to be shown whole; a face has the words for it.
pub const CUT: &str = "<p class=\"tern-cut\"></p>";

/// A sender's HTML made harmless: it runs nothing and loads nothing by itself.
#[derive(Debug)]
pub struct Cleaned {
    css: String,
    /// Images are numbers in it.
    html: String,
    images: Vec<Image>,
    remote: Vec<String>,
    references: u32,
    cut: bool,
    pub colours: BodyColours,
}

impl Cleaned {
    /// Cleans HTML as it was sent. [`CUT`] at its end says that it was cut before.
    pub fn new(html: &str) -> Self {
        let whole = html.trim_end().strip_suffix(CUT);
        let mut source = whole.unwrap_or(html).replace('\0', "");
        let cut = whole.is_some() || source.len() > MAX_HTML;
        charset::cut(&mut source, MAX_HTML);
        let balanced = balance(&source);
        drop(source);
        let colours = match (balanced.dark, balanced.colours) {
            (true, _) => BodyColours::Both,
            (false, true) => BodyColours::Light,
            (false, false) => BodyColours::Theme,
        };
        Self {
            html: cleaner().clean(&balanced.html).to_string(),
            css: balanced.css,
            images: balanced.images,
            remote: balanced.remote,
            references: balanced.blocked,
            cut,
            colours,
        }
    }

    /// What belongs into `<body>`. Images of the network are in it as `remote/N` where `remote` is set; `cid` turns
    /// a Content-ID into what an image may point to, such as a `data:` URI.
    pub fn body(&self, remote: bool, cid: &dyn Fn(&str) -> Option<String>) -> String {
        let mut html = String::with_capacity(self.html.len() + self.css.len() + 16);
        if !self.css.is_empty() {
            html.push_str("<style>");
            html.push_str(&self.css);
            html.push_str("</style>");
        }
        let mut pictures = Pictures { images: &self.images, remote, cid, room: MAX_IMAGES };
        pictures.put_into(&self.html, &mut html);
        if self.cut {
            html.push_str(CUT);
        }
        html
    }

    /// References to remote content, tracking pixels among them, that [`Cleaned::body`] leaves out.
    pub fn blocked(&self, remote: bool) -> u32 {
        let shown = if remote { u32::try_from(self.remote.len()).unwrap_or(u32::MAX) } else { 0 };
        self.references.saturating_sub(shown)
    }

    /// The address of the image `remote/N`.
    pub fn remote_image(&self, number: u32) -> Option<&str> {
        self.remote.get(usize::try_from(number).ok()?).map(String::as_str)
    }

    /// Bytes it takes in memory, about.
    pub fn held(&self) -> usize {
        let data = |image: &Image| if let Image::Data(data) = image { data.len() } else { 32 };
        self.css.len() + self.html.len() + self.images.iter().map(data).sum::<usize>()
    }
}

/// HTML in order, cut to what is looked at, without style sheets; and the images that `src="cid:N"` in it stands for.
pub(super) fn tidied(html: &str) -> (String, Vec<Image>) {
    let mut source = html.replace('\0', "");
    charset::cut(&mut source, MAX_HTML);
    let balanced = balance(&source);
    (balanced.html, balanced.images)
}

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(ATTRIBUTES.into_iter().chain(["style"]).collect())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("img", HashSet::from(["src"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "cid"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"))
        .set_tag_attribute_value("a", "target", "_blank")
        .strip_comments(true)
        .attribute_filter(|tag, attribute, value| match (tag, attribute) {
            (_, "style") => Some(css::declarations(value).css).filter(|css| !css.is_empty()).map(Cow::Owned),
            ("img", "src") => value.starts_with("cid:").then_some(Cow::Borrowed(value)),
            (_, "href") => policy::link(value).map(Cow::Owned),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
}

/// Puts images where cleaned HTML says `src="cid:N"`.
struct Pictures<'a> {
    images: &'a [Image],
    remote: bool,
    cid: &'a dyn Fn(&str) -> Option<String>,
    room: usize,
}

impl Pictures<'_> {
    fn put_into(&mut self, clean: &str, out: &mut String) {
        let mut rest = clean;
        while let Some(at) = memchr(b'<', rest.as_bytes()) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let Some(tag) = Tag::parse(rest) else {
                out.push_str("&lt;");
                rest = &rest[1..];
                continue;
            };
            match tag.name {
                "img" => self.image(&tag, out),
                _ => out.push_str(&rest[..tag.len]),
            }
            rest = &rest[tag.len..];
        }
        out.push_str(rest);
    }

    fn image(&mut self, tag: &Tag<'_>, out: &mut String) {
        out.push_str("<img");
        for (name, value) in tag.attributes() {
            if name != "src" {
                out.push_str(&format!(" {name}=\"{value}\""));
                continue;
            }
            let number = value.strip_prefix("cid:").and_then(|number| number.parse::<usize>().ok());
            let found = match number.and_then(|number| self.images.get(number)) {
                Some(Image::Part(id)) => (self.cid)(id),
                Some(Image::Data(data)) => Some(data.clone()),
                Some(Image::Remote(number)) => self.remote.then(|| format!("remote/{number}")),
                None => None,
            };
            if let Some(reference) = found.filter(|found| found.len() <= self.room) {
                self.room -= reference.len();
                out.push_str(&format!(" src=\"{}\"", escaped(&reference)));
            }
        }
        out.push('>');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod hostile;
#[cfg(test)]
mod tests;
