//! Messages too large to hold: received in chunks, read as they pass, stored as they come.

use super::bodies;
use super::core::Core;
use crate::error::MailError;
use crate::mime::{self, stream::Splitter};
use crate::model::{MessageId, UidSet};
use crate::net::imap::{FetchEvent, FetchPlan, Imap, Set};
use crate::store::{Reading, Wanted, pack};

/// Bytes of source in one stored row.
const CHUNK: usize = 256 << 10;

/// Receives one message of the selected mailbox. Returns whether it came.
pub async fn receive(
    core: &Core,
    imap: &mut Imap,
    wanted: &Wanted,
    problems: &mut Vec<String>,
) -> Result<bool, MailError> {
    let set = Set::Uids(UidSet::from_iter([wanted.uid]));
    imap.fetch(&FetchPlan { set, items: "BODY.PEEK[]".into(), modifier: None }, bodies::LARGE).await?;
    let mut incoming =
        Incoming { core, id: wanted.id, splitter: Splitter::new(), waiting: Vec::new(), rows: 0, open: false };
    let mut came = false;
    while let Some(event) = imap.next_fetched().await? {
        match event {
            FetchEvent::LargeStart { .. } if !came => incoming.begin().await?,
            FetchEvent::LargeChunk(piece) => incoming.take(&piece).await?,
            FetchEvent::LargeEnd if incoming.open => {
                incoming.end().await?;
                came = true;
            }
            // Smaller than RFC822.SIZE said: it comes in one piece.
            FetchEvent::Message(fetched) if fetched.uid == Some(wanted.uid) && !came => {
                if let Some(raw) = fetched.section("") {
                    incoming.begin().await?;
                    incoming.take(raw).await?;
                    incoming.end().await?;
                    came = true;
                }
            }
            _ => {}
        }
    }
    if !came {
        problems.push(format!("Message {} did not come; the server has it no longer.", wanted.id));
    }
    Ok(came)
}

struct Incoming<'a> {
    core: &'a Core,
    id: MessageId,
    splitter: Splitter,
    waiting: Vec<u8>,
    rows: u32,
    open: bool,
}

impl Incoming<'_> {
    async fn begin(&mut self) -> Result<(), MailError> {
        self.core.store.begin_large(self.id).await?;
        self.open = true;
        Ok(())
    }

    async fn take(&mut self, mut piece: &[u8]) -> Result<(), MailError> {
        if !self.open {
            return Ok(());
        }
        self.splitter.feed(piece);
        while !piece.is_empty() {
            let (now, later) = piece.split_at(piece.len().min(CHUNK - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            piece = later;
            if self.waiting.len() == CHUNK {
                self.flush().await?;
            }
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), MailError> {
        let packed = pack(&self.waiting)?;
        self.waiting.clear();
        self.core.store.append_large(self.id, self.rows, packed).await?;
        self.rows += 1;
        Ok(())
    }

    async fn end(&mut self) -> Result<(), MailError> {
        self.open = false;
        if !self.waiting.is_empty() {
            self.flush().await?;
        }
        let headers = self.splitter.header_block().to_vec();
        let parsed = std::mem::take(&mut self.splitter).finish();
        let digest = bodies::digest(mime::Digest {
            preview: parsed.preview,
            search_text: parsed.search_text,
            attachments: parsed.attachments.clone(),
        });
        let reading = Reading { headers, text: Some(parsed.text), html: parsed.html, attachments: parsed.attachments };
        self.core.store.finish_large(self.id, digest, Some(reading)).await?;
        Ok(())
    }
}
