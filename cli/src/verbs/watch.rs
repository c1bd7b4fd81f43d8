use crate::args::WatchArgs;
use crate::signals::Signals;
use crate::{failure::Failure, format, json, output::Style, session::Session, text};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::HashMap;
use tern_core::MailError;
use tern_core::api::{AccountId, Event, MailboxId, MessageId, OutboxId, OutboxState, PushMode};

/// What a script reads of an event: names where the core gives ids.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum EventLine<'a> {
    NewMessage { id: MessageId, folder: &'a str, after_ms: u64, account: &'a str },
    Mode { mode: PushMode, why: &'a str, account: &'a str },
    EditRefused { id: MessageId, reason: &'a str, account: &'a str },
    Outbox { id: OutboxId, state: OutboxState, subject: &'a str, account: &'a str },
    Failed { kind: &'a str, reason: &'a str, account: &'a str },
    Overflow,
}

#[derive(Default)]
struct Watched {
    folders: HashMap<MailboxId, String>,
    outbox: HashMap<OutboxId, OutboxState>,
    /// Accounts that run no more, with the reason.
    stopped: HashMap<AccountId, MailError>,
}

/// Stays connected until a signal or until no account can go on.
pub async fn run(session: &mut Session<'_>, args: WatchArgs) -> Result<(), Failure> {
    let accounts = session.some_accounts(args.account.as_deref())?;
    let mut signals = Signals::listen()?;
    let mut events = session.events()?;
    let mut watched = Watched::default();
    for account in &accounts {
        if let Err(error) = session.mail.start(account.id).await {
            watched.stopped.insert(account.id, error);
        }
    }
    let ended = loop {
        if watched.stopped.len() == accounts.len() {
            break watched.stopped.into_values().next().map_or(Ok(()), |error| Err(error.into()));
        }
        tokio::select! {
            event = events.next() => {
                let Some(event) = event else { break Ok(()) };
                let told = watched.take(session, event).await.and_then(|()| session.out.flush());
                if told.is_err() {
                    break told;
                }
            }
            _ = signals.next() => break Ok(()),
        }
    };
    for account in &accounts {
        tokio::select! {
            () = session.mail.stop(account.id) => {}
            _ = signals.next() => break,
        }
    }
    ended
}

impl Watched {
    async fn take(&mut self, session: &mut Session<'_>, event: Event) -> Result<(), Failure> {
        match event {
            Event::NewMessage { account, mailbox, id, after_ms } => {
                let folder = self.folder(session, account, mailbox).await?;
                self.new_message(session, account, &folder, id, after_ms).await
            }
            Event::Mode { account, mode, why } => {
                let account = session.address(account);
                let words = format!("{account}: {}, {why}", mode_word(mode));
                tell(session, &words, &EventLine::Mode { mode, why: &why, account: &account })
            }
            Event::EditRefused { refusal } => {
                let account = session.address(refusal.account);
                let line = EventLine::EditRefused { id: refusal.message, reason: &refusal.reason, account: &account };
                tell(session, &format!("Message {}: {}", refusal.message, refusal.reason), &line)
            }
            Event::OutboxChanged { id } => self.outbox(session, id).await,
            Event::Failed { account, kind, reason } => self.failed(session, account, &kind, reason),
            Event::Overflow if session.out.json => session.out.object(&EventLine::Overflow),
            Event::Overflow
            | Event::MailboxChanged { .. }
            | Event::AccountChanged { .. }
            | Event::DraftsChanged
            | Event::StatusChanged { .. }
            | Event::PlanChanged
            | Event::Progress { .. } => Ok(()),
        }
    }

    async fn new_message(
        &self,
        session: &mut Session<'_>,
        account: AccountId,
        folder: &str,
        id: MessageId,
        after_ms: u64,
    ) -> Result<(), Failure> {
        let address = session.address(account);
        let line = EventLine::NewMessage { id, folder, after_ms, account: &address };
        if session.out.json {
            return session.out.object(&line);
        }
        // A message may be gone again before it is told.
        let (from, subject) = match session.mail.row(id).await {
            Ok(row) => (format::who(&row.from), text::line(&row.subject)),
            Err(MailError::Gone { .. }) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let subject = session.out.styled(Style::Bold, &subject);
        let after = session.out.styled(Style::Dim, &format!("{}.{:03} s", after_ms / 1000, after_ms % 1000));
        said(session, &format!("{}  {from}: {subject}  [{id}]  {after}", text::line(folder)))
    }

    async fn outbox(&mut self, session: &mut Session<'_>, id: OutboxId) -> Result<(), Failure> {
        let item = session.mail.outbox_item(id).await?;
        if self.outbox.insert(id, item.state) == Some(item.state) {
            return Ok(());
        }
        let account = session.address(item.account);
        let words = format!("\"{}\" in the outbox: {}", item.subject, format::outbox_state(item.state));
        tell(session, &words, &EventLine::Outbox { id, state: item.state, subject: &item.subject, account: &account })
    }

    fn failed(
        &mut self,
        session: &mut Session<'_>,
        account: AccountId,
        kind: &str,
        reason: String,
    ) -> Result<(), Failure> {
        let address = session.address(account);
        tell(
            session,
            &format!("{address}: {reason}"),
            &EventLine::Failed { kind, reason: &reason, account: &address },
        )?;
        let error = match kind {
            "sign_in" => {
                MailError::SignIn { reason, next: format!("Give the right one: tern account password {address}") }
            }
            "insecure" => {
                MailError::Insecure { reason, next: "Tern does not connect before this is mended.".to_owned() }
            }
            _ => return Ok(()),
        };
        self.stopped.insert(account, error);
        Ok(())
    }

    async fn folder(
        &mut self,
        session: &Session<'_>,
        account: AccountId,
        mailbox: MailboxId,
    ) -> Result<String, Failure> {
        if !self.folders.contains_key(&mailbox) {
            let mailboxes = session.mail.mailboxes(account).await?;
            self.folders.extend(mailboxes.into_iter().map(|mailbox| (mailbox.id, mailbox.name)));
        }
        Ok(self.folders.get(&mailbox).cloned().unwrap_or_default())
    }
}

fn tell(session: &mut Session<'_>, words: &str, line: &EventLine<'_>) -> Result<(), Failure> {
    match session.out.json {
        true => session.out.line(&json::encode(line)?),
        false => said(session, &text::line(words)),
    }
}

fn said(session: &mut Session<'_>, words: &str) -> Result<(), Failure> {
    let clock = format::clock(Timestamp::now().as_millisecond(), format::now().time_zone());
    let clock = session.out.styled(Style::Dim, &clock);
    session.out.line(&format!("{clock}  {words}"))
}

fn mode_word(mode: PushMode) -> &'static str {
    match mode {
        PushMode::Push => "push",
        PushMode::Poll => "polling",
        PushMode::Offline => "offline",
        PushMode::Stopped => "stopped",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_script_reads_events_by_name() {
        let new = EventLine::NewMessage { id: MessageId(7), folder: "INBOX", after_ms: 12, account: "a@b.example" };
        assert_eq!(
            json::encode(&new).unwrap(),
            r#"{"event":"new_message","id":7,"folder":"INBOX","after_ms":12,"account":"a@b.example"}"#
        );
        let mode = EventLine::Mode { mode: PushMode::Poll, why: "no IDLE", account: "a@b.example" };
        assert_eq!(
            json::encode(&mode).unwrap(),
            r#"{"event":"mode","mode":"poll","why":"no IDLE","account":"a@b.example"}"#
        );
    }
}
