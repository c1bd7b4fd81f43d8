use tern_core::api::*;
use ts_rs::{Config, TS};

const TYPES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/lib/types.ts");

macro_rules! declared {
    ($($name:ident),* $(,)?) => {
        fn declarations(config: &Config) -> Vec<String> {
            vec![$(format!("export {}\n", <$name as TS>::decl(config))),*]
        }
    };
}

declared!(
    AccountId,
    MailboxId,
    MessageId,
    ThreadId,
    OutboxId,
    ActionId,
    DraftId,
    DraftFileId,
    Window,
    Security,
    Server,
    BodyPolicy,
    SentCopy,
    Account,
    AccountSetup,
    Role,
    Mailbox,
    MailboxSelector,
    Address,
    Flags,
    FlagChange,
    EditKind,
    EditRefusal,
    PushMode,
    SyncPhase,
    Event,
    BodyState,
    MessageRow,
    Header,
    Attachment,
    Message,
    Draft,
    OutboxState,
    RecipientState,
    Recipient,
    LedgerEntry,
    OutboxItem,
    View,
    ListFrom,
    ListRequest,
    ListRow,
    ListPage,
    QueryReading,
    ActionKind,
    Action,
    DraftStart,
    DraftFile,
    SavedDraft,
    BodyOptions,
    BodyColours,
    Body,
    PartData,
    LinkVerdict,
    Problem,
    AccountStatus,
    Setting,
    SyncMode,
    MobileData,
    Weekday,
    QuietHours,
    FolderRule,
    FolderSync,
    SyncSettings,
    SyncRequest,
    SyncReport,
    SendOptions,
    ExportFormat,
    ExportReport,
    MailError,
);

/// `TERN_WRITE_TYPES=1 cargo test -p tern-desktop types` writes the file.
#[test]
fn the_interface_has_the_types_of_the_core() {
    let config = Config::new().with_large_int("number");
    let head = "/* Written by the test `types` of tern-desktop from the records of the core; do not edit. */";
    let wanted = format!("{head}\n{}\n", declarations(&config).join("\n"));
    if std::env::var_os("TERN_WRITE_TYPES").is_some() {
        std::fs::write(TYPES, &wanted).unwrap();
    }
    let written = std::fs::read_to_string(TYPES).unwrap_or_default();
    assert!(written == wanted, "ui/src/lib/types.ts is not what the core says: `make types` writes it again");
}
