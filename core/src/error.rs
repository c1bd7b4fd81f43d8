//! The one error a face sees, and the only place where layer errors become it.

use crate::api::SecretError;
use serde::Serialize;

/// Why a verb failed. Each kind asks for a different reaction; `reason` says what happened and
/// `next` what a person can do, each one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
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

impl MailError {
    /// The kind as a word for scripts and events, such as `sign_in`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Offline { .. } => "offline",
            Self::Insecure { .. } => "insecure",
            Self::SignIn { .. } => "sign_in",
            Self::Refused { .. } => "refused",
            Self::Quota { .. } => "quota",
            Self::Gone { .. } => "gone",
            Self::Input { .. } => "input",
            Self::Busy { .. } => "busy",
            Self::Storage { .. } => "storage",
            Self::Locked { .. } => "locked",
            Self::Cancelled { .. } => "cancelled",
            Self::Bug { .. } => "bug",
        }
    }

    /// What happened, one sentence.
    pub fn reason(&self) -> &str {
        self.sentences().0
    }

    /// What a person can do next, one sentence.
    pub fn next(&self) -> &str {
        self.sentences().1
    }

    fn sentences(&self) -> (&str, &str) {
        match self {
            Self::Offline { reason, next }
            | Self::Insecure { reason, next }
            | Self::SignIn { reason, next }
            | Self::Refused { reason, next }
            | Self::Quota { reason, next }
            | Self::Gone { reason, next }
            | Self::Input { reason, next }
            | Self::Busy { reason, next }
            | Self::Storage { reason, next }
            | Self::Locked { reason, next }
            | Self::Cancelled { reason, next }
            | Self::Bug { reason, next } => (reason, next),
        }
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
