use super::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::{fmt::Write, path::{Path, PathBuf}, time::Duration};
use zeroize::{Zeroize, Zeroizing};

/// Where a profile's database lives and the key that opens it.
pub struct StoreOptions {
    /// The profile's folder; made when it is missing.
    pub dir: PathBuf,
    pub key: Zeroizing<[u8; 32]>,
}

/// Bytes of a database page; part of the file format.
const PAGE: u32 = 8192;
const BUSY: Duration = Duration::from_secs(20);

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    Write,
    Read,
}

impl StoreOptions {
    pub(super) fn file(&self) -> PathBuf {
        self.dir.join("tern.db")
    }

    /// Opens one connection; the database is decrypted and known to be readable when this returns.
    pub(super) fn connect(&self, lane: Lane) -> Result<Connection, StoreError> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if lane == Lane::Write {
            make_private_dir(&self.dir)?;
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let connection = Connection::open_with_flags(self.file(), flags)?;
        connection.busy_timeout(BUSY)?;
        self.unlock(&connection)?;
        let cache_kib = if lane == Lane::Write { 16_384 } else { 8_192 };
        connection.execute_batch(&format!(
            "PRAGMA cache_size = -{cache_kib}; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = OFF; PRAGMA trusted_schema = OFF;"
        ))?;
        if lane == Lane::Write {
            let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
            if mode != "wal" {
                return Err(StoreError::Fault(format!("the journal mode is {mode}")));
            }
            connection.execute_batch("PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 33554432;")?;
        } else {
            connection.execute_batch("PRAGMA query_only = ON")?;
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    }

    fn unlock(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut pragma = String::from("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'");
        pragma.reserve_exact(80);
        for byte in self.key.iter() {
            // Writing to a String cannot fail.
            write!(pragma, "{byte:02x}").unwrap_or_default();
        }
        pragma.push_str("'\";");
        let done = connection.execute_batch(&pragma);
        pragma.zeroize();
        done?;
        connection.execute_batch(&format!("PRAGMA cipher_page_size = {PAGE};"))?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(())
    }
}

fn make_private_dir(dir: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(dir)?)
}
