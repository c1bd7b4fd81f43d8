//! The first words of a message.

use super::charset;

/// Characters of a preview.
const LENGTH: usize = 200;
/// Bytes of text looked at.
const LOOKED_AT: usize = 16 * 1024;

/// The first words of a text on one line, at most 200 characters, without quotes and signature.
pub fn preview(text: &str) -> String {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let own = collect(text, false);
    if own.is_empty() { collect(text, true) } else { own }
}

fn collect(text: &str, quotes: bool) -> String {
    let mut out = String::with_capacity(LENGTH * 2);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        if is_signature(line) || (!out.is_empty() && is_original(line)) {
            break;
        }
        let quoted = line.starts_with('>');
        let introduces = line.ends_with(':') && lines.peek().is_some_and(|next| next.starts_with('>'));
        if (!quotes && (quoted || introduces)) || is_ornament(line) {
            continue;
        }
        let line = if quoted { line.trim_start_matches(['>', ' ']) } else { line };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&visible(line));
        if out.len() > LENGTH * 4 {
            break;
        }
    }
    let line = charset::one_line(&out);
    line.chars().take(LENGTH).collect::<String>().trim_end().to_owned()
}

fn is_signature(line: &str) -> bool {
    line == "--"
}

/// The rule above a message that is quoted whole.
fn is_original(line: &str) -> bool {
    line.starts_with("-----") && line.ends_with("-----") && line.contains(' ')
}

/// Lines without a word, and bare addresses of pages or pictures.
fn is_ornament(line: &str) -> bool {
    let bare = line.trim_matches(['<', '>', '[', ']', '(', ')']);
    let address = bare.starts_with("https://") || bare.starts_with("http://") || bare.starts_with("cid:");
    !line.chars().any(char::is_alphanumeric) || (address && !bare.contains(char::is_whitespace))
}

/// Leaves out filler without width.
fn visible(line: &str) -> String {
    let hidden =
        |c: &char| matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}'..='\u{2064}');
    line.chars().filter(|c| !hidden(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn previews_show_what_is_new() {
        for (text, expected) in [
            ("Hello,\n\nhow are you?\n", "Hello, how are you?"),
            ("> old\n\nnew\n", "new"),
            ("On Monday Ann wrote:\n> old\n> older\nYes.\n", "Yes."),
            ("Yes.\n-- \nAnn\nphone", "Yes."),
            ("> only\n> quotes\n", "only quotes"),
            ("=====\nNews\n-----\nhttps://example.org/view\ntext", "News text"),
            ("See below\n-----Original Message-----\nold", "See below"),
            ("a\u{200b}\u{34f}\u{ad}b\t\u{a0}c", "ab c"),
            ("", ""),
        ] {
            assert_eq!(preview(text), expected, "{text:?}");
        }
        assert_eq!(preview(&"ü".repeat(50_000)).chars().count(), 200);
    }
}
