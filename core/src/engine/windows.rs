//! A shorter window takes effect before the server is asked.

use super::core::{Core, now};
use crate::error::MailError;
use crate::model::MailboxId;
use crate::store::Change;
use crate::sync::window;

/// Takes what is older than the window off this device. The next sync looks at the server's own dates.
pub async fn narrow(core: &Core, mailbox: MailboxId) -> Result<(), MailError> {
    let state = core.store.mailbox_state(mailbox).await?;
    let account = core.account(state.mailbox.account).await?;
    let wanted = state.mailbox.window.unwrap_or(account.window);
    let Some(first) = window::first_day(wanted, state.mailbox.role, now()) else { return Ok(()) };
    // A day of slack: the server counts days in a zone of its own.
    let old = core.store.uids_before(mailbox, (first - 1) * 86_400).await?;
    if old.is_empty() {
        return Ok(());
    }
    let flags = core.store.local_flags(mailbox).await?;
    let unread = flags.iter().filter(|(uid, flags)| old.contains(*uid) && !flags.seen).count();
    let older_unread = state.older_unread + u32::try_from(unread).unwrap_or(0);
    let changes = vec![
        Change::Window { since_day: state.since_day, known: false },
        Change::Prune(old),
        Change::Counts { total: state.mailbox.total, older_unread },
    ];
    core.store.apply(mailbox, changes).await?;
    core.changed(account.id, mailbox);
    Ok(())
}
