use crate::args::OutboxVerb;
use crate::signals::{Signal, Signals};
use crate::{failure::Failure, format, json::OutboxLine, session::Session, table::Table, text};
use jiff::Timestamp;
use std::time::Duration;
use tern_core::MailError;
use tern_core::api::{LedgerEntry, OutboxId, OutboxItem, OutboxState, Recipient, RecipientState};

/// How often the ledger is read while a message is on its way.
const LOOK: Duration = Duration::from_millis(250);

/// Lists the outbox, retries or cancels.
pub async fn run(session: &mut Session<'_>, verb: Option<OutboxVerb>) -> Result<(), Failure> {
    match verb.unwrap_or(OutboxVerb::List) {
        OutboxVerb::List => list(session).await,
        OutboxVerb::Retry { id } => {
            session.mail.retry_send(OutboxId(id)).await?;
            follow(session, OutboxId(id), false).await
        }
        OutboxVerb::Cancel { id } => {
            session.mail.cancel_send(OutboxId(id)).await?;
            let item = session.mail.outbox_item(OutboxId(id)).await?;
            match session.out.json {
                true => session.out.object(&OutboxLine::new(&item, &session.address(item.account))),
                false => {
                    session.out.line(&format!("\"{}\" is taken back; nothing was sent.", text::line(&item.subject)))
                }
            }
        }
    }
}

async fn list(session: &mut Session<'_>) -> Result<(), Failure> {
    let items = session.mail.outbox().await?;
    if session.out.json {
        return items
            .iter()
            .try_for_each(|item| session.out.object(&OutboxLine::new(item, &session.address(item.account))));
    }
    if items.is_empty() {
        session.out.remark("Nothing is on its way out.");
    }
    let now = format::now();
    let mut table = Table::new(&[0]);
    for item in &items {
        let at = item.ledger.last().map_or(item.due, |entry| entry.at);
        let to = item.recipients.first().map(|one| text::line(&one.address)).unwrap_or_default();
        let state = format::outbox_state(item.state).to_owned();
        table.row([
            item.id.to_string(),
            format::short_date(at.div_euclid(1000), &now),
            state,
            text::cut(&to, 30),
            text::line(&item.subject),
        ]);
    }
    let lines = table.lines(session.out.width());
    for (line, item) in lines.iter().zip(&items) {
        session.out.line(line)?;
        let open = !matches!(item.state, OutboxState::Done | OutboxState::Cancelled);
        let why =
            item.ledger.last().map(|entry| text::line(&entry.detail.to_string())).filter(|why| open && !why.is_empty());
        why.map_or(Ok(()), |why| session.out.line(&format!("      {why}")))?;
    }
    Ok(())
}

/// Tells the ledger as it grows, until the fate of the message is known or its next try is later. Ctrl-C takes the message back while that is possible.
pub async fn follow(session: &mut Session<'_>, id: OutboxId, undo: bool) -> Result<(), Failure> {
    let mail = session.mail.clone();
    let mut signals = Signals::listen()?;
    let mut told = 0;
    let mut look = tokio::time::interval(LOOK);
    let sent = mail.wait_sent(id);
    tokio::pin!(sent);
    let item = loop {
        tokio::select! {
            item = &mut sent => break item?,
            _ = look.tick() => {
                let item = mail.outbox_item(id).await?;
                told = tell_ledger(session, &item, told)?;
                countdown(session, &item, undo);
            }
            signal = signals.next() => {
                clear(session);
                if signal == Signal::Interrupt && undo {
                    mail.cancel_send(id).await?;
                }
                break mail.outbox_item(id).await?;
            }
        }
    };
    clear(session);
    tell_ledger(session, &item, told)?;
    if session.out.json {
        let address = session.address(item.account);
        session.out.object(&OutboxLine::new(&item, &address))?;
    }
    verdict(&item)
}

/// What the shell is told: success only where the server took the message for everybody.
fn verdict(item: &OutboxItem) -> Result<(), Failure> {
    let why =
        item.ledger.last().map(|entry| entry.detail.to_string().trim_end_matches('.').to_owned()).unwrap_or_default();
    let id = item.id;
    let refused: Vec<&Recipient> = item.recipients.iter().filter(|one| one.state == RecipientState::Refused).collect();
    let failure = match item.state {
        OutboxState::Done | OutboxState::Accepted if refused.is_empty() => return Ok(()),
        OutboxState::Done | OutboxState::Accepted => MailError::Refused {
            reason: format!("The message left, but not for {}.", told_refused(&refused)).into(),
            next: "Check these addresses; the others have it.".into(),
        },
        OutboxState::Failed => MailError::Refused {
            reason: match refused.is_empty() {
                true => format!("The message was not sent: {why}."),
                false => format!("The message was not sent: {}.", told_refused(&refused)),
            }
            .into(),
            next: format!("Mend the cause, then: tern outbox retry {id}").into(),
        },
        OutboxState::Cancelled => MailError::Cancelled {
            reason: "The message was taken back; nothing was sent.".into(),
            next: "Send it again when it is ready.".into(),
        },
        OutboxState::Uncertain => MailError::Refused {
            reason: format!("It cannot be known whether the message arrived: {why}.").into(),
            next: format!(
                "Ask the recipient; tern outbox retry {id} sends it (again), tern outbox cancel {id} lets it be."
            )
            .into(),
        },
        OutboxState::Queued | OutboxState::Submitting | OutboxState::Committing => MailError::Offline {
            reason: format!("The message has not left yet: {why}.").into(),
            next: "It stays in the outbox and goes with the next tern sync or tern watch; do not send it again.".into(),
        },
    };
    Err(failure.into())
}

fn told_refused(refused: &[&Recipient]) -> String {
    let told = refused.iter().map(|one| match &one.reply {
        Some(reply) => format!("{} ({})", one.address, reply.to_string().trim_end_matches('.')),
        None => one.address.clone(),
    });
    told.collect::<Vec<_>>().join(", ")
}

fn tell_ledger(session: &mut Session<'_>, item: &OutboxItem, told: usize) -> Result<usize, Failure> {
    let news = item.ledger.get(told..).unwrap_or_default();
    if !news.is_empty() && !session.out.json {
        clear(session);
        let zone = format::now().time_zone().clone();
        for entry in news {
            session.out.line(&format!("{}  {}", format::clock(entry.at, &zone), ledger_line(entry)))?;
        }
        session.out.flush()?;
    }
    Ok(item.ledger.len())
}

/// What happened, and the state it led to where that is news.
fn ledger_line(entry: &LedgerEntry) -> String {
    let state = format::outbox_state(entry.state);
    let detail = text::line(&entry.detail.to_string());
    let on_its_way = matches!(entry.state, OutboxState::Queued | OutboxState::Submitting | OutboxState::Committing);
    match (detail.is_empty(), on_its_way) {
        (true, _) => state.to_owned(),
        (false, true) => detail,
        (false, false) => format!("{state}: {detail}"),
    }
}

fn countdown(session: &mut Session<'_>, item: &OutboxItem, undo: bool) {
    let left = (item.due - Timestamp::now().as_millisecond() + 999) / 1000;
    if session.out.remarks_terminal && undo && item.state == OutboxState::Queued && item.attempts == 0 && left > 0 {
        session.out.remark_raw(&format!("\rLeaves in {left} s; Ctrl-C takes it back.\x1b[K"));
    }
}

fn clear(session: &mut Session<'_>) {
    if session.out.remarks_terminal {
        session.out.remark_raw("\r\x1b[K");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tern_core::api::AccountId;

    fn item(state: OutboxState, recipient: RecipientState) -> OutboxItem {
        OutboxItem {
            id: OutboxId(5),
            account: AccountId(1),
            state,
            message_id: "x@y.example".into(),
            subject: "Plan".into(),
            recipients: vec![Recipient {
                address: "ann@x.example".into(),
                state: recipient,
                reply: Some("550 5.1.1 no such user".into()),
            }],
            size: 1,
            due: 100_000,
            attempts: 1,
            ledger: vec![LedgerEntry { at: 50_000, state, detail: "Connection refused.".into() }],
        }
    }

    fn said(state: OutboxState, recipient: RecipientState) -> String {
        match verdict(&item(state, recipient)) {
            Ok(()) => "ok".to_owned(),
            Err(failure) => format!("{}: {}", failure.parts().0, failure.parts().1),
        }
    }

    #[test]
    fn only_a_message_the_server_took_for_everybody_is_a_success() {
        use OutboxState::*;
        use RecipientState::{Accepted as Took, Refused, Waiting};
        assert_eq!(said(Done, Took), "ok");
        assert_eq!(said(Accepted, Took), "ok");
        assert_eq!(
            said(Done, Refused),
            "refused: The message left, but not for ann@x.example (550 5.1.1 no such user)."
        );
        assert_eq!(said(Failed, Refused), "refused: The message was not sent: ann@x.example (550 5.1.1 no such user).");
        assert_eq!(said(Failed, Waiting), "refused: The message was not sent: Connection refused.");
        assert_eq!(said(Queued, Waiting), "offline: The message has not left yet: Connection refused.");
        assert_eq!(
            said(Uncertain, Waiting),
            "refused: It cannot be known whether the message arrived: Connection refused."
        );
        assert!(said(Cancelled, Waiting).starts_with("cancelled"));
    }
}
