use super::{
    AccountId, Awake, BackgroundPlan, Mail, MailError, NetworkFacts, PowerFacts, QuietHours, SyncSettings, Wake,
};
use crate::engine::{background, facts, planning};
use crate::say;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// The longest time a check in the background may be given, seconds.
const LONGEST_BUDGET: u32 = 600;
const DAY_MINUTES: u16 = 24 * 60;

#[cfg_attr(feature = "uniffi", uniffi::export(async_runtime = "tokio"))]
impl Mail {
    /// Tells the engine what carries the network now. Until the first call there is one that costs nothing.
    pub fn set_network(&self, facts: NetworkFacts) {
        facts::set_network(&self.core, facts);
    }

    /// Tells the engine of battery and power saving, and of what the system allows in the background. Until the first
    /// call it is a computer on mains.
    pub fn set_power(&self, facts: PowerFacts) {
        facts::set_power(&self.core, facts);
    }

    /// Tells the engine whether a person looks. Until the first call one does, and nothing is saved: a face that is
    /// started in the background says `false` first.
    pub fn set_foreground(&self, foreground: bool) {
        facts::set_foreground(&self.core, foreground);
    }

    /// Has a face keep the device awake while the engines work. Another call takes the place of the one before.
    pub fn keep_awake(&self, awake: Arc<dyn Awake>) {
        self.core.working.listen(Box::new(move |working| awake.working(working)));
    }

    /// What a person chose for an account in the background.
    pub async fn sync_settings(&self, account: AccountId) -> Result<SyncSettings, MailError> {
        Ok(self.core.store.sync_settings(account).await?)
    }

    /// Keeps what a person chose for an account in the background, and goes by it at once. `Input` when an interval
    /// or an hour is none of those that can be chosen, `Gone` when a folder is not the account's.
    pub async fn set_sync_settings(&self, account: AccountId, settings: SyncSettings) -> Result<(), MailError> {
        check(&settings)?;
        let core = Arc::clone(&self.core);
        self.core
            .run(async move {
                core.store.set_sync_settings(account, settings).await?;
                facts::touched(&core);
                Ok(())
            })
            .await
    }

    /// What happens in the background from now on, and why. A face asks after each
    /// [`PlanChanged`](super::Event::PlanChanged) and does what it says: it runs a push service ([`Mail::start`])
    /// while `hold` is true, and asks the system for `next_wake`.
    pub async fn background_plan(&self) -> Result<BackgroundPlan, MailError> {
        planning::plan(&self.core).await
    }

    /// What [`Mail::background_plan`] would say if nobody looked now: for a person who wonders what happens once Tern is
    /// put away. Nothing is to be done about it.
    pub async fn plan_when_away(&self) -> Result<BackgroundPlan, MailError> {
        planning::plan_when_away(&self.core).await
    }

    /// Checks all accounts that are due, at once, and ends within `budget_seconds` (1 to 600); what was left to do
    /// is in the answer, and no step is left half done. With nothing new an account takes five round trips. Mail and
    /// changes that wait are sent. An account whose connection is held gives a sign of life instead.
    pub async fn background_sync(&self, budget_seconds: u32) -> Result<Wake, MailError> {
        if !(1..=LONGEST_BUDGET).contains(&budget_seconds) {
            return Err(MailError::input(say!("check-budget", most = LONGEST_BUDGET), say!("check-budget-next")));
        }
        let core = Arc::clone(&self.core);
        let budget = Duration::from_secs(u64::from(budget_seconds));
        self.core.run(async move { background::sync(&core, budget).await }).await
    }

    /// Shows a sign of life over every connection that is held, and looks what it missed; to be called when an alarm
    /// for [`KeepAlive`](super::WakeCause::KeepAlive) goes off. Takes 30 seconds at most.
    pub async fn keep_alive(&self) -> Result<Wake, MailError> {
        let core = Arc::clone(&self.core);
        self.core.run(async move { background::keep_alive(&core).await }).await
    }

    /// The last `most` times Tern worked in the background, newest first; those of two weeks are kept.
    pub async fn wakes(&self, most: u32) -> Result<Vec<Wake>, MailError> {
        Ok(self.core.store.wakes(most).await?)
    }

    /// Unread messages in the inboxes of all accounts, for a badge.
    pub async fn unread_total(&self) -> Result<u32, MailError> {
        Ok(self.core.store.unread_total().await?)
    }
}

fn check(settings: &SyncSettings) -> Result<(), MailError> {
    if settings.every_minutes.is_some_and(|minutes| !SyncSettings::INTERVALS.contains(&minutes)) {
        return Err(MailError::input(say!("check-interval"), say!("check-interval-next")));
    }
    let wrong = |quiet: &QuietHours| quiet.from >= DAY_MINUTES || quiet.to >= DAY_MINUTES || quiet.days.is_empty();
    if settings.quiet.iter().any(wrong) {
        return Err(MailError::input(say!("check-quiet"), say!("check-quiet-next")));
    }
    let folders: BTreeSet<_> = settings.folders.iter().map(|folder| folder.mailbox).collect();
    if folders.len() < settings.folders.len() {
        return Err(MailError::input(say!("check-two-rules"), say!("check-two-rules-next")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FolderRule, FolderSync, MailboxId, Weekday};

    #[test]
    fn only_what_can_be_chosen_is_kept() {
        let quiet = |days: &[Weekday], from, to| SyncSettings {
            quiet: vec![QuietHours { days: days.to_vec(), from, to }],
            ..SyncSettings::default()
        };
        assert!(check(&SyncSettings::default()).is_ok());
        assert!(check(&quiet(&[Weekday::Friday], 1320, 420)).is_ok());
        let twice = FolderSync { mailbox: MailboxId(1), rule: FolderRule::Never };
        let wrong = [
            SyncSettings { every_minutes: Some(20), ..SyncSettings::default() },
            quiet(&[], 0, 60),
            quiet(&[Weekday::Friday], 1440, 0),
            SyncSettings { folders: vec![twice.clone(), twice], ..SyncSettings::default() },
        ];
        for settings in wrong {
            assert!(matches!(check(&settings), Err(MailError::Input { .. })), "{settings:?}");
        }
    }
}
