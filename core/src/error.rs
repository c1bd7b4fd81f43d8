//! The one error a face sees, and the only place where layer errors become it.

use crate::api::SecretError;
use crate::net::NetError;
use crate::store::StoreError;
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
    Offline { reason: String, next: String },
    /// The server's certificate or its TLS is not to be trusted.
    #[error("{reason} {next}")]
    Insecure { reason: String, next: String },
    /// The server refused the user name or password; not tried again before it changes.
    #[error("{reason} {next}")]
    SignIn { reason: String, next: String },
    /// The server understood and said no.
    #[error("{reason} {next}")]
    Refused { reason: String, next: String },
    /// The mailbox is full or the message too large.
    #[error("{reason} {next}")]
    Quota { reason: String, next: String },
    /// The account, mailbox or message is not there (any more).
    #[error("{reason} {next}")]
    Gone { reason: String, next: String },
    /// What was asked for makes no sense.
    #[error("{reason} {next}")]
    Input { reason: String, next: String },
    /// Another process syncs the account.
    #[error("{reason} {next}")]
    Busy { reason: String, next: String },
    /// The disk or the profile's database failed.
    #[error("{reason} {next}")]
    Storage { reason: String, next: String },
    /// The profile cannot be unlocked, or a newer Tern wrote it.
    #[error("{reason} {next}")]
    Locked { reason: String, next: String },
    /// A person cancelled it.
    #[error("{reason} {next}")]
    Cancelled { reason: String, next: String },
    /// A fault of Tern.
    #[error("{reason} {next}")]
    Bug { reason: String, next: String },
}

macro_rules! makers {
    ($($(#[$doc:meta])* $name:ident => $kind:ident),* $(,)?) => {
        impl MailError {
            $($(#[$doc])* pub fn $name(reason: impl Into<String>, next: impl Into<String>) -> Self {
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
                    $(Self::$kind { reason, .. } => *reason = format!("{what}: {reason}"),)*
                }
                self
            }

            /// The two sentences: what happened, and what to do.
            fn sentences(&self) -> (&str, &str) {
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

const LATER: &str = "Tern tries again by itself.";
const REPORT: &str = "Please report this; nothing was lost.";

impl MailError {
    /// What happened, one sentence.
    pub fn reason(&self) -> &str {
        self.sentences().0
    }

    /// What a person can do, one sentence.
    pub fn next(&self) -> &str {
        self.sentences().1
    }

    /// A file of the person's that could not be read or written.
    pub(crate) fn file(path: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::input(format!("{path} does not exist."), "Check the path."),
            ErrorKind::AlreadyExists => Self::input(format!("{path} exists already."), "Choose another name."),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Self::storage("The disk is full.", "Free some space and try again.")
            }
            _ => Self::storage(format!("{path}: {error}."), "Check the folder and its permissions."),
        }
    }
}

impl From<StoreError> for MailError {
    fn from(error: StoreError) -> Self {
        let text = error.to_string();
        match error {
            StoreError::Key => Self::locked(
                "The profile's key does not open its database.",
                "Unlock with the passphrase or keyring the profile was made with.",
            ),
            StoreError::Newer { .. } => {
                Self::locked("A newer Tern wrote this profile.", "Install the newest version of Tern.")
            }
            StoreError::Full => {
                Self::storage("The disk is full; nothing was half-written.", "Free some space and try again.")
            }
            StoreError::ReadOnly => Self::storage(
                "The profile cannot be written.",
                "Check the permissions of its folder and whether the disk is read-only.",
            ),
            StoreError::Busy => Self::storage(
                "Another process keeps the profile's database locked.",
                "Wait until it is done and try again.",
            ),
            StoreError::Corrupt(_) => Self::storage(
                "The profile's database is damaged; the file was left as it is.",
                "Restore a backup, or start a new profile: the mail on the server is not affected.",
            ),
            StoreError::Disk(_) => Self::storage(
                format!("The disk failed: {text}."),
                "Check the disk; the mail on the server is not affected.",
            ),
            StoreError::Gone(what) => Self::gone(format!("There is no such {what} here (any more)."), "List again."),
            StoreError::Exists => {
                Self::input("This account is there already.", "Remove it first, or add another address.")
            }
            StoreError::Closed => Self::cancelled("The profile was closed.", "Open it again."),
            StoreError::Fault(_) => Self::bug(format!("Internal error: {text}."), REPORT),
        }
    }
}

impl From<NetError> for MailError {
    fn from(error: NetError) -> Self {
        let text = error.to_string();
        match error {
            NetError::Dns { .. } => Self::offline(text, "Check the host name and the network."),
            NetError::Refused { .. } => Self::offline(text, "Check host, port, network and firewall."),
            NetError::Timeout { .. } | NetError::Broken { .. } => Self::offline(text, LATER),
            NetError::Unavailable { .. } => Self::offline(text, LATER),
            NetError::Certificate { problem, .. } => Self::insecure(text, certificate(&problem)),
            NetError::Insecure { .. } => Self::insecure(
                text,
                "Check port and encryption (implicit TLS or STARTTLS); Tern never sends mail or passwords in clear.",
            ),
            NetError::SignIn { .. } => Self::sign_in(
                text,
                "Check user name and password; some providers want an app password. Tern does not try again by itself.",
            ),
            NetError::No { ref code, .. } => match code.as_deref() {
                Some("OVERQUOTA" | "LIMIT" | "TOOBIG") => {
                    Self::quota(text, "Delete mail on the server or ask the provider for more space.")
                }
                Some("NONEXISTENT" | "TRYCREATE") => Self::gone(text, "Sync to see the folders there are now."),
                Some("NOPERM" | "READ-ONLY") => {
                    Self::refused(text, "The folder may be read-only or belong to someone else; ask its owner.")
                }
                _ => Self::refused(text, "Change what the server names, then try again."),
            },
            NetError::Bad { .. } => Self::refused(text, REPORT),
            NetError::Protocol { .. } | NetError::Unreadable { .. } => Self::offline(
                text,
                "Check that host and port belong to a mail server; otherwise Tern tries again by itself.",
            ),
            NetError::Input { .. } => Self::input(text, "Change it and try again."),
            NetError::Source { .. } => Self::storage(text, "Check the file and the disk."),
        }
    }
}

fn certificate(problem: &crate::net::CertificateProblem) -> String {
    use crate::net::CertificateProblem as Problem;
    match problem {
        Problem::WrongName { valid_for } => match valid_for.first() {
            Some(name) => format!("Use {name} as the server's name if your provider confirms it."),
            None => "Ask the provider for the right server name.".into(),
        },
        Problem::Expired => "Check this device's clock; if it is right the provider must renew the certificate.".into(),
        Problem::NotYetValid => "Check this device's clock.".into(),
        Problem::UnknownIssuer => {
            "Give the provider's CA certificate for this account, or find out who intercepts the connection.".into()
        }
        Problem::Revoked | Problem::Other(_) => "Ask the provider; do not go on without it.".into(),
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
            OutboxError::Input(reason) => Self::input(reason, "Change the message and send it again."),
            OutboxError::Forbidden(why) => Self::refused(why.to_string(), "Look at the outbox."),
        }
    }
}

impl From<crate::sync::edits::VerbError> for MailError {
    fn from(error: crate::sync::edits::VerbError) -> Self {
        Self::input(error.to_string(), "Choose another folder, or make the missing one on the server.")
    }
}

impl From<crate::net::smtp::SmtpError> for MailError {
    fn from(error: crate::net::smtp::SmtpError) -> Self {
        use crate::net::smtp::SmtpError;
        match error {
            SmtpError::Net(error) => error.into(),
            SmtpError::Refused(reply) if reply.is_quota() => {
                Self::quota(reply.to_string(), "Send a smaller message, or ask the provider for more space.")
            }
            SmtpError::Refused(reply) => Self::refused(reply.to_string(), "Change what the server names."),
        }
    }
}

impl From<crate::net::http::FetchError> for MailError {
    fn from(error: crate::net::http::FetchError) -> Self {
        use crate::net::http::FetchError;
        let text = error.to_string();
        match error {
            FetchError::Net(error) => error.into(),
            FetchError::Refused(_) => Self::refused(text, "Read the message without it."),
            FetchError::TooLarge => Self::quota(text, "Read the message without it."),
        }
    }
}
