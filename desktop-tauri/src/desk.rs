use crate::{running, watching};
use std::sync::Arc;
use tauri::{AppHandle, Manager};
use tern_core::MailError;
use tern_core::api::{
    ListFrom, ListRequest, Mail, ProfileOptions, Role, SecretPlace, Subscription, View, keyring_allowed, open_secrets,
    profile_dir, secret_place,
};
use tokio::sync::watch;
use zeroize::Zeroizing;

/// The profile of this process.
pub struct Desk {
    profile: watch::Sender<Profile>,
}

enum Profile {
    Closed,
    Opening,
    Open { mail: Arc<Mail>, _subscription: Arc<Subscription> },
    Failed(MailError),
}

impl Desk {
    pub fn new() -> Self {
        Self { profile: watch::Sender::new(Profile::Closed) }
    }

    /// Opens the profile in the background, unless that is done or under way; with a passphrase that a person typed,
    /// else with what the environment has.
    pub fn open(&self, app: &AppHandle, typed: Option<Zeroizing<String>>) {
        let begins = self.profile.send_if_modified(|profile| {
            let begins = matches!(profile, Profile::Closed | Profile::Failed(_));
            if begins {
                *profile = Profile::Opening;
            }
            begins
        });
        if !begins {
            return;
        }
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let profile = opened(&app, typed).await.unwrap_or_else(|error| {
                log::warn!("the profile cannot be opened: {}", error.kind());
                Profile::Failed(error)
            });
            let mail = match &profile {
                Profile::Open { mail, .. } => Some(Arc::clone(mail)),
                _ => None,
            };
            app.state::<Self>().profile.send_replace(profile);
            if let Some(mail) = mail {
                running::all(&app, mail).await;
            }
        });
    }

    /// The open profile, as soon as it is; or why it cannot be opened, which every command then answers.
    pub async fn mail(&self) -> Result<Arc<Mail>, MailError> {
        let mut profile = self.profile.subscribe();
        let decided = profile.wait_for(|profile| matches!(profile, Profile::Open { .. } | Profile::Failed(_))).await;
        match decided.as_deref() {
            Ok(Profile::Open { mail, .. }) => Ok(Arc::clone(mail)),
            Ok(Profile::Failed(error)) => Err(error.clone()),
            Ok(Profile::Closed | Profile::Opening) | Err(_) => {
                Err(MailError::cancelled("Tern is closing.", "Start it again."))
            }
        }
    }

    /// The open profile, if it is open by now.
    pub fn open_mail(&self) -> Option<Arc<Mail>> {
        match &*self.profile.borrow() {
            Profile::Open { mail, .. } => Some(Arc::clone(mail)),
            _ => None,
        }
    }

    /// A preference of the window, as it was set.
    pub async fn setting(&self, key: &str) -> Option<String> {
        let settings = self.mail().await.ok()?.settings().await.ok()?;
        settings.into_iter().find(|setting| setting.key == key).map(|setting| setting.value)
    }
}

/// Whether the profile is sealed with a passphrase.
pub fn is_sealed() -> Result<bool, MailError> {
    Ok(secret_place(profile_dir(None)?)? == Some(SecretPlace::Passphrase))
}

async fn opened(app: &AppHandle, typed: Option<Zeroizing<String>>) -> Result<Profile, MailError> {
    let dir = profile_dir(None)?;
    let place = dir.clone();
    // What is typed opens a sealed profile; it never seals one that is new.
    let typed = typed.filter(|_| is_sealed().unwrap_or(false));
    // A keyring may ask the person to unlock it.
    let secrets = tauri::async_runtime::spawn_blocking(move || {
        let given = || std::env::var("TERN_PASSPHRASE").ok().filter(|passphrase| !passphrase.is_empty());
        let passphrase = typed.map(|mut typed| std::mem::take(&mut *typed)).or_else(given);
        open_secrets(place, passphrase, keyring_allowed())
    });
    let secrets = secrets.await.map_err(|error| MailError::bug(error.to_string(), "Start Tern again."))??;
    let mail = Mail::open(ProfileOptions { dir, poll_seconds: None }, secrets).await?;
    let subscription = mail.subscribe(Arc::new(watching::Forward::of(app)))?;
    tauri::async_runtime::spawn(read_ahead(Arc::clone(&mail)));
    Ok(Profile::Open { mail, _subscription: subscription })
}

/// Reads what the interface shows first while the engine still loads the interface: the core keeps the list.
async fn read_ahead(mail: Arc<Mail>) {
    let view = View::Role { role: Role::Inbox };
    let from = ListFrom::Offset { offset: 0 };
    let request = ListRequest { view, threaded: true, unread_only: false, from, limit: 1 };
    if let Err(error) = mail.list(request).await {
        log::debug!("the inbox is not read ahead: {}", error.kind());
    }
}
