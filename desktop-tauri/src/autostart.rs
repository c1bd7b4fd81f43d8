//! The start at login, by the Desktop Application Autostart Specification: an entry in the person's own folder.

use crate::outside;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tern_core::MailError;

const ENTRY: &str = "Tern.desktop";

/// Whether Tern starts at login.
pub fn is_on() -> Result<bool, MailError> {
    Ok(folder().map_err(|error| refused(&error))?.join(ENTRY).exists())
}

/// Lets Tern start at login, or no more.
pub fn set(app: &AppHandle, on: bool) -> Result<(), MailError> {
    let done = folder().and_then(|folder| if on { write(&folder, &command(app)?) } else { remove(&folder) });
    done.map_err(|error| refused(&error))
}

/// What starts this Tern again, on the profile it was started on.
fn command(app: &AppHandle) -> std::io::Result<Vec<String>> {
    let program = tauri::process::current_binary(&app.env())?.into_os_string();
    let profile = std::env::var_os("TERN_PROFILE").filter(|profile| !profile.is_empty());
    let set = profile.map(std::path::absolute).transpose()?.map(|profile| {
        let mut set = OsString::from("TERN_PROFILE=");
        set.push(profile);
        ["/usr/bin/env".into(), set]
    });
    let not_text = |word: OsString| std::io::Error::other(format!("{} is not UTF-8", word.display()));
    set.into_iter().flatten().chain([program]).map(|word| word.into_string().map_err(not_text)).collect()
}

/// An entry is there as a whole or not at all, also when the disk is full.
fn write(folder: &Path, command: &[String]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(entry(command).as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(folder.join(ENTRY)).map(drop).map_err(|error| error.error)
}

fn remove(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(folder.join(ENTRY)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn entry(command: &[String]) -> String {
    let command: Vec<_> = command.iter().map(|word| quoted(word)).collect();
    format!(
        "[Desktop Entry]\nType=Application\nName=Tern\nExec={} {}\nIcon=tern-desktop\nTerminal=false\nStartupNotify=false\n",
        command.join(" "),
        outside::HIDDEN
    )
}

/// A word as `Exec` wants it (Desktop Entry Specification, "The Exec key"): in quotes, in which a backslash stands
/// before some characters and once more before itself as in any value, and a percent sign is doubled.
fn quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for c in word.chars() {
        match c {
            '\\' => quoted.push_str(r"\\\\"),
            '"' | '`' | '$' => quoted.extend([r"\\", c.encode_utf8(&mut [0; 4])]),
            '%' => quoted.push_str("%%"),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn folder() -> std::io::Result<PathBuf> {
    let set = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let config = set("XDG_CONFIG_HOME").or_else(|| Some(set("HOME")?.join(".config")));
    let config = config.ok_or_else(|| std::io::Error::other("neither HOME nor XDG_CONFIG_HOME is set"))?;
    Ok(config.join("autostart"))
}

fn refused(error: &std::io::Error) -> MailError {
    let reason = format!("The desktop did not take the setting: {error}.");
    MailError::refused(reason, "Add Tern to the programs that start at login in the system's settings.")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_as_an_entry_wants_it() {
        for (word, exec) in [
            ("/usr/bin/tern-desktop", r#""/usr/bin/tern-desktop""#),
            ("/home/mo/my apps/tern", r#""/home/mo/my apps/tern""#),
            ("/a/100%/$x`y\"z", r#""/a/100%%/\\$x\\`y\\"z""#),
            (r"/a\b", r#""/a\\\\b""#),
        ] {
            assert_eq!(quoted(word), exec);
        }
    }

    #[test]
    fn an_entry_comes_and_goes_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("autostart");
        remove(&folder).unwrap();
        let command = ["/usr/bin/env", "TERN_PROFILE=/home/mo/at work", "/usr/bin/tern-desktop"].map(str::to_owned);
        write(&folder, &command).unwrap();
        let text = std::fs::read_to_string(folder.join(ENTRY)).unwrap();
        assert!(
            text.contains(
                "\nExec=\"/usr/bin/env\" \"TERN_PROFILE=/home/mo/at work\" \"/usr/bin/tern-desktop\" --hidden\n"
            ),
            "{text}"
        );
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
        remove(&folder).unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    }
}
