//! Putting a message together for reading.

use super::core::Core;
use super::on_demand;
use crate::error::MailError;
use crate::mime::{self, Parsed};
use crate::model::{Attachment, BodyState, Message, MessageId};
use crate::store::{Reading, Stored};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;

/// Pictures of a message shown in its text, all together, in bytes.
const INLINE_LIMIT: usize = 8 << 20;

/// Opens a message, fetching its text when it is not here.
pub async fn open(core: &Arc<Core>, id: MessageId) -> Result<Message, MailError> {
    on_demand::text(core, id).await?;
    let stored = core.store.stored(id).await?;
    if let Some(reading) = core.store.reading(id).await? {
        return aside(core, move || from_reading(stored, reading)).await;
    }
    if stored.row.body != BodyState::Whole {
        return Err(MailError::gone("The message is no longer here.", "Sync, then open it again."));
    }
    let raw = on_demand::source(core, id).await?;
    aside(core, move || from_source(stored, &raw)).await
}

async fn aside<T: Send + 'static>(core: &Core, work: impl FnOnce() -> T + Send + 'static) -> Result<T, MailError> {
    let done = core.runtime.spawn_blocking(work).await;
    done.map_err(|_| MailError::bug("The message could not be read.", "Save its source and report it."))
}

fn from_source(stored: Stored, raw: &[u8]) -> Message {
    let parsed = mime::parse(raw);
    let mut room = INLINE_LIMIT;
    let picture = |cid: &str| {
        let part = parsed.by_content_id(cid).filter(|part| part.content_type.starts_with("image/"))?;
        let bytes = mime::extract(raw, &part.part)?;
        Some((part.content_type.clone(), bytes))
    };
    let mut pictures = std::collections::HashMap::new();
    for attachment in &parsed.attachments {
        let Some(cid) = attachment.content_id.as_deref() else { continue };
        let Some((kind, bytes)) = picture(cid) else { continue };
        if bytes.len() <= room {
            room -= bytes.len();
            pictures.insert(cid.to_owned(), format!("data:{kind};base64,{}", STANDARD.encode(bytes)));
        }
    }
    message(stored, parsed, &|cid| pictures.get(cid).cloned())
}

fn from_reading(stored: Stored, reading: Reading) -> Message {
    let parsed = Parsed {
        envelope: mime::envelope(&reading.headers),
        headers: mime::headers(&reading.headers),
        text: reading.text.unwrap_or_default(),
        html: reading.html,
        attachments: reading.attachments,
        ..Parsed::default()
    };
    message(stored, parsed, &|_| None)
}

fn message(stored: Stored, parsed: Parsed, cid: &dyn Fn(&str) -> Option<String>) -> Message {
    let sanitized = parsed.html.as_deref().map(|html| mime::sanitize(html, cid));
    let remote_blocked = sanitized.as_ref().map_or(0, |clean| clean.blocked);
    let attachments: Vec<Attachment> = parsed.attachments;
    Message {
        row: stored.row,
        cc: stored.cc,
        bcc: stored.bcc,
        reply_to: stored.reply_to,
        message_id: stored.message_id,
        references: stored.references,
        text: parsed.text,
        html: sanitized.is_some(),
        remote: remote_blocked,
        remote_allowed: false,
        attachments,
        headers: parsed.headers,
    }
}
