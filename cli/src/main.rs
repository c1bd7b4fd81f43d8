//! `tern`: the verbs of [`tern_core::api`] from a terminal, for people and, with `--json`, for scripts.

mod args;
mod failure;
mod format;
mod json;
mod output;
mod profile;
mod progress;
mod select;
mod session;
mod signals;
mod table;
mod text;
mod verbs;

use failure::Failure;
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    tern_core::api::keep_small();
    let cli = args::Cli::typed();
    let mut out = Output::for_terminal(cli.json);
    let ran =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::from).and_then(|runtime| {
            let ran = runtime.block_on(verbs::run(cli, &mut out));
            // A verb that ended early must not wait for a connection that does not answer.
            runtime.shutdown_timeout(std::time::Duration::from_millis(500));
            ran
        });
    let ended = ran.and_then(|()| out.flush());
    match ended {
        Ok(()) | Err(Failure::PipeClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            out.report(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
