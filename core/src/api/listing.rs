use super::{AccountStatus, ListPage, ListRequest, Mail, MailError, MessageId, Setting, View};

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// A page of a list of messages or conversations, newest first, with the length of the whole list.
    pub async fn list(&self, _request: ListRequest) -> Result<ListPage, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Every message of a list, newest first; what "select all" selects.
    pub async fn list_ids(&self, _view: View, _unread_only: bool) -> Result<Vec<MessageId>, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// How every account is doing, in the order of [`Mail::accounts`].
    pub async fn status(&self) -> Result<Vec<AccountStatus>, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// The preferences that faces keep in the profile.
    pub async fn settings(&self) -> Result<Vec<Setting>, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// Keeps a preference; without a value it is forgotten. `Input` when key or value is too long.
    pub async fn set_setting(&self, _key: String, _value: Option<String>) -> Result<(), MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }
}
