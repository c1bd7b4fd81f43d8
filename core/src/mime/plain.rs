//! Plain text as HTML: links, line ends, quotes and the signature marked up.

use super::sanitize::escaped;

/// Quotes deeper than this are shown at this depth.
const MAX_DEPTH: usize = 10;
/// What a link begins with.
const STARTS: [&str; 4] = ["https://", "http://", "mailto:", "www."];

/// Marks up plain text.
pub fn plain_html(text: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(text.len() + text.len() / 8 + 64), depth: 0, fresh: true };
    writer.out.push_str("<div class=\"tern-plain\" dir=\"auto\" style=\"white-space:pre-wrap\">");
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let signature = lines.iter().rposition(|line| *line == "-- ");
    for (number, line) in lines.iter().enumerate() {
        let (depth, line) = quoted(line);
        writer.nest(depth);
        if signature == Some(number) {
            writer.out.push_str("<div class=\"tern-signature\">");
            writer.fresh = true;
        }
        writer.line(line);
    }
    writer.nest(0);
    if signature.is_some() {
        writer.out.push_str("</div>");
    }
    writer.out.push_str("</div>");
    writer.out
}

/// How deep a line is quoted, and what it says. `> > x` and `>> x` are the same.
fn quoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(tail) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >").filter(|_| depth > 0)) {
        depth += 1;
        rest = tail;
    }
    match depth {
        0 => (0, line),
        _ => (depth.min(MAX_DEPTH), rest.strip_prefix(' ').unwrap_or(rest)),
    }
}

struct Writer {
    out: String,
    depth: usize,
    /// Whether a block has just begun or ended: no line end is owed.
    fresh: bool,
}

impl Writer {
    fn nest(&mut self, depth: usize) {
        if self.depth != depth {
            self.fresh = true;
        }
        while self.depth < depth {
            self.out.push_str("<blockquote type=\"cite\">");
            self.depth += 1;
        }
        while self.depth > depth {
            self.out.push_str("</blockquote>");
            self.depth -= 1;
        }
    }

    fn line(&mut self, line: &str) {
        if !std::mem::replace(&mut self.fresh, false) {
            self.out.push_str("<br>");
        }
        let (mut shown, mut from) = (0, 0);
        while let Some((start, end)) = link(line, from) {
            self.out.push_str(&escaped(&line[shown..start]));
            self.link(&line[start..end]);
            (shown, from) = (end, end);
        }
        self.out.push_str(&escaped(&line[shown..]));
        if line.is_empty() && self.out.ends_with("\">") {
            // An empty first line of a block would have no height.
            self.out.push_str("<br>");
            self.fresh = true;
        }
    }

    fn link(&mut self, text: &str) {
        let scheme = if starts_with(text, "www.") { "https://" } else { "" };
        let text = escaped(text);
        self.out
            .push_str(&format!("<a href=\"{scheme}{text}\" target=\"_blank\" rel=\"noopener noreferrer\">{text}</a>"));
    }
}

/// Where the next link of a line begins and ends.
fn link(line: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        // Every link has one of these within its first bytes.
        at += line.get(at..)?.find(['h', 'H', 'm', 'M', 'w', 'W'])?;
        let before = line[..at].chars().next_back();
        let apart = before.is_none_or(|c| !c.is_alphanumeric() && !"/@-_.".contains(c));
        if apart && let Some(start) = STARTS.iter().find(|start| starts_with(&line[at..], start)) {
            let end = at + length(&line[at..]);
            if end > at + start.len() {
                return Some((at, end));
            }
        }
        at += 1;
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Bytes of the link that `text` begins with; what ends a sentence or closes a bracket around it is not part of it.
fn length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»`{}|\\^".contains(c));
    let mut link = &text[..end.unwrap_or(text.len())];
    while let Some(last) = link.chars().next_back() {
        let opening = match last {
            ')' => '(',
            ']' => '[',
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '’' | '…' => '\0',
            _ => break,
        };
        if link.matches(opening).count() >= link.matches(last).count() {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inside(text: &str) -> String {
        let html = plain_html(text);
        let inside = html.strip_prefix("<div class=\"tern-plain\" dir=\"auto\" style=\"white-space:pre-wrap\">");
        inside.and_then(|html| html.strip_suffix("</div>")).unwrap_or(&html).to_owned()
    }

    #[test]
    fn lines_quotes_and_the_signature_are_marked_up() {
        for (text, html) in [
            ("one\ntwo  x\n\nthree\n", "one<br>two  x<br><br>three"),
            ("<b>&\"", "&lt;b&gt;&amp;&quot;"),
            (
                "a\n> b\n>> c\n> > d\n> e\nf",
                "a<blockquote type=\"cite\">b<blockquote type=\"cite\">c<br>d</blockquote>e</blockquote>f",
            ),
            (">\n> a", "<blockquote type=\"cite\"><br>a</blockquote>"),
            ("a\n-- \nAnn\n", "a<div class=\"tern-signature\">-- <br>Ann</div>"),
            ("", ""),
        ] {
            assert_eq!(inside(text), html, "{text:?}");
        }
    }

    #[test]
    fn links_are_found_and_end_where_the_sentence_does() {
        for (text, link) in [
            ("see https://x.example/a?b=1&c.", "https://x.example/a?b=1&c"),
            ("(http://x.example/a_(b))", "http://x.example/a_(b)"),
            ("<HTTPS://X.example>", "HTTPS://X.example"),
            ("www.x.example, or", "www.x.example"),
            ("mailto:a@x.example!", "mailto:a@x.example"),
            ("„https://x.example/ü“", "https://x.example/ü"),
        ] {
            let text = plain_html(text);
            assert!(text.contains(&format!(">{}</a>", escaped(link))), "{text}");
        }
        for text in ["http://", "awww.x", "javascript:https", "a@www.x", "www. x", "ftp://x"] {
            assert!(!plain_html(text).contains("<a "), "{text}");
        }
        assert!(plain_html("www.x.example").contains("href=\"https://www.x.example\""));
    }

    proptest! {
        #[test]
        fn nothing_of_the_text_becomes_markup(text in "[<>\"'&a-c /:wht.@\n-]{0,60}") {
            let html = plain_html(&text);
            let words: String = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
            prop_assert!(!words.contains(['<', '>', '"']));
            for tag in html.split('<').skip(1) {
                let known = ["div", "/div", "br", "blockquote", "/blockquote", "a ", "/a"];
                prop_assert!(known.iter().any(|known| tag.starts_with(known)), "{}", html);
            }
        }
    }
}
