//! One engine an account, also across processes, and the nudge that tells it of work.

use crate::model::AccountId;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held by the one engine of an account; the operating system releases it with the process.
pub struct AccountLock {
    _file: File,
    nudged: Nudged,
}

fn path(dir: &Path, account: AccountId, kind: &str) -> PathBuf {
    dir.join("locks").join(format!("account-{account}.{kind}"))
}

impl AccountLock {
    /// Takes the lock; `None` when another engine, here or in another process, has it.
    pub fn take(dir: &Path, account: AccountId) -> io::Result<Option<Self>> {
        std::fs::create_dir_all(dir.join("locks"))?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path(dir, account, "lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file, nudged: Nudged::open(dir, account)? })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Waits until another process (or this one) nudges the engine. Cancel-safe.
    pub async fn nudged(&mut self) {
        self.nudged.wait().await;
    }
}

#[cfg(unix)]
mod unix {
    use super::{AccountId, File, OpenOptions, Path, io, path};
    use nix::{fcntl::OFlag, sys::stat::Mode};
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    use tokio::net::unix::pipe;

    /// A FIFO: its reader is the engine, its writers are whoever has work for it.
    pub struct Nudged {
        pipe: pipe::Receiver,
        /// With a writer of its own the engine never sees an end when the last other one leaves.
        _own: File,
    }

    impl Nudged {
        pub fn open(dir: &Path, account: AccountId) -> io::Result<Self> {
            let fifo = path(dir, account, "nudge");
            match nix::unistd::mkfifo(&fifo, Mode::S_IRUSR | Mode::S_IWUSR) {
                Ok(()) | Err(nix::errno::Errno::EEXIST) => {}
                Err(error) => return Err(error.into()),
            }
            let pipe = pipe::OpenOptions::new().open_receiver(&fifo)?;
            Ok(Self { pipe, _own: writer(&fifo)? })
        }

        pub async fn wait(&mut self) {
            let mut seen = [0; 64];
            loop {
                if self.pipe.readable().await.is_err() {
                    return std::future::pending().await;
                }
                match self.pipe.try_read(&mut seen) {
                    Ok(0) => return std::future::pending().await,
                    Ok(_) => return,
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                    Err(_) => return std::future::pending().await,
                }
            }
        }
    }

    /// Wakes the engine of an account, if one runs in any process. Returns whether one does.
    pub fn nudge(dir: &Path, account: AccountId) -> bool {
        writer(&path(dir, account, "nudge")).and_then(|mut fifo| fifo.write(&[1])).is_ok_and(|written| written == 1)
    }

    /// Fails when nobody reads.
    fn writer(fifo: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).custom_flags(OFlag::O_NONBLOCK.bits()).open(fifo)
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use super::{AccountId, Path, io};
    use std::time::Duration;

    /// Where there is no FIFO the engine looks every two seconds.
    pub struct Nudged;

    impl Nudged {
        pub fn open(_dir: &Path, _account: AccountId) -> io::Result<Self> {
            Ok(Self)
        }

        pub async fn wait(&mut self) {
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
    }

    /// Reports whether an engine runs; it will look by itself.
    pub fn nudge(dir: &Path, account: AccountId) -> bool {
        matches!(super::AccountLock::take(dir, account), Ok(None))
    }
}

#[cfg(not(unix))]
use elsewhere::Nudged;
#[cfg(not(unix))]
pub use elsewhere::nudge;
#[cfg(unix)]
use unix::Nudged;
#[cfg(unix)]
pub use unix::nudge;

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn one_engine_an_account_and_nudges_reach_it() {
        let dir = tempfile::tempdir().unwrap();
        assert!(!nudge(dir.path(), AccountId(1)), "nobody is there");
        let mut first = AccountLock::take(dir.path(), AccountId(1)).unwrap().unwrap();
        assert!(AccountLock::take(dir.path(), AccountId(1)).unwrap().is_none());
        assert!(AccountLock::take(dir.path(), AccountId(2)).unwrap().is_some());
        assert!(nudge(dir.path(), AccountId(1)));
        tokio::time::timeout(Duration::from_secs(10), first.nudged()).await.unwrap();
        assert!(nudge(dir.path(), AccountId(1)), "the last writer's end is not the pipe's");
        tokio::time::timeout(Duration::from_secs(10), first.nudged()).await.unwrap();
        drop(first);
        assert!(!nudge(dir.path(), AccountId(1)));
        assert!(AccountLock::take(dir.path(), AccountId(1)).unwrap().is_some());
    }
}
