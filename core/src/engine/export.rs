//! Writing a mailbox to disk, byte for byte.

use super::core::Core;
use super::on_demand::NewFile;
use crate::error::MailError;
use crate::mime::{MboxQuoter, mbox_separator};
use crate::model::{BodyState, MailboxId, MessageId, MessageRow};
use std::path::Path;

const PAGE: u32 = 500;

/// Walks the messages of a mailbox that are here whole, newest first, and counts.
struct WholeOnes<'a> {
    core: &'a Core,
    mailbox: MailboxId,
    page: std::vec::IntoIter<MessageRow>,
    before: Option<MessageId>,
    written: u32,
    left_out: u32,
}

impl<'a> WholeOnes<'a> {
    fn of(core: &'a Core, mailbox: MailboxId) -> Self {
        Self { core, mailbox, page: Vec::new().into_iter(), before: None, written: 0, left_out: 0 }
    }

    async fn next(&mut self) -> Result<Option<MessageRow>, MailError> {
        loop {
            for row in self.page.by_ref() {
                if row.body == BodyState::Whole {
                    self.written += 1;
                    return Ok(Some(row));
                }
                self.left_out += 1;
            }
            let rows = self.core.store.rows(self.mailbox, self.before, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(None) };
            self.before = Some(last.id);
            self.page = rows.into_iter();
        }
    }

    fn counts(&self) -> (u32, u32) {
        (self.written, self.left_out)
    }
}

/// One file a message: its UID, or its id while it has none. Files of an earlier export are replaced.
pub async fn eml(core: &Core, mailbox: MailboxId, dir: &str) -> Result<(u32, u32), MailError> {
    make_dir(dir).await?;
    let mut messages = WholeOnes::of(core, mailbox);
    while let Some(row) = messages.next().await? {
        let name = row.uid.map_or_else(|| format!("id-{}", row.id), |uid| uid.to_string());
        let path = Path::new(dir).join(format!("{name}.eml")).display().to_string();
        let part = format!("{path}.part");
        match tokio::fs::remove_file(&part).await {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(MailError::file(&part, &error)),
        }
        let mut file = NewFile::create(&part).await?;
        let mut chunks = core.store.raw_chunks(row.id).await?;
        while let Some(chunk) = chunks.next().await? {
            file.write(&chunk).await?;
        }
        file.keep_as(&path).await?;
    }
    Ok(messages.counts())
}

/// One mboxrd file of the whole mailbox, `name.mbox` in `dir`.
pub async fn mbox(core: &Core, mailbox: MailboxId, dir: &str) -> Result<(u32, u32), MailError> {
    make_dir(dir).await?;
    let name = core.store.mailbox_state(mailbox).await?.mailbox.name;
    let path = Path::new(dir).join(format!("{}.mbox", crate::mime::safe_name(&name))).display().to_string();
    let mut file = NewFile::create(&path).await?;
    let mut messages = WholeOnes::of(core, mailbox);
    while let Some(row) = messages.next().await? {
        let sender = row.from.first().map_or("", |from| from.email.as_str());
        file.write(mbox_separator(sender, row.received).as_bytes()).await?;
        let mut quoter = MboxQuoter::default();
        let mut out = Vec::new();
        let mut chunks = core.store.raw_chunks(row.id).await?;
        while let Some(chunk) = chunks.next().await? {
            quoter.feed(&chunk, &mut out);
            file.write(&out).await?;
            out.clear();
        }
        quoter.finish(&mut out);
        file.write(&out).await?;
    }
    file.keep().await?;
    Ok(messages.counts())
}

async fn make_dir(dir: &str) -> Result<(), MailError> {
    tokio::fs::create_dir_all(dir).await.map_err(|error| MailError::file(dir, &error))
}
