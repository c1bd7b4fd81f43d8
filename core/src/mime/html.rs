//! The text of HTML, in one pass over the tags without a tree: neither depth nor size of hostile
//! HTML costs more than its length.

pub mod markup;

use super::charset;
use markup::{Tag, after_comment, decode, is_raw, raw_end};
use memchr::memchr;

/// What links and pictures become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For reading: link targets follow their text.
    Reading,
    /// For search and previews: words only.
    Words,
}

/// Quotes deeper than this are shown at this depth.
const MAX_QUOTE: usize = 10;
/// A link target that is longer is not shown.
const MAX_TARGET: usize = 200;

/// Converts HTML to text of about `max` bytes at most.
pub fn to_text(html: &str, style: Style, max: usize) -> String {
    let mut writer = Writer { out: String::with_capacity((html.len() / 3).min(max)), ..Writer::new(style) };
    let mut rest = html;
    while !rest.is_empty() && writer.out.len() < max {
        match memchr(b'<', rest.as_bytes()) {
            Some(0) => rest = markup(rest, &mut writer),
            Some(at) => {
                writer.text(&rest[..at]);
                rest = &rest[at..];
            }
            None => {
                writer.text(rest);
                rest = "";
            }
        }
    }
    let mut out = charset::clean_text(writer.out);
    charset::cut(&mut out, max);
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Reads what starts with `<`: a tag, a comment, or text that only looks like one. Returns the rest.
fn markup<'a>(rest: &'a str, writer: &mut Writer) -> &'a str {
    if let Some(after) = after_comment(rest) {
        return after;
    }
    let Some(tag) = Tag::parse(rest) else {
        writer.text("<");
        return &rest[1..];
    };
    let after = &rest[tag.len..];
    if !tag.closing && is_raw(tag.name) {
        return raw_end(after, tag.name).1;
    }
    writer.tag(&tag);
    after
}

/// Writes text with the white space that HTML means.
struct Writer {
    out: String,
    style: Style,
    /// Line breaks owed before the next word.
    breaks: u8,
    /// Whether a space is owed before the next word.
    space: bool,
    line_empty: bool,
    pre: usize,
    quote: usize,
    /// Ordered lists and their counters, innermost last; `None` is an unordered list.
    lists: Vec<Option<u32>>,
    link: Option<(String, usize)>,
    /// Where the last bullet ended.
    bullet: usize,
}

impl Writer {
    fn new(style: Style) -> Self {
        Self {
            out: String::new(),
            style,
            breaks: 0,
            space: false,
            line_empty: true,
            pre: 0,
            quote: 0,
            lists: Vec::new(),
            link: None,
            bullet: 0,
        }
    }

    fn text(&mut self, source: &str) {
        let decoded;
        let text = match memchr(b'&', source.as_bytes()) {
            Some(_) => {
                decoded = decode(source);
                decoded.as_str()
            }
            None => source,
        };
        if self.pre > 0 {
            return self.preformatted(text);
        }
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if is_space(first) {
                self.space = true;
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let end = rest.find(is_space).unwrap_or(rest.len());
            self.word(&rest[..end]);
            rest = &rest[end..];
        }
    }

    fn word(&mut self, word: &str) {
        let junk = !word.is_ascii() && word.chars().any(is_invisible);
        let shown: String;
        let word = match junk {
            true => {
                shown = without_junk(word);
                shown.as_str()
            }
            false => word,
        };
        if !word.is_empty() {
            self.settle();
            self.out.push_str(word);
        }
    }

    /// Writes the line breaks, quote marks and space owed before a word.
    fn settle(&mut self) {
        if self.breaks > 0 && !self.out.is_empty() {
            for _ in 0..self.breaks {
                self.out.truncate(self.out.trim_end_matches(' ').len());
                self.out.push('\n');
            }
            self.line_empty = true;
        }
        self.breaks = 0;
        if self.line_empty {
            for _ in 0..self.quote.min(MAX_QUOTE) {
                self.out.push('>');
            }
            if self.quote > 0 {
                self.out.push(' ');
            }
        } else if self.space {
            self.out.push(' ');
        }
        (self.space, self.line_empty) = (false, false);
    }

    fn preformatted(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.breaks = (self.breaks + 1).min(3);
            }
            if !line.trim_ascii().is_empty() {
                self.settle();
                self.out.push_str(line.trim_end_matches('\r'));
            }
        }
    }

    fn line_breaks(&mut self, at_least: u8) {
        if self.out.len() > self.bullet {
            self.breaks = self.breaks.max(at_least);
        }
        self.space = false;
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        match name.as_str() {
            "br" => {
                self.breaks = (self.breaks + 1).min(3);
                self.space = false;
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dl" | "figure" => self.line_breaks(2),
            "table" if self.lists.is_empty() => self.line_breaks(2),
            "div" | "tr" | "table" | "section" | "article" | "header" | "footer" | "main" | "nav" | "aside"
            | "address" | "center" | "form" | "fieldset" | "dt" | "dd" | "caption" | "figcaption" | "body"
            | "thead" | "tbody" | "tfoot" => self.line_breaks(1),
            "td" | "th" => self.space = true,
            "hr" => {
                self.line_breaks(1);
                self.rule();
            }
            "pre" => {
                self.line_breaks(2);
                self.pre = nested(self.pre, tag.closing);
            }
            "blockquote" => {
                self.line_breaks(2);
                self.quote = nested(self.quote, tag.closing);
            }
            "ul" | "ol" | "menu" | "li" => self.list(&name, tag.closing),
            "a" => self.anchor(tag),
            "img" => self.image(tag),
            _ => {}
        }
    }

    fn rule(&mut self) {
        if self.style == Style::Reading {
            self.settle();
            self.out.push_str("----------");
            self.breaks = 1;
        }
    }

    fn list(&mut self, name: &str, closing: bool) {
        match (name, closing) {
            ("li", false) => {
                self.line_breaks(1);
                if self.style == Style::Reading {
                    self.bullet();
                }
            }
            ("li", true) => self.line_breaks(1),
            (_, true) => {
                self.lists.pop();
                self.line_breaks(if self.lists.is_empty() { 2 } else { 1 });
            }
            (_, false) => {
                self.line_breaks(if self.lists.is_empty() { 2 } else { 1 });
                if self.lists.len() < MAX_QUOTE {
                    self.lists.push((name == "ol").then_some(0));
                }
            }
        }
    }

    fn bullet(&mut self) {
        self.settle();
        let indent = self.lists.len().saturating_sub(1) * 2;
        self.out.extend(std::iter::repeat_n(' ', indent));
        match self.lists.last_mut() {
            Some(Some(count)) => {
                *count += 1;
                let number = format!("{count}. ");
                self.out.push_str(&number);
            }
            _ => self.out.push_str("* "),
        }
        // The item's own paragraph stays on the bullet's line.
        self.bullet = self.out.len();
    }

    fn anchor(&mut self, tag: &Tag<'_>) {
        if self.style == Style::Words {
            return;
        }
        if let Some((target, start)) = self.link.take() {
            let text = self.out.get(start..).unwrap_or_default().trim();
            let same = |t: &str| t.trim_end_matches('/').eq_ignore_ascii_case(text.trim_end_matches('/'));
            let bare = target.split_once("://").map_or(target.as_str(), |(_, bare)| bare);
            let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
            if !text.is_empty() && !same(&target) && !same(bare) {
                self.out.push_str(" <");
                self.out.push_str(&target);
                self.out.push('>');
            }
        }
        let shown = |target: &String| {
            let scheme = target.split(':').next().unwrap_or_default().to_ascii_lowercase();
            target.len() <= MAX_TARGET && matches!(scheme.as_str(), "http" | "https" | "mailto")
        };
        if !tag.closing {
            let target = tag.attribute("href").map(|href| charset::one_line(&href)).filter(shown);
            self.link = target.map(|target| (target, self.out.len()));
        }
    }

    fn image(&mut self, tag: &Tag<'_>) {
        let alt = tag.attribute("alt").map(|alt| charset::one_line(&alt)).unwrap_or_default();
        if !alt.is_empty() && alt.len() <= MAX_TARGET {
            self.word(&alt);
        }
    }
}

fn nested(depth: usize, closing: bool) -> usize {
    if closing { depth.saturating_sub(1) } else { depth + 1 }
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{A0}'
}

/// Invisible filler that senders put behind the first words to steer previews; joiners count only
/// where they join nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{2007}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

fn without_junk(word: &str) -> String {
    let joins = |c: char| matches!(c, '\u{200C}' | '\u{200D}');
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let between = !out.is_empty() && chars.peek().is_some_and(|next| !is_invisible(*next));
        if !is_invisible(c) || (joins(c) && between) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(html: &str) -> String {
        to_text(html, Style::Reading, 1 << 20)
    }

    #[test]
    fn html_reads_as_text() {
        for (html, text) in [
            ("<p>Hello <b>big</b>\n world</p><p>Two</p>", "Hello big world\n\nTwo\n"),
            ("a<br>b<br/>\nc", "a\nb\nc\n"),
            ("<div>a</div><div>b</div>", "a\nb\n"),
            ("<title>t</title><style>p{}</style><script>x<y</script>a", "a\n"),
            ("<head><meta x><title>no</title></head><body>yes</body>", "yes\n"),
            ("a &amp; b &lt;c&gt; &#228;&#xF6; &eacute;&nbsp;x &bogus; &", "a & b <c> äö é x &bogus; &\n"),
            ("&#150; &#x80; &#0; &nbsp x", "– € \u{fffd} x\n"),
            ("<!-- no --><!--[if mso]>no<![endif]-->yes<![endif]>", "yes\n"),
            ("<ul><li>a<li>b</ul><ol><li>c</li><li><p>d</p></li></ol>", "* a\n* b\n\n1. c\n2. d\n"),
            ("<blockquote>q<br>r<blockquote>s</blockquote></blockquote>t", "> q\n> r\n\n>> s\n\nt\n"),
            ("<pre>a\n  b\n</pre>c", "a\n  b\n\nc\n"),
            ("<a href='https://x.example/y'>here</a>.", "here <https://x.example/y>.\n"),
            ("<a href='https://x.example/'>x.example</a>", "x.example\n"),
            ("<a href='javascript:x'>here</a>", "here\n"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n"),
            ("x<img alt='logo' src=y>", "xlogo\n"),
            ("1 < 2 <> 3", "1 < 2 <> 3\n"),
            ("a<b title='x>y'>b</b>", "ab\n"),
            ("never <b closed", "never\n"),
            ("Hi\u{200c}\u{a0}\u{200c} \u{34f} \u{200b}there", "Hi there\n"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم\n"),
            ("", ""),
        ] {
            assert_eq!(read(html), text, "{html}");
        }
    }

    #[test]
    fn words_come_without_links() {
        assert_eq!(to_text("<a href='https://x.example/y'>here</a> <hr>", Style::Words, 99), "here\n");
    }

    #[test]
    fn hostile_html_costs_its_length() {
        for html in [
            "<div>".repeat(100_000),
            "<blockquote>x".repeat(100_000),
            "<p><font a=b>".repeat(50_000),
            "<script>".repeat(100_000),
            "<!--".repeat(100_000),
            "<a b=\"".repeat(100_000),
            "<".repeat(500_000),
            "&".repeat(500_000),
            format!("<table><td colspan={}>x", u64::MAX),
            "<ul><li>".repeat(100_000),
        ] {
            assert!(read(&html).len() <= 1 << 21);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(html in "\\PC{0,60}|[<>/a-d!='\" &#;x0-9-]{0,100}") {
            read(&html);
            to_text(&html, Style::Words, 10);
        }
    }
}
