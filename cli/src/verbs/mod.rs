mod account;
mod edit;
mod export;
mod flag;
mod folders;
mod list;
mod mode;
mod outbox;
mod save;
mod send;
mod show;
mod sync;
mod watch;
mod why;
mod window;

use crate::args::{AccountVerb, Cli, Verb};
use crate::profile::{self, Missing};
use crate::{failure::Failure, output::Output, session::Session};
use tern_core::api::profile_dir;

/// Does what was typed.
pub async fn run(cli: Cli, out: &mut Output) -> Result<(), Failure> {
    let missing = match &cli.verb {
        Verb::Account(AccountVerb::Add(_)) => Missing::Make,
        _ => Missing::Refuse,
    };
    let poll_seconds = match &cli.verb {
        Verb::Watch(args) => args.poll,
        _ => None,
    };
    let dir = profile_dir(cli.profile)?;
    let mail = profile::open(dir.clone(), missing, poll_seconds, out).await?;
    let mut session = Session::new(mail, out).await?;
    match cli.verb {
        Verb::Account(verb) => account::run(&mut session, verb).await,
        Verb::Sync(args) => sync::run(&mut session, args).await,
        Verb::Watch(args) => watch::run(&mut session, args).await,
        Verb::Folders(args) => folders::run(&mut session, args).await,
        Verb::List(args) => list::run(&mut session, args).await,
        Verb::Search(args) => list::search(&mut session, args).await,
        Verb::Show(args) => show::run(&mut session, args, dir.as_ref()).await,
        Verb::Save(args) => save::run(&mut session, args).await,
        Verb::Export(args) => export::run(&mut session, args).await,
        Verb::Flag(args) => flag::run(&mut session, args).await,
        Verb::Move(args) => edit::move_to(&mut session, args).await,
        Verb::Copy(args) => edit::copy_to(&mut session, args).await,
        Verb::Delete(args) => edit::delete(&mut session, args).await,
        Verb::Archive(args) => edit::archive(&mut session, args).await,
        Verb::Junk(args) => edit::junk(&mut session, args).await,
        Verb::Undo(args) => edit::undo(&mut session, args).await,
        Verb::Window(args) => window::run(&mut session, args).await,
        Verb::Mode(args) => mode::run(&mut session, args).await,
        Verb::Why(args) => why::run(&mut session, args).await,
        Verb::Send(args) => send::run(&mut session, args).await,
        Verb::Outbox { verb } => outbox::run(&mut session, verb).await,
    }
}
