use super::{AccountId, Mail, MailError, Mailbox, MailboxId, Role, Window};
use crate::engine::{account, windows};
use crate::say;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A mailbox as a person names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum MailboxSelector {
    /// By what it is for.
    Role { role: Role },
    /// By its name, as the server spells it; INBOX without regard to case.
    Name { name: String },
}

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// The mailboxes of an account, INBOX first, then by role, then by name.
    pub async fn mailboxes(&self, account: AccountId) -> Result<Vec<Mailbox>, MailError> {
        self.core.account(account).await?;
        let states = self.core.store.mailbox_states(account).await?;
        let mut mailboxes: Vec<Mailbox> = states.into_iter().map(|state| state.mailbox).collect();
        mailboxes.sort_by_cached_key(|mailbox| (place(mailbox.role), mailbox.name.to_lowercase()));
        Ok(mailboxes)
    }

    /// Finds one mailbox; `Gone` names the ones there are.
    pub async fn find_mailbox(&self, account: AccountId, which: MailboxSelector) -> Result<Mailbox, MailError> {
        let mailboxes = self.mailboxes(account).await?;
        let found = mailboxes.iter().find(|mailbox| match &which {
            MailboxSelector::Role { role } => mailbox.role == Some(*role),
            MailboxSelector::Name { name } => {
                mailbox.name == *name || (mailbox.role == Some(Role::Inbox) && name.eq_ignore_ascii_case("inbox"))
            }
        });
        found.cloned().ok_or_else(|| {
            let names: Vec<&str> = mailboxes.iter().map(|mailbox| mailbox.name.as_str()).take(20).collect();
            let reason = match which {
                MailboxSelector::Role { role } => say!("account-no-role", role = format!("{role:?}")),
                MailboxSelector::Name { name } => say!("account-no-folder", name),
            };
            MailError::gone(reason, say!("account-no-folder-next", names = names.join(", ")))
        })
    }

    /// Sets how far back an account is kept. A shorter window takes effect here at once and never
    /// deletes on the server; a longer one is fetched by the next sync.
    pub async fn set_window(&self, account: AccountId, window: Window) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                core.store.set_account_window(account, window).await?;
                for state in core.store.mailbox_states(account).await? {
                    windows::narrow(&core, state.mailbox.id).await?;
                }
                account::nudge(&core, account);
                Ok(())
            })
            .await
    }

    /// Sets how far back one mailbox is kept; `None` follows the account.
    pub async fn set_mailbox_window(&self, mailbox: MailboxId, window: Option<Window>) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                core.store.set_mailbox_window(mailbox, window).await?;
                windows::narrow(&core, mailbox).await?;
                account::nudge(&core, core.store.mailbox_state(mailbox).await?.mailbox.account);
                Ok(())
            })
            .await
    }
}

fn place(role: Option<Role>) -> u8 {
    match role {
        Some(Role::Inbox) => 0,
        Some(Role::Drafts) => 1,
        Some(Role::Sent) => 2,
        Some(Role::Archive) => 3,
        Some(Role::Junk) => 4,
        Some(Role::Trash) => 5,
        Some(Role::All) => 6,
        Some(Role::Flagged) => 7,
        None => 8,
    }
}
