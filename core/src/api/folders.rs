use super::{AccountId, Mail, MailError, Mailbox, MailboxId, Role, Window};

/// A mailbox as a person names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailboxSelector {
    /// By what it is for.
    Role { role: Role },
    /// By its name, as the server spells it; INBOX without regard to case.
    Name { name: String },
}

impl Mail {
    /// The mailboxes of an account, INBOX first, then by role, then by name.
    pub async fn mailboxes(&self, _account: AccountId) -> Result<Vec<Mailbox>, MailError> {
        unimplemented!()
    }

    /// Finds one mailbox; `Gone` names the ones there are.
    pub async fn find_mailbox(&self, _account: AccountId, _which: MailboxSelector) -> Result<Mailbox, MailError> {
        unimplemented!()
    }

    /// Sets how far back an account is kept. A shorter window takes effect here at once and never
    /// deletes on the server; a longer one is fetched by the next sync.
    pub async fn set_window(&self, _account: AccountId, _window: Window) -> Result<(), MailError> {
        unimplemented!()
    }

    /// Sets how far back one mailbox is kept; `None` follows the account.
    pub async fn set_mailbox_window(&self, _mailbox: MailboxId, _window: Option<Window>) -> Result<(), MailError> {
        unimplemented!()
    }
}
