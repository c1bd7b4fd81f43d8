use super::fields::{Field, Parameters, fields};
use super::{charset, date, thread, words};
use crate::model::{Address, Header};
use mail_parser::{HeaderValue, parsers::MessageStream};

/// The fields of a header block that lists, threads and replies need, decoded to clean UTF-8
/// without line breaks, control characters or bidirectional overrides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Seconds since 1970 of the Date field.
    pub date: Option<i64>,
    pub subject: String,
    pub from: Vec<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub reply_to: Vec<Address>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// The first id of In-Reply-To, without angle brackets.
    pub in_reply_to: Option<String>,
    /// The ids of References, oldest first, without angle brackets or duplicates.
    pub references: Vec<String>,
    /// `type/subtype` of the message, lower case; `text/plain` where the field is missing.
    pub content_type: String,
}

/// Fields are cut here; no honest one is longer.
const MAX_FIELD: usize = 256 * 1024;
/// Addresses kept of one field.
const MAX_ADDRESSES: usize = 2_000;
/// Fields kept of a header block.
const MAX_FIELDS: usize = 2_000;

/// Reads a header block, whatever is in it; what follows an empty line is ignored.
pub fn envelope(header_block: &[u8]) -> Envelope {
    let mut envelope = Envelope { content_type: "text/plain".to_owned(), ..Envelope::default() };
    for field in fields(header_block) {
        envelope.take(field);
    }
    envelope
}

/// Every field of a header block in order, unfolded and decoded.
pub fn headers(header_block: &[u8]) -> Vec<Header> {
    let header = |field: Field<'_>| Header {
        name: String::from_utf8_lossy(field.name).into_owned(),
        value: words::decode(capped(field.value)),
    };
    fields(header_block).take(MAX_FIELDS).map(header).collect()
}

impl Envelope {
    fn take(&mut self, field: Field<'_>) {
        let value = capped(field.value);
        match field.name.to_ascii_lowercase().as_slice() {
            b"date" => self.date = self.date.or_else(|| date::parse(value)),
            b"subject" if self.subject.is_empty() => self.subject = words::decode(value),
            b"from" => add_addresses(&mut self.from, value),
            b"to" => add_addresses(&mut self.to, value),
            b"cc" => add_addresses(&mut self.cc, value),
            b"bcc" => add_addresses(&mut self.bcc, value),
            b"reply-to" => add_addresses(&mut self.reply_to, value),
            b"message-id" if self.message_id.is_none() => {
                self.message_id = thread::ids(value).next();
            }
            b"in-reply-to" if self.in_reply_to.is_none() => {
                self.in_reply_to = thread::ids(value).next();
            }
            b"references" if self.references.is_empty() => {
                self.references = thread::shortened(thread::ids(value));
            }
            b"content-type" => {
                let value = Parameters::parse(value).value;
                if value.contains('/') {
                    self.content_type = value;
                }
            }
            _ => {}
        }
    }
}

fn capped(value: &[u8]) -> &[u8] {
    &value[..value.len().min(MAX_FIELD)]
}

fn add_addresses(list: &mut Vec<Address>, value: &[u8]) {
    let room = MAX_ADDRESSES.saturating_sub(list.len());
    list.extend(addresses(value).into_iter().take(room));
}

/// The addresses of a field, those of groups included.
pub(super) fn addresses(value: &[u8]) -> Vec<Address> {
    let mut field = words::normalise(value).into_owned();
    field.retain(|b| *b != 0);
    field.push(b'\n');
    let HeaderValue::Address(parsed) = MessageStream::new(&field).parse_address() else {
        return Vec::new();
    };
    parsed.iter().filter_map(|addr| address(addr.name(), addr.address())).collect()
}

fn address(name: Option<&str>, email: Option<&str>) -> Option<Address> {
    let name = name.map(charset::one_line).filter(|name| !name.is_empty());
    let email: String = charset::one_line(email.unwrap_or_default());
    let email = email.trim_matches(['<', '>', ' ']).to_owned();
    (name.is_some() || !email.is_empty()).then_some(Address { name, email })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn shown(list: &[Address]) -> String {
        let one = |a: &Address| format!("{}<{}>", a.name.as_deref().unwrap_or_default(), a.email);
        list.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn addresses_are_read() {
        for (value, expected) in [
            ("a@b.c", "<a@b.c>"),
            ("<a@b.c>", "<a@b.c>"),
            ("Ann <a@b.c>, Bob <b@b.c>", "Ann<a@b.c> Bob<b@b.c>"),
            ("\"Ann, B.\" <a@b.c>", "Ann, B.<a@b.c>"),
            ("a@b.c (Ann)", "Ann<a@b.c>"),
            ("=?utf-8?q?J=C3?= =?utf-8?q?=B6rg?= <j@b.c>", "Jörg<j@b.c>"),
            ("\"=?utf-8?q?J=C3=B6rg?=\" <j@b.c>", "Jörg<j@b.c>"),
            ("=?utf-8?q?A,_B_=3Cx=40y=3E?= <j@b.c>", "A, B <x@y><j@b.c>"),
            ("Jörg <j@b.c>", "Jörg<j@b.c>"),
            ("Team: a@b.c, Bob <b@b.c>;, c@b.c", "<a@b.c> Bob<b@b.c> <c@b.c>"),
            ("undisclosed-recipients:;", ""),
            ("", ""),
            (",,,", ""),
            ("Nobody", "Nobody<>"),
            ("a@b.c, <>", "<a@b.c>"),
            ("Ann\r\n\t<a@b.c>,\r\n b@b.c", "Ann<a@b.c> <b@b.c>"),
            ("=?utf-8?q?x=0D=0ABcc=3A?= <a@b.c>", "x Bcc:<a@b.c>"),
        ] {
            assert_eq!(shown(&addresses(value.as_bytes())), expected, "{value}");
        }
        assert_eq!(shown(&addresses(b"J\xf6rg <j@b.c>")), "Jörg<j@b.c>");
    }

    #[test]
    fn an_envelope_is_read() {
        let block = "Received: x\r\nFrom: Ann <ann@example.org>\r\nTo: b@example.org\r\nto: c@example.org\r\n\
            Subject: =?utf-8?q?Caf=C3=A9?=\r\n =?utf-8?q?_noir?=\r\nDate: Mon, 15 Jan 2024 10:20:30 +0100\r\n\
            Message-ID: <one@example.org>\r\nIn-Reply-To: <zero@example.org> (Ann)\r\n\
            References: <minus@example.org>\r\n <zero@example.org><minus@example.org>\r\n\
            Content-Type: Multipart/Mixed; boundary=x\r\n\r\nSubject: not me\r\n";
        let read = envelope(block.as_bytes());
        assert_eq!(read.subject, "Café noir");
        assert_eq!(shown(&read.to), "<b@example.org> <c@example.org>");
        assert_eq!(read.date, Some(1_705_310_430));
        assert_eq!(read.message_id.as_deref(), Some("one@example.org"));
        assert_eq!(read.in_reply_to.as_deref(), Some("zero@example.org"));
        assert_eq!(read.references, ["minus@example.org", "zero@example.org"]);
        assert_eq!(read.content_type, "multipart/mixed");
        assert_eq!(headers(block.as_bytes()).len(), 10);
        let bare = envelope(block.replace("\r\n", "\n").as_bytes());
        assert_eq!(bare, read);
    }

    #[test]
    fn hostile_fields_cost_their_length() {
        for value in ["=?a?q?", "(", "\"", "<", "\\", ",", "a@b.c,", ";", "x*0=\"", "<a@b>", "=?utf-8?q?a?= "] {
            for name in ["From", "Subject", "References", "Content-Type", "Date"] {
                let block = format!("{name}: {}\r\n\r\n", value.repeat(250_000 / value.len()));
                let read = envelope(block.as_bytes());
                assert!(read.from.len() <= MAX_ADDRESSES && read.references.len() <= 100);
            }
        }
    }

    #[test]
    fn nothing_yields_nothing() {
        let read = envelope(b"");
        assert_eq!(read, Envelope { content_type: "text/plain".to_owned(), ..Envelope::default() });
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(block in prop::collection::vec(any::<u8>(), 0..400)) {
            let read = envelope(&block);
            prop_assert!(!read.subject.contains(['\r', '\n', '\0']));
            headers(&block);
        }

        #[test]
        fn any_field_is_survived(
            name in prop::sample::select(vec!["From", "To", "Date", "References", "Content-Type", "Subject"]),
            value in "[ -~\r\n\t\u{e4}]{0,120}",
        ) {
            envelope(format!("{name}: {value}\r\n\r\n").as_bytes());
        }

        #[test]
        fn address_soup_is_survived(value in "[<>@,;:()\"\\\\ =?a-cQB\n\r]{0,80}") {
            for found in addresses(value.as_bytes()) {
                prop_assert!(!found.email.contains(['\r', '\n']));
            }
        }
    }
}
