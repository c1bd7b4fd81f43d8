//! A draft becomes the bytes of RFC 5322 and MIME, written as a stream.
//!
//! Pure: the Message-ID, the date, the boundary seed and the content of files are given by the
//! caller. The bytes are 7-bit and canonical (CRLF, lines of at most 998) unless an address needs
//! SMTPUTF8, and never name a Bcc recipient.

mod address;
mod base64;
mod media;

pub use address::{AddressFault, Mailbox};
pub use base64::Base64Lines;
pub use media::media_type;

use super::strict::pictures_in;
use crate::model::Address;
use jiff::{Timestamp, fmt::rfc2822, tz::Offset};
use mail_builder::headers::Header;
use mail_builder::headers::address::{Address as Written, EmailAddress};
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;
use std::io::{self, Write};

/// Writes the raw bytes of a file to a sink.
type Content<'a> = dyn FnMut(usize, &mut dyn Write) -> io::Result<()> + 'a;

const MAX_REFERENCES: usize = 40;
const MAX_ID: usize = 250;

/// A message ready to be written.
#[derive(Debug, Clone, Default)]
pub struct Outgoing {
    /// Without angle brackets.
    pub message_id: String,
    /// Seconds since 1970.
    pub date: i64,
    /// Seconds east of UTC where the sender is.
    pub utc_offset: i32,
    pub from: Person,
    pub to: Vec<Person>,
    pub cc: Vec<Person>,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    /// Message-ID of the message answered.
    pub in_reply_to: Option<String>,
    /// Message-IDs of the conversation, oldest first.
    pub references: Vec<String>,
    /// The files attached, in order.
    pub files: Vec<Attached>,
    /// Makes the boundaries; random characters that the content cannot know.
    pub seed: String,
}

/// A file of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attached {
    pub name: String,
    /// The HTML shows it by this (RFC 2392); where it does not, it is attached like any other.
    pub content_id: Option<String>,
}

/// A checked address with the name it is shown under.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub name: Option<String>,
    pub mailbox: Mailbox,
}

impl Person {
    /// Checks an address a person typed.
    pub fn new(address: &Address) -> Result<Self, AddressFault> {
        let name = address.name.as_deref().map(one_line).filter(|name| !name.is_empty());
        Ok(Self { name, mailbox: Mailbox::new(&address.email)? })
    }

    fn written(&self) -> EmailAddress<'_> {
        EmailAddress { name: self.name.as_deref().map(Into::into), email: self.mailbox.as_str().into() }
    }
}

impl Outgoing {
    /// Whether a server without SMTPUTF8 (RFC 6531) cannot carry the header.
    pub fn needs_utf8(&self) -> bool {
        let everybody = std::iter::once(&self.from).chain(&self.to).chain(&self.cc);
        everybody.into_iter().any(|person| !person.mailbox.is_ascii())
    }

    /// Writes the message. `file(n, sink)` writes the raw bytes of attachment `n` to `sink`.
    pub fn write(&self, file: &mut Content<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.header()?)?;
        let shown = self.html.as_deref().map(pictures_in).unwrap_or_default();
        let is_shown = |n: &usize| self.files[*n].content_id.as_ref().is_some_and(|id| is_id(id) && shown.contains(id));
        let (within, beside): (Vec<_>, Vec<_>) = (0..self.files.len()).partition(is_shown);
        if beside.is_empty() {
            return self.body(&within, file, out);
        }
        let boundary = self.boundary("mixed");
        begin(&multipart("multipart/mixed", &boundary), &boundary, out)?;
        self.body(&within, file, out)?;
        for number in beside {
            self.part(number, None, &boundary, file, out)?;
        }
        write!(out, "\r\n--{boundary}--\r\n")
    }

    /// The readable part with the pictures that it shows (RFC 2387).
    fn body(&self, pictures: &[usize], file: &mut Content<'_>, out: &mut dyn Write) -> io::Result<()> {
        if pictures.is_empty() {
            return out.write_all(&self.readable());
        }
        let boundary = self.boundary("related");
        let kind = multipart("multipart/related", &boundary).attribute("type", "multipart/alternative");
        begin(&kind, &boundary, out)?;
        out.write_all(&self.readable())?;
        for number in pictures {
            let id = self.files[*number].content_id.as_deref().unwrap_or_default();
            self.part(*number, Some(id), &boundary, file, out)?;
        }
        write!(out, "\r\n--{boundary}--\r\n")
    }

    /// Writes a file, beside the text or as what it shows by a Content-ID.
    fn part(
        &self,
        number: usize,
        shown_as: Option<&str>,
        boundary: &str,
        file: &mut Content<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write!(out, "\r\n--{boundary}\r\n")?;
        out.write_all(&file_header(&self.files[number].name, shown_as))?;
        let mut lines = Base64Lines::new(out);
        file(number, &mut lines)?;
        lines.finish()
    }

    fn header(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::with_capacity(1024);
        put(&mut head, "From", &Written::Address(self.from.written()));
        put_people(&mut head, "To", &self.to);
        put_people(&mut head, "Cc", &self.cc);
        if self.to.is_empty() && self.cc.is_empty() {
            head.extend_from_slice(b"To: undisclosed-recipients:;\r\n");
        }
        put(&mut head, "Subject", &Text::new(one_line(&self.subject)));
        write!(head, "Date: {}\r\n", self.date_text()?)?;
        put(&mut head, "Message-ID", &MessageId::new(self.message_id.as_str()));
        let answered = self.in_reply_to.as_deref().filter(|id| is_id(id));
        if let Some(id) = answered {
            put(&mut head, "In-Reply-To", &MessageId::new(id));
        }
        let references = self.usable_references();
        if !references.is_empty() {
            put(&mut head, "References", &MessageId::new_list(references.into_iter()));
        }
        head.extend_from_slice(b"MIME-Version: 1.0\r\n");
        Ok(head)
    }

    /// The first of a long conversation and its latest part (RFC 5322 §3.6.4 allows to leave out).
    fn usable_references(&self) -> Vec<&str> {
        let usable: Vec<&str> = self.references.iter().map(String::as_str).filter(|id| is_id(id)).collect();
        match usable.len().checked_sub(MAX_REFERENCES) {
            Some(extra) if extra > 0 => {
                let kept = usable.iter().take(1).chain(usable.iter().skip(extra + 1));
                kept.copied().collect()
            }
            _ => usable,
        }
    }

    fn date_text(&self) -> io::Result<String> {
        let offset = Offset::from_seconds(self.utc_offset).unwrap_or(Offset::UTC);
        let date = Timestamp::from_second(self.date).map_err(io::Error::other)?;
        rfc2822::to_string(&date.to_zoned(offset.to_time_zone())).map_err(io::Error::other)
    }

    /// The text, or text and HTML as alternatives, with their MIME header.
    fn readable(&self) -> Vec<u8> {
        let text = MimePart::new("text/plain", canonical(&self.text));
        let mut bytes = Vec::with_capacity(self.text.len() + 512);
        match &self.html {
            None => text.write_part(&mut bytes),
            Some(html) => {
                let html = MimePart::new("text/html", canonical(html));
                let kind = multipart("multipart/alternative", &self.boundary("alternative"));
                MimePart::new(kind, vec![text, html]).write_part(&mut bytes);
            }
        }
        bytes
    }

    /// `=_` occurs in no base64 line and no quoted-printable one.
    fn boundary(&self, kind: &str) -> String {
        let seed: String = self.seed.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        format!("=_{kind}_{seed}")
    }
}

/// The Bcc line that the copy in Sent carries and nobody else's; empty without such recipients.
pub fn bcc_line(bcc: &[Person]) -> Vec<u8> {
    let mut line = Vec::new();
    put_people(&mut line, "Bcc", bcc);
    line
}

fn put(out: &mut Vec<u8>, name: &str, value: &impl Header) {
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b": ");
    value.write_header(out, name.len() + 2);
}

fn put_people(out: &mut Vec<u8>, name: &str, people: &[Person]) {
    if people.is_empty() {
        return;
    }
    let list = people.iter().map(|person| Written::Address(person.written())).collect();
    put(out, name, &Written::List(list));
}

fn multipart<'a>(kind: &'a str, boundary: &str) -> ContentType<'a> {
    ContentType::new(kind).attribute("boundary", boundary.to_owned())
}

/// Writes the header of a multipart up to the header of its first part.
fn begin(kind: &ContentType<'_>, boundary: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut head = Vec::new();
    put(&mut head, "Content-Type", kind);
    write!(head, "\r\n--{boundary}\r\n")?;
    out.write_all(&head)
}

fn file_header(name: &str, shown_as: Option<&str>) -> Vec<u8> {
    let name: String = name.chars().map(|c| if c.is_control() || matches!(c, '/' | '\\') { '_' } else { c }).collect();
    let mut head = Vec::new();
    put(&mut head, "Content-Type", &ContentType::new(media_type(&name)).attribute("name", name.as_str()));
    let placed = if shown_as.is_some() { "inline" } else { "attachment" };
    let disposition = ContentType::new(placed).attribute("filename", name.as_str());
    put(&mut head, "Content-Disposition", &disposition);
    if let Some(id) = shown_as {
        put(&mut head, "Content-ID", &MessageId::new(id));
    }
    head.extend_from_slice(b"Content-Transfer-Encoding: base64\r\n\r\n");
    head
}

/// One line without control characters, so that nothing typed can become a header of its own.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.trim().to_owned()
}

/// Line ends as CRLF, no NUL.
fn canonical(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32 + 2);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\0' => {}
            '\r' => {
                rest.next_if_eq(&'\n');
                out.push_str("\r\n");
            }
            '\n' => out.push_str("\r\n"),
            c => out.push(c),
        }
    }
    if !out.ends_with("\r\n") {
        out.push_str("\r\n");
    }
    out
}

/// Whether a foreign Message-ID or Content-ID can be repeated: others write spaces, brackets and worse into it.
pub fn is_id(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_graphic() && !matches!(b, b'<' | b'>');
    !id.is_empty() && id.len() <= MAX_ID && id.bytes().all(plain)
}

#[cfg(test)]
mod tests;
