use super::{Account, AccountId, AccountSetup, Event, Mail, MailError};
use crate::engine::core::now_ms;
use crate::engine::{account, outbox, planning, session, setup};
use std::sync::Arc;

/// The longest time a sent message can wait.
const UNDO_SECONDS: u32 = 120;
/// Bytes of a display name.
const NAME: usize = 200;

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// The accounts of the profile, oldest first.
    pub async fn accounts(&self) -> Result<Vec<Account>, MailError> {
        Ok(self.core.store.accounts().await?)
    }

    /// Signs in to both servers and keeps the account only when both let it in. Its mailboxes are
    /// known afterwards, their mail is not.
    pub async fn add_account(&self, setup: AccountSetup) -> Result<Account, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { setup::add(&core, setup).await }).await
    }

    /// Forgets an account and everything of it on this device; the server keeps its mail.
    pub async fn remove_account(&self, account: AccountId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                core.account(account).await?;
                account::stop(&core, account).await;
                let _held = account::engage(&core, account).await?;
                core.store.delete_account(account).await?;
                core.events.forget(account);
                Ok(())
            })
            .await
    }

    /// Replaces a password after the server accepted it, and lets a stopped account run again.
    pub async fn set_password(&self, account: AccountId, password: String) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                let known = core.account(account).await?;
                session::sign_in(&known, &password).await?.logout().await;
                core.store.set_password(account, password).await?;
                outbox::wake(&core.store, account, now_ms()).await?;
                planning::forgiven(&core, account).await?;
                account::nudge(&core, account);
                Ok(())
            })
            .await
    }

    /// Sets the display name on outgoing mail and the seconds a sent message can be taken back (0 to 120).
    pub async fn set_sending(
        &self,
        account: AccountId,
        name: Option<String>,
        undo_seconds: u32,
    ) -> Result<(), MailError> {
        if undo_seconds > UNDO_SECONDS {
            let reason = format!("A sent message can be taken back for {UNDO_SECONDS} seconds at most.");
            return Err(MailError::input(reason, "Choose fewer seconds."));
        }
        let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        if name.as_ref().is_some_and(|name| name.len() > NAME || name.contains(char::is_control)) {
            let reason = format!("A display name is one line of {NAME} bytes at most.");
            return Err(MailError::input(reason, "Choose another name."));
        }
        self.core.store.set_sending(account, name, undo_seconds).await?;
        self.core.events.send(Event::AccountChanged { account });
        Ok(())
    }
}
