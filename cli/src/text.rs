//! Words of strangers on a terminal: no control characters, no tricks with the direction of writing.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// One line: line ends and tabs become spaces, other control characters visible signs.
pub fn line(words: &str) -> String {
    let spaced = words.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let safe: String = spaced.filter(|c| !turns_text(*c)).map(visible).collect();
    safe.trim().to_owned()
}

/// Many lines: line ends and tabs stay.
pub fn block(words: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let kept = |c| match c {
        '\n' | '\t' => c,
        '\r' | '\u{2028}' | '\u{2029}' => '\n',
        c => visible(c),
    };
    words.chars().filter(|c| !turns_text(*c)).map(kept).collect()
}

/// Columns the words take on a terminal.
pub fn width(words: &str) -> usize {
    words.width()
}

/// The words in exactly `columns` columns, cut with an ellipsis or filled with spaces.
pub fn fit(words: &str, columns: usize) -> String {
    let cut = cut(words, columns);
    let missing = columns.saturating_sub(width(&cut));
    cut + &" ".repeat(missing)
}

/// The words in at most `columns` columns.
pub fn cut(words: &str, columns: usize) -> String {
    if width(words) <= columns {
        return words.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in words.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > columns {
            break;
        }
        kept.push(c);
    }
    if columns > 0 {
        kept.push('…');
    }
    kept
}

fn visible(c: char) -> char {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        c => c,
    }
}

/// Embeddings, overrides and isolates (UAX #9) can make a line read otherwise than it is.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cannot_speak_to_the_terminal() {
        assert_eq!(line("a\x1b[2Jb\x07\u{9b}31mc\x7f"), "a␛[2Jb␇\u{fffd}31mc␡");
        assert_eq!(line(" two\r\nlines\tand\u{2028}more "), "two  lines and more");
        assert_eq!(line("invoice\u{202e}fdp.exe"), "invoicefdp.exe");
        assert_eq!(line("שלום 👩‍🔧 é"), "שלום 👩‍🔧 é");
    }

    #[test]
    fn a_block_keeps_its_lines() {
        assert_eq!(block("a\r\nb\tc\rd\n\x1b]0;x\x07"), "a\nb\tc\nd\n␛]0;x␇");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(fit("日本語", 4), "日… ");
        assert_eq!(fit("日本語", 6), "日本語");
        assert_eq!(fit("ab", 4), "ab  ");
        assert_eq!(fit("abcd", 3), "ab…");
        assert_eq!(cut("abc", 0), "");
    }
}
