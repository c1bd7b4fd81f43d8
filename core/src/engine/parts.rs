//! Larger messages whose attachments stay on the server: headers and text parts only.

use super::bodies;
use super::core::Core;
use crate::error::MailError;
use crate::mime;
use crate::model::{Part, UidSet};
use crate::net::imap::{FetchPlan, Fetched, Imap, Set};
use crate::say;
use crate::store::{Reading, Wanted};
use crate::words::Sentence;
use std::collections::HashMap;

/// Of one text part at most this many bytes are fetched.
const TEXT_LIMIT: u32 = 512 << 10;
const HEADER_LIMIT: u32 = 256 << 10;

/// Fetches the readable parts of messages of the selected mailbox. Returns how many came.
pub async fn fetch(
    core: &Core,
    imap: &mut Imap,
    wanted: &[Wanted],
    problems: &mut Vec<Sentence>,
) -> Result<u32, MailError> {
    let mut came = 0;
    for batch in wanted.chunks(200) {
        let structures = structures(imap, batch).await?;
        for message in batch {
            let Some(structure) = structures.get(&message.uid) else {
                problems.push(say!("sync-no-structure", id = message.id.0));
                continue;
            };
            came += u32::from(one(core, imap, message, structure).await?);
        }
    }
    Ok(came)
}

async fn structures(imap: &mut Imap, batch: &[Wanted]) -> Result<HashMap<u32, Part>, MailError> {
    let set = Set::Uids(batch.iter().map(|w| w.uid).collect::<UidSet>());
    let plan = FetchPlan { set, items: "BODYSTRUCTURE".into(), modifier: None };
    let fetched = imap.fetch_all(&plan, 64 << 10).await?;
    Ok(fetched.into_iter().filter_map(|message| Some((message.uid?, message.structure?))).collect())
}

async fn one(core: &Core, imap: &mut Imap, wanted: &Wanted, structure: &Part) -> Result<bool, MailError> {
    let texts = mime::text_sections(structure);
    let mut items = format!("BODY.PEEK[HEADER]<0.{HEADER_LIMIT}>");
    for text in &texts {
        items.push_str(&format!(" BODY.PEEK[{0}]<0.{TEXT_LIMIT}> BODY.PEEK[{0}.MIME]", text.path));
    }
    let set = Set::Uids(UidSet::from_iter([wanted.uid]));
    let answers = imap.fetch_all(&FetchPlan { set, items, modifier: None }, bodies::LARGE).await?;
    let about = |fetched: &Fetched| fetched.uid == Some(wanted.uid) && !fetched.sections.is_empty();
    let Some(fetched) = answers.into_iter().find(about) else { return Ok(false) };
    store(core, wanted, structure, &fetched).await?;
    Ok(true)
}

async fn store(core: &Core, wanted: &Wanted, structure: &Part, fetched: &Fetched) -> Result<(), MailError> {
    // What was asked for in part is named with its origin (RFC 3501 §7.4.2).
    let part = |name: &str| fetched.section(&format!("{name}<0>")).or_else(|| fetched.section(name));
    let section = |name: &str| part(name).map(|bytes| bytes.as_ref());
    let headers = section("HEADER").unwrap_or_default().to_vec();
    let attachments = mime::attachments(structure);
    let (text, html) = mime::assemble(structure, &section);
    let readable = text.clone().unwrap_or_default();
    let names = attachments.iter().map(|attachment| attachment.name.as_str());
    let search_text = std::iter::once(readable.as_str()).chain(names).collect::<Vec<_>>().join("\n");
    let found = mime::Digest { preview: mime::preview(&readable), search_text, attachments: attachments.clone() };
    let reading = Reading { headers, text, html, attachments };
    core.store.store_reading(wanted.id, reading, bodies::digest(found)).await?;
    Ok(())
}
