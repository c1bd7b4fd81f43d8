use super::outbox;
use crate::args::SendArgs;
use crate::{failure::Failure, format, select, session::Session, text};
use std::io::Read;
use std::path::Path;
use tern_core::MailError;
use tern_core::api::{Account, Address, Draft, MessageId, SendOptions, parse_addresses};

/// Puts a message into the outbox and stays until its fate is known.
pub async fn run(session: &mut Session<'_>, args: SendArgs) -> Result<(), Failure> {
    let draft = draft(session, &args).await?;
    let id = session.mail.send(draft, SendOptions { now: args.now }).await?;
    let item = session.mail.outbox_item(id).await?;
    if !session.out.json {
        let recipients = format::counted(item.recipients.len() as u64, "recipient");
        session.out.line(&format!(
            "In the outbox as {id}: \"{}\", {recipients}, {}.",
            text::line(&item.subject),
            format::size(item.size)
        ))?;
        session.out.flush()?;
    }
    outbox::follow(session, id, true).await
}

async fn draft(session: &Session<'_>, args: &SendArgs) -> Result<Draft, Failure> {
    let (account, from) = sender(session, &args.from)?;
    let mut to = addresses(&args.to)?;
    let mut subject = args.subject.clone();
    if let Some(answered) = args.in_reply_to {
        let message = session.mail.message(MessageId(answered)).await?;
        subject = subject.or_else(|| Some(reply_subject(&message.row.subject)));
        if args.to.is_empty() {
            to = match message.reply_to.is_empty() {
                true => message.row.from.clone(),
                false => message.reply_to.clone(),
            };
        }
    }
    let html = args.html_file.as_deref().map(read_text).transpose()?;
    let body = args.body_file.as_deref().map(read_text).transpose()?;
    Ok(Draft {
        account: account.id,
        from,
        to,
        cc: addresses(&args.cc)?,
        bcc: addresses(&args.bcc)?,
        subject: subject.unwrap_or_default(),
        text: body.unwrap_or_default(),
        html,
        attachments: args.attach.iter().map(|path| attachment(path)).collect::<Result<_, _>>()?,
        in_reply_to: args.in_reply_to.map(MessageId),
    })
}

/// The account whose address this is; its display name where none was typed.
fn sender(session: &Session<'_>, typed: &str) -> Result<(Account, Address), Failure> {
    let mut typed = addresses(&[typed.to_owned()])?;
    let (Some(from), true) = (typed.pop(), typed.is_empty()) else {
        return Err(Failure::usage("--from takes one address."));
    };
    let account = select::account(&session.accounts, Some(&from.email))?.clone();
    let name = from.name.or_else(|| account.name.clone());
    let email = account.address.clone();
    Ok((account, Address { name, email }))
}

fn addresses(typed: &[String]) -> Result<Vec<Address>, Failure> {
    let lists = typed.iter().map(|list| parse_addresses(list.clone()));
    Ok(lists.collect::<Result<Vec<_>, _>>()?.concat())
}

fn reply_subject(subject: &str) -> String {
    match subject.trim_start().get(..3).is_some_and(|start| start.eq_ignore_ascii_case("re:")) {
        true => subject.to_owned(),
        false => format!("Re: {subject}"),
    }
}

fn read_text(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = match path == Path::new("-") {
        true => std::io::stdin().lock().read_to_end(&mut bytes),
        false => std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| unreadable(path, &error.to_string()))?;
    String::from_utf8(bytes).map_err(|_| unreadable(path, "it is not UTF-8 text"))
}

fn attachment(path: &Path) -> Result<String, Failure> {
    let whole = std::path::absolute(path)?;
    let name = whole.to_str().ok_or_else(|| unreadable(path, "its name is not UTF-8"))?;
    Ok(name.to_owned())
}

fn unreadable(path: &Path, why: &str) -> Failure {
    Failure::Mail(MailError::Input {
        reason: format!("{} cannot be read: {why}.", path.display()).into(),
        next: "Nothing was sent; name another file.".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_says_re_once() {
        assert_eq!(reply_subject("Plan"), "Re: Plan");
        assert_eq!(reply_subject("RE: Plan"), "RE: Plan");
        assert_eq!(reply_subject("日本"), "Re: 日本");
    }
}
