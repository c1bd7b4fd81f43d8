use super::{AccountId, PushMode};
use crate::words::Sentence;
use serde::{Deserialize, Serialize};

/// Why an account does not get on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Problem {
    /// [`crate::MailError::kind`].
    pub kind: String,
    /// What happened, one sentence.
    pub reason: Sentence,
    /// What a person can do, one sentence.
    pub next: Sentence,
}

/// How an account is doing right now, as this process knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AccountStatus {
    pub account: AccountId,
    /// Absent while the account does not run here.
    pub mode: Option<PushMode>,
    /// A sentence: why this mode; empty without one.
    pub why: Sentence,
    /// Whether a round is under way.
    pub syncing: bool,
    /// Milliseconds since 1970 of the end of the last round without an error.
    pub synced: Option<i64>,
    /// What ended the last round; absent after one without an error.
    pub problem: Option<Problem>,
}

/// A preference of a face, kept in the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Setting {
    /// `face.name`, at most 100 characters.
    pub key: String,
    /// At most 64 KiB.
    pub value: String,
}
