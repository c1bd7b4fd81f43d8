use crate::args::SaveArgs;
use crate::{failure::Failure, format, session::Session};
use serde::Serialize;
use tern_core::api::MessageId;

#[derive(Serialize)]
struct SavedLine<'a> {
    id: i64,
    part: &'a str,
    file: &'a str,
    bytes: u64,
}

/// Saves an attachment.
pub async fn run(session: &mut Session<'_>, args: SaveArgs) -> Result<(), Failure> {
    let Some(file) = args.file.to_str().map(str::to_owned) else {
        return Err(Failure::usage("The file has a name that is not UTF-8."));
    };
    let bytes = session.mail.save_part(MessageId(args.id), args.part.clone(), file.clone()).await?;
    match session.out.json {
        true => session.out.object(&SavedLine { id: args.id, part: &args.part, file: &file, bytes }),
        false => session.out.line(&format!("{file}: {}", format::size(bytes))),
    }
}
