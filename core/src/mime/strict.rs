//! HTML reduced to what a person writes: text, lists, links, quotes and emphasis.

use super::html::markup::Tag;
use super::sanitize::{Image, Target, link, target, tidied};
use ammonia::{Builder, UrlRelative};
use memchr::memchr;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

const TAGS: [&str; 35] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Reduces HTML from outside, such as a clipboard's or a draft's. The rows of tables become lines. Of pictures those
/// stay that come with the message (RFC 2392).
pub fn clean_html(html: &str) -> String {
    clean_with(html, &|_| true)
}

/// As [`clean_html`], with only the pictures whose Content-ID `keeps`.
pub fn clean_with(html: &str, keeps: &dyn Fn(&str) -> bool) -> String {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt", "width", "height"])),
        ]))
        // By this alone other programs know a quote.
        .tag_attribute_values(HashMap::from([("blockquote", HashMap::from([("type", HashSet::from(["cite"]))]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "cid"]))
        .url_relative(UrlRelative::Deny)
        .strip_comments(true)
        .attribute_filter(|tag, attribute, value| match (tag, attribute) {
            ("blockquote", _) => Some(Cow::Borrowed("cite")),
            ("img", "alt") => Some(Cow::Borrowed(value)),
            ("img", "src") => value.starts_with("cid:").then_some(Cow::Borrowed(value)),
            ("img", _) => value.bytes().all(|b| b.is_ascii_digit()).then_some(Cow::Borrowed(value)),
            _ => link(value).map(Cow::Owned),
        });
    let (tidy, images) = tidied(html);
    let shown = |tag: &Tag<'_>| {
        let number = tag.attribute("src").and_then(|source| source.strip_prefix("cid:")?.parse::<usize>().ok());
        match number.and_then(|number| images.get(number)) {
            Some(Image::Part(id)) if keeps(id) => Some(picture(tag, id)),
            _ => None,
        }
    };
    lines_of(&builder.clean(&tidy).to_string(), &shown)
}

/// An image of the message, its Content-ID escaped as in any URL (RFC 2392 §2).
fn picture(tag: &Tag<'_>, id: &str) -> String {
    let mut out = String::from("<img src=\"cid:");
    for byte in id.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'@' | b'.' | b'-' | b'_' | b'+' | b'=' | b'$' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out.push('"');
    for (name, value) in tag.attributes().filter(|(name, _)| *name != "src") {
        out.push_str(&format!(" {name}=\"{value}\""));
    }
    out.push('>');
    out
}

/// The Content-IDs of the pictures that HTML shows.
pub fn pictures_in(html: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        rest = &rest[at..];
        let Some(tag) = Tag::parse(rest) else {
            rest = &rest[1..];
            continue;
        };
        if tag.name.eq_ignore_ascii_case("img")
            && let Some(Target::Part(id)) = tag.attribute("src").map(|source| target(&source))
        {
            found.insert(id);
        }
        rest = &rest[tag.len..];
    }
    found
}

/// Tables as lines, and images as `shown` writes them.
fn lines_of(clean: &str, shown: &dyn Fn(&Tag<'_>) -> Option<String>) -> String {
    let mut out = String::with_capacity(clean.len());
    let mut rest = clean;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(tag) = Tag::parse(rest) else {
            out.push_str("&lt;");
            rest = &rest[1..];
            continue;
        };
        match (tag.name, tag.closing) {
            ("table" | "tbody" | "thead", _) | ("td" | "th", false) => {}
            ("td" | "th", true) => out.push(' '),
            ("img", _) => out.push_str(&shown(&tag).unwrap_or_default()),
            ("tr", false) => out.push_str("<div>"),
            ("tr", true) => out.push_str("</div>"),
            _ => out.push_str(&rest[..tag.len]),
        }
        rest = &rest[tag.len..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_person_writes_is_left() {
        for (html, expected) in [
            ("<p style='color:red' class=x onclick=y>a <b>b</b></p>", "<p>a <b>b</b></p>"),
            ("<style>p{color:red}</style><img src=https://x>x", "x"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "<div>a b </div><div>c </div>"),
            ("<a href='javascript:x'>x</a><a href=https://y target=_top>y</a>", "<a>x</a><a href=\"https://y\">y</a>"),
            (
                "<blockquote type=cite class=x cite=https://y>a<blockquote TYPE='CITE'>b</blockquote></blockquote>",
                "<blockquote type=\"cite\">a<blockquote type=\"cite\">b</blockquote></blockquote>",
            ),
            ("<blockquote type='x'>a</blockquote><p type=cite>b</p>", "<blockquote>a</blockquote><p>b</p>"),
            ("<font color=red>x</font><script>y</script>", "x"),
            ("<ul><li>a<li>b</ul>1 &lt; 2", "<ul><li>a</li><li>b</li></ul>1 &lt; 2"),
            ("<meta charset=utf-8><!--StartFragment--><span>x</span><!--EndFragment-->", "x"),
        ] {
            assert_eq!(clean_html(html), expected, "{html}");
        }
    }

    #[test]
    fn pictures_of_the_message_stay_where_they_are_wanted() {
        let html = "<p>a<img src='cid:a%40x' alt='A &amp; b' width=20 height=1em style=x onerror=y>\
            <IMG SRC=cid:b@x><img src=https://x/y><img src='data:image/png;base64,AAAA'><img src='java:cid:x'><img>";
        let both = "<p>a<img src=\"cid:a@x\" alt=\"A &amp; b\" width=\"20\"><img src=\"cid:b@x\"></p>";
        assert_eq!(clean_html(html), both);
        assert_eq!(pictures_in(both), HashSet::from(["a@x".to_owned(), "b@x".to_owned()]));
        assert_eq!(clean_with(html, &|id| id == "b@x"), "<p>a<img src=\"cid:b@x\"></p>");
        assert_eq!(clean_html(both), both);
        let odd = clean_html("<img src='cid:50%25 \"x'>");
        assert_eq!((odd.as_str(), pictures_in(&odd).len()), ("<img src=\"cid:50%25%20%22x\">", 1));
        assert!(pictures_in("<a href='cid:a'>cid:b</a> < <img alt='cid:c'>").is_empty());
    }
}
