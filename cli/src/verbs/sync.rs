use crate::args::SyncArgs;
use crate::progress::Progress;
use crate::signals::Signals;
use crate::{failure::Failure, format, session::Session, text};
use serde::Serialize;
use tern_core::MailError;
use tern_core::api::{Account, Event, SyncReport, SyncRequest};

#[derive(Serialize)]
struct ReportLine<'a> {
    account: &'a str,
    #[serde(flatten)]
    report: &'a SyncReport,
}

/// Syncs one account or all; one that fails does not keep the others from their turn.
pub async fn run(session: &mut Session<'_>, args: SyncArgs) -> Result<(), Failure> {
    let accounts = session.some_accounts(args.account.as_deref())?;
    let accounts = match (&args.folder, accounts.len()) {
        (Some(_), 2..) => vec![session.account(None)?],
        _ => accounts,
    };
    let mut signals = Signals::listen()?;
    let mut failed = None;
    for account in &accounts {
        match sync(session, account, &args, &mut signals).await {
            Ok(()) => {}
            Err(Failure::Mail(cancelled @ MailError::Cancelled { .. })) => return Err(cancelled.into()),
            Err(failure) if failed.is_none() => failed = Some(failure),
            Err(failure) => session.out.report(&failure),
        }
    }
    failed.map_or(Ok(()), Err)
}

async fn sync(
    session: &mut Session<'_>,
    account: &Account,
    args: &SyncArgs,
    signals: &mut Signals,
) -> Result<(), Failure> {
    let mailbox = match &args.folder {
        Some(folder) => Some(session.folder(account, folder).await?.id),
        None => None,
    };
    let request = SyncRequest { mailbox, bodies: args.bodies };
    let mail = session.mail.clone();
    let mut events = session.events()?;
    let mut progress = Progress::new();
    let mut asked_to_stop = false;
    let syncing = mail.sync(account.id, request);
    tokio::pin!(syncing);
    let report = loop {
        tokio::select! {
            report = &mut syncing => break report,
            Some(event) = events.next(), if !session.out.json => {
                if let Event::Progress { account: of, mailbox, phase, done, total } = event
                    && of == account.id
                {
                    if progress.is_new(mailbox) {
                        let mailboxes = session.mail.mailboxes(account.id).await?;
                        progress.learn(mailboxes.into_iter().map(|mailbox| (mailbox.id, mailbox.name)));
                    }
                    progress.take(mailbox, phase, done, total, session.out);
                }
            }
            _ = signals.next() => {
                if asked_to_stop {
                    break Err(stopped());
                }
                asked_to_stop = true;
                mail.cancel_sync(account.id);
            }
        }
    };
    progress.clear(session.out);
    tell(session, account, &report?)?;
    match asked_to_stop {
        true => Err(stopped().into()),
        false => Ok(()),
    }
}

fn stopped() -> MailError {
    MailError::Cancelled {
        reason: "The sync was stopped; what is here stays.".into(),
        next: "Run tern sync again to fetch the rest.".into(),
    }
}

fn tell(session: &mut Session<'_>, account: &Account, report: &SyncReport) -> Result<(), Failure> {
    if session.out.json {
        return session.out.object(&ReportLine { account: &account.address, report });
    }
    session.out.line(&format!("{}: {}", text::line(&account.address), summary(report)))?;
    for problem in &report.problems {
        session.out.remark(&format!("  {}", text::line(&problem.to_string())));
    }
    session.out.flush()
}

fn summary(report: &SyncReport) -> String {
    let told = [
        (report.bodies, "fetched to read"),
        (report.removed, "gone"),
        (report.flags_changed, "with new flags"),
        (report.edits_sent, "of your changes sent"),
    ];
    let new = match report.new_messages {
        0 => "no new messages".to_owned(),
        new => format!("{} new {}", format::count(new.into()), if new == 1 { "message" } else { "messages" }),
    };
    let more = told
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", format::count((*number).into())));
    let parts: Vec<String> = std::iter::once(new).chain(more).collect();
    format!("{} in {}", parts.join(", "), format::counted(report.mailboxes.into(), "folder"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_happened_and_nothing_else() {
        let quiet = SyncReport { mailboxes: 1, ..SyncReport::default() };
        assert_eq!(summary(&quiet), "no new messages in 1 folder");
        let busy =
            SyncReport { mailboxes: 7, new_messages: 1_234, bodies: 1_000, flags_changed: 2, ..SyncReport::default() };
        assert_eq!(summary(&busy), "1,234 new messages, 1,000 fetched to read, 2 with new flags in 7 folders");
    }
}
