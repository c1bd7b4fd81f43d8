//! What full-text search indexes of a message.

use super::charset;

/// Bytes of search text of a message.
pub const MAX_SEARCH: usize = 128 * 1024;
/// Bytes of it that nested messages may fill.
pub const MAX_NESTED: usize = 32 * 1024;
/// Bytes of a word without a space that are worth an index entry: tokens of tracking links and
/// pasted base64 are not.
const MAX_WORD: usize = 120;

/// Appends the words of `text`, one space between, up to `max` bytes in all.
pub fn add_words(out: &mut String, text: &str, max: usize) {
    match text.is_ascii() {
        true => add_each(out, text.split_ascii_whitespace(), max),
        false => add_each(out, text.split_whitespace(), max),
    }
    charset::cut(out, max);
}

fn add_each<'a>(out: &mut String, words: impl Iterator<Item = &'a str>, max: usize) {
    for word in words {
        if out.len() >= max {
            return;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let long = word.len() > MAX_WORD && word.is_ascii();
        out.push_str(if long { &word[..MAX_WORD] } else { word });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_short_and_few() {
        let mut out = String::new();
        add_words(&mut out, "one\n\n  two\tthree", 100);
        add_words(&mut out, &"x".repeat(5_000), 500);
        assert_eq!(out.len(), "one two three".len() + 1 + MAX_WORD);
        add_words(&mut out, &"漢".repeat(5_000), 500);
        assert!(out.len() <= 500 && out.ends_with('漢'));
    }
}
