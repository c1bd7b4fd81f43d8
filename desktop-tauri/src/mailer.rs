use std::path::PathBuf;
use std::process::Command;
use tern_core::MailError;
use tern_core::say;

/// The name of Tern's entry among the desktop's programs, which the package installs.
const ENTRY: &str = "Tern.desktop";

/// Makes Tern the desktop's program for `mailto:`.
pub fn become_it() -> Result<(), MailError> {
    if !folders().iter().any(|folder| folder.join("applications").join(ENTRY).exists()) {
        return Err(MailError::refused(say!("desktop-no-entry"), say!("desktop-no-entry-next")));
    }
    let said = Command::new("xdg-mime").args(["default", ENTRY, "x-scheme-handler/mailto"]).output();
    match said {
        Ok(said) if said.status.success() => Ok(()),
        Ok(said) => Err(refused(&String::from_utf8_lossy(&said.stderr))),
        Err(error) => Err(refused(&error.to_string())),
    }
}

fn refused(why: &str) -> MailError {
    let reason = say!("desktop-mailer", detail = why.trim().trim_end_matches('.'));
    MailError::refused(reason, say!("desktop-mailer-next"))
}

/// Where desktop entries are looked for, by the XDG base directory specification.
fn folders() -> Vec<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = set("XDG_DATA_HOME").map(PathBuf::from);
    let home = home.or_else(|| set("HOME").map(|home| PathBuf::from(home).join(".local/share")));
    let shared = set("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    home.into_iter().chain(std::env::split_paths(&shared)).collect()
}
