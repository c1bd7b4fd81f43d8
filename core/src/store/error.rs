use std::io;

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key does not open the database.
    #[error("the key does not open the database")]
    Key,
    /// A newer Tern wrote the database.
    #[error("the database has version {found}, this Tern knows {known}")]
    Newer { found: i64, known: i64 },
    /// No space is left on the disk.
    #[error("the disk is full")]
    Full,
    /// The database or its folder cannot be written.
    #[error("the database cannot be written")]
    ReadOnly,
    /// Another process kept the database locked for too long.
    #[error("the database is locked by another process")]
    Busy,
    /// The database is damaged; the file is left as it is.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The disk failed.
    #[error("the disk failed: {0}")]
    Disk(String),
    /// What was asked for is not in the database; the text names the kind of thing.
    #[error("no such {0}")]
    Gone(&'static str),
    /// An account with this address is there already.
    #[error("the account is there already")]
    Exists,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// A fault of Tern: SQL that does not fit the schema, a row that does not read.
    #[error("{0}")]
    Fault(String),
}

impl StoreError {
    /// A name for logs, without anything of what is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Newer { .. } => "newer",
            Self::Full => "full",
            Self::ReadOnly => "read_only",
            Self::Busy => "busy",
            Self::Corrupt(_) => "corrupt",
            Self::Disk(_) => "disk",
            Self::Gone(_) => "gone",
            Self::Exists => "exists",
            Self::Closed => "closed",
            Self::Fault(_) => "fault",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi::ErrorCode;
        let text = error.to_string();
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            return match error {
                rusqlite::Error::QueryReturnedNoRows => Self::Gone("row"),
                _ => Self::Fault(text),
            };
        };
        match failure.code {
            ErrorCode::NotADatabase => Self::Key,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DatabaseCorrupt => Self::Corrupt(text),
            ErrorCode::SystemIoFailure => Self::Disk(text),
            _ => Self::Fault(text),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Disk(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(error.to_string())
    }
}
