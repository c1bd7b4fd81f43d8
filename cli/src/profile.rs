use crate::{failure::Failure, output::Output};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use tern_core::MailError;
use tern_core::api::{Mail, ProfileOptions, SecretPlace, open_secrets, secret_place};

/// Whether a verb may make the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Make,
    Refuse,
}

/// The profile's folder: as asked for, `$TERN_PROFILE`, or `tern` in the user's data folder.
pub fn dir(asked: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = || match cfg!(windows) {
        true => set("APPDATA"),
        false => set("XDG_DATA_HOME")
            .filter(|dir| dir.is_absolute())
            .or_else(|| set("HOME").map(|home| home.join(".local/share"))),
    };
    let dir = asked.or_else(|| set("TERN_PROFILE")).or_else(|| data().map(|data| data.join("tern")));
    let dir = dir
        .ok_or_else(|| Failure::usage("There is no home folder here: say where the profile is with --profile DIR."))?;
    Ok(std::path::absolute(dir)?)
}

/// Opens the profile in `dir`; `poll_seconds` lie between two checks where push cannot hold.
pub async fn open(
    dir: PathBuf,
    missing: Missing,
    poll_seconds: Option<u32>,
    out: &mut Output,
) -> Result<Arc<Mail>, Failure> {
    let Some(dir) = dir.to_str().map(str::to_owned) else {
        return Err(Failure::usage("The profile's folder has a name that is not UTF-8."));
    };
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

/// `TERN_KEYRING=off` keeps a new profile out of the keyring.
fn keyring_allowed() -> bool {
    std::env::var_os("TERN_KEYRING").is_none_or(|value| value != "off")
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
        reason: format!("There is no account yet, and no profile in {dir}."),
        next: "Add an account: tern account add you@example.org --imap HOST:PORT --smtp HOST:PORT".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_asked_for_comes_first() {
        assert_eq!(dir(Some("/some/where".into())).unwrap(), PathBuf::from("/some/where"));
        assert!(dir(Some("here".into())).unwrap().is_absolute());
    }
}
