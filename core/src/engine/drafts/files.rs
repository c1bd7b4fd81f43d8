use crate::engine::core::{Core, now_ms};
use crate::engine::on_demand;
use crate::error::MailError;
use crate::mime::compose::{is_id, media_type};
use crate::mime::safe_name;
use crate::mime::stream::PartExtractor;
use crate::model::{Attachment, DraftFile, DraftFileId, DraftId, Event, MessageId};
use crate::store::{CHUNK, StoreError, pack_chunk};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

/// Bytes of all files of a draft.
const MOST: u64 = 100 << 20;
/// Bytes of a file that comes in memory.
const MOST_DATA: usize = 32 << 20;

/// Copies a file into a draft, in pieces.
pub async fn attach_file(core: &Arc<Core>, draft: DraftId, path: &str) -> Result<DraftFile, MailError> {
    core.store.draft(draft).await?;
    let fault = |error: std::io::Error| MailError::file(path, &error);
    let mut file = File::open(path).await.map_err(fault)?;
    if !file.metadata().await.map_err(fault)?.is_file() {
        return Err(MailError::input(format!("{path} is not a file."), "Choose a file; a folder can be packed first."));
    }
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut copy = Copying::begin(core, draft, &name, None).await?;
    let mut piece = vec![0; CHUNK];
    loop {
        match file.read(&mut piece).await {
            Ok(0) => return copy.keep().await,
            Ok(read) => copy.write_or_drop(&piece[..read]).await?,
            Err(error) => {
                copy.forget().await;
                return Err(fault(error));
            }
        }
    }
}

/// Attaches what has no path.
pub async fn attach_data(core: &Arc<Core>, draft: DraftId, name: &str, bytes: &[u8]) -> Result<DraftFile, MailError> {
    if bytes.len() > MOST_DATA {
        return Err(MailError::quota("What was pasted has more than 32 MB.", "Save it and attach the file."));
    }
    core.store.draft(draft).await?;
    let mut copy = Copying::begin(core, draft, name, None).await?;
    copy.write_or_drop(bytes).await?;
    copy.keep().await
}

/// Copies attachments of a message into a draft; `pictures` are the Content-IDs of those that its HTML shows.
pub(super) async fn attach_parts(
    core: &Arc<Core>,
    draft: DraftId,
    message: MessageId,
    attachments: &[Attachment],
    pictures: &HashSet<String>,
) -> Result<(), MailError> {
    if attachments.is_empty() {
        return Ok(());
    }
    on_demand::whole(core, message).await?;
    for attachment in attachments {
        let shown = attachment.content_id.clone().filter(|id| is_id(id) && pictures.contains(id));
        let name = if shown.is_some() { picture_name(attachment) } else { attachment.name.clone() };
        let mut copy = Copying::begin(core, draft, &name, shown).await?;
        let mut extractor = PartExtractor::new(&attachment.part);
        let mut chunks = core.store.raw_chunks(message).await?;
        let mut out = Vec::new();
        while let Some(chunk) = chunks.next().await? {
            extractor.feed(&chunk, &mut out);
            copy.write_or_drop(&out).await?;
            out.clear();
            if extractor.is_done() {
                break;
            }
        }
        extractor.finish(&mut out);
        copy.write_or_drop(&out).await?;
        copy.keep().await?;
    }
    Ok(())
}

/// The name of a picture, which says its type: nobody shows a picture that claims to be something else.
fn picture_name(attachment: &Attachment) -> String {
    let name = &attachment.name;
    match attachment.content_type.strip_prefix("image/") {
        Some(kind) if !media_type(name).starts_with("image/") => format!("{name}.{kind}"),
        _ => name.clone(),
    }
}

/// A file on its way into a draft; it belongs to it once it is complete.
struct Copying {
    core: Arc<Core>,
    file: DraftFileId,
    held: Vec<u8>,
    seq: u32,
    size: u64,
    room: u64,
}

impl Copying {
    async fn begin(
        core: &Arc<Core>,
        draft: DraftId,
        name: &str,
        content_id: Option<String>,
    ) -> Result<Self, MailError> {
        let used = core.store.draft_bytes(draft).await?;
        let file = core.store.begin_draft_file(draft, safe_name(name), content_id, now_ms()).await?;
        let room = MOST.saturating_sub(used);
        Ok(Self { core: Arc::clone(core), file, held: Vec::new(), seq: 0, size: 0, room })
    }

    async fn write_or_drop(&mut self, bytes: &[u8]) -> Result<(), MailError> {
        let written = self.write(bytes).await;
        if written.is_err() {
            self.forget().await;
        }
        written
    }

    async fn write(&mut self, mut bytes: &[u8]) -> Result<(), MailError> {
        self.size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.size > self.room {
            return Err(MailError::quota(
                "The files of a message may have 100 MB together.",
                "Send several messages, or share the file in another way.",
            ));
        }
        while !bytes.is_empty() {
            let (taken, rest) = bytes.split_at(bytes.len().min(CHUNK - self.held.len()));
            self.held.extend_from_slice(taken);
            bytes = rest;
            if self.held.len() == CHUNK {
                self.pass_on().await?;
            }
        }
        Ok(())
    }

    async fn pass_on(&mut self) -> Result<(), MailError> {
        let held = std::mem::take(&mut self.held);
        let packed = tokio::task::spawn_blocking(move || pack_chunk(&held)).await;
        let packed = packed.map_err(|_| StoreError::Closed)??;
        self.core.store.append_draft_file(self.file, self.seq, packed).await?;
        self.seq += 1;
        Ok(())
    }

    async fn keep(mut self) -> Result<DraftFile, MailError> {
        if !self.held.is_empty() {
            self.pass_on().await?;
        }
        let file = self.core.store.draft_file_whole(self.file, self.size, now_ms()).await?;
        self.core.events.send(Event::DraftsChanged);
        Ok(file)
    }

    /// What stays behind after a fault here is tidied up later.
    async fn forget(&self) {
        if let Err(error) = self.core.store.drop_draft_file(self.file).await {
            let kind = error.kind();
            log::warn!("an unfinished file of a draft stays behind: {kind}");
        }
    }
}
