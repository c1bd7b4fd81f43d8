use crate::window::Shown;
use std::sync::Arc;
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tern_core::MailError;
use tern_core::api::{AccountId, Mail};

/// Between two looks whether another process still runs an account.
const BUSY: Duration = Duration::from_secs(5);
/// Before an account is tried again that could not be started.
const FAILED: Duration = Duration::from_secs(30);
/// For all accounts to end what they are at.
const ENDING: Duration = Duration::from_millis(800);

/// Starts every account once the window is up, which has the machine to itself until then.
pub async fn all(app: &AppHandle, mail: Arc<Mail>) {
    app.state::<Shown>().wait().await;
    match mail.accounts().await {
        Ok(accounts) => accounts.into_iter().for_each(|account| keep(&mail, account.id)),
        Err(error) => log::error!("the accounts cannot be read: {}", error.kind()),
    }
}

/// Keeps one account running in this process, from when no other runs it until it is removed.
pub fn keep(mail: &Arc<Mail>, account: AccountId) {
    let mail = Arc::clone(mail);
    tauri::async_runtime::spawn(async move {
        loop {
            let pause = match mail.start(account).await {
                Ok(()) | Err(MailError::Gone { .. }) => return,
                Err(MailError::Busy { .. }) => BUSY,
                Err(error) => {
                    log::warn!("account {account} does not start: {}", error.kind());
                    FAILED
                }
            };
            tokio::time::sleep(pause).await;
        }
    });
}

/// Lets the accounts say goodbye to their servers; they are safe to kill at any time.
pub async fn end(mail: &Mail) {
    let stopping = async {
        for account in mail.accounts().await.unwrap_or_default() {
            mail.stop(account.id).await;
        }
    };
    if tokio::time::timeout(ENDING, stopping).await.is_err() {
        log::info!("an account did not end in time");
    }
}
