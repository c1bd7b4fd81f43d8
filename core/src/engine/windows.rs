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
    let unsettled = Change::Window { since_day: state.since_day, known: false };
    core.store.apply(mailbox, vec![unsettled, Change::Prune(old)]).await?;
    core.changed(account.id, mailbox);
    Ok(())
}
