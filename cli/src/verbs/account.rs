use crate::args::{AccountAdd, AccountVerb, HostPort};
use crate::{failure::Failure, format, json::AccountLine, session::Session, table::Table, text};
use std::io::{BufRead, IsTerminal, Write};
use tern_core::MailError;
use tern_core::api::{Account, AccountSetup, Security, Server};

/// Adds, lists, changes or removes accounts.
pub async fn run(session: &mut Session<'_>, verb: AccountVerb) -> Result<(), Failure> {
    match verb {
        AccountVerb::Add(args) => add(session, args).await,
        AccountVerb::List => list(session),
        AccountVerb::Password { account, password_stdin } => {
            let account = session.account(Some(&account))?;
            let password = password(password_stdin, &account.address)?;
            session.mail.set_password(account.id, password).await?;
            tell(session, &account, "The server accepts the new password.")
        }
        AccountVerb::Remove { account, yes } => {
            let account = session.account(Some(&account))?;
            if !yes {
                confirm(&account.address)?;
            }
            session.mail.remove_account(account.id).await?;
            tell(session, &account, "Removed from this computer; the server keeps its mail.")
        }
    }
}

async fn add(session: &mut Session<'_>, args: AccountAdd) -> Result<(), Failure> {
    let server = |at: &HostPort, security, option| {
        at.server(security).ok_or_else(|| {
            Failure::usage(format!(
                "Port {} says nothing about encryption: add {option} tls or {option} starttls.",
                at.port
            ))
        })
    };
    let imap = server(&args.imap, args.imap_security, "--imap-security")?;
    let smtp = server(&args.smtp, args.smtp_security, "--smtp-security")?;
    let ca_pem = args.ca_file.as_deref().map(certificates).transpose()?;
    let setup = AccountSetup {
        password: password(args.password_stdin, &args.email)?,
        address: args.email,
        name: args.name,
        user: args.user,
        imap,
        smtp,
        ca_pem,
        window: args.window,
    };
    let account = session.mail.add_account(setup).await?;
    tell(session, &account, &format!("Added, {}. Fetch its mail with: tern sync", format::kept(account.window)))
}

fn list(session: &mut Session<'_>) -> Result<(), Failure> {
    if session.out.json {
        return session.accounts.iter().try_for_each(|account| session.out.object(&AccountLine::new(account)));
    }
    if session.accounts.is_empty() {
        session.out.remark("There is no account yet.");
    }
    let mut table = Table::new(&[]);
    for account in &session.accounts {
        let name = account.name.as_deref().map(text::line).unwrap_or_default();
        let servers = format!("{}, {}", shown(&account.imap), shown(&account.smtp));
        table.row([text::line(&account.address), name, format::kept(account.window), servers]);
    }
    table.lines(session.out.width()).iter().try_for_each(|line| session.out.line(line))
}

fn tell(session: &mut Session<'_>, account: &Account, done: &str) -> Result<(), Failure> {
    match session.out.json {
        true => session.out.object(&AccountLine::new(account)),
        false => session.out.line(&format!("{}: {done}", text::line(&account.address))),
    }
}

fn shown(server: &Server) -> String {
    let security = match server.security {
        Security::Tls => "TLS",
        Security::Starttls => "STARTTLS",
    };
    format!("{}:{} {security}", text::line(&server.host), server.port)
}

fn certificates(path: &std::path::Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::Mail(MailError::Input {
            reason: format!("The certificates in {} cannot be read: {error}.", path.display()).into(),
            next: "Give a file in PEM form to --ca-file.".into(),
        })
    })
}

fn password(from_stdin: bool, address: &str) -> Result<String, Failure> {
    let password = match from_stdin {
        true => {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        }
        false if std::io::stdin().is_terminal() => {
            rpassword::prompt_password(format!("Password of {}: ", text::line(address)))?
        }
        false => return Err(Failure::usage("There is no terminal to ask for the password: use --password-stdin.")),
    };
    match password.is_empty() {
        true => Err(Failure::usage("The password is empty.")),
        false => Ok(password),
    }
}

fn confirm(address: &str) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::usage("There is no terminal to ask: add --yes to remove the account."));
    }
    let mut error = std::io::stderr();
    write!(error, "Remove {} and its mail from this computer? Mail not yet sent is lost. [y/N] ", text::line(address))?;
    error.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    match answer.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::Mail(MailError::Cancelled {
            reason: "Nothing was removed.".into(),
            next: "Answer y to remove the account.".into(),
        })),
    }
}
