use crate::say;
use crate::words::{Language, Sentence};
use std::{io, time::Duration};

/// The longest server text that is kept, in characters.
const TEXT_LIMIT: usize = 300;
/// The host where what is wrong is wrong with every server.
pub const ANY_SERVER: &str = "any server";

/// Why talking to a server failed. Each kind asks for a different reaction of the engine; texts
/// of the server are cleaned of control characters and cut. [`crate::MailError`] makes sentences of it for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// The host name has no address, or no resolver answered.
    #[error("The name {host} was not found: {detail}.", detail = english(detail))]
    Dns { host: String, detail: Sentence },
    /// The host answered that nothing listens there, or that it cannot be reached.
    #[error("{host}:{port} cannot be reached: {detail}.", detail = english(detail))]
    Refused { host: String, port: u16, detail: Sentence },
    /// Nothing came within the limit; `what` was waited for.
    #[error("The server gave no answer within {} s ({}).", after.as_secs(), english(what))]
    Timeout { what: Sentence, after: Duration },
    /// The connection ended or broke while it was needed.
    #[error("The connection broke: {detail}.", detail = english(detail))]
    Broken { detail: Sentence },
    /// The certificate is not to be trusted for `host`.
    #[error("The certificate of {host} is not to be trusted: {problem}.")]
    Certificate { host: String, problem: CertificateProblem },
    /// TLS could not be agreed on, or the server wants to go on without it.
    #[error("No secure connection to {host}: {detail}.", detail = english(detail))]
    Insecure { host: String, detail: Sentence },
    /// The server refused the user name or password. Nothing else is ever called this.
    #[error("The server refused the user name or password: {text}", text = english(text))]
    SignIn { text: Sentence },
    /// The server cannot serve now, whoever asks: too many connections, overload, shutdown.
    #[error("The server is not available now: {text}", text = english(text))]
    Unavailable { code: Option<String>, text: Sentence },
    /// The server understood and refused; `code` is the response code in upper case
    /// (RFC 5530), such as `OVERQUOTA` or `TRYCREATE`.
    #[error("The server refused: {text}", text = english(text))]
    No { code: Option<String>, text: Sentence },
    /// The server did not understand the command.
    #[error("The server did not understand: {text}", text = english(text))]
    Bad { text: Sentence },
    /// The server broke the protocol so that the connection cannot go on.
    #[error("The server broke the protocol: {detail}.", detail = english(detail))]
    Protocol { detail: Sentence },
    /// An answer that matters could not be read whole; the connection is still good.
    #[error("The server's answer cannot be read ({detail}).", detail = english(detail))]
    Unreadable { detail: Sentence },
    /// What was to be sent cannot be written in the protocol; `detail` is a whole sentence.
    #[error("{}", english(detail))]
    Input { detail: Sentence },
    /// What was to be sent could not be read.
    #[error("The data to send could not be read: {detail}.", detail = english(detail))]
    Source { detail: Sentence },
}

/// What is wrong with a server's certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateProblem {
    /// It is for other names; `valid_for` are the host names that would fit.
    #[error("it is for {}", if valid_for.is_empty() { "no name at all".to_owned() } else { valid_for.join(", ") })]
    WrongName { valid_for: Vec<String> },
    #[error("it has expired")]
    Expired,
    #[error("it is not valid yet")]
    NotYetValid,
    #[error("its issuer is unknown here")]
    UnknownIssuer,
    #[error("it was revoked")]
    Revoked,
    #[error("{0}")]
    Other(String),
}

impl NetError {
    /// A broken connection, from an I/O error; rustls errors keep their own kind.
    pub fn broken(host: &str, error: &io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(tls) => super::tls::explain(host, tls),
            None => Self::Broken { detail: describe(error) },
        }
    }

    /// Whether another try may help without a person acting: the network or the server was away.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Dns { .. }
                | Self::Refused { .. }
                | Self::Timeout { .. }
                | Self::Broken { .. }
                | Self::Unavailable { .. }
                | Self::Protocol { .. }
        )
    }

    /// Whether the connection is of no more use after this error.
    pub fn is_fatal(&self) -> bool {
        !matches!(self, Self::No { .. } | Self::Bad { .. } | Self::Input { .. } | Self::Unreadable { .. })
    }

    /// What the server said.
    pub fn text(&self) -> Option<&Sentence> {
        match self {
            Self::SignIn { text } | Self::Bad { text } => Some(text),
            Self::Unavailable { text, .. } | Self::No { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The response code of a refusal, in upper case.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::No { code, .. } | Self::Unavailable { code, .. } => code.as_deref(),
            _ => None,
        }
    }
}

/// Server text as it may be shown: control characters become spaces, the length is bounded.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::new();
    for c in text.trim().chars().take(TEXT_LIMIT) {
        cleaned.push(if c.is_control() || is_bidi_control(c) { ' ' } else { c });
    }
    if text.trim().chars().nth(TEXT_LIMIT).is_some() {
        cleaned.push('…');
    }
    cleaned
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The words of a log: they are English whatever the face speaks.
fn english(sentence: &Sentence) -> String {
    sentence.in_language(Language::English)
}

/// An I/O error in a few words, without the operating system's number.
pub(super) fn describe(error: &io::Error) -> Sentence {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => say!("why-closed"),
        io::ErrorKind::ConnectionReset => say!("why-reset"),
        io::ErrorKind::BrokenPipe => say!("why-other-closed"),
        io::ErrorKind::ConnectionRefused => say!("why-connection-refused"),
        io::ErrorKind::HostUnreachable => say!("why-no-route"),
        io::ErrorKind::NetworkUnreachable => say!("why-no-network"),
        io::ErrorKind::TimedOut => say!("why-connection-late"),
        _ => systems_words(&error.to_string()),
    }
}

/// The system's words inside a sentence.
pub(super) fn systems_words(text: &str) -> Sentence {
    let text = clean(text.split(" (os error").next().unwrap_or(text));
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    Sentence::said(first + rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn server_text_is_cleaned_and_cut() {
        assert_eq!(clean(" a\r\n\0b\u{202e}c "), "a   b c");
        assert_eq!(clean(&"x".repeat(10_000)).chars().count(), TEXT_LIMIT + 1);
    }
}
