use crate::model::{EditKind, MailboxId};
use crate::net::NetError;
use crate::store::MailboxState;
use std::collections::HashMap;

/// Why an edit was refused and undone, for a person, with the server's words.
pub(super) fn sentence(kind: &EditKind, error: &NetError, mailboxes: &HashMap<MailboxId, MailboxState>) -> String {
    let name = |id: &MailboxId| mailboxes.get(id).map_or("another folder", |state| &state.mailbox.name).to_owned();
    let what = match kind {
        EditKind::Flag { .. } => "The flags could not be changed".to_owned(),
        EditKind::Move { to } => format!("The message could not be moved to {}", name(to)),
        EditKind::Copy { to } => format!("The message could not be copied to {}", name(to)),
        EditKind::Expunge => "The message could not be deleted".to_owned(),
    };
    let said = match error {
        NetError::No { text, .. } | NetError::Bad { text } => text.clone(),
        other => other.to_string(),
    };
    let said = said.trim().trim_end_matches('.');
    let why = match error.code() {
        Some("OVERQUOTA") => "the mailbox is full; delete mail on the server or ask for more space",
        Some("TRYCREATE" | "NONEXISTENT") => "the folder is not on the server; make it or choose another",
        Some("READ-ONLY" | "NOPERM" | "ACL") => "the folder is read-only; ask its owner",
        _ => "",
    };
    match (why.is_empty(), said.is_empty()) {
        (false, false) => format!("{what}: {why} ({said})."),
        (false, true) => format!("{what}: {why}."),
        (true, false) => format!("{what}: {said}."),
        (true, true) => format!("{what}: the server gave no reason."),
    }
}
