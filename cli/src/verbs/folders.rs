use crate::args::FoldersArgs;
use crate::{failure::Failure, format, json::FolderLine, output::Style, session::Session, table::Table, text};
use tern_core::api::{Account, Mailbox, Role, Window};

/// Days that Sent and Drafts are kept at least (requirement D-3).
const OWN_MAIL_DAYS: u16 = 30;

/// Lists folders with counts that say what they count.
pub async fn run(session: &mut Session<'_>, args: FoldersArgs) -> Result<(), Failure> {
    let accounts = session.some_accounts(args.account.as_deref())?;
    for account in &accounts {
        let mailboxes = session.mail.mailboxes(account.id).await?;
        if session.out.json {
            mailboxes.iter().try_for_each(|mailbox| session.out.object(&FolderLine::new(mailbox, account)))?;
            continue;
        }
        if accounts.len() > 1 {
            let address = session.out.styled(Style::Bold, &text::line(&account.address));
            session.out.line(&address)?;
        }
        show(session, account, &mailboxes)?;
    }
    Ok(())
}

fn show(session: &mut Session<'_>, account: &Account, mailboxes: &[Mailbox]) -> Result<(), Failure> {
    if mailboxes.is_empty() {
        session.out.remark(&format!("No folders of {} are here yet: run tern sync.", text::line(&account.address)));
        return Ok(());
    }
    let mut table = Table::new(&[2, 3]);
    table.row(["FOLDER", "ROLE", "UNREAD", "HERE", ""].map(str::to_owned));
    for mailbox in mailboxes {
        let role = mailbox.role.map(format::role).unwrap_or_default().to_owned();
        let name = text::line(&mailbox.name);
        match mailbox.selectable {
            true => table.row([
                name,
                role,
                format::count(mailbox.unread.into()),
                format::count(mailbox.local.into()),
                rest(mailbox, account),
            ]),
            false => table.row([name, role, String::new(), String::new(), "holds folders only".to_owned()]),
        }
    }
    for (at, line) in table.lines(session.out.width()).iter().enumerate() {
        let unread = at > 0 && mailboxes.get(at - 1).is_some_and(|mailbox| mailbox.unread > 0);
        let line = match (at, unread) {
            (0, _) => session.out.styled(Style::Dim, line),
            (_, true) => session.out.styled(Style::Bold, line),
            (_, false) => line.clone(),
        };
        session.out.line(&line)?;
    }
    Ok(())
}

/// `30 days kept; 4,812 older on the server`, and what is neither here nor left out.
pub fn rest(mailbox: &Mailbox, account: &Account) -> String {
    let kept = format::kept(effective(mailbox, account.window));
    let older = (mailbox.older_on_server > 0)
        .then(|| format!("{} older on the server", format::count(mailbox.older_on_server.into())));
    let missing = mailbox.total.saturating_sub(mailbox.local).saturating_sub(mailbox.older_on_server);
    let missing = (missing > 0).then(|| format!("{} not fetched yet", format::count(missing.into())));
    std::iter::once(kept).chain(older).chain(missing).collect::<Vec<_>>().join("; ")
}

fn effective(mailbox: &Mailbox, account: Window) -> Window {
    match (mailbox.window.unwrap_or(account), mailbox.role) {
        (Window::Days { days }, Some(Role::Sent | Role::Drafts)) => Window::Days { days: days.max(OWN_MAIL_DAYS) },
        (window, _) => window,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::tests::{sample_account, sample_mailbox};

    #[test]
    fn counts_say_what_they_count() {
        let account = sample_account(1, "a@b.example");
        let mut mailbox = sample_mailbox(1, "INBOX", Some(Role::Inbox));
        assert_eq!(rest(&mailbox, &account), "30 days kept");
        mailbox.total = 5_000;
        mailbox.local = 188;
        mailbox.older_on_server = 4_812;
        assert_eq!(rest(&mailbox, &account), "30 days kept; 4,812 older on the server");
        mailbox.local = 88;
        assert_eq!(rest(&mailbox, &account), "30 days kept; 4,812 older on the server; 100 not fetched yet");
        mailbox.window = Some(Window::Days { days: 7 });
        mailbox.role = Some(Role::Sent);
        assert!(rest(&mailbox, &account).starts_with("30 days kept"), "Sent is kept longer than the window");
        mailbox.window = Some(Window::All);
        assert!(rest(&mailbox, &account).starts_with("everything kept"));
    }
}
