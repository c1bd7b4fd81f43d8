//! The types that cross every border, defined once.

mod account;
mod action;
mod address;
mod body;
mod draft;
mod edit;
mod event;
mod flags;
mod ids;
mod mailbox;
mod message;
mod outbox;
mod part;
mod plan;
mod platform;
mod status;
mod syncing;
mod uidset;
mod view;
mod window;

pub use account::{Account, AccountSetup, BodyPolicy, Security, SentCopy, Server};
pub use action::{Action, ActionKind};
pub use address::Address;
pub use body::{Body, BodyColours, BodyOptions, LinkVerdict, PartData};
pub use draft::{DraftFile, DraftStart, SavedDraft};
pub use edit::{EditKind, EditRefusal};
pub use event::{Event, PushMode, SyncPhase};
pub use flags::{FlagChange, Flags};
pub use ids::{AccountId, ActionId, DraftFileId, DraftId, EditId, MailboxId, MessageId, OutboxId, ThreadId};
pub use mailbox::{Mailbox, Role};
pub use message::{Attachment, BodyState, Header, Message, MessageRow};
pub use outbox::{Draft, LedgerEntry, OutboxItem, OutboxState, Recipient, RecipientState};
pub use part::Part;
pub use plan::{
    AccountPlan, BackgroundPlan, LeftOver, NextWake, PlanMode, PlanReason, Wake, WakeAccount, WakeCause, WakeKind,
};
pub use platform::{NetworkFacts, NetworkKind, PowerFacts, Standby};
pub use status::{AccountStatus, Problem, Setting};
pub use syncing::{FolderRule, FolderSync, MobileData, QuietHours, SyncMode, SyncSettings, Weekday};
pub use uidset::UidSet;
pub use view::{ListFrom, ListPage, ListRequest, ListRow, QueryReading, View};
pub use window::Window;
