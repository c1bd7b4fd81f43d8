//! The types that cross every border, defined once.

mod account;
mod address;
mod edit;
mod event;
mod flags;
mod ids;
mod mailbox;
mod message;
mod outbox;
mod part;
mod uidset;
mod window;

pub use account::{Account, AccountSetup, BodyPolicy, Security, SentCopy, Server};
pub use address::Address;
pub use edit::{EditKind, EditRefusal};
pub use event::{Event, PushMode, SyncPhase};
pub use flags::{FlagChange, Flags};
pub use ids::{AccountId, EditId, MailboxId, MessageId, OutboxId, ThreadId};
pub use mailbox::{Mailbox, Role};
pub use message::{Attachment, BodyState, Header, Message, MessageRow};
pub use outbox::{Draft, LedgerEntry, OutboxItem, OutboxState, Recipient, RecipientState};
pub use part::Part;
pub use uidset::UidSet;
pub use window::Window;
