use crate::args::ExportArgs;
use crate::{failure::Failure, format, session::Session};
use serde::Serialize;
use tern_core::api::{ExportFormat, ExportReport};

#[derive(Serialize)]
struct ExportLine<'a> {
    folder: &'a str,
    dir: &'a str,
    #[serde(flatten)]
    report: &'a ExportReport,
}

/// Writes a folder to disk.
pub async fn run(session: &mut Session<'_>, args: ExportArgs) -> Result<(), Failure> {
    let account = session.account(args.account.as_deref())?;
    let mailbox = session.folder(&account, &args.folder).await?;
    let Some(dir) = args.dir.to_str().map(str::to_owned) else {
        return Err(Failure::usage("The folder has a name that is not UTF-8."));
    };
    let form = match args.mbox {
        true => ExportFormat::Mbox,
        false => ExportFormat::Eml,
    };
    let report = session.mail.export(mailbox.id, dir.clone(), form).await?;
    if session.out.json {
        return session.out.object(&ExportLine { folder: &mailbox.name, dir: &dir, report: &report });
    }
    session.out.line(&format!("{} written to {dir}.", format::counted(report.written.into(), "message")))?;
    if report.left_out > 0 {
        let left_out = format::counted(report.left_out.into(), "message");
        session
            .out
            .remark(&format!("{left_out} left out, not here whole. To fetch everything: tern sync --bodies all"));
    }
    Ok(())
}
