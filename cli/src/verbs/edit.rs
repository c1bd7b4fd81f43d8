use crate::args::{IdsArgs, JunkArgs, MoveArgs, UndoArgs};
use crate::{failure::Failure, format, session::Session, text};
use serde::Serialize;
use std::time::{Duration, Instant};
use tern_core::MailError;
use tern_core::api::{Account, AccountId, Action, ActionId, EditRefusal, Mailbox, MessageId, MessageRow};

/// How long another process is waited for that may take the edits to the server.
const PATIENCE: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(100);

#[derive(Serialize)]
struct EditLine<'a> {
    /// What `tern undo` takes.
    action: ActionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<&'a [MessageId]>,
    /// Edits of these accounts that the server does not have yet.
    waiting: Option<u32>,
    /// Why they wait.
    why: Option<&'a str>,
}

/// Moves messages.
pub async fn move_to(session: &mut Session<'_>, args: MoveArgs) -> Result<(), Failure> {
    let rows = rows(session, &args.ids).await?;
    let to = target(session, &rows, &args.folder).await?;
    let action = session.mail.move_to(ids(&rows), to.id).await?;
    settle(session, &rows, &action, &format!("Moved to {}", text::line(&to.name)), args.offline).await
}

/// Copies messages.
pub async fn copy_to(session: &mut Session<'_>, args: MoveArgs) -> Result<(), Failure> {
    let rows = rows(session, &args.ids).await?;
    let to = target(session, &rows, &args.folder).await?;
    let action = session.mail.copy_to(ids(&rows), to.id).await?;
    settle(session, &rows, &action, &format!("Copied to {}", text::line(&to.name)), args.offline).await
}

/// Moves messages to Trash, or removes them from there.
pub async fn delete(session: &mut Session<'_>, args: IdsArgs) -> Result<(), Failure> {
    let rows = rows(session, &args.ids).await?;
    let action = session.mail.delete(ids(&rows)).await?;
    settle(session, &rows, &action, "Deleted", args.offline).await
}

/// Moves messages to Archive.
pub async fn archive(session: &mut Session<'_>, args: IdsArgs) -> Result<(), Failure> {
    let rows = rows(session, &args.ids).await?;
    let action = session.mail.archive(ids(&rows)).await?;
    settle(session, &rows, &action, "Archived", args.offline).await
}

/// Moves messages to Junk or back.
pub async fn junk(session: &mut Session<'_>, args: JunkArgs) -> Result<(), Failure> {
    let rows = rows(session, &args.messages.ids).await?;
    let action = session.mail.junk(ids(&rows), !args.not).await?;
    let done = if args.not { "Back in the inbox" } else { "Moved to Junk" };
    settle(session, &rows, &action, done, args.messages.offline).await
}

/// The messages; fails before anything is changed when one is not there.
pub async fn rows(session: &Session<'_>, ids: &[i64]) -> Result<Vec<MessageRow>, Failure> {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.push(session.mail.row(MessageId(*id)).await?);
    }
    Ok(rows)
}

/// The numbers of the messages.
pub fn ids(rows: &[MessageRow]) -> Vec<MessageId> {
    rows.iter().map(|row| row.id).collect()
}

/// Takes the newest action back, or the one named.
pub async fn undo(session: &mut Session<'_>, args: UndoArgs) -> Result<(), Failure> {
    let last = match args.action {
        Some(_) => None,
        None => session.mail.last_action().await?,
    };
    let Some(id) = args.action.map(ActionId).or(last.as_ref().map(|action| action.id)) else {
        return Err(MailError::gone("There is nothing to undo.", "Changes can be undone for 30 days.").into());
    };
    session.mail.undo(id).await?;
    let accounts: Vec<AccountId> = session.accounts.iter().map(|account| account.id).collect();
    let stands = stands(session, &accounts, args.offline).await?;
    let done = match last {
        Some(action) => format!("Undone: {}", format::counted(u64::from(action.messages), "message")),
        None => "Undone".to_owned(),
    };
    say(session, id, None, &done, &stands)
}

/// Takes the edit to the server if it can be had now, and says where it stands.
pub async fn settle(
    session: &mut Session<'_>,
    rows: &[MessageRow],
    action: &Action,
    done: &str,
    offline: bool,
) -> Result<(), Failure> {
    let stands = stands(session, &accounts(rows), offline).await?;
    let done = format!("{done}: {}", format::counted(rows.len() as u64, "message"));
    say(session, action.id, Some(&ids(rows)), &done, &stands)
}

/// How much the server has heard.
struct Stands {
    waiting: Option<u32>,
    why: Option<String>,
}

async fn stands(session: &Session<'_>, accounts: &[AccountId], offline: bool) -> Result<Stands, Failure> {
    let (mut waiting, mut why) = (None, None);
    let mut refusals = Vec::new();
    for account in accounts {
        let pushed = match offline {
            true => Err("the server hears of it with the next tern sync".to_owned()),
            false => push(session, *account).await?,
        };
        match pushed {
            Ok(left) => {
                waiting = Some(waiting.unwrap_or(0) + left);
                refusals.extend(session.mail.take_refusals(*account).await?);
            }
            Err(reason) => why = Some(reason),
        }
    }
    match refusals.first() {
        Some(refusal) => Err(refused(&refusals, refusal)),
        None => Ok(Stands { waiting, why }),
    }
}

fn say(
    session: &mut Session<'_>,
    action: ActionId,
    ids: Option<&[MessageId]>,
    done: &str,
    stands: &Stands,
) -> Result<(), Failure> {
    let Stands { waiting, why } = stands;
    match (session.out.json, why, waiting) {
        (true, why, waiting) => session.out.object(&EditLine { action, ids, waiting: *waiting, why: why.as_deref() }),
        (false, Some(why), _) => session.out.line(&format!("{done}; {}.", text::line(why))),
        (false, None, Some(1..)) => {
            session.out.line(&format!("{done}; the running Tern or the next tern sync takes it to the server."))
        }
        (false, None, _) => session.out.line(&format!("{done}, on the server too.")),
    }
}

/// What waits after trying, or why the server could not be told.
async fn push(session: &Session<'_>, account: AccountId) -> Result<Result<u32, String>, Failure> {
    let until = Instant::now() + PATIENCE;
    loop {
        match session.mail.push_edits(account).await {
            Ok(0) => return Ok(Ok(0)),
            // Another process runs the account and is about to take them.
            Ok(_) if Instant::now() < until => tokio::time::sleep(LOOK).await,
            Ok(left) => return Ok(Ok(left)),
            Err(error) => return kept(error).map(Err),
        }
    }
}

/// Why an edit stays here for now; any other error is one.
fn kept(error: MailError) -> Result<String, Failure> {
    let reason = error.reason().to_string().trim_end_matches('.').to_owned();
    match error {
        MailError::Busy { .. } => Ok("the running Tern takes it to the server".to_owned()),
        MailError::Offline { .. } => Ok(format!("kept here, the next tern sync takes it to the server ({reason})")),
        MailError::SignIn { .. } | MailError::Insecure { .. } => {
            Ok(format!("kept here until the account works again ({reason})"))
        }
        error => Err(error.into()),
    }
}

fn refused(refusals: &[EditRefusal], first: &EditRefusal) -> Failure {
    let more = match refusals.len() - 1 {
        0 => String::new(),
        more => format!(" ({} more)", format::count(more as u64)),
    };
    Failure::Mail(MailError::Refused {
        reason: format!("Message {}: {}{more}", first.message, first.reason).into(),
        next: "The change was undone here.".into(),
    })
}

async fn target(session: &Session<'_>, rows: &[MessageRow], folder: &str) -> Result<Mailbox, Failure> {
    match accounts(rows).as_slice() {
        [only] => {
            let account: &Account =
                session.accounts.iter().find(|account| account.id == *only).ok_or_else(crate::select::no_account)?;
            session.folder(account, folder).await
        }
        _ => Err(Failure::usage("These messages are of several accounts: name those of one at a time.")),
    }
}

fn accounts(rows: &[MessageRow]) -> Vec<AccountId> {
    let mut accounts: Vec<AccountId> = rows.iter().map(|row| row.account).collect();
    accounts.sort();
    accounts.dedup();
    accounts
}
