use crate::args::{ModeArgs, day};
use crate::{failure::Failure, json::ModeLine, session::Session, text};
use tern_core::api::{Account, FolderRule, FolderSync, Mailbox, MobileData, QuietHours, SyncMode, SyncSettings};

/// Sets what an account does in the background, and shows it.
pub async fn run(session: &mut Session<'_>, args: ModeArgs) -> Result<(), Failure> {
    let account = session.account(Some(&args.account))?;
    let before = session.mail.sync_settings(account.id).await?;
    let mut settings = before.clone();
    args.change(&mut settings);
    if let (Some(folder), Some(rule)) = (&args.folder, args.rule) {
        let mailbox = session.folder(&account, folder).await?.id;
        settings.folders.retain(|folder| folder.mailbox != mailbox);
        settings.folders.extend(rule.0.map(|rule| FolderSync { mailbox, rule }));
    }
    if settings != before {
        session.mail.set_sync_settings(account.id, settings.clone()).await?;
    }
    let mailboxes = session.mail.mailboxes(account.id).await?;
    if session.out.json {
        return session.out.object(&ModeLine::new(&account, &settings, &mailboxes));
    }
    show(session, &account, &settings, &mailboxes)
}

fn show(
    session: &mut Session<'_>,
    account: &Account,
    settings: &SyncSettings,
    mailboxes: &[Mailbox],
) -> Result<(), Failure> {
    let every = settings.every_minutes.map(|minutes| format!("; checked every {minutes} minutes instead of push"));
    let address = text::line(&account.address);
    session.out.line(&format!("{address}: {}{}.", mode(settings.mode), every.unwrap_or_default()))?;
    session.out.line(match settings.mobile_data {
        MobileData::Same => "On mobile data: as the mode has it.",
        MobileData::Slower => "On mobile data: slower.",
        MobileData::Off => "On mobile data: nothing.",
    })?;
    session.out.line(match settings.low_battery_slower {
        true => "Below 20 % of battery: slower.",
        false => "Below 20 % of battery: no different.",
    })?;
    for quiet in &settings.quiet {
        session.out.line(&format!("Quiet: {}.", hours(quiet)))?;
    }
    for FolderSync { mailbox, rule } in &settings.folders {
        let name = mailboxes.iter().find(|known| known.id == *mailbox).map_or("", |known| known.name.as_str());
        session.out.line(&format!("{}: {}.", text::line(name), ruled(*rule)))?;
    }
    Ok(())
}

fn mode(mode: SyncMode) -> &'static str {
    match mode {
        SyncMode::Instant => "instant, push wherever a connection can be held",
        SyncMode::Balanced => "balanced, push on Wi-Fi and every 30 minutes on mobile data",
        SyncMode::Saver => "saver, every hour or two and not at night",
        SyncMode::Manual => "manual, when asked",
    }
}

fn ruled(rule: FolderRule) -> &'static str {
    match rule {
        FolderRule::Instant => "with every check, in quiet hours too",
        FolderRule::WithAccount => "with every check",
        FolderRule::Daily => "daily",
        FolderRule::Never => "never in the background",
    }
}

/// `22:00 to 07:00`, with the days where it is not all of them.
fn hours(quiet: &QuietHours) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let days: Vec<&str> = quiet.days.iter().map(|one| day(*one)).collect();
    let days = if days.len() < 7 { format!("{} ", days.join(", ")) } else { String::new() };
    format!("{days}{} to {}", clock(quiet.from), clock(quiet.to))
}
