use super::{Action, ActionId, Mail, MailError};

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Takes an action back: what waits is dropped, what the server has is reversed by new edits. `Refused` when
    /// messages were removed for good on the server, `Gone` when it was undone before or is too old.
    pub async fn undo(&self, _action: ActionId) -> Result<(), MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }

    /// The newest action that can be undone; they are kept for 30 days.
    pub async fn last_action(&self) -> Result<Option<Action>, MailError> {
        Err(MailError::bug("Not built.", "Wait."))
    }
}
