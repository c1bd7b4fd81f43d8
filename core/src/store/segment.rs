//! Words for the search index. The tokenizer knows words by the spaces between them; runs of scripts that
//! are written without spaces become pairs of characters, so that any part of a run can be found as a phrase.

use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// One stretch of a query: a phrase for the tokenizer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: String,
    /// A single character of an unspaced script: it begins a pair.
    pub alone: bool,
}

/// The text as the index takes it: `東京都` becomes `東京 京都 都`.
pub(super) fn indexed(text: &str) -> Cow<'_, str> {
    let text = folded(text);
    // Below U+0E00 there is no unspaced script: its characters begin with bytes below 0xE0.
    if text.bytes().all(|byte| byte < 0xE0) || !text.chars().any(unspaced) {
        return text;
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut last = None;
    for c in text.chars() {
        match (last, unspaced(c)) {
            (Some(before), true) => out.extend([before, c, ' ']),
            (Some(before), false) => out.extend([before, ' ', c]),
            (None, true) => out.push(' '),
            (None, false) => out.push(c),
        }
        last = unspaced(c).then_some(c);
    }
    out.extend(last);
    Cow::Owned(out)
}

/// The phrases a message must hold to match `text`.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text = folded(text);
    let chars: Vec<char> = text.chars().collect();
    let runs = chars.chunk_by(|a, b| unspaced(*a) == unspaced(*b));
    let piece = |run: &[char]| {
        let text = match run {
            [first, _, ..] if unspaced(*first) => run.windows(2).flat_map(|pair| pair.iter().chain([&' '])).collect(),
            _ => run.iter().collect::<String>(),
        };
        let alone = matches!(run, [only] if unspaced(*only));
        text.chars().any(char::is_alphanumeric).then_some(Piece { text, alone })
    };
    runs.filter_map(piece).collect()
}

/// The text with the letters that the tokenizer's folding of diacritics leaves out folded too, and with
/// full-width, half-width and decomposed forms as the plain characters they stand for.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let odd = |c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3099}' | '\u{309A}' | '\u{FF00}'..='\u{FFEF}');
    // The bytes that those characters begin with.
    let text = match memchr::memchr3(0xE1, 0xE3, 0xEF, text.as_bytes()) {
        Some(at) if text[at..].contains(odd) => Cow::Owned(text.nfkc().collect()),
        _ => Cow::Borrowed(text),
    };
    let mut out = String::new();
    let mut kept = 0;
    for (at, c) in text.char_indices() {
        if !c.is_ascii()
            && let Some(letters) = plain(c)
        {
            out.push_str(&text[kept..at]);
            out.push_str(letters);
            kept = at + c.len_utf8();
        }
    }
    if kept == 0 {
        return text;
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// What stands for a character: letters that the tokenizer would keep, and those whose accents it would
/// take off itself, at a cost that every sync would feel.
fn plain(c: char) -> Option<&'static str> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    static LATIN: LazyLock<Vec<u8>> = LazyLock::new(|| ('\u{C0}'..='\u{24F}').map(base).collect());
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ё' | 'Ё' => "е",
        // Spaces, quotation marks, dashes, bullets: they only separate words.
        '\u{A0}' | '«' | '»' | '\u{2000}'..='\u{200A}' | '\u{2010}'..='\u{2027}' | '€' => " ",
        '\u{C0}'..='\u{24F}' => {
            let letter = usize::from(*LATIN.get(c as usize - 0xC0)?);
            return LETTERS.get(letter..letter + 1);
        }
        _ => return None,
    })
}

/// The place in the alphabet of the letter that `c` is with accents; none beyond its end.
fn base(c: char) -> u8 {
    let mut letter = u8::MAX;
    let mut plain = true;
    decompose_canonical(c, |part| match part.to_ascii_lowercase() {
        part @ 'a'..='z' => letter = part as u8 - b'a',
        part => plain &= is_combining_mark(part),
    });
    if plain { letter } else { u8::MAX }
}

/// Han, Kana, Bopomofo, Hangul, Thai, Lao, Myanmar, Khmer.
fn unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{318F}'
        | '\u{31A0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_become_pairs() {
        let table = [
            ("plain words", "plain words"),
            ("東京都", " 東京 京都 都"),
            ("日本 ab 語", " 日本 本  ab  語"),
            ("a東b", "a 東 b"),
            ("ｶﾞｽ", " ガス ス"),
            ("Grüße", "Grusse"),
            ("Łódź", "lodz"),
            ("Ærøskøbing – «Ærø»", "aeroskobing    aero "),
            ("Ǭ×÷ª", "o×÷ª"),
        ];
        for (text, expected) in table {
            assert_eq!(indexed(text), expected);
        }
        let piece = |text: &str, alone| Piece { text: text.to_owned(), alone };
        assert_eq!(pieces("東京都"), [piece("東京 京都 ", false)]);
        assert_eq!(pieces("京"), [piece("京", true)]);
        assert_eq!(pieces("v2東京!"), [piece("v2", false), piece("東京 ", false)]);
        assert_eq!(pieces("?!"), []);
    }

    proptest! {
        #[test]
        fn every_part_of_a_run_is_a_phrase_of_it(run in "[一-十あ-そ]{2,12}", from in 0usize..10, len in 2usize..6) {
            let chars: Vec<char> = run.chars().collect();
            let part: String = chars.iter().skip(from).take(len).collect();
            prop_assume!(part.chars().count() >= 2);
            let words = indexed(&run).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let phrase: Vec<String> = pieces(&part)[0].text.split_whitespace().map(str::to_owned).collect();
            prop_assert!(words.windows(phrase.len()).any(|window| window == phrase));
        }

        #[test]
        fn nothing_is_lost(text in "\\PC{0,40}") {
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<std::collections::BTreeSet<_>>();
            prop_assert_eq!(kept(&indexed(&text)), kept(&folded(&text)));
        }
    }
}
