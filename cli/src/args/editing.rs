use clap::Args;
use std::path::PathBuf;
use tern_core::api::{FlagChange, Window};

pub const FLAG: &str = "\
Examples:
  tern flag 1234 +seen
  tern flag 1234 1235 +flagged -seen
  tern flag 1234 +'$Forwarded' -work     a keyword of your own

Flags: seen, answered, flagged, deleted, draft; every other word is a keyword.";
pub const MOVE: &str = "\
Examples:
  tern move 1234 1235 Projects/2025
  tern move 1234 inbox";
pub const COPY: &str = "\
Example:
  tern copy 1234 Projects/2025";
pub const DELETE: &str = "\
Examples:
  tern delete 1234 1235
  tern delete 1234 --offline            the server hears of it with the next sync";
pub const ARCHIVE: &str = "\
Example:
  tern archive 1234 1235";
pub const JUNK: &str = "\
Examples:
  tern junk 1234
  tern junk 1234 --not                  it was no junk: back to the inbox";
pub const UNDO: &str = "\
Examples:
  tern undo                             the newest change
  tern undo 12                          the change that --json called \"action\": 12

Flags, moves, copies and junk can be undone for 30 days, also after the server has them.";
pub const WINDOW: &str = "\
Examples:
  tern window you@example.org 90d
  tern window you@example.org Archive all
  tern window you@example.org Archive default    as the account again

1d, 3d, 7d, 14d, 30d, 90d, 365d or all. A shorter window removes mail from this computer only.";

#[derive(Debug, Args)]
pub struct FlagArgs {
    /// Message numbers, and what to change: +seen, -flagged, +keyword
    #[arg(required = true, num_args = 1.., allow_hyphen_values = true, value_name = "ID|+FLAG|-FLAG")]
    words: Vec<String>,
    /// Do not tell the server now
    #[arg(long)]
    pub offline: bool,
}

impl FlagArgs {
    /// Takes back the options that stand behind the flags: `-seen` is a word here, so clap reads
    /// every option from there on as one.
    pub fn release(&mut self, json: &mut bool, profile: &mut Option<PathBuf>) -> Result<(), String> {
        let mut words = std::mem::take(&mut self.words).into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--json" => *json = true,
                "--offline" => self.offline = true,
                "--" => {}
                "--profile" => *profile = Some(words.next().ok_or("--profile needs a folder.")?.into()),
                option if option.starts_with("--profile=") => {
                    *profile = option.strip_prefix("--profile=").map(PathBuf::from)
                }
                option if option.starts_with("--") => return Err(format!("{option} is not an option of tern flag.")),
                _ => self.words.push(word),
            }
        }
        Ok(())
    }

    /// The messages and the change.
    pub fn read(&self) -> Result<(Vec<i64>, FlagChange), String> {
        let (mut ids, mut change) = (Vec::new(), FlagChange::default());
        for word in &self.words {
            match word.split_at_checked(1) {
                Some(("+", flag)) => change.add.insert(&imap_name(flag)?),
                Some(("-", flag)) => change.remove.insert(&imap_name(flag)?),
                _ => ids.push(
                    word.parse().map_err(|_| format!("\"{word}\" is neither a message number nor +FLAG or -FLAG."))?,
                ),
            }
        }
        match (ids.is_empty(), change.is_empty()) {
            (true, _) => Err("Say which messages: tern flag 1234 +seen".to_owned()),
            (false, true) => Err("Say which flags: tern flag 1234 +seen".to_owned()),
            (false, false) => Ok((ids, change)),
        }
    }
}

/// The IMAP name of a flag as typed (RFC 3501 §9, flag-keyword).
fn imap_name(word: &str) -> Result<String, String> {
    let word = word.strip_prefix('\\').unwrap_or(word);
    let special = |c: char| !c.is_ascii_graphic() || r#"(){%*"\]"#.contains(c);
    match word.to_ascii_lowercase().as_str() {
        "seen" | "answered" | "flagged" | "deleted" | "draft" => Ok(format!("\\{word}")),
        "" => Err("A flag's name is missing.".to_owned()),
        _ if word.contains(special) => Err(format!("\"{word}\" cannot be a flag: use letters, digits, $, - and _.")),
        _ => Ok(word.to_owned()),
    }
}

#[derive(Debug, Args)]
pub struct MoveArgs {
    /// The messages' numbers
    #[arg(required = true, num_args = 1.., value_name = "ID")]
    pub ids: Vec<i64>,
    /// Where to: a folder's name, or inbox, archive, trash, junk
    #[arg(required = true)]
    pub folder: String,
    /// Do not tell the server now
    #[arg(long)]
    pub offline: bool,
}

#[derive(Debug, Args)]
pub struct IdsArgs {
    /// The messages' numbers
    #[arg(required = true, num_args = 1.., value_name = "ID")]
    pub ids: Vec<i64>,
    /// Do not tell the server now
    #[arg(long)]
    pub offline: bool,
}

#[derive(Debug, Args)]
pub struct JunkArgs {
    #[command(flatten)]
    pub messages: IdsArgs,
    /// Back to the inbox
    #[arg(long)]
    pub not: bool,
}

#[derive(Debug, Args)]
pub struct UndoArgs {
    /// Which change; the newest when left out
    pub action: Option<i64>,
    /// Do not tell the server now
    #[arg(long)]
    pub offline: bool,
}

#[derive(Debug, Args)]
pub struct WindowArgs {
    /// The account's address
    pub account: String,
    /// The folder, where only one is meant, and the window
    #[arg(required = true, num_args = 1..=2, value_name = "[FOLDER] WINDOW")]
    words: Vec<String>,
}

impl WindowArgs {
    /// The folder, if one is meant.
    pub fn folder(&self) -> Option<&str> {
        self.words.split_last().and_then(|(_, folder)| folder.first()).map(String::as_str)
    }

    /// The window; `None` makes a folder follow its account.
    pub fn window(&self) -> Result<Option<Window>, String> {
        match (self.words.last().map(String::as_str), self.folder()) {
            (Some("default"), Some(_)) => Ok(None),
            (Some(word), _) => word.parse().map(Some),
            (None, _) => Err("The window is missing.".to_owned()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::args::{Cli, Verb};
    use clap::Parser;

    fn parse(line: &str) -> Verb {
        Cli::try_parse_from(std::iter::once("tern").chain(line.split(' '))).unwrap().verb
    }

    fn window(line: &str) -> WindowArgs {
        let Verb::Window(args) = parse(line) else { unreachable!() };
        args
    }

    #[test]
    fn the_folder_of_a_window_may_be_left_out() {
        let whole = window("window a@b.example 30d");
        assert_eq!((whole.folder(), whole.window()), (None, Ok(Some(Window::Days { days: 30 }))));
        let one = window("window a@b.example Archive all");
        assert_eq!((one.folder(), one.window()), (Some("Archive"), Ok(Some(Window::All))));
        assert_eq!(window("window a@b.example Archive default").window(), Ok(None));
        assert!(window("window a@b.example default").window().is_err());
        assert!(window("window a@b.example 31d").window().is_err());
    }

    fn flags(line: &str) -> Result<String, String> {
        let Verb::Flag(args) = parse(line) else { unreachable!() };
        let (ids, change) = args.read()?;
        Ok(format!("{ids:?} +{} -{}", change.add.names().join(" +"), change.remove.names().join(" -")))
    }

    #[test]
    fn flags_are_signed_words_among_the_numbers() {
        let read = |line| flags(line).unwrap();
        assert_eq!(read("flag 1 +seen -flagged"), "[1] +\\Seen -\\Flagged");
        assert_eq!(read("flag -Seen 1 2 +$Done"), "[1, 2] +$Done -\\Seen");
        assert_eq!(read("flag 1 +\\Answered -x"), "[1] +\\Answered -x");
        for wrong in ["flag 1 2", "flag +seen -draft", "flag one +seen", "flag 1 +a(b", "flag 1 +"] {
            assert!(flags(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn options_behind_the_flags_are_options() {
        let Verb::Flag(mut args) = parse("flag 1 -seen --json --profile dir --offline") else { unreachable!() };
        let (mut json, mut profile) = (false, None);
        args.release(&mut json, &mut profile).unwrap();
        assert!(json && args.offline && args.read().is_ok());
        assert_eq!(profile, Some(PathBuf::from("dir")));
        let Verb::Flag(mut args) = parse("flag 1 -seen --jsn") else { unreachable!() };
        assert!(args.release(&mut json, &mut profile).is_err());
    }

    #[test]
    fn the_last_word_of_a_move_is_the_folder() {
        let Verb::Move(args) = parse("move 1 2 3 2025 --offline") else { unreachable!() };
        assert_eq!((args.ids, args.folder.as_str(), args.offline), (vec![1, 2, 3], "2025", true));
    }
}
