//! Style sheets and style attributes reduced to what cannot load, run or cover anything.

use std::borrow::Cow;

/// Bytes of filtered style sheets.
const MAX_SHEET: usize = 128 * 1024;
/// Bytes of a value.
const MAX_VALUE: usize = 400;
/// Bytes of a selector list or media query.
const MAX_PRELUDE: usize = 2_000;

/// Properties that are kept; those that end in `-` stand for every property that starts so.
const PROPERTIES: [&str; 38] = [
    "background",
    "background-color",
    "border",
    "border-bottom-",
    "border-bottom",
    "border-collapse",
    "border-color",
    "border-left-",
    "border-left",
    "border-radius",
    "border-right-",
    "border-right",
    "border-spacing",
    "border-style",
    "border-top-",
    "border-top",
    "border-width",
    "caption-side",
    "clear",
    "color",
    "direction",
    "display",
    "float",
    "font-",
    "font",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin-",
    "margin",
    "max-",
    "min-",
    "padding-",
    "padding",
    "table-layout",
    "text-",
    "width",
];
const MORE_PROPERTIES: [&str; 8] = [
    "vertical-align",
    "white-space",
    "word-break",
    "word-spacing",
    "word-wrap",
    "overflow-wrap",
    "box-sizing",
    "opacity",
];
const FUNCTIONS: [&str; 8] = ["rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp"];

/// Filtered style and the number of remote references it had.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    pub css: String,
    pub blocked: u32,
    /// Whether a colour or a background is set.
    pub colours: bool,
}

/// Filters the declarations of a style attribute or a rule.
pub fn declarations(source: &str) -> Filtered {
    let mut filtered = Filtered { blocked: remote_references(source), ..Filtered::default() };
    let source = without_comments(source);
    for declaration in source.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        if is_known(&property) && is_harmless(value) && !covers(&property, value) {
            filtered.colours |= colours(&property, value);
            filtered.css.push_str(&format!("{property}:{value};"));
        }
    }
    filtered
}

fn colours(property: &str, value: &str) -> bool {
    let value = value.trim_end_matches("!important").trim_end().to_ascii_lowercase();
    let none = matches!(value.as_str(), "inherit" | "initial" | "unset" | "transparent" | "none" | "currentcolor");
    !none && (property == "color" || property.starts_with("background"))
}

/// Whether a style sheet says that it has a dark version (CSS Color Adjustment §2); a media query only asks.
pub fn is_dark_too(source: &str) -> bool {
    let lower = without_comments(source).to_ascii_lowercase().replace("prefers-color-scheme", "");
    let values = lower.split("color-scheme").skip(1).filter_map(|rest| rest.trim_start().strip_prefix(':'));
    values.filter_map(|value| value.split([';', '}']).next()).any(|value| value.contains("dark"))
}

/// Filters the content of a `<style>` element.
pub fn sheet(source: &str) -> Filtered {
    let mut filtered = Filtered { blocked: remote_references(source), ..Filtered::default() };
    let source = without_comments(source).replace("<!--", " ").replace("-->", " ");
    rules(&source, true, &mut filtered);
    filtered
}

fn rules(source: &str, outer: bool, out: &mut Filtered) {
    let mut rest = source.trim_start();
    while !rest.is_empty() && out.css.len() < MAX_SHEET {
        let at = rest.find(['{', ';', '}']).unwrap_or(rest.len());
        let prelude = rest[..at].trim();
        if !rest[at..].starts_with('{') {
            rest = rest.get(at + 1..).unwrap_or_default().trim_start();
            continue;
        }
        let (block, after) = block(&rest[at + 1..]);
        rest = after.trim_start();
        let media = prelude.to_ascii_lowercase().starts_with("@media");
        if media && outer && is_prelude(&prelude[1..]) {
            let mut inner = Filtered::default();
            rules(block, false, &mut inner);
            if !inner.css.is_empty() {
                out.colours |= inner.colours;
                out.css.push_str(&format!("{prelude}{{{}}}", inner.css));
            }
        } else if !prelude.starts_with('@') && is_prelude(prelude) {
            let kept = declarations(block);
            if !kept.css.is_empty() {
                out.colours |= kept.colours;
                out.css.push_str(&format!("{prelude}{{{}}}", kept.css));
            }
        }
    }
}

/// Splits after the `}` that closes a block; nested blocks stay inside.
fn block(source: &str) -> (&str, &str) {
    let mut depth = 0usize;
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return (&source[..at], &source[at + 1..]),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    (source, "")
}

fn is_prelude(text: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || c.is_ascii_whitespace() || ".#-_*>+~,:()[]=\"'^$|/".contains(c);
    !text.is_empty() && text.len() <= MAX_PRELUDE && text.chars().all(known) && is_balanced(text)
}

fn is_known(property: &str) -> bool {
    let known = |name: &&str| match name.strip_suffix('-') {
        Some(_) => property.starts_with(*name) && property.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
        None => property == *name,
    };
    PROPERTIES.iter().chain(&MORE_PROPERTIES).any(known)
}

/// Whether a value names only colours, sizes, words and fonts.
fn is_harmless(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let plain = |c: char| !c.is_control() && !"\\<>@{}&".contains(c);
    let words = ["expression", "javascript", "vbscript", "behavior", "binding", "url", "image"];
    if value.is_empty()
        || value.len() > MAX_VALUE
        || !value.chars().all(plain)
        || words.iter().any(|word| lower.contains(word))
        || is_huge(&lower)
        || !is_balanced(value)
    {
        return false;
    }
    let mut parts = lower.split('(');
    let mut before = parts.next().unwrap_or_default();
    for part in parts {
        let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        if !name.is_empty() && !FUNCTIONS.contains(&name) {
            return false;
        }
        before = part;
    }
    true
}

/// Whether a number makes a box that nobody could look at; colours have digits too.
fn is_huge(value: &str) -> bool {
    let numbers = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    numbers.filter(|word| !word.starts_with('#')).any(|word| digits(word) > 4 && !word.starts_with('0'))
}

/// Whether a declaration moves a box over what is not its own.
fn covers(property: &str, value: &str) -> bool {
    let negative = value.split(|c: char| c.is_whitespace() || "(,:".contains(c)).any(|word| word.starts_with('-'));
    negative && (property.starts_with("margin") || property == "text-indent")
}

fn is_balanced(text: &str) -> bool {
    let quotes = |quote: char| text.matches(quote).count().is_multiple_of(2);
    text.matches('(').count() == text.matches(')').count() && quotes('"') && quotes('\'')
}

fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        rest = rest[at + 2..].find("*/").map_or("", |end| &rest[at + 2 + end + 2..]);
    }
    out.push_str(rest);
    out
}

/// `url(…)`, `@import` and strings of image functions that leave the message.
fn remote_references(source: &str) -> u32 {
    let lower = unescaped(&without_comments(source)).to_ascii_lowercase();
    let is_local = |target: &str| {
        let target = target.trim_start().trim_start_matches(['"', '\'']).trim_start();
        target.starts_with("data:") || target.starts_with("cid:") || target.starts_with('#')
    };
    let urls = lower.split("url(").skip(1).filter(|target| !is_local(target)).count();
    let imports = lower.split("@import").skip(1).filter(|rule| !rule.trim_start().starts_with("url(")).count();
    let functions = ["image-set(", "image(", "src("].iter().flat_map(|name| lower.split(name).skip(1));
    let strings = functions.map(|inside| {
        let inside = inside.split([')', ';', '}']).next().unwrap_or_default();
        inside.split(['"', '\'']).skip(1).step_by(2).filter(|text| text.contains("//") && !is_local(text)).count()
    });
    u32::try_from(urls + imports + strings.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Escapes read as browsers read them (CSS Syntax §4.3.7).
fn unescaped(source: &str) -> Cow<'_, str> {
    if !source.contains('\\') {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let (mut code, mut digits) = (0, 0);
        while let Some(digit) = rest.peek().and_then(|c| c.to_digit(16)).filter(|_| digits < 6) {
            code = code * 16 + digit;
            digits += 1;
            rest.next();
        }
        if digits == 0 {
            out.extend(rest.next());
        } else {
            out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest.next_if(|c| c.is_ascii_whitespace());
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn declarations_are_filtered() {
        for (source, css, blocked) in [
            ("color: red; font-size: 12px", "color:red;font-size:12px;", 0),
            ("COLOR:RGB(1, 2, 3) !important", "color:RGB(1, 2, 3) !important;", 0),
            ("background: url(https://x/y.png) red", "", 1),
            ("background:url( data:image/png;base64,AA== )", "", 0),
            ("position:fixed;top:0;left:0;z-index:9", "", 0),
            ("width: expression(alert(1))", "", 0),
            ("background:\\75rl(https://x)", "", 1),
            ("background: image-set('https://x' 1x)", "", 1),
            ("behavior:url(#x);-moz-binding:url(https://x)", "", 1),
            ("color:red/*;*/;/* x */margin:0", "color:red;margin:0;", 0),
            ("color:red;}body{display:none", "color:red;", 0),
            ("margin:-100px;padding:1px", "padding:1px;", 0),
            ("width:99999px;color:#123456;height:1200px", "color:#123456;height:1200px;", 0),
            ("width:calc(100% - 2px)", "width:calc(100% - 2px);", 0),
            ("width:var(--x);color:attr(x)", "", 0),
            ("font-family:'Segoe UI',\"Arial\"", "font-family:'Segoe UI',\"Arial\";", 0),
            ("color:\"</style><script>", "", 0),
            ("mso-hide:all;display:none", "display:none;", 0),
        ] {
            let filtered = declarations(source);
            assert_eq!((filtered.css.as_str(), filtered.blocked), (css, blocked), "{source}");
        }
    }

    #[test]
    fn sheets_are_filtered() {
        for (source, css, blocked) in [
            ("p{color:red}.a > b{margin:0}", "p{color:red;}.a > b{margin:0;}", 0),
            ("@import 'https://x';p{color:red}", "p{color:red;}", 1),
            ("@import url(https://x);", "", 1),
            ("@font-face{src:url(https://x)}p{color:red}", "p{color:red;}", 1),
            ("@media (max-width:600px){p{width:100%}q{position:fixed}}", "@media (max-width:600px){p{width:100%;}}", 0),
            ("@media x{@media y{p{color:red}}}", "", 0),
            ("<!-- p{color:red} -->", "p{color:red;}", 0),
            ("p{color:red", "p{color:red;}", 0),
            ("}}p{color:red}", "p{color:red;}", 0),
            ("p\\{x{color:red}", "", 0),
            ("</style><script>{color:red}", "", 0),
        ] {
            let filtered = sheet(source);
            assert_eq!((filtered.css.as_str(), filtered.blocked), (css, blocked), "{source}");
        }
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left(source in "[a-c:;{}()'\"/*@<\\\\ -]{0,40}(url\\(|expression\\(|</style|@import|position:fixed|color:red;|color:)?[a-z:;{}()'\"/*]{0,20}") {
            for css in [declarations(&source).css, sheet(&source).css] {
                for bad in ["<", "\\", "url(", "expression", "@import", "position"] {
                    prop_assert!(!css.to_lowercase().contains(bad), "{}", css);
                }
            }
        }
    }
}
