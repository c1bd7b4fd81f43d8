//! Messages too large to hold: received in chunks, read as they pass, stored as they come.

use super::bodies;
use super::core::Core;
use crate::error::MailError;
use crate::mime::{self, stream::Splitter};
use crate::model::{MessageId, UidSet};
use crate::net::imap::{FetchEvent, FetchPlan, Imap, Set};
use crate::say;
use crate::store::{CHUNK, Digest, Reading, Store, Wanted, pack_chunk};
use crate::words::Sentence;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// Rows between the socket and the disk.
const ON_THE_WAY: usize = 4;

/// Receives one message of the selected mailbox; [`Storing::finish`] waits until it is on the disk. Nothing
/// when it did not come.
pub async fn receive(
    core: &Core,
    imap: &mut Imap,
    wanted: &Wanted,
    problems: &mut Vec<Sentence>,
) -> Result<Option<Storing>, MailError> {
    let set = Set::Uids(UidSet::from_iter([wanted.uid]));
    imap.fetch(&FetchPlan { set, items: "BODY.PEEK[]".into(), modifier: None }, bodies::LARGE).await?;
    let (mut incoming, mut came) = (None, None);
    while let Some(event) = imap.next_fetched().await? {
        // After an error the rest of the answer is read all the same: the connection goes on.
        match event {
            FetchEvent::LargeStart { .. } if came.is_none() => incoming = Some(Incoming::begin(core, wanted.id)),
            FetchEvent::LargeChunk(piece) => {
                if let Some(Err(error)) = take(&mut incoming, &piece).await {
                    (incoming, came) = (None, Some(Err(error)));
                }
            }
            FetchEvent::LargeEnd => {
                if let Some(incoming) = incoming.take() {
                    came = Some(incoming.end().await);
                }
            }
            // Smaller than RFC822.SIZE said: it comes in one piece.
            FetchEvent::Message(fetched) if fetched.uid == Some(wanted.uid) && came.is_none() => {
                if let Some(raw) = fetched.section("") {
                    came = Some(Incoming::begin(core, wanted.id).whole(raw).await);
                }
            }
            _ => {}
        }
    }
    if came.is_none() {
        problems.push(say!("sync-not-come", id = wanted.id.0));
    }
    came.transpose()
}

async fn take(incoming: &mut Option<Incoming>, piece: &[u8]) -> Option<Result<(), MailError>> {
    Some(incoming.as_mut()?.take(piece).await)
}

/// What is written of a message, in order.
enum Piece {
    Row(Vec<u8>),
    /// All rows came.
    End(Box<(Digest, Reading)>),
}

/// A message on its way to the disk: some rows are written while the next ones come. Dropped, it stops and
/// the message stays wanted.
pub struct Storing(JoinSet<Result<(), MailError>>);

impl Storing {
    /// Waits until the message is on the disk.
    pub async fn finish(mut self) -> Result<(), MailError> {
        match self.0.join_next().await {
            Some(Ok(stored)) => stored,
            _ => Err(ended()),
        }
    }
}

fn ended() -> MailError {
    MailError::bug(say!("sync-large-ended"), say!("next-sync-again"))
}

async fn write(store: Store, id: MessageId, mut pieces: mpsc::Receiver<Piece>) -> Result<(), MailError> {
    store.begin_large(id).await?;
    let (mut batch, mut seq) = (Vec::new(), 0);
    while pieces.recv_many(&mut batch, ON_THE_WAY).await > 0 {
        let (mut rows, mut end) = (Vec::new(), None);
        for piece in batch.drain(..) {
            match piece {
                Piece::Row(row) => rows.push(row),
                Piece::End(found) => end = Some(found),
            }
        }
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        store.append_large(id, seq, rows.into()).await?;
        seq += count;
        if let Some(found) = end {
            let (digest, reading) = *found;
            return Ok(store.finish_large(id, digest, Some(reading)).await?);
        }
    }
    // The connection broke; what came is removed with the next try.
    Ok(())
}

struct Incoming {
    splitter: Splitter,
    waiting: Vec<u8>,
    pieces: mpsc::Sender<Piece>,
    storing: Storing,
}

impl Incoming {
    fn begin(core: &Core, id: MessageId) -> Self {
        let (pieces, arriving) = mpsc::channel(ON_THE_WAY);
        let mut storing = JoinSet::new();
        storing.spawn_on(write(core.store.clone(), id, arriving), &core.runtime);
        Self { splitter: Splitter::new(), waiting: Vec::new(), pieces, storing: Storing(storing) }
    }

    async fn take(&mut self, mut piece: &[u8]) -> Result<(), MailError> {
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

    async fn whole(mut self, raw: &[u8]) -> Result<Storing, MailError> {
        self.take(raw).await?;
        self.end().await
    }

    async fn flush(&mut self) -> Result<(), MailError> {
        let row = pack_chunk(&self.waiting)?;
        self.waiting.clear();
        self.give(Piece::Row(row)).await
    }

    async fn give(&mut self, piece: Piece) -> Result<(), MailError> {
        if self.pieces.send(piece).await.is_ok() {
            return Ok(());
        }
        // The writer only goes away with an error of its own.
        match self.storing.0.join_next().await {
            Some(Ok(Err(error))) => Err(error),
            _ => Err(ended()),
        }
    }

    async fn end(mut self) -> Result<Storing, MailError> {
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
        self.give(Piece::End(Box::new((digest, reading)))).await?;
        Ok(self.storing)
    }
}
