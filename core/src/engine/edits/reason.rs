use crate::error::net_reason;
use crate::model::{EditKind, MailboxId};
use crate::net::NetError;
use crate::say;
use crate::store::MailboxState;
use crate::words::Sentence;
use std::collections::HashMap;

/// Why an edit was refused and undone, for a person, with the server's words.
pub(super) fn sentence(kind: &EditKind, error: &NetError, mailboxes: &HashMap<MailboxId, MailboxState>) -> Sentence {
    let why = match error.code() {
        Some("OVERQUOTA") => say!("edit-why-full"),
        Some("TRYCREATE" | "NONEXISTENT") => say!("edit-why-no-folder"),
        Some("READ-ONLY" | "NOPERM" | "ACL") => say!("edit-why-read-only"),
        _ => Sentence::default(),
    };
    let what = what(kind, mailboxes);
    let Some(said) = error.text() else { return say!("edit-refused-whole", what, why = net_reason(error)) };
    // The sentence around the server's words has a full stop of its own.
    let said = said.clone().without_stop();
    let why = match (why.is_empty(), said.is_empty()) {
        (false, false) => say!("edit-why-said", why, said),
        (false, true) => why,
        (true, false) => said,
        (true, true) => say!("edit-why-none"),
    };
    say!("edit-refused", what, why)
}

fn what(kind: &EditKind, mailboxes: &HashMap<MailboxId, MailboxState>) -> Sentence {
    let name = |id: &MailboxId| mailboxes.get(id).map(|state| state.mailbox.name.as_str());
    match kind {
        EditKind::Flag { .. } => say!("edit-flags"),
        EditKind::Move { to } => match name(to) {
            Some(folder) => say!("edit-move", folder),
            None => say!("edit-move-elsewhere"),
        },
        EditKind::Copy { to } => match name(to) {
            Some(folder) => say!("edit-copy", folder),
            None => say!("edit-copy-elsewhere"),
        },
        EditKind::Expunge => say!("edit-delete"),
    }
}
