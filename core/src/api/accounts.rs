use super::{Account, AccountId, AccountSetup, BodyPolicy, Mail, MailError, SentCopy};
use crate::engine::{account, session};
use crate::net::dial::Endpoint;
use crate::net::smtp::{Limits, Smtp, SmtpConfig};
use crate::net::tls::Trust;
use std::sync::Arc;

impl Mail {
    /// The accounts of the profile, oldest first.
    pub async fn accounts(&self) -> Result<Vec<Account>, MailError> {
        Ok(self.core.store.accounts().await?)
    }

    /// Signs in to both servers and keeps the account only when both let it in. Its mailboxes are
    /// known afterwards, their mail is not.
    pub async fn add_account(&self, setup: AccountSetup) -> Result<Account, MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                let trial = trial(&setup)?;
                let mut imap = session::sign_in(&trial, &setup.password).await?;
                submission(&trial, &setup.password).await?;
                let account = core.store.insert_account(setup).await?;
                session::list(&core, &mut imap, account.id).await?;
                imap.logout().await;
                Ok(account)
            })
            .await
    }

    /// Forgets an account and everything of it on this device; the server keeps its mail.
    pub async fn remove_account(&self, account: AccountId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                core.account(account).await?;
                account::stop(&core, account).await;
                let _held = account::engage(&core, account).await?;
                Ok(core.store.delete_account(account).await?)
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
                crate::engine::outbox::wake(&core.store, account, crate::engine::core::now_ms()).await?;
                account::nudge(&core, account);
                Ok(())
            })
            .await
    }
}

/// The account as it would be, to try it.
fn trial(setup: &AccountSetup) -> Result<Account, MailError> {
    let at = setup.address.find('@').unwrap_or(0);
    if at == 0 || at + 1 >= setup.address.len() || setup.address.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(MailError::input(
            format!("\"{}\" is not a mail address.", setup.address),
            "Write it as name@provider.example.",
        ));
    }
    Ok(Account {
        id: AccountId(0),
        address: setup.address.clone(),
        name: setup.name.clone(),
        user: setup.user.clone().unwrap_or_else(|| setup.address.clone()),
        imap: setup.imap.clone(),
        smtp: setup.smtp.clone(),
        ca_pem: setup.ca_pem.clone(),
        window: setup.window,
        bodies: BodyPolicy::Text,
        on_demand_above: 0,
        undo_seconds: 0,
        sent_copy: SentCopy::Unknown,
    })
}

async fn submission(account: &Account, password: &str) -> Result<(), MailError> {
    let config = SmtpConfig {
        endpoint: Endpoint::from(&account.smtp),
        trust: Trust { ca_pem: account.ca_pem.clone() },
        user: account.user.clone(),
        password: password.to_owned(),
        limits: Limits::default(),
    };
    Smtp::connect(&config).await?.quit().await;
    Ok(())
}
