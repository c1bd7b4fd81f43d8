use crate::args::{ListArgs, SearchArgs};
use crate::{failure::Failure, format, json::RowLine, output::Style, session::Session, table::Table, text};
use jiff::Zoned;
use tern_core::api::{MessageId, MessageRow};

/// Columns a sender gets.
const WHO: usize = 22;

/// Lists a page of a folder.
pub async fn run(session: &mut Session<'_>, args: ListArgs) -> Result<(), Failure> {
    let account = session.account(args.account.as_deref())?;
    let mailbox = session.folder(&account, &args.folder).await?;
    let rows = session.mail.messages(mailbox.id, args.before.map(MessageId), args.limit).await?;
    if !session.out.json && rows.is_empty() {
        session.out.remark(&format!("Nothing here: {}.", super::folders::rest(&mailbox, &account)));
    }
    let sent = matches!(mailbox.role, Some(tern_core::api::Role::Sent | tern_core::api::Role::Drafts));
    show(session, &rows, sent).await
}

/// Lists what a query finds.
pub async fn search(session: &mut Session<'_>, args: SearchArgs) -> Result<(), Failure> {
    let rows = session.mail.search(args.words.join(" "), args.limit).await?;
    if !session.out.json && rows.is_empty() {
        session.out.remark("Nothing found in the mail that is here.");
    }
    show(session, &rows, false).await
}

async fn show(session: &mut Session<'_>, rows: &[MessageRow], recipients: bool) -> Result<(), Failure> {
    if session.out.json {
        let folders = session.folder_names(rows).await?;
        for row in rows {
            let folder = folders.get(&row.mailbox).map(String::as_str).unwrap_or_default();
            let account = session.address(row.account);
            session.out.object(&RowLine::new(row, row.attachments, &account, folder))?;
        }
        return Ok(());
    }
    let now = format::now();
    let mut table = Table::new(&[0]);
    for row in rows {
        table.row(cells(row, recipients, &now, session.out.terminal));
    }
    for (line, row) in table.lines(session.out.width()).iter().zip(rows) {
        let line = match row.flags.seen {
            true => line.clone(),
            false => session.out.styled(Style::Bold, line),
        };
        session.out.line(&line)?;
    }
    Ok(())
}

fn cells(row: &MessageRow, recipients: bool, now: &Zoned, preview: bool) -> [String; 5] {
    let people = if recipients { &row.to } else { &row.from };
    let subject = Some(text::line(&row.subject)).filter(|subject| !subject.is_empty());
    let subject = subject.unwrap_or_else(|| "(no subject)".to_owned());
    let preview = Some(text::line(&row.preview)).filter(|words| preview && !words.is_empty());
    let subject = preview.map_or(subject.clone(), |words| format!("{subject} – {words}"));
    [row.id.to_string(), marks(row), format::short_date(row.date, now), text::cut(&format::who(people), WHO), subject]
}

fn marks(row: &MessageRow) -> String {
    let marks = [
        (!row.flags.seen, '•'),
        (row.flags.flagged, '!'),
        (row.flags.answered, 'r'),
        (row.attachments > 0, '@'),
        (row.pending, '~'),
    ];
    marks.iter().filter(|(set, _)| *set).map(|(_, mark)| mark).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub mod tests {
    use super::*;
    use tern_core::api::{AccountId, Address, BodyState, Flags, MailboxId, ThreadId};

    pub fn sample_row() -> MessageRow {
        MessageRow {
            id: MessageId(12),
            account: AccountId(1),
            mailbox: MailboxId(1),
            uid: Some(3),
            date: 0,
            received: 0,
            from: vec![Address { name: Some("Ann Lee".into()), email: "ann@x.example".into() }],
            to: vec![Address { name: None, email: "bob@x.example".into() }],
            subject: "Plan\x1b[2J".into(),
            flags: Flags { seen: false, answered: true, ..Flags::default() },
            size: 1_234,
            preview: "Hello\nthere".into(),
            attachments: 1,
            thread: ThreadId(1),
            body: BodyState::Text,
            pending: true,
        }
    }

    #[test]
    fn a_row_shows_what_matters_and_nothing_harmful() {
        let now: Zoned = "2025-11-05T20:00:00Z[UTC]".parse().unwrap();
        let row = sample_row();
        assert_eq!(cells(&row, false, &now, true), ["12", "•r@~", "1 Jan 1970", "Ann Lee", "Plan␛[2J – Hello there"]);
        assert_eq!(cells(&row, true, &now, false)[3..], ["bob@x.example", "Plan␛[2J"]);
    }

    #[test]
    fn a_script_gets_the_fields_that_were_promised() {
        let row = sample_row();
        let line = crate::json::encode(&RowLine::new(&row, row.attachments, "bob@x.example", "INBOX")).unwrap();
        assert_eq!(
            line,
            concat!(
                r#"{"id":12,"uid":3,"date":"1970-01-01T00:00:00Z","from":[{"name":"Ann Lee","email":"ann@x.example"}],"#,
                r#""to":[{"name":null,"email":"bob@x.example"}],"subject":"Plan\u001b[2J","flags":["\\Answered"],"size":1234,"#,
                r#""preview":"Hello\nthere","attachments":1,"thread":1,"account":"bob@x.example","folder":"INBOX"}"#
            )
        );
    }
}
