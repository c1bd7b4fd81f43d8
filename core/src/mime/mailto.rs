//! `mailto:` links (RFC 6068).

use super::{charset, envelope};
use crate::model::Address;

/// Addresses that a link may name.
const MAX_PEOPLE: usize = 100;
/// Bytes of the text that a link may bring.
const MAX_TEXT: usize = 64 * 1024;

/// What a link asks for; fields other than these are not looked at, so that no link attaches a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailto {
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub subject: String,
    pub text: String,
}

/// Reads a link; `None` for one of another scheme.
pub fn mailto(uri: &str) -> Option<Mailto> {
    let uri = uri.trim();
    let rest = uri.get(7..).filter(|_| uri.as_bytes()[..7].eq_ignore_ascii_case(b"mailto:"))?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, fields) = rest.split_once('?').unwrap_or((rest, ""));
    let mut mail = Mailto { to: people(path), ..Mailto::default() };
    // Links written into HTML often keep the `&amp;` they were written with.
    for field in fields.replace("&amp;", "&").split('&') {
        let Some((name, value)) = field.split_once('=') else { continue };
        match decoded(name).to_ascii_lowercase().as_str() {
            "to" => mail.to.append(&mut people(value)),
            "cc" => mail.cc.append(&mut people(value)),
            "bcc" => mail.bcc.append(&mut people(value)),
            "subject" => mail.subject = charset::one_line(&decoded(value)),
            "body" => {
                mail.text = decoded(value).replace("\r\n", "\n").replace('\r', "\n");
                mail.text.retain(|c| c == '\n' || c == '\t' || !c.is_control());
                charset::cut(&mut mail.text, MAX_TEXT);
            }
            _ => {}
        }
    }
    for list in [&mut mail.to, &mut mail.cc, &mut mail.bcc] {
        list.truncate(MAX_PEOPLE);
    }
    Some(mail)
}

/// Commas between addresses stand as they are; those inside one are escaped.
fn people(list: &str) -> Vec<Address> {
    let one = |part: &str| envelope::addresses(charset::one_line(&decoded(part)).as_bytes());
    list.split(',').flat_map(one).filter(|address| address.email.contains('@')).collect()
}

/// `+` means itself (RFC 6068 §5).
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn links_say_whom_and_what() {
        let mail = mailto(
            "MAILTO:ann@x.example,bob+a@x.example?cc=%22Cy%2C%20D%22%20%3Ccy@x.example%3E&subject=A%20b%0D%0ABcc:%20e@x\
             &body=one%0D%0Atwo&attach=/etc/passwd&bcc=d@x.example&to=e@x.example",
        )
        .unwrap();
        let emails = |list: &[Address]| list.iter().map(|a| a.email.clone()).collect::<Vec<_>>();
        assert_eq!(emails(&mail.to), ["ann@x.example", "bob+a@x.example", "e@x.example"]);
        assert_eq!(emails(&mail.cc), ["cy@x.example"]);
        assert_eq!(emails(&mail.bcc), ["d@x.example"]);
        assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("A b Bcc: e@x", "one\ntwo"));
    }

    #[test]
    fn what_is_no_link_to_write_is_refused_and_an_empty_one_is_not() {
        assert_eq!(mailto("https://x"), None);
        assert_eq!(mailto("mailt"), None);
        assert_eq!(mailto("äöüß€:x"), None);
        assert_eq!(mailto("mailto:"), Some(Mailto::default()));
        assert!(mailto("mailto:nobody%ff%00").unwrap().to.is_empty());
    }
}
