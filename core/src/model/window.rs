use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How far back an account or mailbox is kept on this device, by INTERNALDATE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub enum Window {
    /// The newest `days` days: 1, 3, 7, 14, 30, 90 or 365.
    Days { days: u16 },
    /// Everything the server has.
    All,
}

impl Window {
    /// The lengths in days that can be chosen, shortest first.
    pub const CHOICES: [u16; 7] = [1, 3, 7, 14, 30, 90, 365];
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days { days } => write!(f, "{days}d"),
            Self::All => f.write_str("all"),
        }
    }
}

impl FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("all") {
            return Ok(Self::All);
        }
        text.trim_end_matches(['d', 'D'])
            .parse()
            .ok()
            .filter(|days| Self::CHOICES.contains(days))
            .map(|days| Self::Days { days })
            .ok_or_else(|| format!("\"{text}\" is not a window; choose 1d, 3d, 7d, 14d, 30d, 90d, 365d or all"))
    }
}

impl TryFrom<String> for Window {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Window> for String {
    fn from(window: Window) -> Self {
        window.to_string()
    }
}
