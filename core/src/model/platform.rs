use serde::{Deserialize, Serialize};

/// What carries the network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum NetworkKind {
    /// There is no network.
    Down,
    Wifi,
    Cellular,
    Ethernet,
    /// Another one, or the platform does not say.
    #[default]
    Other,
}

/// What the platform says of the network.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NetworkFacts {
    pub kind: NetworkKind,
    /// Tells one network from another, such as the platform's number for it. Empty where that is unknown: every
    /// call counts as another network then.
    pub id: String,
    /// Whether bytes cost money.
    pub metered: bool,
    /// Whether the system keeps apps in the background from a metered network.
    pub data_saver: bool,
    /// Whether a sign-in page stands before the network.
    pub captive: bool,
}

/// How much the system lets an app do that is rarely opened (Android's app standby buckets).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Standby {
    /// No bucket applies: the app is exempt, or the platform has none.
    #[default]
    Exempt,
    Active,
    Working,
    Frequent,
    Rare,
    Restricted,
}

/// What the platform says of power, and of what it allows in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PowerFacts {
    /// 0 to 100; absent without a battery.
    pub battery_percent: Option<u8>,
    pub charging: bool,
    /// Whether a person switched on the system's power saving.
    pub power_save: bool,
    /// Whether the device dozes: networks and alarms are held back.
    pub doze: bool,
    pub standby: Standby,
    /// Whether alarms may be exact. Nothing depends on it but how punctual a wake is.
    pub exact_alarms: bool,
    /// Whether a connection can be held in the background: by a foreground service, or a desktop's process.
    pub can_hold_socket: bool,
    /// Whether the app may do anything in the background.
    pub background_allowed: bool,
    /// Seconds of run time that the system gives when it chooses to (iOS); absent where alarms can be set.
    pub window_seconds: Option<u32>,
}

impl Default for PowerFacts {
    /// A computer on mains.
    fn default() -> Self {
        Self {
            battery_percent: None,
            charging: true,
            power_save: false,
            doze: false,
            standby: Standby::Exempt,
            exact_alarms: true,
            can_hold_socket: true,
            background_allowed: true,
            window_seconds: None,
        }
    }
}
