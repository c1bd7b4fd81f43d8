use super::MailError;
use crate::say;
use std::path::PathBuf;

/// The folder of the profile a face uses: the one asked for, `$TERN_PROFILE`, or `tern` in the user's data folder.
/// `Input` when there is no home folder or the name is not UTF-8.
pub fn profile_dir(asked: Option<PathBuf>) -> Result<String, MailError> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = || match cfg!(windows) {
        true => set("APPDATA"),
        false => set("XDG_DATA_HOME")
            .filter(|dir| dir.is_absolute())
            .or_else(|| set("HOME").map(|home| home.join(".local/share"))),
    };
    let dir = asked.or_else(|| set("TERN_PROFILE")).or_else(|| data().map(|data| data.join("tern")));
    let dir = dir.ok_or_else(|| MailError::input(say!("profile-no-home"), say!("profile-no-home-next")))?;
    let dir = std::path::absolute(&dir).map_err(|error| {
        let (path, detail) = (dir.display().to_string(), error.to_string());
        MailError::input(say!("profile-no-folder", path, detail), say!("profile-no-folder-next"))
    })?;
    dir.into_os_string().into_string().map_err(|dir| {
        let dir = PathBuf::from(dir);
        MailError::input(say!("profile-not-utf8", path = dir.display().to_string()), say!("profile-not-utf8-next"))
    })
}

/// Whether a new profile may put its key into the keyring; `TERN_KEYRING=off` forbids it.
pub fn keyring_allowed() -> bool {
    std::env::var_os("TERN_KEYRING").is_none_or(|value| value != "off")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_asked_for_comes_first() {
        assert_eq!(profile_dir(Some("/some/where".into())).unwrap(), "/some/where");
        assert!(PathBuf::from(profile_dir(Some("here".into())).unwrap()).is_absolute());
    }
}
