use crate::say;
use crate::words::{Language, Sentence};
use std::fmt;

/// An address that can stand in a header and in a command: checked, its domain as A-labels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Mailbox(String);

/// Why an address cannot be written to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{address}” is not an address: {}", fault.in_language(Language::English))]
pub struct AddressFault {
    /// As typed, without control characters.
    pub address: String,
    pub fault: Sentence,
}

impl AddressFault {
    /// The whole sentence.
    pub fn told(&self) -> Sentence {
        say!("send-address", address = &self.address, fault = &self.fault)
    }
}

impl Mailbox {
    /// Checks `local@domain`; an internationalised domain becomes ASCII (RFC 5891), so that only a
    /// local part beyond ASCII needs SMTPUTF8.
    pub fn new(typed: &str) -> Result<Self, AddressFault> {
        let fault =
            |fault| AddressFault { address: typed.chars().filter(|c| !c.is_control()).take(120).collect(), fault };
        let typed = typed.trim_matches(|c| c == ' ' || c == '\t');
        if typed.chars().any(char::is_control) {
            return Err(fault(say!("address-control")));
        }
        let Some((local, domain)) = typed.rsplit_once('@') else {
            return Err(fault(say!("address-no-at")));
        };
        check_local(local).map_err(fault)?;
        let domain = check_domain(domain).map_err(fault)?;
        Ok(Self(format!("{local}@{domain}")))
    }

    /// `local@domain`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether every server can carry it.
    pub fn is_ascii(&self) -> bool {
        self.0.is_ascii()
    }

    /// The part after the last `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_local(local: &str) -> Result<(), Sentence> {
    if local.is_empty() {
        return Err(say!("address-no-local"));
    }
    if local.len() > 64 {
        return Err(say!("address-local-long"));
    }
    let inside = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(inside) = inside {
        return check_quoted(inside);
    }
    let special = |c: char| c.is_whitespace() || "()<>[]:;@\\,\"".contains(c);
    match local.chars().any(special) {
        true => Err(say!("address-local-special")),
        false => Ok(()),
    }
}

fn check_quoted(inside: &str) -> Result<(), Sentence> {
    let mut rest = inside.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' if rest.next().is_none() => return Err(say!("address-quoted-open")),
            '"' => return Err(say!("address-quoted-mark")),
            _ => {}
        }
    }
    Ok(())
}

fn check_domain(domain: &str) -> Result<String, Sentence> {
    if let Some(literal) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let address = literal.strip_prefix("IPv6:").unwrap_or(literal);
        return match address.parse::<std::net::IpAddr>() {
            Ok(_) => Ok(domain.to_owned()),
            Err(_) => Err(say!("address-brackets")),
        };
    }
    let ascii = idna::domain_to_ascii(domain).map_err(|_| say!("address-domain"))?;
    let label_ok = |label: &str| {
        let body = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        (1..=63).contains(&label.len()) && label.bytes().all(body) && !label.starts_with('-') && !label.ends_with('-')
    };
    match ascii.len() <= 253 && ascii.split('.').all(label_ok) {
        true => Ok(ascii),
        false => Err(say!("address-domain")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn addresses_people_have_are_taken() {
        for (typed, written) in [
            ("ada@example.org", "ada@example.org"),
            (" ada+tag@EXAMPLE.org ", "ada+tag@example.org"),
            ("o'brien@sub.example.co.uk", "o'brien@sub.example.co.uk"),
            ("a..b.@docomo.example", "a..b.@docomo.example"),
            ("\"a b\"@example.org", "\"a b\"@example.org"),
            ("post@müller.example", "post@xn--mller-kva.example"),
            ("jörg@müller.example", "jörg@xn--mller-kva.example"),
            ("root@localhost", "root@localhost"),
            ("a@[192.0.2.1]", "a@[192.0.2.1]"),
            ("a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]"),
        ] {
            assert_eq!(Mailbox::new(typed).unwrap().as_str(), written);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for typed in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@example..org",
            "ada@-x.example",
            "a b@example.org",
            "ada@exa mple.org",
            "ada@example.org\r\nRCPT TO:<eve@example.org>",
            "<ada@example.org>",
            "ada@example.org>",
            "a,b@example.org",
            "\"a\"b\"@example.org",
            "ada@[nonsense]",
            "ada@example.org SIZE=1",
            "a\u{0}@example.org",
        ] {
            assert!(Mailbox::new(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn only_the_local_part_needs_smtputf8() {
        assert!(Mailbox::new("post@müller.example").unwrap().is_ascii());
        assert!(!Mailbox::new("jörg@example.org").unwrap().is_ascii());
    }
}
