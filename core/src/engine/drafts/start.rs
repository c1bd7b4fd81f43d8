use super::files;
use crate::engine::core::{Core, now_ms};
use crate::engine::opening;
use crate::error::MailError;
use crate::mime::mailto::mailto;
use crate::mime::reply::{self, Answered};
use crate::mime::{Parsed, clean_html, pictures_in};
use crate::model::{
    Account, AccountId, Address, Attachment, Draft, DraftStart, Event, Message, MessageId, Role, SavedDraft,
};
use crate::store::NewDraft;
use std::sync::Arc;

/// Begins a draft; it is on disk when this returns.
pub async fn begin(core: &Arc<Core>, start: DraftStart) -> Result<SavedDraft, MailError> {
    let beginning = match start {
        DraftStart::Blank { account } => Beginning::of(blank(&some_account(core, account).await?)),
        DraftStart::Mailto { uri } => Beginning::of(from_link(core, &uri).await?),
        DraftStart::Reply { message, attribution } => reply(core, message, &attribution, false).await?,
        DraftStart::ReplyAll { message, attribution } => reply(core, message, &attribution, true).await?,
        DraftStart::Forward { message, attribution } => forward(core, message, &attribution).await?,
        DraftStart::Message { message } => {
            if let Some(open) = core.store.draft_continuing(message).await? {
                return Ok(open.saved);
            }
            taken_up(core, message).await?
        }
    };
    let pictures = beginning.draft.html.as_deref().map(pictures_in).unwrap_or_default();
    let files_follow = !beginning.attachments.is_empty();
    let (continues, forwards) = (beginning.continues, beginning.forwards);
    let new = NewDraft { draft: beginning.draft, continues, forwards, files_follow, at: now_ms() };
    let id = core.store.insert_draft(new).await?;
    if let Some(message) = continues.or(forwards).filter(|_| files_follow) {
        if let Err(error) = files::attach_parts(core, id, message, &beginning.attachments, &pictures).await {
            // Nobody saw it; what stays behind is tidied up later.
            core.store.tidy_draft(id).await.ok();
            return Err(error);
        }
        core.store.draft_begun(id).await?;
    }
    core.events.send(Event::DraftsChanged);
    Ok(core.store.draft(id).await?.saved)
}

/// A draft before it is kept.
struct Beginning {
    draft: Draft,
    continues: Option<MessageId>,
    forwards: Option<MessageId>,
    /// Of the message it continues or forwards.
    attachments: Vec<Attachment>,
}

impl Beginning {
    fn of(draft: Draft) -> Self {
        Self { draft, continues: None, forwards: None, attachments: Vec::new() }
    }
}

async fn some_account(core: &Core, account: Option<AccountId>) -> Result<Account, MailError> {
    match account {
        Some(id) => core.account(id).await,
        None => core
            .store
            .accounts()
            .await?
            .into_iter()
            .next()
            .ok_or_else(|| MailError::input("There is no account to write from.", "Add an account, then write.")),
    }
}

fn blank(account: &Account) -> Draft {
    Draft {
        account: account.id,
        from: Address { name: account.name.clone(), email: account.address.clone() },
        to: Vec::new(),
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: String::new(),
        text: String::new(),
        html: None,
        attachments: Vec::new(),
        in_reply_to: None,
    }
}

async fn from_link(core: &Core, uri: &str) -> Result<Draft, MailError> {
    let link = mailto(uri).ok_or_else(|| {
        MailError::input("This is not a link to write mail.", "Such a link begins with mailto: and an address.")
    })?;
    let draft = blank(&some_account(core, None).await?);
    Ok(Draft { to: link.to, cc: link.cc, bcc: link.bcc, subject: link.subject, text: link.text, ..draft })
}

async fn reply(core: &Arc<Core>, id: MessageId, attribution: &str, everybody: bool) -> Result<Beginning, MailError> {
    let (message, parsed) = opened(core, id).await?;
    let account = core.account(message.row.account).await?;
    let answered =
        Answered { from: &message.row.from, reply_to: &message.reply_to, to: &message.row.to, cc: &message.cc };
    let people = reply::recipients(&answered, &account.address, everybody);
    let subject = reply::reply_subject(&message.row.subject);
    let (text, html) = aside(core, parsed, attribution, reply::quoted).await?;
    let draft = blank(&account);
    Ok(Beginning::of(Draft { to: people.to, cc: people.cc, subject, text, html, in_reply_to: Some(id), ..draft }))
}

async fn forward(core: &Arc<Core>, id: MessageId, attribution: &str) -> Result<Beginning, MailError> {
    let (message, parsed) = opened(core, id).await?;
    let account = core.account(message.row.account).await?;
    let subject = reply::forward_subject(&message.row.subject);
    let (text, html) = aside(core, parsed, attribution, reply::forwarded).await?;
    let draft = Draft { subject, text, html, ..blank(&account) };
    Ok(Beginning { draft, continues: None, forwards: Some(id), attachments: message.attachments })
}

/// Goes on with a draft of the server's.
async fn taken_up(core: &Arc<Core>, id: MessageId) -> Result<Beginning, MailError> {
    let (message, parsed) = opened(core, id).await?;
    let role = core.store.mailbox_state(message.row.mailbox).await?.mailbox.role;
    if role != Some(Role::Drafts) && !message.row.flags.draft {
        return Err(MailError::input("This message is not a draft.", "Answer it or forward it instead."));
    }
    let account = core.account(message.row.account).await?;
    let in_reply_to = match parsed.envelope.in_reply_to.clone() {
        Some(answered) => core.store.by_message_id(account.id, answered).await?,
        None => None,
    };
    let draft = blank(&account);
    let draft = Draft {
        from: message.row.from.first().filter(|from| from.email.contains('@')).cloned().unwrap_or(draft.from),
        to: message.row.to,
        cc: message.cc,
        bcc: message.bcc,
        subject: message.row.subject,
        text: parsed.text.clone(),
        html: parsed.html.as_deref().map(clean_html),
        in_reply_to,
        ..draft
    };
    Ok(Beginning { draft, continues: Some(id), forwards: None, attachments: message.attachments })
}

async fn opened(core: &Arc<Core>, id: MessageId) -> Result<(Message, Arc<Parsed>), MailError> {
    let opened = opening::opened(core, id).await?;
    let parsed = opened.parsed();
    Ok((opening::open(core, id).await?, parsed))
}

/// Quotes where it may take a while.
async fn aside(
    core: &Core,
    parsed: Arc<Parsed>,
    attribution: &str,
    quote: fn(&Parsed, &str) -> (String, Option<String>),
) -> Result<(String, Option<String>), MailError> {
    let attribution = attribution.to_owned();
    opening::aside(core, move || quote(&parsed, &attribution)).await
}
