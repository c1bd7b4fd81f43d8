//! What can be typed.

mod account;
mod background;
mod editing;
mod reading;
mod sending;

pub use account::{AccountAdd, AccountVerb, HostPort};
pub use background::{ModeArgs, WhyArgs, day};
pub use editing::{FlagArgs, IdsArgs, JunkArgs, MoveArgs, UndoArgs, WindowArgs};
pub use reading::{ExportArgs, FoldersArgs, ListArgs, SaveArgs, SearchArgs, ShowArgs, SyncArgs, WatchArgs};
pub use sending::{OutboxVerb, SendArgs};

use clap::{CommandFactory, Parser, Subcommand, error::ErrorKind};
use std::path::PathBuf;

const START: &str = "\
First steps:
  tern account add you@example.org --imap imap.example.org:993 --smtp smtp.example.org:465
  tern sync                      fetch the last 30 days
  tern list inbox                what is there
  tern show 1234                 read a message by its number
  tern watch                     stay connected, tell about new mail
  tern send --from you@example.org --to ann@example.org --subject Hello --body-file -

A FOLDER is a name on the server, or what it is for: inbox, sent, drafts, trash, junk, archive.
An ID is the number that `tern list` and `tern search` show.
Each verb has examples: tern list --help

The profile is a folder: --profile, else $TERN_PROFILE, else ~/.local/share/tern.
Exit codes: 0 done, 1 failed and said why, 2 wrong usage.";

/// Mail from a terminal: synced to this computer, searchable, and pushed as it arrives
#[derive(Debug, Parser)]
#[command(name = "tern", version, after_help = START, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// The profile's folder
    #[arg(long, global = true, value_name = "DIR", display_order = 900)]
    pub profile: Option<PathBuf>,
    /// Answer with one JSON object a line, for scripts
    #[arg(long, global = true, display_order = 901)]
    pub json: bool,
    #[command(subcommand)]
    pub verb: Verb,
}

impl Cli {
    /// Reads what was typed; on wrong usage and for `--help` it says so and ends the process.
    pub fn typed() -> Self {
        let mut cli = Self::parse();
        if let Verb::Flag(flag) = &mut cli.verb
            && let Err(wrong) = flag.release(&mut cli.json, &mut cli.profile)
        {
            Self::command().error(ErrorKind::UnknownArgument, wrong).exit();
        }
        cli
    }
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add, list and remove accounts
    #[command(subcommand, after_help = account::EXAMPLES)]
    Account(AccountVerb),
    /// Fetch what is new and send what waits, then stop
    #[command(after_help = reading::SYNC)]
    Sync(SyncArgs),
    /// Stay connected and tell about new mail as it arrives
    #[command(after_help = reading::WATCH)]
    Watch(WatchArgs),
    /// The folders and how much of each is here
    #[command(after_help = reading::FOLDERS)]
    Folders(FoldersArgs),
    /// The messages of a folder, newest first
    #[command(after_help = reading::LIST)]
    List(ListArgs),
    /// Find messages in all folders of all accounts
    #[command(after_help = reading::SEARCH)]
    Search(SearchArgs),
    /// Read a message
    #[command(after_help = reading::SHOW)]
    Show(ShowArgs),
    /// Save an attachment to a file
    #[command(after_help = reading::SAVE)]
    Save(SaveArgs),
    /// Write a folder to disk, byte for byte
    #[command(after_help = reading::EXPORT)]
    Export(ExportArgs),
    /// Add and remove flags
    #[command(after_help = editing::FLAG)]
    Flag(FlagArgs),
    /// Move messages to another folder of their account
    #[command(after_help = editing::MOVE)]
    Move(MoveArgs),
    /// Copy messages to another folder of their account
    #[command(after_help = editing::COPY)]
    Copy(MoveArgs),
    /// Move messages to Trash; those in Trash are removed for good
    #[command(after_help = editing::DELETE)]
    Delete(IdsArgs),
    /// Move messages to Archive
    #[command(after_help = editing::ARCHIVE)]
    Archive(IdsArgs),
    /// Move messages to Junk, or back to the inbox
    #[command(after_help = editing::JUNK)]
    Junk(JunkArgs),
    /// Take back what was done to messages
    #[command(after_help = editing::UNDO)]
    Undo(UndoArgs),
    /// Set how far back mail is kept on this computer
    #[command(after_help = editing::WINDOW)]
    Window(WindowArgs),
    /// Choose what an account does while nobody looks
    #[command(after_help = background::MODE)]
    Mode(ModeArgs),
    /// Say what happens in the background, and why
    #[command(after_help = background::WHY)]
    Why(WhyArgs),
    /// Send a message, and wait until its fate is known
    #[command(after_help = sending::SEND)]
    Send(SendArgs),
    /// Messages on their way out
    #[command(after_help = sending::OUTBOX)]
    Outbox {
        #[command(subcommand)]
        verb: Option<OutboxVerb>,
    },
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    pub fn parse(line: &[&str]) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("tern").chain(line.iter().copied()))
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_verb_has_an_example() {
        for verb in Cli::command().get_subcommands() {
            let example = verb.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(example.contains(&format!("tern {}", verb.get_name())), "{}", verb.get_name());
        }
    }

    #[test]
    fn what_can_be_typed_anywhere_can_be_typed_anywhere() {
        for line in [["--json", "list", "inbox"], ["list", "--json", "inbox"], ["list", "inbox", "--json"]] {
            assert!(parse(&line).unwrap().json);
        }
    }

    #[test]
    fn wrong_usage_ends_with_2() {
        for line in [
            vec!["lst"],
            vec!["list"],
            vec!["list", "inbox", "--limit", "many"],
            vec!["send"],
            vec!["window", "a@b"],
            vec!["export", "inbox", "d", "--eml", "--mbox"],
            vec!["show", "1", "--raw", "--text"],
            vec!["show", "x"],
            vec!["mode", "a@b", "fast"],
            vec!["mode", "a@b", "--folder", "Lists"],
            vec!["why", "--battery", "101"],
        ] {
            assert_eq!(parse(&line).unwrap_err().exit_code(), 2, "{line:?}");
        }
    }
}
