use super::{Body, BodyOptions, LinkVerdict, Mail, MailError, MessageId, PartData};
use crate::engine::{opening, pictures};
use crate::mime;
use std::sync::Arc;

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// The body of a message as harmless HTML, fetching its text when it is not here. Remote content is in it only
    /// where the options say so.
    pub async fn body(&self, id: MessageId, options: BodyOptions) -> Result<Body, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { opening::body(&core, id, options).await }).await
    }

    /// Fetches the image `number` of those that the body with [`BodyOptions::remote`] names `remote/N`: http(s) only, no
    /// cookies, no referrer, 8 MiB and 20 s at most, and only if it is an image.
    pub async fn remote_image(&self, id: MessageId, number: u32) -> Result<PartData, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { pictures::remote(&core, id, number).await }).await
    }

    /// The decoded bytes of a part for a preview, fetching it when it is not here; `Quota` above 32 MiB:
    /// [`Mail::save_part`] has no such bound.
    pub async fn part(&self, id: MessageId, part: String) -> Result<PartData, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { pictures::part(&core, id, &part).await }).await
    }

    /// Lets remote content of a sender in from now on, or no longer. The address is compared without case.
    pub async fn allow_remote(&self, sender: String, allow: bool) -> Result<(), MailError> {
        Ok(self.core.store.let_remote_in(sender, allow).await?)
    }

    /// The senders whose remote content is let in, sorted.
    pub async fn remote_senders(&self) -> Result<Vec<String>, MailError> {
        Ok(self.core.store.remote_senders().await?)
    }
}

/// Says what following a link would mean, by where it leads and what its text claims.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn check_link(url: String, text: String) -> LinkVerdict {
    mime::check_link(&url, &text)
}

/// HTML from outside, such as a clipboard's, reduced to text, lists, links, quotes and emphasis.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn clean_html(html: String) -> String {
    mime::clean_html(&html)
}
