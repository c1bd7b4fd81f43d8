use crate::args::ShowArgs;
use crate::{failure::Failure, format, json::MessageLine, output::Style, session::Session, text};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use tern_core::api::{BodyOptions, Message, MessageId};

/// Shows a message as asked for.
pub async fn run(session: &mut Session<'_>, args: ShowArgs, profile: &Path) -> Result<(), Failure> {
    let id = MessageId(args.id);
    if session.out.json && (args.raw || args.headers || args.text || args.html) {
        return Err(Failure::usage("--json shows everything: leave out --raw, --headers, --text and --html."));
    }
    if args.raw {
        return raw(session, id, profile).await;
    }
    let message = session.mail.message(id).await?;
    match () {
        () if session.out.json => {
            let folders = session.folder_names(std::slice::from_ref(&message.row)).await?;
            let folder = folders.get(&message.row.mailbox).map(String::as_str).unwrap_or_default();
            let account = session.address(message.row.account);
            let html = if message.html { Some(body(session, id).await?) } else { None };
            session.out.object(&MessageLine::new(&message, html.as_deref(), &account, folder))
        }
        () if args.headers => headers(session, &message),
        () if args.text => block(session, &message.text),
        () if args.html => match message.html {
            true => {
                let html = body(session, id).await?;
                block(session, &html)
            }
            false => Err(Failure::Mail(tern_core::MailError::Gone {
                reason: "The sender wrote no HTML.".into(),
                next: format!("Read the text: tern show {id}").into(),
            })),
        },
        () => whole(session, &message),
    }
}

/// The sender's HTML, made harmless.
async fn body(session: &mut Session<'_>, id: MessageId) -> Result<String, Failure> {
    Ok(session.mail.body(id, BodyOptions::default()).await?.html)
}

/// The source goes through a file of the profile that is nameless as soon as it is complete.
async fn raw(session: &mut Session<'_>, id: MessageId, profile: &Path) -> Result<(), Failure> {
    let kept = Kept(profile.join(format!("source-{}-{id}", std::process::id())));
    let Some(path) = kept.0.to_str().map(str::to_owned) else {
        return Err(Failure::usage("The profile's folder has a name that is not UTF-8."));
    };
    session.mail.save_source(id, path).await?;
    let mut file = File::open(&kept.0)?;
    drop(kept);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else { return Ok(()) };
        match session.out.terminal {
            // A person looks: the bytes may be commands to the terminal.
            true => session.out.bytes(text::block(&String::from_utf8_lossy(part)).as_bytes())?,
            false => session.out.bytes(part)?,
        }
    }
}

/// A file that goes away with this.
struct Kept(PathBuf);

impl Drop for Kept {
    fn drop(&mut self) {
        // Where the source could not be written there is none.
        drop(fs::remove_file(&self.0));
    }
}

fn headers(session: &mut Session<'_>, message: &Message) -> Result<(), Failure> {
    message.headers.iter().try_for_each(|header| {
        let name = session.out.styled(Style::Bold, &text::line(&header.name));
        session.out.line(&format!("{name}: {}", text::line(&header.value)))
    })
}

fn block(session: &mut Session<'_>, words: &str) -> Result<(), Failure> {
    session.out.line(text::block(words).trim_end())
}

fn whole(session: &mut Session<'_>, message: &Message) -> Result<(), Failure> {
    let zone = format::now().time_zone().clone();
    let fields = [
        ("From", format::everybody(&message.row.from)),
        ("To", format::everybody(&message.row.to)),
        ("Cc", format::everybody(&message.cc)),
        ("Bcc", format::everybody(&message.bcc)),
        ("Reply-To", differing_reply_to(message)),
        ("Date", format::long_date(message.row.date, &zone)),
        ("Subject", text::line(&message.row.subject)),
        ("Flags", message.row.flags.names().iter().map(|name| text::line(name)).collect::<Vec<_>>().join(" ")),
    ];
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let name = session.out.styled(Style::Dim, &format!("{name:>8}:"));
        session.out.line(&format!("{name} {value}"))?;
    }
    session.out.line("")?;
    block(session, &message.text)?;
    if message.remote > 0 {
        let blocked = format!(
            "\n{} to other servers taken out of the HTML.",
            format::counted(message.remote.into(), "reference")
        );
        let blocked = session.out.styled(Style::Dim, &blocked);
        session.out.line(&blocked)?;
    }
    if !message.attachments.is_empty() {
        session.out.line(&format!("\nAttachments (tern save {} PART FILE):", message.row.id))?;
    }
    message.attachments.iter().try_for_each(|one| session.out.line(&format!("  {}", format::attachment(one))))
}

fn differing_reply_to(message: &Message) -> String {
    match message.reply_to == message.row.from {
        true => String::new(),
        false => format::everybody(&message.reply_to),
    }
}
