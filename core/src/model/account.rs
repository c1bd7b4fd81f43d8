use super::{AccountId, Window};
use serde::{Deserialize, Serialize};

/// How a connection becomes encrypted; there is no clear-text choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (RFC 8314 §3).
    Tls,
    /// STARTTLS before anything else (RFC 3501 §6.2.1, RFC 3207).
    Starttls,
}

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
}

/// Which message bodies a sync brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum BodyPolicy {
    /// Every message whole.
    All,
    /// Small messages whole, of larger ones the text parts; the rest on demand.
    Text,
    /// Headers only.
    None,
}

/// Who keeps the copy of a sent message in the Sent mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SentCopy {
    /// Not learned: the first send looks before it appends.
    Unknown,
    /// The submission server stores it.
    Server,
    /// Tern appends it.
    Client,
}

/// An account of the profile. The password is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Account {
    pub id: AccountId,
    /// The account's address; unique in the profile.
    pub address: String,
    /// The display name on outgoing mail.
    pub name: Option<String>,
    /// The user name on both servers.
    pub user: String,
    pub imap: Server,
    pub smtp: Server,
    /// PEM of a certificate authority trusted for this account besides the system's.
    pub ca_pem: Option<String>,
    /// The window of every mailbox without one of its own.
    pub window: Window,
    pub bodies: BodyPolicy,
    /// Messages above this many bytes are fetched in parts, on demand (`BodyPolicy::Text`).
    pub on_demand_above: u32,
    /// Seconds a sent message waits and can be taken back.
    pub undo_seconds: u32,
    pub sent_copy: SentCopy,
}

/// What a person gives to add an account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AccountSetup {
    pub address: String,
    pub name: Option<String>,
    /// The user name; the address when absent.
    pub user: Option<String>,
    pub password: String,
    pub imap: Server,
    pub smtp: Server,
    pub ca_pem: Option<String>,
    pub window: Window,
}
