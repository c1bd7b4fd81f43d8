//! The one error a face sees, and the only place where layer errors become it.

use crate::api::SecretError;
use crate::net::{ANY_SERVER, CertificateProblem, NetError};
use crate::say;
use crate::store::StoreError;
use crate::words::Sentence;
use serde::Serialize;

/// Why a verb failed. Each kind asks for a different reaction; `reason` says what happened and
/// `next` what a person can do, each one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MailError {
    /// The server cannot be reached or the connection broke; tried again by itself.
    #[error("{reason} {next}")]
    Offline { reason: Sentence, next: Sentence },
    /// The server's certificate or its TLS is not to be trusted.
    #[error("{reason} {next}")]
    Insecure { reason: Sentence, next: Sentence },
    /// The server refused the user name or password; not tried again before it changes.
    #[error("{reason} {next}")]
    SignIn { reason: Sentence, next: Sentence },
    /// The server understood and said no.
    #[error("{reason} {next}")]
    Refused { reason: Sentence, next: Sentence },
    /// The mailbox is full or the message too large.
    #[error("{reason} {next}")]
    Quota { reason: Sentence, next: Sentence },
    /// The account, mailbox or message is not there (any more).
    #[error("{reason} {next}")]
    Gone { reason: Sentence, next: Sentence },
    /// What was asked for makes no sense.
    #[error("{reason} {next}")]
    Input { reason: Sentence, next: Sentence },
    /// Another process syncs the account.
    #[error("{reason} {next}")]
    Busy { reason: Sentence, next: Sentence },
    /// The disk or the profile's database failed.
    #[error("{reason} {next}")]
    Storage { reason: Sentence, next: Sentence },
    /// The profile cannot be unlocked, or a newer Tern wrote it.
    #[error("{reason} {next}")]
    Locked { reason: Sentence, next: Sentence },
    /// A person cancelled it.
    #[error("{reason} {next}")]
    Cancelled { reason: Sentence, next: Sentence },
    /// A fault of Tern.
    #[error("{reason} {next}")]
    Bug { reason: Sentence, next: Sentence },
}

macro_rules! makers {
    ($($(#[$doc:meta])* $name:ident => $kind:ident),* $(,)?) => {
        impl MailError {
            $($(#[$doc])* pub fn $name(reason: impl Into<Sentence>, next: impl Into<Sentence>) -> Self {
                Self::$kind { reason: reason.into(), next: next.into() }
            })*

            /// The kind as scripts see it, such as `sign_in`.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$kind { .. } => stringify!($name),)*
                }
            }

            /// The same error, with what it is about in front of what happened.
            pub(crate) fn about(mut self, what: &str) -> Self {
                match &mut self {
                    $(Self::$kind { reason, .. } => {
                        *reason = Sentence::joined([Sentence::said(what), reason.clone()], ": ");
                    })*
                }
                self
            }

            /// The two sentences: what happened, and what to do.
            fn sentences(&self) -> (&Sentence, &Sentence) {
                match self {
                    $(Self::$kind { reason, next } => (reason, next),)*
                }
            }
        }
    };
}

makers! {
    /// Makes an `Offline`.
    offline => Offline,
    /// Makes an `Insecure`.
    insecure => Insecure,
    /// Makes a `SignIn`.
    sign_in => SignIn,
    /// Makes a `Refused`.
    refused => Refused,
    /// Makes a `Quota`.
    quota => Quota,
    /// Makes a `Gone`.
    gone => Gone,
    /// Makes an `Input`.
    input => Input,
    /// Makes a `Busy`.
    busy => Busy,
    /// Makes a `Storage`.
    storage => Storage,
    /// Makes a `Locked`.
    locked => Locked,
    /// Makes a `Cancelled`.
    cancelled => Cancelled,
    /// Makes a `Bug`.
    bug => Bug,
}

impl MailError {
    /// What happened, one sentence.
    pub fn reason(&self) -> &Sentence {
        self.sentences().0
    }

    /// What a person can do, one sentence.
    pub fn next(&self) -> &Sentence {
        self.sentences().1
    }

    /// What happened and what a person can do.
    pub fn told(&self) -> Sentence {
        let (reason, next) = self.sentences();
        Sentence::joined([reason.clone(), next.clone()], " ")
    }

    /// A file of the person's that could not be read or written.
    pub(crate) fn file(path: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::input(say!("file-missing", path), say!("file-missing-next")),
            ErrorKind::AlreadyExists => Self::input(say!("file-exists", path), say!("file-exists-next")),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Self::storage(say!("file-full"), say!("file-full-next"))
            }
            _ => {
                let reason = say!("file-failed", path, detail = error.to_string());
                Self::storage(reason, say!("file-failed-next"))
            }
        }
    }
}

impl From<StoreError> for MailError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Key => Self::locked(say!("store-key"), say!("store-key-next")),
            StoreError::Newer { .. } => Self::locked(say!("store-newer"), say!("store-newer-next")),
            StoreError::Full => Self::storage(say!("store-full"), say!("file-full-next")),
            StoreError::ReadOnly => Self::storage(say!("store-read-only"), say!("store-read-only-next")),
            StoreError::Busy => Self::storage(say!("store-busy"), say!("store-busy-next")),
            StoreError::Corrupt(_) => Self::storage(say!("store-corrupt"), say!("store-corrupt-next")),
            StoreError::Disk(detail) => Self::storage(say!("store-disk", detail), say!("store-disk-next")),
            StoreError::Gone(what) => Self::gone(no_longer(what), say!("gone-next")),
            StoreError::Exists => Self::input(say!("store-exists"), say!("store-exists-next")),
            StoreError::Closed => Self::cancelled(say!("store-closed"), say!("store-closed-next")),
            StoreError::Fault(detail) => Self::bug(say!("store-fault", detail), say!("next-report")),
        }
    }
}

/// That something is not here: languages have a word of their own for each "no such".
fn no_longer(what: &str) -> Sentence {
    match what {
        "account" => say!("gone-account"),
        "action" => say!("gone-action"),
        "download" => say!("gone-download"),
        "draft" => say!("gone-draft"),
        "file in the draft" => say!("gone-draft-file"),
        "mailbox" => say!("gone-mailbox"),
        "message" => say!("gone-message"),
        "message in the outbox" => say!("gone-outbox"),
        "source" => say!("gone-source"),
        _ => say!("gone-row"),
    }
}

impl From<NetError> for MailError {
    fn from(error: NetError) -> Self {
        let reason = net_reason(&error);
        match error {
            NetError::Dns { .. } => Self::offline(reason, say!("net-dns-next")),
            NetError::Refused { .. } => Self::offline(reason, say!("net-refused-next")),
            NetError::Timeout { .. } | NetError::Broken { .. } | NetError::Unavailable { .. } => {
                Self::offline(reason, say!("next-later"))
            }
            NetError::Certificate { problem, .. } => Self::insecure(reason, certificate_next(&problem)),
            NetError::Insecure { .. } => Self::insecure(reason, say!("net-insecure-next")),
            NetError::SignIn { .. } => Self::sign_in(reason, say!("net-sign-in-next")),
            NetError::No { code, .. } => match code.as_deref() {
                Some("OVERQUOTA" | "LIMIT" | "TOOBIG") => Self::quota(reason, say!("net-quota-next")),
                Some("NONEXISTENT" | "TRYCREATE") => Self::gone(reason, say!("net-nonexistent-next")),
                Some("NOPERM" | "READ-ONLY") => Self::refused(reason, say!("net-no-permission-next")),
                _ => Self::refused(reason, say!("net-no-next")),
            },
            NetError::Bad { .. } => Self::refused(reason, say!("next-report")),
            NetError::Protocol { .. } | NetError::Unreadable { .. } => Self::offline(reason, say!("net-protocol-next")),
            NetError::Input { .. } => Self::input(reason, say!("next-change-and-try")),
            NetError::Source { .. } => Self::storage(reason, say!("net-source-next")),
        }
    }
}

/// What happened between this device and a server, one sentence.
pub(crate) fn net_reason(error: &NetError) -> Sentence {
    match error {
        NetError::Dns { host, detail } => say!("net-dns", host, detail),
        NetError::Refused { host, port, detail } => say!("net-refused", host, port = *port, detail),
        NetError::Timeout { what, after } => say!("net-timeout", seconds = after.as_secs(), what),
        NetError::Broken { detail } => say!("net-broken", detail),
        NetError::Certificate { host, problem } => say!("net-certificate", host, problem = certificate(problem)),
        NetError::Insecure { host, detail } if host == ANY_SERVER => say!("net-insecure-any", detail),
        NetError::Insecure { host, detail } => say!("net-insecure", host, detail),
        NetError::SignIn { text } => say!("net-sign-in", said = text),
        NetError::Unavailable { text, .. } => say!("net-unavailable", said = text),
        NetError::No { text, .. } => say!("net-no", said = text),
        NetError::Bad { text } => say!("net-bad", said = text),
        NetError::Protocol { detail } => say!("net-protocol", detail),
        NetError::Unreadable { detail } => say!("net-unreadable", detail),
        NetError::Input { detail } => detail.clone(),
        NetError::Source { detail } => say!("net-source", detail),
    }
}

fn certificate(problem: &CertificateProblem) -> Sentence {
    match problem {
        CertificateProblem::WrongName { valid_for } if valid_for.is_empty() => say!("certificate-no-name"),
        CertificateProblem::WrongName { valid_for } => say!("certificate-wrong-name", names = valid_for.join(", ")),
        CertificateProblem::Expired => say!("certificate-expired"),
        CertificateProblem::NotYetValid => say!("certificate-early"),
        CertificateProblem::UnknownIssuer => say!("certificate-issuer"),
        CertificateProblem::Revoked => say!("certificate-revoked"),
        CertificateProblem::Other(said) => Sentence::said(said),
    }
}

fn certificate_next(problem: &CertificateProblem) -> Sentence {
    match problem {
        CertificateProblem::WrongName { valid_for } => match valid_for.first() {
            Some(name) => say!("certificate-wrong-name-next", name),
            None => say!("certificate-no-name-next"),
        },
        CertificateProblem::Expired => say!("certificate-expired-next"),
        CertificateProblem::NotYetValid => say!("certificate-early-next"),
        CertificateProblem::UnknownIssuer => say!("certificate-issuer-next"),
        CertificateProblem::Revoked | CertificateProblem::Other(_) => say!("certificate-other-next"),
    }
}

impl From<SecretError> for MailError {
    fn from(error: SecretError) -> Self {
        match error {
            SecretError::Refused { reason, next } | SecretError::Missing { reason, next } => {
                Self::Locked { reason, next }
            }
        }
    }
}

impl From<crate::engine::OutboxError> for MailError {
    fn from(error: crate::engine::OutboxError) -> Self {
        use crate::engine::OutboxError;
        match error {
            OutboxError::Store(error) => error.into(),
            OutboxError::Input(reason) => Self::input(reason, say!("send-next")),
            OutboxError::Forbidden(why) => Self::refused(why.0, say!("send-forbidden-next")),
        }
    }
}

impl From<crate::sync::edits::VerbError> for MailError {
    fn from(error: crate::sync::edits::VerbError) -> Self {
        use crate::sync::edits::{VerbError, made_as};
        let reason = match error {
            VerbError::NoMailbox(role) => say!("edit-no-mailbox", name = made_as(role)),
            VerbError::CannotHold(name) => say!("edit-cannot-hold", name),
            VerbError::OtherAccount => say!("edit-other-account"),
            VerbError::NoFlag => say!("edit-no-flag"),
            VerbError::BadKeyword(keyword) => say!("edit-bad-keyword", keyword),
        };
        Self::input(reason, say!("edit-next"))
    }
}

impl From<crate::net::smtp::SmtpError> for MailError {
    fn from(error: crate::net::smtp::SmtpError) -> Self {
        use crate::net::smtp::SmtpError;
        match error {
            SmtpError::Net(error) => error.into(),
            SmtpError::Refused(reply) if reply.is_quota() => Self::quota(reply.told(), say!("smtp-quota-next")),
            SmtpError::Refused(reply) => Self::refused(reply.told(), say!("smtp-refused-next")),
        }
    }
}

impl From<crate::net::http::FetchError> for MailError {
    fn from(error: crate::net::http::FetchError) -> Self {
        use crate::net::http::FetchError;
        match error {
            FetchError::Net(error) => error.into(),
            FetchError::Refused(reason) => Self::refused(reason, say!("read-without-next")),
            FetchError::TooLarge => Self::quota(say!("picture-large"), say!("read-without-next")),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
