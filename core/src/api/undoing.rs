use super::{Action, ActionId, Mail, MailError};
use crate::engine::{actions, core::now_ms};
use std::sync::Arc;

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Takes an action back: what waits is dropped, what the server has is reversed by new edits. `Refused` when
    /// messages were removed for good on the server, `Gone` when it was undone before or is too old.
    pub async fn undo(&self, action: ActionId) -> Result<(), MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { actions::undo(&core, action).await }).await
    }

    /// The newest action that can be undone; they are kept for 30 days.
    pub async fn last_action(&self) -> Result<Option<Action>, MailError> {
        Ok(self.core.store.last_action(now_ms()).await?)
    }
}
