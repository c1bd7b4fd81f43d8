//! A sender's HTML made harmless: brought in order (`balance`), cleaned by ammonia under a strict
//! policy, and only then given its images.

mod balance;
mod css;
mod policy;

use super::charset;
use super::html::markup::Tag;
use ammonia::{Builder, UrlRelative};
use balance::{Image, balance, escaped};
use memchr::memchr;
use policy::{ATTRIBUTES, TAGS};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// HTML that runs nothing and loads nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sanitized {
    pub html: String,
    /// References to remote content that were taken out, tracking pixels among them.
    pub blocked: u32,
}

/// Bytes of HTML that are looked at.
const MAX_HTML: usize = 2 * 1024 * 1024;
/// Bytes of all images put into the result.
const MAX_IMAGES: usize = 32 * 1024 * 1024;

/// Makes a sender's HTML harmless. `cid` turns a Content-ID into what an image may point to, such
/// as a `data:` URI; images it does not know are taken out.
pub fn sanitize(html: &str, cid: &dyn Fn(&str) -> Option<String>) -> Sanitized {
    let mut source = html.replace('\0', "");
    charset::cut(&mut source, MAX_HTML);
    let balanced = balance(&source);
    drop(source);
    let clean = cleaner().clean(&balanced.html).to_string();
    let mut html = String::with_capacity(clean.len() + balanced.css.len() + 16);
    if !balanced.css.is_empty() {
        html.push_str("<style>");
        html.push_str(&balanced.css);
        html.push_str("</style>");
    }
    with_images(&clean, &balanced.images, cid, &mut html);
    Sanitized { html, blocked: balanced.blocked }
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

/// Puts images where the cleaned HTML says `src="cid:N"`.
fn with_images(clean: &str, images: &[Image], cid: &dyn Fn(&str) -> Option<String>, out: &mut String) {
    let mut room = MAX_IMAGES;
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
            "img" => image(&tag, images, cid, &mut room, out),
            _ => out.push_str(&rest[..tag.len]),
        }
        rest = &rest[tag.len..];
    }
    out.push_str(rest);
}

fn image(tag: &Tag<'_>, images: &[Image], cid: &dyn Fn(&str) -> Option<String>, room: &mut usize, out: &mut String) {
    out.push_str("<img");
    for (name, value) in tag.attributes() {
        if name != "src" {
            out.push_str(&format!(" {name}=\"{value}\""));
            continue;
        }
        let number = value.strip_prefix("cid:").and_then(|number| number.parse::<usize>().ok());
        let found = match number.and_then(|number| images.get(number)) {
            Some(Image::Part(id)) => cid(id),
            Some(Image::Data(data)) => Some(data.clone()),
            None => None,
        };
        if let Some(reference) = found.filter(|found| found.len() <= *room) {
            *room -= reference.len();
            out.push_str(&format!(" src=\"{}\"", escaped(&reference)));
        }
    }
    out.push('>');
}

#[cfg(test)]
mod tests;
