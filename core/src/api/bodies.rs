use super::{Body, BodyOptions, LinkVerdict, Mail, MailError, MessageId, PartData};
use crate::sync::query::Query;

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// The body of a message as harmless HTML, fetching its text when it is not here. Remote content is in it only
    /// where the options say so.
    pub async fn body(&self, _id: MessageId, _options: BodyOptions) -> Result<Body, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Fetches the image `number` of those that the body with [`BodyOptions::remote`] names `remote/N`: http(s) only, no
    /// cookies, no referrer, 8 MiB and 20 s at most, and only if it is an image.
    pub async fn remote_image(&self, _id: MessageId, _number: u32) -> Result<PartData, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// The decoded bytes of a part for a preview, fetching it when it is not here; `Quota` above 32 MiB:
    /// [`Mail::save_part`] has no such bound.
    pub async fn part(&self, _id: MessageId, _part: String) -> Result<PartData, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Lets remote content of a sender in from now on, or no longer. The address is compared without case.
    pub async fn allow_remote(&self, _sender: String, _allow: bool) -> Result<(), MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// The senders whose remote content is let in, sorted.
    pub async fn remote_senders(&self) -> Result<Vec<String>, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }
}

/// Says what following a link would mean, by where it leads and what its text claims.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn check_link(_url: String, _text: String) -> LinkVerdict {
    LinkVerdict::Refused
}

/// HTML from outside, such as a clipboard's, reduced to text, lists, links, quotes and emphasis.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn clean_html(_html: String) -> String {
    String::new()
}

/// The words of a query that a face marks in what was found.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn search_words(query: String) -> Vec<String> {
    Query::parse(&query).words()
}
