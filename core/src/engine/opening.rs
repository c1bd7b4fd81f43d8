//! Putting a message together for reading.

use super::core::Core;
use super::on_demand;
use crate::error::MailError;
use crate::mime::{self, Cleaned, Parsed};
use crate::model::{Body, BodyColours, BodyOptions, BodyState, Message, MessageId};
use crate::say;
use crate::store::Reading;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Pictures of a message shown in its text, all together, in bytes.
const INLINE_LIMIT: usize = 8 << 20;
/// Messages kept as they were opened last; a face asks for one several times.
const KEPT: usize = 8;
/// Bytes of them, about.
const KEPT_BYTES: usize = 16 << 20;

/// A message read and cleaned.
pub struct Opened {
    id: MessageId,
    state: BodyState,
    parsed: Arc<Parsed>,
    cleaned: Option<Cleaned>,
    /// `data:` URIs by Content-ID.
    pictures: HashMap<String, String>,
}

/// The messages opened last, the newest at the end.
#[derive(Default)]
pub struct LastOpened(Mutex<Vec<Arc<Opened>>>);

impl LastOpened {
    fn find(&self, id: MessageId, state: BodyState) -> Option<Arc<Opened>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|opened| opened.id == id && opened.state == state).cloned()
    }

    fn keep(&self, opened: &Arc<Opened>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|old| old.id != opened.id);
        kept.push(Arc::clone(opened));
        while kept.len() > KEPT || (kept.len() > 1 && kept.iter().map(|old| old.held()).sum::<usize>() > KEPT_BYTES) {
            kept.remove(0);
        }
    }
}

impl Opened {
    /// What the message says.
    pub fn parsed(&self) -> Arc<Parsed> {
        Arc::clone(&self.parsed)
    }

    /// The address of an image of the network that the body names.
    pub fn remote_image(&self, number: u32) -> Option<&str> {
        self.cleaned.as_ref()?.remote_image(number)
    }

    fn held(&self) -> usize {
        let parsed = self.parsed.text.len() + self.parsed.search_text.len();
        let html = self.parsed.html.as_ref().map_or(0, String::len) + self.cleaned.as_ref().map_or(0, Cleaned::held);
        parsed + html + self.pictures.values().map(String::len).sum::<usize>()
    }

    fn body(&self, options: BodyOptions) -> Body {
        match self.cleaned.as_ref().filter(|_| !options.plain) {
            Some(cleaned) => Body {
                html: cleaned.body(options.remote, &|cid| self.pictures.get(cid).cloned()),
                blocked: cleaned.blocked(options.remote),
                colours: cleaned.colours,
            },
            None => Body { html: mime::plain_html(&self.parsed.text), blocked: 0, colours: BodyColours::Theme },
        }
    }
}

/// Opens a message, fetching its text when it is not here.
pub async fn open(core: &Arc<Core>, id: MessageId) -> Result<Message, MailError> {
    let opened = opened(core, id).await?;
    let stored = core.store.stored(id).await?;
    let sender = stored.row.from.first().map(|from| from.email.clone()).unwrap_or_default();
    Ok(Message {
        remote_allowed: core.store.lets_remote_in(sender).await?,
        row: stored.row,
        cc: stored.cc,
        bcc: stored.bcc,
        reply_to: stored.reply_to,
        message_id: stored.message_id,
        references: stored.references,
        text: opened.parsed.text.clone(),
        html: opened.cleaned.is_some(),
        remote: opened.cleaned.as_ref().map_or(0, |cleaned| cleaned.blocked(false)),
        attachments: opened.parsed.attachments.clone(),
        headers: opened.parsed.headers.clone(),
    })
}

/// The body of a message, fetching its text when it is not here.
pub async fn body(core: &Arc<Core>, id: MessageId, options: BodyOptions) -> Result<Body, MailError> {
    let opened = opened(core, id).await?;
    aside(core, move || opened.body(options)).await
}

/// Reads a message, fetching its text when it is not here.
pub async fn opened(core: &Arc<Core>, id: MessageId) -> Result<Arc<Opened>, MailError> {
    on_demand::text(core, id).await?;
    let state = core.store.row(id).await?.body;
    if let Some(opened) = core.opened.find(id, state) {
        return Ok(opened);
    }
    let opened = if let Some(reading) = core.store.reading(id).await? {
        aside(core, move || read(id, state, from_reading(reading), HashMap::new())).await?
    } else if state == BodyState::Whole {
        let raw = on_demand::source(core, id).await?;
        aside(core, move || {
            let parsed = mime::parse(&raw);
            let pictures = pictures(&parsed, &raw);
            read(id, state, parsed, pictures)
        })
        .await?
    } else {
        return Err(MailError::gone(say!("read-gone"), say!("next-sync-then-open")));
    };
    let opened = Arc::new(opened);
    core.opened.keep(&opened);
    Ok(opened)
}

/// Works where it may take a while.
pub async fn aside<T: Send + 'static>(core: &Core, work: impl FnOnce() -> T + Send + 'static) -> Result<T, MailError> {
    let done = core.runtime.spawn_blocking(work).await;
    done.map_err(|_| MailError::bug(say!("read-fault"), say!("read-fault-next")))
}

fn read(id: MessageId, state: BodyState, parsed: Parsed, pictures: HashMap<String, String>) -> Opened {
    let cleaned = parsed.html.as_deref().map(Cleaned::new);
    Opened { id, state, parsed: Arc::new(parsed), cleaned, pictures }
}

fn pictures(parsed: &Parsed, raw: &[u8]) -> HashMap<String, String> {
    let mut room = INLINE_LIMIT;
    let mut pictures = HashMap::new();
    if parsed.html.is_none() {
        return pictures;
    }
    for attachment in parsed.attachments.iter().filter(|part| part.content_type.starts_with("image/")) {
        let Some(cid) = attachment.content_id.as_deref().filter(|cid| !pictures.contains_key(*cid)) else { continue };
        let Some(bytes) = mime::extract(raw, &attachment.part).filter(|bytes| bytes.len() <= room) else { continue };
        let Some(kind) = mime::picture_type(&bytes) else { continue };
        room -= bytes.len();
        pictures.insert(cid.to_owned(), format!("data:{kind};base64,{}", STANDARD.encode(bytes)));
    }
    pictures
}

fn from_reading(reading: Reading) -> Parsed {
    Parsed {
        envelope: mime::envelope(&reading.headers),
        headers: mime::headers(&reading.headers),
        text: reading.text.unwrap_or_default(),
        html: reading.html,
        attachments: reading.attachments,
        ..Parsed::default()
    }
}
