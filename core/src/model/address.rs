use serde::{Deserialize, Serialize};

/// A mailbox address of a person or list (RFC 5322 §3.4), decoded to UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Address {
    /// The display name, without quotes or encoded words.
    pub name: Option<String>,
    /// `local@domain`, as written; empty when the header had none.
    pub email: String,
}
