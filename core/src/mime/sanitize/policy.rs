//! What of HTML may stay.

use url::Url;

/// Bytes of the address of an image; a data: URI has no such bound.
const MAX_ADDRESS: usize = 8_192;

/// Elements that are kept; of all others only the text.
pub const TAGS: [&str; 71] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// Attributes that are kept on any of them as they are; `style`, `href` and `src` have rules of their own.
pub const ATTRIBUTES: [&str; 24] = [
    "align",
    "alt",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "class",
    "color",
    "colspan",
    "dir",
    "face",
    "height",
    "hspace",
    "lang",
    "nowrap",
    "rowspan",
    "size",
    "span",
    "start",
    "summary",
    "title",
    "type",
    "valign",
    "width",
];

/// Elements whose content goes with them.
pub const DROPPED: [&str; 11] =
    ["script", "title", "textarea", "iframe", "xmp", "noembed", "noframes", "template", "select", "svg", "math"];

/// Elements without content.
pub const VOID: [&str; 4] = ["br", "col", "hr", "img"];

/// Attributes that make a reader load something.
const LOADING: [&str; 9] =
    ["src", "srcset", "background", "poster", "lowsrc", "dynsrc", "data", "xlink:href", "archive"];

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another part of the message, by its Content-ID.
    Part(String),
    /// An image inside the HTML itself.
    Data,
    /// The network.
    Remote,
    /// Nowhere a message can mean.
    Nowhere,
}

/// Reads a reference as browsers do: control characters and outer spaces do not count.
pub fn target(reference: &str) -> Target {
    let bare: String = reference.trim().chars().filter(|c| !c.is_control()).collect();
    let start: String = bare.chars().take(40).collect::<String>().to_ascii_lowercase();
    let images = ["png", "jpeg", "jpg", "gif", "webp"].map(|kind| format!("data:image/{kind};base64,"));
    if start.starts_with("cid:") {
        Target::Part(percent_decoded(bare.get(4..).unwrap_or_default()))
    } else if images.iter().any(|prefix| start.starts_with(prefix)) {
        let is_base64 = |b: u8| b.is_ascii_alphanumeric() || b"+/= ".contains(&b);
        let data = bare.split_once(',').map_or("", |(_, data)| data);
        if data.bytes().all(is_base64) { Target::Data } else { Target::Nowhere }
    } else if ["http:", "https:", "ftp:", "//", "\\\\", "/\\", "\\/"].iter().any(|p| start.starts_with(p)) {
        Target::Remote
    } else {
        Target::Nowhere
    }
}

/// The address of an image of the network, as a browser would ask for it; `None` for what is not fetched.
pub fn fetchable(reference: &str) -> Option<String> {
    let bare: String = reference.trim().chars().filter(|c| !c.is_control()).collect();
    let whole = if bare.starts_with("//") { format!("https:{bare}") } else { bare };
    if whole.len() > MAX_ADDRESS {
        return None;
    }
    let mut url = Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())?;
    url.set_fragment(None);
    url.set_username("").and_then(|()| url.set_password(None)).ok()?;
    Some(url.into())
}

/// RFC 2392 §2: a `cid:` URL escapes the Content-ID as URLs do.
fn percent_decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let digit = |at: usize| tail.get(at).and_then(|b| char::from(*b).to_digit(16));
        let decoded = if byte == b'%' { digit(0).zip(digit(1)) } else { None };
        out.push(decoded.map_or(byte, |(high, low)| (high << 4 | low) as u8));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A link that may be followed, cleaned; `None` for any scheme but http, https and mailto.
pub fn link(reference: &str) -> Option<String> {
    let bare: String = reference.trim().chars().filter(|c| !c.is_control()).collect();
    let scheme = bare.split_once(':')?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto").then_some(bare)
}

/// How many remote things an attribute would make a reader load.
pub fn loads(tag: &str, attribute: &str, value: &str) -> u32 {
    let loads =
        LOADING.contains(&attribute) || (attribute == "href" && matches!(tag, "link" | "image" | "use" | "feimage"));
    if !loads || tag == "script" {
        return 0;
    }
    match attribute {
        "srcset" => value.split(',').filter(|one| target(one) == Target::Remote).count() as u32,
        _ => u32::from(target(value) == Target::Remote),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_apart() {
        for (reference, expected) in [
            ("cid:a@b", Target::Part("a@b".to_owned())),
            (" CID:a%40b", Target::Part("a@b".to_owned())),
            ("https://x/y", Target::Remote),
            ("\u{1}ht\ntps://x", Target::Remote),
            ("//x/y", Target::Remote),
            ("\\\\x\\y", Target::Remote),
            ("data:image/png;base64,AAAA", Target::Data),
            ("data:image/svg+xml;base64,AAAA", Target::Nowhere),
            ("data:text/html,x", Target::Nowhere),
            ("data:image/png;base64,A\"onload", Target::Nowhere),
            ("javascript:x", Target::Nowhere),
            ("x.png", Target::Nowhere),
            ("", Target::Nowhere),
        ] {
            assert_eq!(target(reference), expected, "{reference}");
        }
        assert_eq!(link("java\nscript:x"), None);
        assert_eq!(link(" HTTPS://x").as_deref(), Some("HTTPS://x"));
        assert_eq!(link("//x"), None);
    }
}
