use crate::net::error::systems_words;
use crate::net::{NetError, clean};
use crate::say;
use crate::words::{Language, Sentence};
use lettre::transport::smtp::response::Response;
use std::error::Error;
use std::fmt;

/// What the server answered (RFC 5321 §4.2, RFC 3463).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub code: u16,
    /// Such as `5.1.1`.
    pub enhanced: Option<String>,
    /// The server's words, cleaned, or what this side says in its place.
    pub text: Sentence,
}

/// Why a message could not be submitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// The connection, TLS or the sign-in failed.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The server refused the message, now (4xx) or for good (5xx).
    #[error("The server refused: {0}")]
    Refused(Reply),
}

impl Reply {
    /// Whether the server takes what it was asked.
    pub fn is_positive(&self) -> bool {
        self.code < 400
    }

    /// Whether asking again cannot help.
    pub fn is_permanent(&self) -> bool {
        self.code >= 500
    }

    /// Whether the message is too large for the server (RFC 1870 §6.1) or a mailbox is full.
    pub fn is_quota(&self) -> bool {
        let quota = matches!(self.enhanced.as_deref(), Some("5.3.4" | "5.2.3" | "5.2.2" | "4.2.2"));
        quota || self.code == 552 && self.enhanced.is_none()
    }

    /// The reply as a person reads it: codes, then words.
    pub fn told(&self) -> Sentence {
        let code = Sentence::said(self.code.to_string());
        let enhanced = self.enhanced.as_deref().map(Sentence::said).unwrap_or_default();
        Sentence::joined([code, enhanced, self.text.clone()], " ")
    }

    /// A reply that this side gives in the server's place.
    pub(super) fn own(code: u16, enhanced: &str, text: Sentence) -> Self {
        Self { code, enhanced: Some(enhanced.to_owned()), text }
    }

    pub(super) fn new<'a>(code: u16, lines: impl Iterator<Item = &'a str>) -> Self {
        let mut enhanced = None;
        let mut words = Vec::new();
        for line in lines {
            match line.split_once(' ') {
                Some((status, rest)) if is_status(status) => {
                    enhanced = Some(status.to_owned());
                    words.push(rest.trim());
                }
                None if is_status(line) => enhanced = Some(line.to_owned()),
                _ => words.push(line.trim()),
            }
        }
        Self { code, enhanced, text: Sentence::said(clean(&words.join(" "))) }
    }
}

impl From<&Response> for Reply {
    fn from(response: &Response) -> Self {
        Self::new(response.code().into(), response.message())
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        let text = Some(self.text.in_language(Language::English)).filter(|text| !text.is_empty());
        for part in self.enhanced.iter().chain(&text) {
            write!(f, " {part}")?;
        }
        Ok(())
    }
}

impl SmtpError {
    pub(super) fn from_lettre(error: &lettre::transport::smtp::Error) -> Self {
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        match error.status() {
            Some(code) => Self::Refused(Reply::new(code.into(), words.lines())),
            None if error.is_response() && words != "incomplete response" => {
                NetError::Protocol { detail: Sentence::said(clean(&words)) }.into()
            }
            None if words.is_empty() || words == "incomplete response" => {
                NetError::Broken { detail: say!("why-closed") }.into()
            }
            None => NetError::Broken { detail: systems_words(&words) }.into(),
        }
    }

    /// A refusal before anybody was named says nothing about a message.
    pub(super) fn at_greeting(self) -> Self {
        match self {
            Self::Refused(reply) => NetError::Unavailable { code: reply.enhanced.clone(), text: reply.told() }.into(),
            net => net,
        }
    }

    /// A refusal of AUTH. Only these codes speak of the password (RFC 4954 §6); 454 is temporary.
    pub(super) fn at_sign_in(self) -> Self {
        let Self::Refused(reply) = self else { return self };
        match reply.code {
            530 | 534 | 535 | 538 => NetError::SignIn { text: reply.told() }.into(),
            400..500 => NetError::Unavailable { code: reply.enhanced.clone(), text: reply.told() }.into(),
            _ => NetError::No { code: reply.enhanced.clone(), text: reply.told() }.into(),
        }
    }

    /// A server that forgot the sign-in says 530 to MAIL.
    pub(super) fn sign_in_first(self) -> Self {
        match self {
            Self::Refused(reply) if reply.code == 530 => Self::Refused(reply).at_sign_in(),
            other => other,
        }
    }
}

fn is_status(word: &str) -> bool {
    let numbers: Vec<&str> = word.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
        && matches!(numbers.first(), Some(&("2" | "4" | "5")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enhanced_codes_are_read_from_every_line() {
        let reply = Reply::new(550, ["5.1.1 <x@example.org>: unknown", "5.1.1 ask <b>somebody</b>"].into_iter());
        assert_eq!(reply.enhanced.as_deref(), Some("5.1.1"));
        assert_eq!(reply.to_string(), "550 5.1.1 <x@example.org>: unknown ask <b>somebody</b>");
        assert_eq!(Reply::new(250, ["ok"].into_iter()).to_string(), "250 ok");
        assert_eq!(Reply::new(250, [].into_iter()).to_string(), "250");
        assert_eq!(Reply::new(550, ["10.0.0 is no status"].into_iter()).enhanced, None);
    }

    #[test]
    fn only_some_codes_speak_of_the_password() {
        for (code, sign_in) in [(535, true), (530, true), (534, true), (454, false), (421, false), (501, false)] {
            let error = SmtpError::Refused(Reply::new(code, ["no"].into_iter())).at_sign_in();
            assert_eq!(matches!(error, SmtpError::Net(NetError::SignIn { .. })), sign_in, "{code}");
        }
    }
}
