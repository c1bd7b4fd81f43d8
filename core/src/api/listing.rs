use super::{AccountStatus, ListPage, ListRequest, Mail, MailError, MessageId, QueryReading, Setting, View};
use crate::sync::query::Query;

/// Characters of a preference's name.
const KEY: usize = 100;
/// Bytes of a preference's value.
const VALUE: usize = 64 << 10;

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// A page of a list of messages or conversations, newest first, with the length of the whole list.
    pub async fn list(&self, request: ListRequest) -> Result<ListPage, MailError> {
        Ok(self.core.store.list(request).await?)
    }

    /// Every message of a list, newest first; what "select all" selects.
    pub async fn list_ids(&self, view: View, unread_only: bool) -> Result<Vec<MessageId>, MailError> {
        Ok(self.core.store.list_ids(view, unread_only).await?)
    }

    /// Reads a query without looking anything up.
    pub async fn read_query(&self, query: String) -> Result<QueryReading, MailError> {
        let unfinished = Query::unfinished(&query).map(str::to_owned);
        let query = Query::parse(&query);
        let words = query.words();
        Ok(QueryReading { words, unfinished, mailboxes: self.core.store.searched(query).await? })
    }

    /// How every account is doing, in the order of [`Mail::accounts`].
    pub async fn status(&self) -> Result<Vec<AccountStatus>, MailError> {
        let accounts = self.core.store.accounts().await?;
        Ok(accounts.iter().map(|account| self.core.events.status(account.id)).collect())
    }

    /// The preferences that faces keep in the profile.
    pub async fn settings(&self) -> Result<Vec<Setting>, MailError> {
        Ok(self.core.store.settings().await?)
    }

    /// Keeps a preference; without a value it is forgotten. `Input` when key or value is too long.
    pub async fn set_setting(&self, key: String, value: Option<String>) -> Result<(), MailError> {
        if key.is_empty() || key.chars().count() > KEY {
            let reason = format!("The name of a preference has 1 to {KEY} characters.");
            return Err(MailError::input(reason, "Choose a shorter name."));
        }
        if value.as_ref().is_some_and(|value| value.len() > VALUE) {
            let reason = format!("A preference has {} KiB at most.", VALUE >> 10);
            return Err(MailError::input(reason, "Keep less in it."));
        }
        Ok(self.core.store.set_setting(key, value).await?)
    }
}
