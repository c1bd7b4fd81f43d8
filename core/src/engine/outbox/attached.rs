use super::OutboxError;
use crate::mime::compose;
use crate::model::DraftFile;
use crate::store::DraftFileChunks;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use tokio::runtime::Handle;

/// A file to be attached: one of the person's, or one that a draft keeps.
pub(super) enum Attached {
    Path(String),
    Kept { file: DraftFile, chunks: DraftFileChunks },
}

impl Attached {
    /// Checks that it can be read and says what it is attached as. Blocks.
    pub(super) fn described(&self) -> Result<compose::Attached, OutboxError> {
        match self {
            Self::Path(path) => Ok(compose::Attached { name: readable(path)?, content_id: None }),
            Self::Kept { file, .. } => {
                Ok(compose::Attached { name: file.name.clone(), content_id: file.content_id.clone() })
            }
        }
    }

    /// Writes all of it. Blocks: only on a thread that may, of the runtime `store` works with.
    pub(super) fn write(&mut self, runtime: &Handle, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Path(path) => {
                let read = File::open(&*path).and_then(|mut file| io::copy(&mut file, out));
                let fault = |error| format!("The attachment “{path}” cannot be read: {}.", words(&error));
                read.map(drop).map_err(|error| io::Error::other(fault(error)))
            }
            Self::Kept { file, chunks } => {
                let fault = |error| format!("The attachment “{}” cannot be read: {error}.", file.name);
                while let Some(piece) = runtime.block_on(chunks.next()).map_err(|e| io::Error::other(fault(e)))? {
                    out.write_all(&piece)?;
                }
                Ok(())
            }
        }
    }
}

/// The name under which a file is attached.
fn readable(path: &str) -> Result<String, OutboxError> {
    let fault = |why: &str| OutboxError::Input(format!("The attachment “{path}” cannot be read: {why}."));
    let file = File::open(path).map_err(|error| fault(&words(&error)))?;
    match file.metadata() {
        Ok(facts) if facts.is_file() => {}
        Ok(_) => return Err(fault("it is not a file")),
        Err(error) => return Err(fault(&words(&error))),
    }
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    name.ok_or_else(|| fault("it has no name"))
}

fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => error.to_string(),
    }
}
