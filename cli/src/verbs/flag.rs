use super::edit;
use crate::args::FlagArgs;
use crate::{failure::Failure, session::Session};

/// Adds and removes flags.
pub async fn run(session: &mut Session<'_>, args: FlagArgs) -> Result<(), Failure> {
    let (ids, change) = args.read().map_err(Failure::Usage)?;
    let rows = edit::rows(session, &ids).await?;
    let action = session.mail.flag(edit::ids(&rows), change).await?;
    edit::settle(session, &rows, &action, "Flags changed", args.offline).await
}
