//! What a person opens and is not here: fetched at once, on a connection of its own.

use super::core::Core;
use super::sync_imap::Progress;
use super::{bodies, large, parts, session};
use crate::error::MailError;
use crate::mime::stream::PartExtractor;
use crate::model::{BodyState, MessageId};
use crate::net::imap::Select;
use crate::say;
use crate::store::{Stored, Wanted};
use std::path::Path;
use std::sync::Arc;
use tokio::fs::{File, OpenOptions};
use tokio::io::AsyncWriteExt;

/// Makes the text of a message local.
pub async fn text(core: &Arc<Core>, id: MessageId) -> Result<(), MailError> {
    bring(core, id, BodyState::Text).await
}

/// Makes the whole source of a message local.
pub async fn whole(core: &Arc<Core>, id: MessageId) -> Result<(), MailError> {
    bring(core, id, BodyState::Whole).await
}

fn enough(have: BodyState, want: BodyState) -> bool {
    have == want || have == BodyState::Whole
}

async fn bring(core: &Arc<Core>, id: MessageId, want: BodyState) -> Result<(), MailError> {
    let stored = core.store.stored(id).await?;
    if enough(stored.row.body, want) {
        return Ok(());
    }
    let Some(uid) = stored.base_uid else {
        return Err(MailError::gone(say!("read-moving"), say!("next-sync-then-open")));
    };
    let wanted = Wanted { id, uid, size: stored.row.size };
    fetch(core, &stored, wanted, want).await?;
    match enough(core.store.row(id).await?.body, want) {
        true => Ok(()),
        false => Err(MailError::gone(say!("read-off-server"), say!("read-off-server-next"))),
    }
}

async fn fetch(core: &Arc<Core>, stored: &Stored, wanted: Wanted, want: BodyState) -> Result<(), MailError> {
    let account = core.account(stored.row.account).await?;
    let state = core.store.mailbox_state(stored.base_mailbox).await?;
    let mut imap = session::open(core, &account).await?;
    let selected = imap.select(&state.wire_name, Select::Plain).await?;
    if selected.uidvalidity != state.mailbox.uidvalidity {
        return Err(MailError::gone(say!("read-renumbered"), say!("read-renumbered-next")));
    }
    let mut problems = Vec::new();
    if want == BodyState::Text && wanted.size > u64::from(account.on_demand_above) {
        parts::fetch(core, &mut imap, &[wanted], &mut problems).await?;
    } else if wanted.size > bodies::LARGE {
        if let Some(storing) = large::receive(core, &mut imap, &wanted, &mut problems).await? {
            storing.finish().await?;
        }
    } else {
        let mailbox = stored.base_mailbox;
        let progress = Progress { core: Arc::clone(core), account: account.id, mailbox, total: 1 };
        bodies::small_ones(core, &mut imap, &[wanted], progress).await?;
    }
    imap.logout().await;
    Ok(())
}

/// The source of a message held in memory; only for those small enough to have been parsed whole.
pub async fn source(core: &Core, id: MessageId) -> Result<Vec<u8>, MailError> {
    let mut chunks = core.store.raw_chunks(id).await?;
    let mut raw = Vec::new();
    while let Some(chunk) = chunks.next().await? {
        raw.extend_from_slice(&chunk);
    }
    Ok(raw)
}

/// Writes the source into a new file, byte for byte.
pub async fn save_source(core: &Arc<Core>, id: MessageId, path: &str) -> Result<(), MailError> {
    whole(core, id).await?;
    let mut file = NewFile::create(path).await?;
    let mut chunks = core.store.raw_chunks(id).await?;
    while let Some(chunk) = chunks.next().await? {
        file.write(&chunk).await?;
    }
    file.keep().await
}

/// Writes one part, decoded, into a new file. Returns the bytes written.
pub async fn save_part(core: &Arc<Core>, id: MessageId, part: &str, path: &str) -> Result<u64, MailError> {
    whole(core, id).await?;
    let mut extractor = PartExtractor::new(part);
    let mut chunks = core.store.raw_chunks(id).await?;
    let mut file = NewFile::create(path).await?;
    let mut written = 0;
    let mut out = Vec::new();
    while let Some(chunk) = chunks.next().await? {
        extractor.feed(&chunk, &mut out);
        written += u64::try_from(out.len()).unwrap_or(0);
        file.write(&out).await?;
        out.clear();
        if extractor.is_done() {
            break;
        }
    }
    if !extractor.finish(&mut out) {
        return Err(MailError::input(say!("read-no-part", part), say!("read-no-part-next")));
    }
    written += u64::try_from(out.len()).unwrap_or(0);
    file.write(&out).await?;
    file.keep().await?;
    Ok(written)
}

/// A file that vanishes unless it was written to its end.
pub struct NewFile {
    path: String,
    file: File,
    kept: bool,
}

impl NewFile {
    /// Makes a file that does not exist yet.
    pub async fn create(path: &str) -> Result<Self, MailError> {
        let made = OpenOptions::new().write(true).create_new(true).open(path).await;
        let file = made.map_err(|error| MailError::file(path, &error))?;
        Ok(Self { path: path.to_owned(), file, kept: false })
    }

    /// Writes all of `bytes`.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), MailError> {
        self.file.write_all(bytes).await.map_err(|error| MailError::file(&self.path, &error))
    }

    /// Makes the file durable under another name, in place of what has that name.
    pub async fn keep_as(self, name: &str) -> Result<(), MailError> {
        let path = self.path.clone();
        self.keep().await?;
        tokio::fs::rename(&path, name).await.map_err(|error| MailError::file(name, &error))
    }

    /// Makes the file durable.
    pub async fn keep(mut self) -> Result<(), MailError> {
        let flushed = async {
            self.file.flush().await?;
            self.file.sync_all().await
        };
        flushed.await.map_err(|error| MailError::file(&self.path, &error))?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.kept
            && let Err(error) = std::fs::remove_file(Path::new(&self.path))
        {
            let kind = error.kind();
            log::warn!("an unfinished file stays behind: {kind}");
        }
    }
}
