//! Where a link leads, and whether its text says so.

use super::mailto::mailto;
use crate::model::LinkVerdict;
use url::Url;

/// Bytes of a link, and of its text, that are looked at.
const MAX_LINK: usize = 16 * 1024;
const MAX_TEXT: usize = 2 * 1024;
/// Endings that are more often those of files than of sites.
const FILES: [&str; 26] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "zip", "txt", "csv", "md", "jpg", "jpeg",
    "png", "gif", "html", "htm", "js", "ics", "eml", "mp3", "mp4", "mov",
];
/// Second levels under which countries register, as in `co.uk`.
const SECOND_LEVELS: [&str; 10] = ["co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "gob"];
/// Cyrillic letters that look like Latin ones.
const LOOKALIKES: &str = "асԁеһіјӏорԛѕԝхуѵвкмнтгьзэ";

/// Says what following a link means.
pub fn check_link(url: &str, text: &str) -> LinkVerdict {
    let url: String = url.trim().chars().filter(|c| !c.is_control()).collect();
    if url.len() > MAX_LINK {
        return LinkVerdict::Refused;
    }
    if mailto(&url).is_some() {
        return LinkVerdict::Mailto { uri: url };
    }
    let Ok(url) = Url::parse(&url) else { return LinkVerdict::Refused };
    let Some(host) = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")) else {
        return LinkVerdict::Refused;
    };
    // `https://bank.example@other.example` leads to the other one.
    let user = Some(url.username()).filter(|user| !user.is_empty()).map(str::to_owned);
    let mut claims = claimed(text);
    let shown = user.or_else(|| claims.find(|claim| !same_site(claim, host)).map(|claim| readable(&claim)));
    match shown {
        Some(shown) => LinkVerdict::Misleading { shown, host: readable(host), url: url.to_string() },
        None => LinkVerdict::Open { url: url.to_string() },
    }
}

/// The hosts that a text names, in ASCII.
fn claimed(text: &str) -> impl Iterator<Item = String> {
    let text = &text[..text.floor_char_boundary(MAX_TEXT)];
    let visible = |c: &char| !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    let text: String = text.chars().filter(visible).collect();
    let words: Vec<String> = text.split_whitespace().filter_map(host_of).collect();
    words.into_iter()
}

fn host_of(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let lower = word.to_lowercase();
    let (certain, rest) = match lower.split_once("://") {
        Some(("http" | "https", rest)) => (true, rest),
        Some(_) => return None,
        None => (lower.starts_with("www."), lower.as_str()),
    };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.contains('@') && !certain {
        return None;
    }
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    let ascii = idna::domain_to_ascii(host).ok()?;
    let (stem, last) = ascii.rsplit_once('.')?;
    let address = ascii.parse::<std::net::Ipv4Addr>().is_ok();
    let site = last.len() >= 2 && (last.starts_with("xn--") || last.bytes().all(|b| b.is_ascii_alphabetic()));
    let file = !certain && FILES.contains(&last);
    (!stem.is_empty() && !file && (site || (address && certain))).then_some(ascii)
}

/// Whether two hosts belong to one site, as far as can be told without a list of all registries.
fn same_site(claimed: &str, host: &str) -> bool {
    let bare = |host: &str| host.trim_end_matches('.').trim_start_matches("www.").to_ascii_lowercase();
    let (claimed, host) = (bare(claimed), bare(host));
    let below = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    claimed == host || below(&host, &claimed) || (!is_address(&host) && site(&claimed) == site(&host))
}

fn is_address(host: &str) -> bool {
    host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok()
}

/// The part of a host that somebody registered.
fn site(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (last, second, third) = (dots.next(), dots.next(), dots.next());
    let (Some(last), Some(second)) = (last, second) else { return host };
    let country = host.len() - last == 3 && SECOND_LEVELS.contains(&&host[second + 1..last]);
    match (country, third) {
        (false, _) => &host[second + 1..],
        (true, Some(third)) => &host[third + 1..],
        (true, None) => host,
    }
}

/// A host as it may be shown: in its own letters, unless they are mixed from several scripts or all look Latin.
fn readable(ascii: &str) -> String {
    let label = |label: &str| {
        let (shown, sound) = idna::domain_to_unicode(label);
        if sound.is_ok() && is_plain(&shown) { shown } else { label.to_owned() }
    };
    ascii.split('.').map(label).collect::<Vec<_>>().join(".")
}

fn is_plain(label: &str) -> bool {
    let mut scripts = label.chars().filter_map(script);
    let first = scripts.next();
    let mixed = first.is_some_and(|first| scripts.any(|other| other != first));
    let letters = || label.chars().filter(|c| c.is_alphabetic());
    let disguised = first == Some(CYRILLIC) && letters().all(|c| LOOKALIKES.contains(c));
    !mixed && !disguised
}

const CYRILLIC: u32 = 2;

/// The script of a letter, roughly; none for digits and hyphens.
fn script(c: char) -> Option<u32> {
    match c {
        '0'..='9' | '-' | '_' => None,
        '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Some(0),
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Some(1),
        '\u{400}'..='\u{52F}' => Some(CYRILLIC),
        '\u{1100}'..='\u{11FF}' | '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}' => {
            Some(3)
        }
        other => Some(0x100 + (u32::from(other) >> 7)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(url: &str, text: &str) -> String {
        match check_link(url, text) {
            LinkVerdict::Open { url } => url,
            LinkVerdict::Misleading { shown, host, .. } => format!("{shown} is {host}"),
            LinkVerdict::Mailto { uri } => uri,
            LinkVerdict::Refused => "refused".to_owned(),
        }
    }

    #[test]
    fn a_text_that_names_another_site_misleads() {
        for (url, text, expected) in [
            ("https://bank.example/a", "click here", "https://bank.example/a"),
            ("https://www.bank.example/a", "https://bank.example", "https://www.bank.example/a"),
            ("https://mail.bank.example/a", "www.bank.example", "https://mail.bank.example/a"),
            ("https://click.bank.example/", "shop.bank.example", "https://click.bank.example/"),
            ("https://evil.example/bank.example", "https://bank.example/login", "bank.example is evil.example"),
            ("https://bank.example.evil.example/", "bank.example", "bank.example is bank.example.evil.example"),
            ("https://evilbank.example/", "bank.example", "bank.example is evilbank.example"),
            ("https://evil.co.uk/", "bank.co.uk", "bank.co.uk is evil.co.uk"),
            ("https://x.example/", "Go to WWW.BANK.EXAMPLE now", "www.bank.example is x.example"),
            ("https://x.example/", "bank\u{200b}.example", "bank.example is x.example"),
            ("https://x.example/", "report.pdf", "https://x.example/"),
            ("https://x.example/", "ann@bank.example", "https://x.example/"),
            ("https://x.example/", "3.50 or e.g. this", "https://x.example/"),
            ("http://192.0.2.1/", "http://192.0.2.1", "http://192.0.2.1/"),
            ("http://192.0.2.1/", "http://193.0.2.1", "193.0.2.1 is 192.0.2.1"),
            ("https://bank.example@evil.example/", "x", "bank.example is evil.example"),
        ] {
            assert_eq!(verdict(url, text), expected, "{url} {text}");
        }
    }

    #[test]
    fn letters_that_pretend_are_shown_as_they_are_sent() {
        for (url, expected) in [
            ("https://p\u{430}ypal.example/", "a.example is xn--pypal-4ve.example"),
            ("https://\u{430}\u{440}\u{440}\u{4cf}\u{435}.example/", "a.example is xn--80ak6aa92e.example"),
            ("https://müller.example/", "a.example is müller.example"),
            ("https://пример.example/", "a.example is пример.example"),
            ("https://例え.example/", "a.example is 例え.example"),
        ] {
            assert_eq!(verdict(url, "a.example"), expected);
        }
        assert_eq!(verdict("https://bücher.example", ""), "https://xn--bcher-kva.example/");
    }

    #[test]
    fn nothing_but_pages_and_mail_may_be_opened() {
        for url in
            ["javascript:alert(1)", "java\nscript:x", "file:///etc/passwd", "data:text/html,x", "ftp://x/y", "x", ""]
        {
            assert_eq!(verdict(url, ""), "refused", "{url}");
        }
        assert_eq!(verdict(" MAILTO:a@x.example", ""), "MAILTO:a@x.example");
        assert_eq!(verdict("ht\ntps://x.example/", ""), "https://x.example/");
    }
}
