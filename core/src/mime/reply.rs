//! What an answer and a forwarded message begin as.

use super::Parsed;
use super::compose::is_id;
use super::sanitize::escaped;
use super::strict::clean_with;
use crate::model::Address;

/// Bytes of text, and of HTML, that are quoted.
const MAX_QUOTED: usize = 256 * 1024;
/// What programs put before the subject of an answer, in many languages.
const ANSWER: [&str; 16] = [
    "re", "aw", "antw", "antwort", "sv", "vs", "rif", "odp", "res", "ynt", "vá", "bls", "回复", "回覆", "答复", "答覆",
];
/// What programs put before the subject of a forwarded message.
const FORWARD: [&str; 14] =
    ["fwd", "fw", "wg", "tr", "rv", "enc", "vb", "vl", "doorst", "pd", "továbbítás", "转发", "轉寄", "转寄"];

/// To whom an answer goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipients {
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
}

/// The header of the message that is answered.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    pub from: &'a [Address],
    pub reply_to: &'a [Address],
    pub to: &'a [Address],
    pub cc: &'a [Address],
}

/// Chooses the recipients of an answer, each once, never `own`; an answer to one's own mail goes to whom that went.
pub fn recipients(answered: &Answered<'_>, own: &str, everybody: bool) -> Recipients {
    let is_own = |address: &Address| address.email.eq_ignore_ascii_case(own);
    let sender = match answered.reply_to.is_empty() {
        true => answered.from,
        false => answered.reply_to,
    };
    let mine = answered.from.iter().any(is_own) || sender.iter().all(is_own);
    let mut seen: Vec<String> = Vec::new();
    let mut pick = |list: &[Address]| -> Vec<Address> {
        let mut picked = Vec::new();
        for address in list.iter().filter(|address| !address.email.is_empty() && !is_own(address)) {
            let folded = address.email.to_lowercase();
            if !seen.contains(&folded) {
                seen.push(folded);
                picked.push(address.clone());
            }
        }
        picked
    };
    let mut to = if mine { Vec::new() } else { pick(sender) };
    if mine || everybody {
        to.extend(pick(answered.to));
    }
    let cc = if everybody { pick(answered.cc) } else { Vec::new() };
    if to.is_empty() && cc.is_empty() {
        // A note to oneself.
        to.extend(answered.from.first().cloned());
    }
    Recipients { to, cc }
}

/// The subject of an answer.
pub fn reply_subject(subject: &str) -> String {
    format!("Re: {}", without(subject, &ANSWER)).trim_end().to_owned()
}

/// The subject of a forwarded message.
pub fn forward_subject(subject: &str) -> String {
    format!("Fwd: {}", without(subject, &FORWARD)).trim_end().to_owned()
}

/// Takes off prefixes such as `Re:`, `RE[2]:` and `AW：`, however many there are.
fn without<'a>(subject: &'a str, prefixes: &[&str]) -> &'a str {
    let mut rest = subject.trim();
    while let Some((head, tail)) = rest.split_once([':', '：']) {
        let word = head.trim().trim_end_matches(|c: char| c.is_ascii_digit() || "[]()^*".contains(c)).trim_end();
        if !prefixes.contains(&word.to_lowercase().as_str()) {
            break;
        }
        rest = tail.trim_start();
    }
    rest
}

/// Text and HTML of an answer: the message quoted below a line that says whose it is.
pub fn quoted(parsed: &Parsed, attribution: &str) -> (String, Option<String>) {
    let mut text = String::from("\n\n");
    if !attribution.is_empty() {
        text.push_str(attribution.trim_end());
        text.push('\n');
    }
    for line in unsigned(cut(&parsed.text)).trim_end().lines() {
        text.push_str(match line.is_empty() || line.starts_with('>') {
            true => ">",
            false => "> ",
        });
        text.push_str(line);
        text.push('\n');
    }
    let html = parsed.html.as_deref().map(|html| {
        let quote = clean_with(cut(html), &|_| false);
        format!("<p><br></p>{}<blockquote type=\"cite\">{quote}</blockquote>", paragraph(attribution))
    });
    (text, html)
}

/// Text and HTML of a message passed on, below what says where it is from. The pictures that it shows of itself are in
/// it by their Content-ID.
pub fn forwarded(parsed: &Parsed, attribution: &str) -> (String, Option<String>) {
    let text = format!("\n\n{}\n\n{}", attribution.trim_end(), cut(&parsed.text));
    let html = parsed.html.as_deref().map(|html| {
        let shows = |id: &str| is_id(id) && parsed.by_content_id(id).is_some();
        let passed_on = clean_with(cut(html), &shows);
        format!("<p><br></p>{}<blockquote type=\"cite\">{passed_on}</blockquote>", paragraph(attribution))
    });
    (text, html)
}

fn paragraph(text: &str) -> String {
    match text.trim_end() {
        "" => String::new(),
        text => format!("<p>{}</p>", escaped(text).replace('\n', "<br>")),
    }
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_QUOTED)]
}

/// The text above the signature.
fn unsigned(text: &str) -> &str {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end_matches(['\r', '\n']) == "-- " {
            return &text[..start];
        }
        start += line.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(list: &str) -> Vec<Address> {
        list.split_whitespace().map(|email| Address { name: None, email: email.to_owned() }).collect()
    }

    fn answer(from: &str, reply_to: &str, to: &str, cc: &str, everybody: bool) -> (String, String) {
        let (from, reply_to, to, cc) = (people(from), people(reply_to), people(to), people(cc));
        let answered = Answered { from: &from, reply_to: &reply_to, to: &to, cc: &cc };
        let found = recipients(&answered, "me@x", everybody);
        let words = |list: Vec<Address>| list.into_iter().map(|a| a.email).collect::<Vec<_>>().join(" ");
        (words(found.to), words(found.cc))
    }

    #[test]
    fn an_answer_goes_to_the_sender_or_to_everybody_but_never_back() {
        for (from, reply_to, to, cc, everybody, expected) in [
            ("ann@x", "", "me@x bob@x", "cy@x", false, ("ann@x", "")),
            ("ann@x", "list@x", "me@x", "", false, ("list@x", "")),
            ("ann@x", "", "ME@x bob@x", "cy@x Bob@X", true, ("ann@x bob@x", "cy@x")),
            ("me@x", "", "bob@x", "cy@x", false, ("bob@x", "")),
            ("Me@x", "", "bob@x me@x", "cy@x", true, ("bob@x", "cy@x")),
            ("me@x", "", "me@x", "", false, ("me@x", "")),
            ("ann@x", "me@x", "bob@x", "", false, ("bob@x", "")),
            ("ann@x", "", "ann@x", "ann@x me@x", true, ("ann@x", "")),
        ] {
            let found = answer(from, reply_to, to, cc, everybody);
            assert_eq!((found.0.as_str(), found.1.as_str()), expected, "{from} {reply_to} {to} {cc}");
        }
    }

    #[test]
    fn prefixes_are_not_piled_up() {
        for (subject, reply, forward) in [
            ("Plan", "Re: Plan", "Fwd: Plan"),
            ("Re: AW: RE[2]: Plan", "Re: Plan", "Fwd: Re: AW: RE[2]: Plan"),
            ("Antw: SV: Plan", "Re: Plan", "Fwd: Antw: SV: Plan"),
            ("WG: Fwd: Plan", "Re: WG: Fwd: Plan", "Fwd: Plan"),
            ("回复：计划", "Re: 计划", "Fwd: 回复：计划"),
            ("Rewrite: now", "Re: Rewrite: now", "Fwd: Rewrite: now"),
            ("", "Re:", "Fwd:"),
        ] {
            assert_eq!((reply_subject(subject), forward_subject(subject)), (reply.to_owned(), forward.to_owned()));
        }
    }

    #[test]
    fn a_quote_stands_below_its_attribution() {
        let parsed = Parsed { text: "one\n> two\n\nthree\n-- \nAnn\n".to_owned(), ..Parsed::default() };
        let (text, html) = quoted(&parsed, "Ann wrote:");
        assert_eq!((text.as_str(), html), ("\n\nAnn wrote:\n> one\n>> two\n>\n> three\n", None));
        let html = "<style>p{color:red}</style><p class=x>one<img src=https://x></p>";
        let parsed = Parsed { text: "one".to_owned(), html: Some(html.to_owned()), ..Parsed::default() };
        let (_, html) = quoted(&parsed, "Ann <a@x> wrote:");
        assert_eq!(
            html.as_deref(),
            Some("<p><br></p><p>Ann &lt;a@x&gt; wrote:</p><blockquote type=\"cite\"><p>one</p></blockquote>")
        );
    }
}
