//! Text of `format=flowed` (RFC 3676) as paragraphs.

/// Joins flowed lines; quote marks are kept, space stuffing goes.
pub fn unflow(text: &str, delsp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // Quote depth of the paragraph that goes on.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|b| *b == b'>').count();
        let content = &line[depth..];
        let content = content.strip_prefix(' ').unwrap_or(content);
        let signature = content == "-- ";
        if open.is_some_and(|open| open != depth || signature) {
            out.push('\n');
            open = None;
        }
        if open.is_none() && depth > 0 {
            out.extend(std::iter::repeat_n('>', depth));
            out.push(' ');
        }
        let flows = content.ends_with(' ') && !signature;
        let kept = if flows && delsp { &content[..content.len() - 1] } else { content };
        out.push_str(kept);
        match flows {
            true => open = Some(depth),
            false => {
                out.push('\n');
                open = None;
            }
        }
    }
    if open.is_some() {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowed_lines_join() {
        for (text, delsp, joined) in [
            ("one \ntwo\nthree\n", false, "one two\nthree\n"),
            ("one \ntwo\n", true, "onetwo\n"),
            ("> a \n> b\n>> c \n> d\n", false, "> a b\n>> c \n> d\n"),
            (" >not a quote\n From me\n", false, ">not a quote\nFrom me\n"),
            ("text \n-- \nsig\n", false, "text \n-- \nsig\n"),
            ("ends flowed ", false, "ends flowed \n"),
            ("a\n\nb\n", false, "a\n\nb\n"),
            ("> > x\n", false, "> > x\n"),
        ] {
            assert_eq!(unflow(text, delsp), joined, "{text:?}");
        }
    }
}
