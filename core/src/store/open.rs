use super::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::{
    fmt::Write,
    fs::File,
    io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};
use zeroize::{Zeroize, Zeroizing};

/// Where a profile's database lives and the key that opens it.
pub struct StoreOptions {
    /// The profile's folder; made when it is missing.
    pub dir: PathBuf,
    pub key: Zeroizing<[u8; 32]>,
}

/// Part of the file format. Measured: 16 KiB pages write a third faster than 4 KiB, and SHA-256 has instructions
/// of its own where SHA-512 has none.
const CIPHER: &str = "PRAGMA cipher_page_size = 16384; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;";
/// How often a lock of another process is tried, a millisecond apart: twenty seconds.
const TRIES: i32 = 20_000;

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    Write,
    Read,
    /// Brings the log back into the database.
    Checkpoint,
}

impl StoreOptions {
    pub(super) fn file(&self) -> PathBuf {
        self.dir.join("tern.db")
    }

    /// Waits until no other process opens this profile; the file returned keeps it so until it is dropped. SQLite's
    /// own locks do not cover the making of a database: two at once would each choose a salt for its key, and the
    /// change to the write-ahead log answers "busy" without waiting. The lock is a file of its own, as closing any
    /// handle of the database would drop SQLite's locks on it (fcntl(2)).
    pub(super) fn turn(&self) -> Result<File, StoreError> {
        make_private_dir(&self.dir)?;
        let file = File::options().create(true).truncate(false).write(true).open(self.dir.join("tern.lock"))?;
        match file.lock() {
            // A system without file locks (Android in Rust's library) runs one process for a profile.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error.into()),
            _ => Ok(file),
        }
    }

    /// Opens one connection; the database is decrypted and known to be readable when this returns.
    pub(super) fn connect(&self, lane: Lane) -> Result<Connection, StoreError> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if lane == Lane::Write {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let mut connection = Connection::open_with_flags(self.file(), flags)?;
        connection.busy_handler(Some(wait_for_turn))?;
        self.unlock(&connection)?;
        let cache_kib = if lane == Lane::Write { 8_192 } else { 2_048 };
        connection.execute_batch(&format!(
            "PRAGMA cache_size = -{cache_kib}; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = OFF; PRAGMA trusted_schema = OFF;"
        ))?;
        if lane == Lane::Write {
            let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
            if mode != "wal" {
                return Err(StoreError::Fault(format!("the journal mode is {mode}")));
            }
            connection.execute_batch("PRAGMA journal_size_limit = 4194304;")?;
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
        connection.execute_batch(CIPHER)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(())
    }
}

/// SQLite's own waiting sleeps longer each time and would never meet the short gaps that a busy writer leaves.
fn wait_for_turn(tries: i32) -> bool {
    thread::sleep(Duration::from_millis(1));
    tries < TRIES
}

fn make_private_dir(dir: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(dir)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::super::{Durability, StoreError, samples::*};
    use std::{fs, os::unix::fs::PermissionsExt};

    #[tokio::test]
    async fn a_new_profile_is_private_and_encrypted() {
        let temp = Temp::new().await;
        temp.insert(vec![message(1, "a secret subject")]).await;
        for name in ["tern.db", "tern.db-wal"] {
            let bytes = fs::read(temp.dir.path().join(name)).unwrap();
            assert!(!bytes.windows(6).any(|window| window == b"secret"), "{name}");
            assert!(!bytes.starts_with(b"SQLite format 3"), "{name}");
        }
        let nested = temp.dir.path().join("a/b");
        open(&nested, KEY).await.unwrap();
        assert_eq!(fs::metadata(&nested).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[tokio::test]
    async fn two_processes_make_the_same_profile() {
        let dir = tempfile::tempdir().unwrap();
        for round in 0..20 {
            let dir = dir.path().join(round.to_string());
            let opens = futures::future::join_all((0..6).map(|_| open(&dir, KEY))).await;
            for store in opens {
                assert_eq!(store.unwrap().accounts().await.unwrap(), []);
            }
        }
    }

    #[tokio::test]
    async fn a_full_disk_undoes_the_whole_batch() {
        let temp = Temp::new().await;
        let pages = temp.number("PRAGMA page_count").await;
        let limit = move |pages| temp_limit(pages);
        temp.store.write(Durability::Batch, limit(pages + 2)).await.unwrap();
        let changes = (1..=2000).map(|uid| super::super::Change::Insert(Box::new(message(uid, "x"))));
        let full = temp.store.apply(temp.inbox, changes.collect()).await;
        assert!(matches!(full, Err(StoreError::Full)), "{full:?}");
        assert_eq!(temp.number("SELECT count(*) FROM message").await, 0);
        temp.store.write(Durability::Batch, limit(1 << 30)).await.unwrap();
        temp.insert(vec![message(1, "x")]).await;
    }

    fn temp_limit(pages: i64) -> impl FnOnce(&rusqlite::Transaction<'_>) -> Result<(), StoreError> + Send {
        move |db| Ok(db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?)
    }

    #[tokio::test]
    async fn a_damaged_file_is_said_to_be_and_left_alone() {
        let temp = Temp::new().await;
        temp.insert((1..=500).map(|uid| message(uid, "x")).collect()).await;
        let file = temp.dir.path().join("tern.db");
        let dir = temp.dir;
        drop(temp.store);
        assert!(!dir.path().join("tern.db-wal").exists());
        let mut bytes = fs::read(&file).unwrap();
        for byte in bytes.iter_mut().skip(3 * 16_384) {
            *byte ^= 0x55;
        }
        fs::write(&file, &bytes).unwrap();
        let error = match open(dir.path(), KEY).await {
            Err(error) => error,
            Ok(store) => store.rows(temp.inbox, None, 50).await.unwrap_err(),
        };
        assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }

    #[tokio::test]
    async fn a_file_in_the_way_is_an_error_of_its_kind() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("tern.db"), b"this is no database, but long enough to be taken for one".repeat(300))
            .unwrap();
        assert!(matches!(open(dir.path(), KEY).await, Err(StoreError::Key)));
        fs::remove_file(dir.path().join("tern.db")).unwrap();
        fs::create_dir(dir.path().join("tern.db")).unwrap();
        assert!(matches!(open(dir.path(), KEY).await, Err(StoreError::ReadOnly)));
    }
}
