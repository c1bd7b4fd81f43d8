use clap::{Args, Subcommand};
use std::path::PathBuf;

pub const SEND: &str = "\
Examples:
  echo 'See you at eight.' | tern send --from you@example.org --to ann@example.org --subject Dinner --body-file -
  tern send --from you@example.org --to ann@example.org bob@example.org --subject Plan --body-file plan.txt --attach plan.pdf
  tern send --from you@example.org --in-reply-to 1234 --body-file answer.txt

A message waits 10 seconds before it leaves: Ctrl-C takes it back. --now sends it at once.
It ends when the copy in Sent is there, or with the reason why not.";
pub const OUTBOX: &str = "\
Examples:
  tern outbox
  tern outbox retry 5
  tern outbox cancel 5";

#[derive(Debug, Args)]
pub struct SendArgs {
    /// The account's address, alone or as Name <address>
    #[arg(long, value_name = "ADDRESS")]
    pub from: String,
    /// Who gets it; whom a reply goes to when left out with --in-reply-to
    #[arg(long, num_args = 1.., value_name = "ADDRESS", required_unless_present_any = ["cc", "bcc", "in_reply_to"])]
    pub to: Vec<String>,
    /// Who gets a copy
    #[arg(long, num_args = 1.., value_name = "ADDRESS")]
    pub cc: Vec<String>,
    /// Who gets a copy without anybody seeing it
    #[arg(long, num_args = 1.., value_name = "ADDRESS")]
    pub bcc: Vec<String>,
    /// The subject; Re: and the other's when left out with --in-reply-to
    #[arg(long, required_unless_present = "in_reply_to", allow_hyphen_values = true)]
    pub subject: Option<String>,
    /// The text, from a file or with - from standard input
    #[arg(long, value_name = "FILE|-")]
    pub body_file: Option<PathBuf>,
    /// The same as HTML
    #[arg(long, value_name = "FILE")]
    pub html_file: Option<PathBuf>,
    /// Files to attach
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub attach: Vec<PathBuf>,
    /// The message this answers
    #[arg(long, value_name = "ID")]
    pub in_reply_to: Option<i64>,
    /// Without the time to take it back
    #[arg(long)]
    pub now: bool,
}

#[derive(Debug, Subcommand)]
pub enum OutboxVerb {
    /// What is on its way out, and what became of it (the default)
    List,
    /// Try a message again that failed, or that may have arrived already
    Retry {
        /// The number in the outbox
        id: i64,
    },
    /// Take a message back that has not left
    Cancel {
        /// The number in the outbox
        id: i64,
    },
}
