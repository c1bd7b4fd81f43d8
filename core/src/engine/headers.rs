//! Fetching what a list shows of messages.

use super::core::Core;
use crate::error::MailError;
use crate::mime;
use crate::model::{AccountId, MailboxId, MessageId, UidSet};
use crate::net::imap::{FetchEvent, FetchPlan, Fetched, Imap, Set};
use crate::store::{Change, NewMessage};
use crate::sync::window;

const FIELDS: &str = "Date From Sender Reply-To To Cc Bcc Subject Message-ID In-Reply-To References Content-Type";
/// A header block above this is left out; the message is listed without it.
const LONGEST: u64 = 256 << 10;

/// What headers brought.
#[derive(Debug, Default)]
pub struct Brought {
    pub stored: UidSet,
    pub inserted: Vec<MessageId>,
}

/// Fetches the headers of `set` and stores those inside the window, in one transaction.
pub async fn fetch(
    core: &Core,
    imap: &mut Imap,
    (account, mailbox): (AccountId, MailboxId),
    set: Set,
    first_day: Option<i64>,
) -> Result<Brought, MailError> {
    let items = format!("FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({FIELDS})]");
    imap.fetch(&FetchPlan { set, items, modifier: None }, LONGEST).await?;
    let mut changes = Vec::new();
    let mut stored = Vec::new();
    while let Some(event) = imap.next_fetched().await? {
        let FetchEvent::Message(fetched) = event else { continue };
        let Some(message) = new_message(&fetched, first_day) else { continue };
        stored.push(message.uid);
        changes.push(Change::Insert(Box::new(message)));
    }
    if changes.is_empty() {
        return Ok(Brought::default());
    }
    let applied = core.store.apply(mailbox, changes).await?;
    core.changed(account, mailbox);
    Ok(Brought { stored: stored.into_iter().collect(), inserted: applied.inserted })
}

/// The message of a FETCH response; `None` for responses that are about something else (flags that
/// changed meanwhile) and for messages older than the window.
fn new_message(fetched: &Fetched, first_day: Option<i64>) -> Option<NewMessage> {
    let uid = fetched.uid?;
    let received = fetched.received?;
    let day = fetched.received_day.unwrap_or_else(|| received.div_euclid(86_400));
    if !window::keeps(first_day, day) {
        return None;
    }
    let header = fetched.sections.first().map(|(_, block)| block.as_ref()).unwrap_or_default();
    Some(NewMessage {
        uid,
        flags: fetched.flags.clone().unwrap_or_default(),
        modseq: fetched.modseq.unwrap_or(0),
        received,
        size: fetched.size.unwrap_or(0),
        envelope: mime::envelope(header),
        attachments: 0,
    })
}
