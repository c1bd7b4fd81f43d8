use std::io::{self, ErrorKind};
use tern_core::MailError;

/// Why a verb did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// It failed, with a named cause; exit code 1.
    Mail(MailError),
    /// It was asked in a way that has no meaning; exit code 2.
    Usage(String),
    /// Who read the output has seen enough, as in `tern list inbox | head`; not a failure to tell.
    PipeClosed,
}

impl Failure {
    /// A wrong usage in a sentence.
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::Usage(sentence.into())
    }

    /// What the process says to the shell.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Mail(_) => 1,
            Self::Usage(_) => 2,
            Self::PipeClosed => 0,
        }
    }

    /// Kind, reason and next step, as `--json` gives them.
    pub fn parts(&self) -> (&str, String, String) {
        match self {
            Self::Mail(error) => (error.kind(), error.reason().to_string(), error.next().to_string()),
            Self::Usage(sentence) => ("usage", sentence.clone(), "See tern --help.".to_owned()),
            Self::PipeClosed => ("cancelled", "The output was closed.".to_owned(), String::new()),
        }
    }
}

impl From<MailError> for Failure {
    fn from(error: MailError) -> Self {
        Self::Mail(error)
    }
}

impl From<tern_core::api::SecretError> for Failure {
    fn from(error: tern_core::api::SecretError) -> Self {
        Self::Mail(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::PipeClosed,
            _ => Self::Mail(MailError::Storage {
                reason: format!("Reading or writing failed: {error}.").into(),
                next: "Check the disk and the file, then try again.".into(),
            }),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Mail(MailError::Bug {
            reason: format!("An answer could not be written as JSON: {error}.").into(),
            next: "Report it with the command you ran.".into(),
        })
    }
}
