use crate::{failure::Failure, output::Output};
use std::io::IsTerminal;
use std::sync::Arc;
use tern_core::MailError;
use tern_core::api::{Mail, ProfileOptions, SecretPlace, keyring_allowed, open_secrets, secret_place};

/// Whether a verb may make the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Make,
    Refuse,
}

/// Opens the profile in `dir`; `poll_seconds` lie between two checks where push cannot hold.
pub async fn open(
    dir: String,
    missing: Missing,
    poll_seconds: Option<u32>,
    out: &mut Output,
) -> Result<Arc<Mail>, Failure> {
    let place = secret_place(dir.clone())?;
    if place.is_none() && missing == Missing::Refuse {
        return Err(no_profile(&dir).into());
    }
    let passphrase = passphrase(place.as_ref())?;
    let secrets = open_secrets(dir.clone(), passphrase, keyring_allowed())?;
    if place.is_none() && !out.json {
        tell_place(&dir, out)?;
    }
    Ok(Mail::open(ProfileOptions { dir, poll_seconds }, secrets).await?)
}

fn passphrase(place: Option<&SecretPlace>) -> Result<Option<String>, Failure> {
    let given = std::env::var("TERN_PASSPHRASE").ok().filter(|passphrase| !passphrase.is_empty());
    match (place, given) {
        (Some(SecretPlace::Passphrase), None) if std::io::stdin().is_terminal() => {
            Ok(Some(rpassword::prompt_password("Passphrase of this profile: ")?))
        }
        (_, given) => Ok(given),
    }
}

fn tell_place(dir: &str, out: &mut Output) -> Result<(), Failure> {
    let kept = match secret_place(dir.to_owned())? {
        Some(SecretPlace::Keyring { .. }) => "its key is in the keyring of this session",
        Some(SecretPlace::Passphrase) => "it is sealed with the passphrase",
        Some(SecretPlace::KeyFile) | None => "its key is a file in it that only you may read",
    };
    out.remark(&format!("New profile in {dir}; {kept}."));
    Ok(())
}

fn no_profile(dir: &str) -> MailError {
    MailError::Gone {
        reason: format!("There is no account yet, and no profile in {dir}.").into(),
        next: "Add an account: tern account add you@example.org --imap HOST:PORT --smtp HOST:PORT".into(),
    }
}
