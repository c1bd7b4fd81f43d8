use super::{AccountId, EditRefusal, MailboxId, MessageId, OutboxId};
use serde::{Deserialize, Serialize};

/// How new mail is noticed (requirement D-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum PushMode {
    Push,
    Poll,
    /// No connection; the next try is timed.
    Offline,
    /// Stopped until a person acts.
    Stopped,
}

/// What a sync is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum SyncPhase {
    Folders,
    Headers,
    Bodies,
    Done,
}

/// What changed. Events carry ids, never content; a face asks again for what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    Mode {
        account: AccountId,
        mode: PushMode,
        /// A sentence: why this mode.
        why: String,
    },
    NewMessage {
        account: AccountId,
        mailbox: MailboxId,
        id: MessageId,
        /// Milliseconds from the server's notification to this event.
        after_ms: u64,
    },
    MailboxChanged {
        account: AccountId,
        mailbox: MailboxId,
    },
    /// The list of mailboxes or the account itself changed.
    AccountChanged {
        account: AccountId,
    },
    Progress {
        account: AccountId,
        mailbox: MailboxId,
        phase: SyncPhase,
        done: u32,
        total: u32,
    },
    OutboxChanged {
        id: OutboxId,
    },
    /// A draft was begun, saved, sent or discarded.
    DraftsChanged,
    /// How an account is doing changed: see [`crate::api::Mail::status`].
    StatusChanged {
        account: AccountId,
    },
    /// The background plan may be another one: see [`crate::api::Mail::background_plan`].
    PlanChanged,
    EditRefused {
        refusal: EditRefusal,
    },
    /// An account cannot be synced; `kind` is [`crate::MailError::kind`].
    Failed {
        account: AccountId,
        kind: String,
        reason: String,
    },
    /// Events were dropped; reload everything shown.
    Overflow,
}
