use crate::args::WindowArgs;
use crate::{failure::Failure, format, json::FolderLine, session::Session, text};
use tern_core::api::Mailbox;

/// Sets how far back an account or a folder is kept.
pub async fn run(session: &mut Session<'_>, args: WindowArgs) -> Result<(), Failure> {
    let window = args.window().map_err(Failure::Usage)?;
    let account = session.account(Some(&args.account))?;
    let before = session.mail.mailboxes(account.id).await?;
    let only = match args.folder() {
        Some(folder) => Some(session.folder(&account, folder).await?),
        None => None,
    };
    match (&only, window) {
        (Some(mailbox), window) => session.mail.set_mailbox_window(mailbox.id, window).await?,
        (None, Some(window)) => session.mail.set_window(account.id, window).await?,
        (None, None) => return Err(Failure::usage("The window is missing.")),
    }
    let after = session.mail.mailboxes(account.id).await?;
    let account = session.mail.accounts().await?.into_iter().find(|one| one.id == account.id).unwrap_or(account);
    if session.out.json {
        let meant = after.iter().filter(|mailbox| only.as_ref().is_none_or(|only| only.id == mailbox.id));
        return meant.into_iter().try_for_each(|mailbox| session.out.object(&FolderLine::new(mailbox, &account)));
    }
    let name = only.as_ref().map_or_else(|| text::line(&account.address), |mailbox| text::line(&mailbox.name));
    let kept = format::kept(window.unwrap_or(account.window));
    session.out.line(&format!("{name}: {kept}; {}.", effect(local(&before), local(&after))))
}

fn local(mailboxes: &[Mailbox]) -> u64 {
    mailboxes.iter().map(|mailbox| u64::from(mailbox.local)).sum()
}

fn effect(before: u64, after: u64) -> String {
    match before.saturating_sub(after) {
        0 => "tern sync fetches what is missing".to_owned(),
        gone => format!("{} left this computer, the server keeps them", format::counted(gone, "message")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_window_says_that_the_server_keeps_the_mail() {
        assert_eq!(effect(5_000, 188), "4,812 messages left this computer, the server keeps them");
        assert_eq!(effect(188, 188), "tern sync fetches what is missing");
    }
}
