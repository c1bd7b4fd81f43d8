//! The background plan, from the facts of the platform and what is kept of the accounts.

use super::core::{Core, now_ms};
use super::outbox::local_offset;
use super::sending;
use crate::error::MailError;
use crate::model::{AccountId, AccountPlan, BackgroundPlan, Event, WakeCause};
use crate::say;
use crate::store::Checks;
use crate::sync::policy::{AccountFacts, Device, decide};

/// Wakes that took an alarm of the system.
const BY_ALARM: &[WakeCause] =
    &[WakeCause::Poll, WakeCause::KeepAlive, WakeCause::Retry, WakeCause::QuietEnds, WakeCause::Send];
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// What a check could not send is tried again after so long.
const AGAIN_MS: i64 = 15 * 60 * 1000;

/// The plan of all accounts as of now.
pub async fn plan(core: &Core) -> Result<BackgroundPlan, MailError> {
    plan_on(core, &device(core).await?).await
}

/// The plan as it would be if nobody looked.
pub async fn plan_when_away(core: &Core) -> Result<BackgroundPlan, MailError> {
    plan_on(core, &Device { foreground: false, ..device(core).await? }).await
}

async fn plan_on(core: &Core, device: &Device) -> Result<BackgroundPlan, MailError> {
    let mut accounts = Vec::new();
    for account in core.store.accounts().await? {
        accounts.push(facts_of(core, account.id).await?);
    }
    Ok(decide(device, &accounts))
}

/// The plan of one account as of now; `Gone` without one.
pub async fn plan_of(core: &Core, account: AccountId) -> Result<AccountPlan, MailError> {
    let plan = decide(&device(core).await?, &[facts_of(core, account).await?]);
    let gone = || MailError::gone(say!("plan-no-account"), say!("plan-no-account-next"));
    plan.accounts.into_iter().next().ok_or_else(gone)
}

async fn device(core: &Core) -> Result<Device, MailError> {
    let now = now_ms();
    let woken = core.store.woken(BY_ALARM, now - DAY_MS).await?;
    let facts = core.facts.borrow().clone();
    Ok(Device {
        now,
        minute_of_week: minute_of_week(now, local_offset()),
        network: facts.network,
        power: facts.power,
        foreground: facts.foreground,
        seed: core.seed,
        woken,
    })
}

async fn facts_of(core: &Core, account: AccountId) -> Result<AccountFacts, MailError> {
    let settings = core.store.sync_settings(account).await?;
    let Checks { announces, checked, failures, failed, refused } = core.store.checks(account).await?;
    // What failed over another network says nothing about this one.
    let failures = if failed < core.facts.borrow().since { 0 } else { failures };
    let outgoing = outgoing(core, account, checked).await?;
    Ok(AccountFacts { account, settings, announces, checked, failures, failed, refused, outgoing })
}

/// When the first of what waits may go out: mail when its time has come, changes at once unless the last check left
/// them.
async fn outgoing(core: &Core, account: AccountId, checked: Option<i64>) -> Result<Option<i64>, MailError> {
    let edits = core.store.edits_wait(account).await?.then(|| checked.map_or(0, |checked| checked + AGAIN_MS));
    let mail = sending::next_due(core, account).await?;
    Ok([edits, mail].into_iter().flatten().min())
}

/// Local minutes since Monday began.
fn minute_of_week(now_ms: i64, offset_seconds: i32) -> u16 {
    // 1970 began on a Thursday.
    let minutes = (now_ms / 1000 + i64::from(offset_seconds)).div_euclid(60) + 3 * 24 * 60;
    u16::try_from(minutes.rem_euclid(7 * 24 * 60)).unwrap_or(0)
}

/// Notes whether the server announces new mail.
pub async fn announces(core: &Core, account: AccountId, announces: bool) -> Result<(), MailError> {
    let before = core.store.checks(account).await?;
    if before.announces != Some(announces) {
        core.store.set_checks(account, Checks { announces: Some(announces), ..before }).await?;
        core.events.send(Event::PlanChanged);
    }
    Ok(())
}

/// Notes a check that went well, or a sign of life.
pub async fn went_well(core: &Core, account: AccountId) -> Result<(), MailError> {
    let Checks { announces, .. } = core.store.checks(account).await?;
    let checks = Checks { announces, checked: Some(now_ms()), ..Checks::default() };
    core.store.set_checks(account, checks).await?;
    core.events.send(Event::PlanChanged);
    Ok(())
}

/// Notes a check that failed.
pub async fn went_wrong(core: &Core, account: AccountId, error: &MailError) -> Result<(), MailError> {
    let before = core.store.checks(account).await?;
    let refused = before.refused || matches!(error, MailError::SignIn { .. });
    let failures = before.failures.saturating_add(1);
    core.store.set_checks(account, Checks { failures, failed: now_ms(), refused, ..before }).await?;
    core.events.send(Event::PlanChanged);
    Ok(())
}

/// Forgets failures: a person changed something, or asked for a try.
pub async fn forgiven(core: &Core, account: AccountId) -> Result<(), MailError> {
    let before = core.store.checks(account).await?;
    core.store.set_checks(account, Checks { failures: 0, failed: 0, refused: false, ..before }).await?;
    super::facts::touched(core);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_of_the_week_are_local() {
        // Wednesday, 25 November 2026, 15:16 UTC.
        let now = 1_795_619_760_000;
        assert_eq!(minute_of_week(now, 0), 2 * 1440 + 15 * 60 + 16);
        assert_eq!(minute_of_week(now, 9 * 3600), 3 * 1440 + 16);
        assert_eq!(minute_of_week(0, -3600), 2 * 1440 + 23 * 60, "Wednesday west of Greenwich");
    }
}
