use clap::Args;
use std::path::PathBuf;
use tern_core::api::BodyPolicy;

pub const SYNC: &str = "\
Examples:
  tern sync
  tern sync you@example.org --folder Archive --bodies all";
pub const WATCH: &str = "\
Examples:
  tern watch
  tern watch --json | while read -r event; do notify-send \"$event\"; done";
pub const FOLDERS: &str = "\
Examples:
  tern folders
  tern folders you@example.org --json";
pub const LIST: &str = "\
Examples:
  tern list inbox
  tern list Lists/rust --limit 200
  tern list inbox --before 1234        older than message 1234
  tern list sent --account you@example.org --json

Marks: • unread, ! flagged, r answered, @ with attachments, ~ waits for the server.";
pub const SEARCH: &str = "\
Examples:
  tern search invoice
  tern search 'from:ann \"board meeting\" after:2025-01-01'
  tern search 'is:unread has:attachment in:inbox -subject:newsletter'

Fields: from: to: subject: in: before: after: has:attachment is:unread is:read is:flagged.";
pub const SHOW: &str = "\
Examples:
  tern show 1234
  tern show 1234 --raw > message.eml
  tern show 1234 --json | jq -r .text";
pub const SAVE: &str = "\
Example:
  tern save 1234 2 invoice.pdf         part 2, as `tern show 1234` numbers it";
pub const EXPORT: &str = "\
Examples:
  tern export inbox backup/inbox       one UID.eml a message
  tern export Archive backup --mbox    one file";

#[derive(Debug, Args)]
pub struct SyncArgs {
    /// The account's address; all accounts when left out
    pub account: Option<String>,
    /// Only this folder
    #[arg(long)]
    pub folder: Option<String>,
    /// The bodies to fetch: all, only the readable text, or none
    #[arg(long, value_name = "all|text|none", value_parser = bodies)]
    pub bodies: Option<BodyPolicy>,
}

#[derive(Debug, Args)]
pub struct WatchArgs {
    /// The account's address; all accounts when left out
    pub account: Option<String>,
    /// Seconds between two checks where push cannot hold, and of folders that push does not watch; 300 when left out
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(60..=86_400))]
    pub poll: Option<u32>,
}

#[derive(Debug, Args)]
pub struct FoldersArgs {
    /// The account's address; all accounts when left out
    pub account: Option<String>,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// A folder's name, or inbox, sent, drafts, trash, junk, archive
    pub folder: String,
    /// How many messages at most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: u32,
    /// Only messages below this one in the list
    #[arg(long, value_name = "ID")]
    pub before: Option<i64>,
    /// The account's address, where there are several
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
}

#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words, "phrases" and fields; several words are one query
    #[arg(required = true, num_args = 1.., value_name = "QUERY")]
    pub words: Vec<String>,
    /// How many messages at most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: u32,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The message's number
    pub id: i64,
    /// The source, byte for byte
    #[arg(long, group = "view")]
    pub raw: bool,
    /// The header fields, decoded
    #[arg(long, group = "view")]
    pub headers: bool,
    /// Only the text
    #[arg(long, group = "view")]
    pub text: bool,
    /// The HTML, cleaned and without remote content
    #[arg(long, group = "view")]
    pub html: bool,
}

#[derive(Debug, Args)]
pub struct SaveArgs {
    /// The message's number
    pub id: i64,
    /// The part, as `tern show` numbers it
    pub part: String,
    /// The file to write; it must not exist
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A folder's name, or inbox, sent, drafts, trash, junk, archive
    pub folder: String,
    /// The folder on disk to write to; made when missing
    pub dir: PathBuf,
    /// One UID.eml a message (the default)
    #[arg(long, conflicts_with = "mbox")]
    pub eml: bool,
    /// One file in mboxrd form
    #[arg(long)]
    pub mbox: bool,
    /// The account's address, where there are several
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
}

fn bodies(word: &str) -> Result<BodyPolicy, String> {
    match word {
        "all" => Ok(BodyPolicy::All),
        "text" => Ok(BodyPolicy::Text),
        "none" => Ok(BodyPolicy::None),
        _ => Err("choose all, text or none".to_owned()),
    }
}
