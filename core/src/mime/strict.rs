//! HTML reduced to what a person writes: text, lists, links, quotes and emphasis.

use super::html::markup::Tag;
use super::sanitize::{link, tidied};
use ammonia::{Builder, UrlRelative};
use memchr::memchr;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

const TAGS: [&str; 34] = [
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

/// Reduces HTML from outside, such as a clipboard's or a quoted message's. The rows of tables become lines.
pub fn clean_html(html: &str) -> String {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        // By this alone other programs know a quote.
        .tag_attribute_values(HashMap::from([("blockquote", HashMap::from([("type", HashSet::from(["cite"]))]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .strip_comments(true)
        .attribute_filter(|tag, _, value| match tag {
            "blockquote" => Some(Cow::Borrowed("cite")),
            _ => link(value).map(Cow::Owned),
        });
    without_tables(&builder.clean(&tidied(html)).to_string())
}

fn without_tables(clean: &str) -> String {
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
}
