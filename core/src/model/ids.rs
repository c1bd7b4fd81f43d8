use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        #[cfg(feature = "uniffi")]
        uniffi::custom_newtype!($name, i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// Names an account of this profile; stable for the account's life.
    AccountId
);
id!(
    /// Names a mailbox of an account; stable across renames and UIDVALIDITY changes.
    MailboxId
);
id!(
    /// Names a message of this profile; stable across moves, never reused.
    MessageId
);
id!(
    /// Names a conversation (RFC 5256 REFERENCES, across mailboxes).
    ThreadId
);
id!(
    /// Names a queued edit that the server has not confirmed.
    EditId
);
id!(
    /// Names a message on its way out.
    OutboxId
);
id!(
    /// Names something a person did that can be undone.
    ActionId
);
id!(
    /// Names a message being written.
    DraftId
);
id!(
    /// Names a file kept with a draft.
    DraftFileId
);
