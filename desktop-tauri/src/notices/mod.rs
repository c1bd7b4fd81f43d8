//! Notifications of new mail, by the desktop's own service.

mod burst;
mod card;

use crate::desk::Desk;
use crate::window;
use burst::Burst;
use card::Card;
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager};
use tern_core::api::{AccountId, MailboxId, MessageId, Role};

const SETTING: &str = "face.notifications";
/// Between two summaries of one burst.
const SUM_UP: Duration = Duration::from_secs(1);

/// What was notified, and what waits to be summed up.
pub struct Notices {
    app: AppHandle,
    burst: Burst,
}

impl Notices {
    pub fn new(app: &AppHandle) -> Self {
        Self { app: app.clone(), burst: Burst::default() }
    }

    /// How long to wait for more before messages are summed up; nothing when none wait.
    pub fn due(&self) -> Option<Duration> {
        self.burst.waits().then_some(SUM_UP)
    }

    /// Notifies of one message, or keeps it for a summary.
    pub async fn arrived(&mut self, account: AccountId, mailbox: MailboxId, id: MessageId) {
        if !self.wanted(account, mailbox).await {
            return;
        }
        if !self.burst.arrived(Instant::now()) {
            return;
        }
        let Ok(mail) = self.app.state::<Desk>().mail().await else { return };
        match mail.row(id).await {
            Ok(row) if !row.flags.seen => card::show(&self.app, Card::of_message(&row)),
            Ok(_) => {}
            Err(error) => log::debug!("message {id} is not notified: {}", error.kind()),
        }
    }

    /// Says how many came beside those that were notified one by one.
    pub async fn sum_up(&mut self) {
        let more = self.burst.sum_up();
        if more > 0 && !window::in_front(&self.app) {
            card::show(&self.app, Card::of_many(more));
        }
    }

    /// Only of inboxes, so never of junk; only while the person does not look at the window.
    async fn wanted(&self, account: AccountId, mailbox: MailboxId) -> bool {
        if window::in_front(&self.app) {
            return false;
        }
        let desk = self.app.state::<Desk>();
        if desk.setting(SETTING).await.is_some_and(|value| value == "off") {
            return false;
        }
        let Ok(mail) = desk.mail().await else { return false };
        let mailboxes = mail.mailboxes(account).await.unwrap_or_default();
        mailboxes.iter().any(|known| known.id == mailbox && known.role == Some(Role::Inbox))
    }
}
