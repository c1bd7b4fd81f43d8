use super::{AccountId, Problem, Standby};
use crate::say;
use crate::words::Sentence;
use serde::{Deserialize, Serialize};

/// What is done for an account in the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum PlanMode {
    /// A connection is held and the server announces new mail.
    Push,
    /// It is checked from time to time.
    Poll,
    /// No connection is made.
    Nothing,
}

/// Why a plan is as it is. A face turns each into words (`why-…` in the catalogue).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum PlanReason {
    /// A person looks at Tern: everything is instant.
    Foreground,
    /// The server announces new mail, and the line is kept alive every so many minutes.
    Push {
        keep_alive_minutes: u32,
    },
    /// It is checked every so many minutes.
    Poll {
        minutes: u32,
    },
    /// A person fixed the interval.
    FixedInterval,
    /// A person checks by hand.
    Manual,
    /// Quiet hours, until this instant (milliseconds since 1970).
    QuietHours {
        until: i64,
    },
    /// Nights are left out to save power, until this instant (milliseconds since 1970).
    Night {
        until: i64,
    },
    /// Only folders that are let in are checked during the quiet hours.
    QuietExceptions,
    NoNetwork,
    /// The network wants a sign-in in a browser first.
    CaptivePortal,
    /// A person switched background mail off on mobile data.
    MobileDataOff,
    /// Mobile data slows the account down.
    MobileData,
    /// The system's data saver keeps Tern from a metered network.
    DataSaver,
    /// The system's power saving slows the account down.
    PowerSave,
    /// The system's power saving stops checks in the background altogether.
    PowerSaveStops,
    /// The battery is low, which slows the account down.
    LowBattery {
        percent: u8,
    },
    /// The server does not announce new mail.
    NoPush,
    /// The system lets Tern hold no connection in the background.
    NoSocket,
    /// The device dozes: checks wait for its next pause.
    Doze,
    /// Tern is rarely used, and so the system wakes it rarely.
    Standby {
        bucket: Standby,
    },
    /// The system forbids Tern to do anything in the background.
    BackgroundForbidden,
    /// The system alone chooses when Tern may check.
    SystemChooses,
    /// The system's limit of wakes was reached; it goes on at this instant (milliseconds since 1970).
    WakesSpent {
        until: i64,
    },
    /// The server refused the password: nothing is tried before a person acts.
    SignInRefused,
    /// The server could not be reached so many times in a row.
    Retrying {
        failures: u32,
    },
}

/// What is planned for one account, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AccountPlan {
    pub account: AccountId,
    pub mode: PlanMode,
    /// Seconds between two checks (`Poll`) or two signs of life (`Push`); absent for `Nothing`.
    pub every_seconds: Option<u32>,
    /// The last check that went well, milliseconds since 1970.
    pub checked: Option<i64>,
    /// A wake for anything else does this account's work too from this instant on (milliseconds since 1970).
    pub earliest: Option<i64>,
    /// When its work is due, milliseconds since 1970.
    pub due: Option<i64>,
    /// What is done first, then why.
    pub reasons: Vec<PlanReason>,
}

/// How a wake is to be asked of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum WakeKind {
    /// An exact alarm, which a person granted.
    Exact,
    /// An alarm that may come late.
    Inexact,
    /// A wish: the system chooses.
    Opportunistic,
}

/// What a wake is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WakeCause {
    /// An account is due for a check.
    Poll,
    /// A held connection needs a sign of life.
    KeepAlive,
    /// A check that failed is tried again.
    Retry,
    /// Quiet hours end.
    QuietEnds,
    /// What a person changed or wrote is due to go out.
    Send,
    /// The server announced something over a held connection.
    Push,
    /// The system gave time before it was due.
    Free,
}

/// When to wake next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NextWake {
    /// Milliseconds since 1970, always after the plan's own instant.
    pub at: i64,
    /// Seconds it may come late.
    pub slack_seconds: u32,
    pub kind: WakeKind,
    pub cause: WakeCause,
    /// The accounts whose work is done then.
    pub accounts: Vec<AccountId>,
}

/// What happens in the background from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackgroundPlan {
    /// When it was made, milliseconds since 1970.
    pub at: i64,
    /// Whether a push service has to run: connections are held now, or will be again when what keeps them away has
    /// passed by itself (no network, quiet hours, mobile data).
    pub hold: bool,
    /// In the order of [`crate::api::Mail::accounts`].
    pub accounts: Vec<AccountPlan>,
    /// Absent when nothing is to be done before a fact changes.
    pub next_wake: Option<NextWake>,
}

/// What a check had no time for; the next one does it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LeftOver {
    /// Folders that changed on the server.
    pub folders: u32,
    /// New messages whose text is not here.
    pub bodies: u32,
    /// Changes the server has not heard of.
    pub edits: u32,
    /// Messages that are due to be sent.
    pub outgoing: u32,
}

/// What a wake did for one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WakeAccount {
    pub account: AccountId,
    pub new_messages: u32,
    /// Times the device spoke after the server had, over IMAP; the first packet that opens a line is not counted.
    pub round_trips: u32,
    /// Bytes in both directions over IMAP, encryption included.
    pub bytes: u64,
    /// Whether the check came to its end.
    pub whole: bool,
    pub left: LeftOver,
    /// Why it did not; absent when only the time ran out.
    pub problem: Option<Problem>,
}

/// One time Tern worked in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Wake {
    /// When it began, milliseconds since 1970.
    pub at: i64,
    pub cause: WakeCause,
    /// Milliseconds it took.
    pub took_ms: u32,
    /// The accounts something was done for; empty when none was due.
    pub accounts: Vec<WakeAccount>,
}

impl PlanReason {
    /// The reason as a sentence, for the status of an account and for terminals.
    pub fn told(&self) -> Sentence {
        match self {
            Self::Foreground => say!("plan-foreground"),
            Self::Push { keep_alive_minutes } => say!("plan-push", minutes = *keep_alive_minutes),
            Self::Poll { minutes } => say!("plan-poll", minutes = *minutes),
            Self::FixedInterval => say!("plan-fixed"),
            Self::Manual => say!("plan-manual"),
            Self::QuietHours { .. } => say!("plan-quiet"),
            Self::Night { .. } => say!("plan-night"),
            Self::QuietExceptions => say!("plan-quiet-exceptions"),
            Self::NoNetwork => say!("mode-no-network"),
            Self::CaptivePortal => say!("plan-captive"),
            Self::MobileDataOff => say!("plan-mobile-off"),
            Self::MobileData => say!("plan-mobile"),
            Self::DataSaver => say!("plan-data-saver"),
            Self::PowerSave => say!("plan-power-save"),
            Self::PowerSaveStops => say!("plan-power-save-stops"),
            Self::LowBattery { percent } => say!("plan-battery", percent = u32::from(*percent)),
            Self::NoPush => say!("plan-no-push"),
            Self::NoSocket => say!("plan-no-socket"),
            Self::Doze => say!("plan-doze"),
            Self::Standby { .. } => say!("plan-standby"),
            Self::BackgroundForbidden => say!("plan-forbidden"),
            Self::SystemChooses => say!("plan-system"),
            Self::WakesSpent { .. } => say!("plan-wakes-spent"),
            Self::SignInRefused => say!("plan-refused"),
            Self::Retrying { failures } => say!("plan-retrying", failures = *failures),
        }
    }
}
