use super::MailboxId;
use serde::{Deserialize, Serialize};

/// How eagerly an account is kept up to date in the background.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SyncMode {
    /// Push wherever a connection can be held.
    Instant,
    /// Push over Wi-Fi, cable or while charging; every 30 minutes over mobile data.
    #[default]
    Balanced,
    /// Every one or two hours, not at night (23 to 7 o'clock).
    Saver,
    /// When a person asks, and only then.
    Manual,
}

/// What changes for an account on a metered or mobile network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum MobileData {
    /// As the mode says.
    #[default]
    Same,
    /// No push, and checks half as often as the mode says.
    Slower,
    /// Nothing in the background.
    Off,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A stretch of hours without background work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct QuietHours {
    /// The days it begins on.
    pub days: Vec<Weekday>,
    /// Minutes after local midnight it begins at, below 1440.
    pub from: u16,
    /// Minutes after local midnight it ends at, below 1440; not after `from`: on the next day.
    pub to: u16,
}

/// When a folder is looked at in the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FolderRule {
    /// With every check of the account, and during its quiet hours too.
    Instant,
    /// With every check of the account.
    WithAccount,
    /// With one check a day.
    Daily,
    /// Only while a person looks, or asks.
    Never,
}

/// A folder whose rule a person chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FolderSync {
    pub mailbox: MailboxId,
    pub rule: FolderRule,
}

/// What a person chose for an account in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default)]
pub struct SyncSettings {
    pub mode: SyncMode,
    pub mobile_data: MobileData,
    /// Below 20 % of battery, not charging: no push, and checks half as often.
    pub low_battery_slower: bool,
    /// Check every so many minutes, whatever the mode, instead of push: 15, 30, 60, 120 or 240.
    pub every_minutes: Option<u32>,
    pub quiet: Vec<QuietHours>,
    /// Folders with a rule of their own. The others go with the account; Archive, Junk, Trash and folders that
    /// show what is elsewhere are looked at daily.
    pub folders: Vec<FolderSync>,
}

impl SyncSettings {
    /// The intervals in minutes that can be fixed.
    pub const INTERVALS: [u32; 5] = [15, 30, 60, 120, 240];
}

impl Default for SyncSettings {
    fn default() -> Self {
        Self {
            mode: SyncMode::default(),
            mobile_data: MobileData::default(),
            low_battery_slower: true,
            every_minutes: None,
            quiet: Vec::new(),
            folders: Vec::new(),
        }
    }
}
