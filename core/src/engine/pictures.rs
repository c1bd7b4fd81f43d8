//! Parts of a message for a preview, and pictures of the network that a person asked for.

use super::core::Core;
use super::{on_demand, opening};
use crate::error::MailError;
use crate::mime;
use crate::mime::stream::PartExtractor;
use crate::model::{MessageId, PartData};
use crate::net::http;
use crate::net::tls::Trust;
use std::sync::Arc;

/// Bytes of a part that is previewed.
const MAX_PART: usize = 32 << 20;

/// Fetches the image `remote/N` of a body. Asking is the permission: nothing is remembered.
pub async fn remote(core: &Arc<Core>, id: MessageId, number: u32) -> Result<PartData, MailError> {
    let opened = opening::opened(core, id).await?;
    let Some(address) = opened.remote_image(number) else {
        return Err(MailError::input(format!("The message has no image {number}."), "Open the message again."));
    };
    let bytes = http::get(address, &Trust::default()).await?;
    match mime::picture_type(&bytes) {
        Some(kind) => Ok(PartData { content_type: kind.to_owned(), bytes }),
        None => Err(MailError::refused("What the server sent is no picture.", "Read the message without it.")),
    }
}

/// The decoded bytes of a part, fetching it when it is not here.
pub async fn part(core: &Arc<Core>, id: MessageId, part: &str) -> Result<PartData, MailError> {
    let opened = opening::opened(core, id).await?;
    let parsed = opened.parsed();
    let listed = parsed.attachments.iter().find(|attachment| attachment.part == part);
    let data = extracted(core, id, part).await?;
    let content_type = listed.map_or(data.content_type, |found| found.content_type.clone());
    Ok(PartData { content_type, bytes: data.bytes })
}

async fn extracted(core: &Arc<Core>, id: MessageId, part: &str) -> Result<PartData, MailError> {
    on_demand::whole(core, id).await?;
    let mut extractor = PartExtractor::new(part);
    let mut chunks = core.store.raw_chunks(id).await?;
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next().await? {
        extractor.feed(&chunk, &mut bytes);
        if bytes.len() > MAX_PART {
            return Err(MailError::quota("This part is too large for a preview.", "Save it to a file and open that."));
        }
        if extractor.is_done() {
            break;
        }
    }
    let content_type = extractor.content_type().unwrap_or("application/octet-stream").to_owned();
    match extractor.finish(&mut bytes) {
        true => Ok(PartData { content_type, bytes }),
        false => Err(MailError::input(
            format!("The message has no part {part}."),
            "Open the message to see the numbers of its parts.",
        )),
    }
}
