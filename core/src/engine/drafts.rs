//! Messages being written, from the first word to the outbox and back.

mod files;
mod start;

pub use files::{attach_data, attach_file};
pub use start::begin;

use super::core::{Core, now_ms};
use super::{OutboxError, account, outbox};
use crate::error::MailError;
use crate::model::{Draft, DraftFileId, DraftId, Event, OutboxId, OutboxState, SavedDraft};
use crate::store::StoreError;
use std::sync::Arc;

/// How often a draft that changes while it is sent is read again.
const MOST_TRIES: u32 = 5;

/// Keeps what was written, on disk when this returns.
pub async fn save(core: &Core, id: DraftId, draft: Draft) -> Result<i64, MailError> {
    core.account(draft.account).await?;
    let changed = core.store.save_draft(id, draft, now_ms()).await?;
    core.events.send(Event::DraftsChanged);
    Ok(changed)
}

/// Forgets a draft and its files.
pub async fn discard(core: &Core, id: DraftId) -> Result<(), MailError> {
    core.store.delete_draft(id).await?;
    core.events.send(Event::DraftsChanged);
    Ok(())
}

/// Takes a file out of a draft.
pub async fn detach(core: &Core, id: DraftId, file: DraftFileId) -> Result<(), MailError> {
    core.store.delete_draft_file(id, file, now_ms()).await?;
    core.events.send(Event::DraftsChanged);
    Ok(())
}

/// Puts a draft into the outbox, as it was saved last.
pub async fn send(core: &Arc<Core>, id: DraftId, now: bool) -> Result<OutboxId, MailError> {
    let mut tries = 0;
    let (queued, account) = loop {
        let kept = core.store.draft(id).await?;
        let account = core.account(kept.saved.draft.account).await?;
        let at = now_ms();
        let undo = if now { 0 } else { i64::from(account.undo_seconds) * 1000 };
        let leaving = outbox::Leaving { at, due: at + undo, utc_offset: outbox::local_offset() };
        tries += 1;
        match outbox::queue_kept(&core.store, &account, &kept, leaving).await {
            // A save came between: what it kept is what is sent.
            Err(OutboxError::Store(StoreError::Gone(_))) if tries < MOST_TRIES => {}
            queued => break (queued?, account.id),
        }
    };
    core.events.send(Event::DraftsChanged);
    core.events.send(Event::OutboxChanged { id: queued });
    core.events.send(Event::PlanChanged);
    account::nudge(core, account);
    Ok(queued)
}

/// Takes a message back and gives its draft.
pub async fn recall(core: &Arc<Core>, id: OutboxId) -> Result<SavedDraft, MailError> {
    let draft = core.store.draft_of(id).await?;
    let item = core.store.outgoing(id).await?.item;
    if item.state != OutboxState::Cancelled {
        outbox::cancel(&core.store, id, now_ms()).await?;
        core.events.send(Event::OutboxChanged { id });
        account::nudge(core, item.account);
    }
    core.events.send(Event::DraftsChanged);
    Ok(core.store.draft(draft).await?.saved)
}
