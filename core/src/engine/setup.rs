//! Adding an account: both servers are asked before anything is kept.

use super::core::Core;
use super::session;
use crate::error::MailError;
use crate::model::{Account, AccountId, AccountSetup, BodyPolicy, SentCopy, Server};
use crate::net::dial::Endpoint;
use crate::net::smtp::{Limits, Smtp, SmtpConfig};
use crate::net::tls::Trust;
use crate::say;

/// Signs in to both servers, keeps the account when both let it in, and lists its mailboxes.
pub async fn add(core: &Core, setup: AccountSetup) -> Result<Account, MailError> {
    let trial = trial(&setup)?;
    let signed_in = session::sign_in(&trial, &setup.password).await;
    let mut imap = signed_in.map_err(|error| named(error.into(), &trial.imap, "IMAP"))?;
    let lets_in = submission(&trial, &setup.password).await;
    lets_in.map_err(|error| named(error, &trial.smtp, "SMTP"))?;
    let account = core.store.insert_account(setup).await?;
    session::list(core, &mut imap, account.id).await?;
    imap.logout().await;
    Ok(account)
}

/// Says which of the two servers an error is about, where it does not.
fn named(error: MailError, server: &Server, protocol: &str) -> MailError {
    match error.reason().to_string().contains(&server.host) {
        true => error,
        false => error.about(&format!("{} ({protocol})", server.host)),
    }
}

/// The account as it would be, to try it.
fn trial(setup: &AccountSetup) -> Result<Account, MailError> {
    let at = setup.address.find('@').unwrap_or(0);
    if at == 0 || at + 1 >= setup.address.len() || setup.address.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(MailError::input(
            say!("setup-no-address", address = &setup.address),
            say!("setup-no-address-next"),
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
