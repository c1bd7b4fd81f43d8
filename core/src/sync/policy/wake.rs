//! The next wake, one for all accounts, when the system grants it.

use super::{
    AccountFacts, Device, EXACT_WAKES_AN_HOUR, HOUR, KEEP_ALIVE_SLACK, MINUTE, SECOND, WAKES_AN_HOUR, retried,
};
use crate::model::{AccountId, AccountPlan, NetworkKind, NextWake, PlanMode, PlanReason, Standby, WakeCause, WakeKind};

/// What a person sent leaves this late at most.
const SEND_SLACK: i64 = 5 * SECOND;

/// The next time there is something to do for any account. `accounts` and `plans` are in the same order.
pub(super) fn next(device: &Device, accounts: &[AccountFacts], plans: &mut [AccountPlan]) -> Option<NextWake> {
    let outgoing: Vec<(AccountId, i64)> = accounts.iter().filter_map(|facts| outgoing(device, facts)).collect();
    let dues = plans.iter().filter_map(|plan| plan.due).chain(outgoing.iter().map(|(_, due)| *due));
    let wished = dues.min()?.max(device.now + SECOND);
    let at = granted(device, wished);
    let together = |plan: &AccountPlan| plan.earliest.is_some_and(|earliest| earliest <= at);
    if at > wished {
        for plan in plans.iter_mut().filter(|plan| together(plan)) {
            plan.reasons.push(PlanReason::WakesSpent { until: at });
        }
    }
    let due = plans.iter().filter(|plan| together(plan));
    let sends = outgoing.iter().filter(|(_, due)| *due <= at);
    let send = sends.clone().map(|_| (WakeCause::Send, SEND_SLACK));
    let reasons = due.clone().map(|plan| (cause(plan), slack(plan))).chain(send);
    let cause = reasons.clone().map(|(cause, _)| cause).min_by_key(|cause| weight(*cause))?;
    let slack = reasons.map(|(_, slack)| slack).min()?;
    let mut woken: Vec<AccountId> = due.map(|plan| plan.account).chain(sends.map(|(account, _)| *account)).collect();
    woken.sort_unstable();
    woken.dedup();
    Some(NextWake {
        at,
        slack_seconds: u32::try_from(slack / SECOND).unwrap_or(0),
        kind: match cause {
            _ if device.power.window_seconds.is_some() => WakeKind::Opportunistic,
            WakeCause::KeepAlive if device.power.exact_alarms => WakeKind::Exact,
            _ => WakeKind::Inexact,
        },
        cause,
        accounts: woken,
    })
}

/// The first instant from `wished` on at which the system still grants an alarm.
fn granted(device: &Device, wished: i64) -> i64 {
    let by_right = if device.power.exact_alarms { EXACT_WAKES_AN_HOUR } else { WAKES_AN_HOUR };
    let (most, span) = match device.power.standby {
        Standby::Exempt | Standby::Active | Standby::Working => (by_right, HOUR),
        Standby::Frequent => (2, HOUR),
        Standby::Rare => (1, HOUR),
        Standby::Restricted => (1, 24 * HOUR),
    };
    let woken = &device.woken;
    let oldest = woken.len().checked_sub(most).and_then(|at| woken.get(at));
    oldest.map_or(wished, |oldest| wished.max(oldest.saturating_add(span + 1)))
}

fn cause(plan: &AccountPlan) -> WakeCause {
    match plan.mode {
        PlanMode::Nothing => WakeCause::QuietEnds,
        _ if plan.reasons.iter().any(|reason| matches!(reason, PlanReason::Retrying { .. })) => WakeCause::Retry,
        PlanMode::Push => WakeCause::KeepAlive,
        PlanMode::Poll => WakeCause::Poll,
    }
}

/// What a wake for several reasons is called after.
fn weight(cause: WakeCause) -> u8 {
    match cause {
        WakeCause::KeepAlive => 0,
        WakeCause::Poll => 1,
        WakeCause::Retry => 2,
        WakeCause::Send => 3,
        WakeCause::QuietEnds | WakeCause::Push | WakeCause::Free => 4,
    }
}

fn slack(plan: &AccountPlan) -> i64 {
    let every = plan.every_seconds.map_or(HOUR, |seconds| i64::from(seconds) * SECOND);
    match plan.mode {
        PlanMode::Push => KEEP_ALIVE_SLACK,
        PlanMode::Poll | PlanMode::Nothing => (every / 4).min(15 * MINUTE),
    }
}

/// When what a person changed or wrote goes out by itself: whatever they chose for what comes in. While they look the
/// engine sends it without a wake.
fn outgoing(device: &Device, facts: &AccountFacts) -> Option<(AccountId, i64)> {
    let may = device.network.kind != NetworkKind::Down && !device.network.captive && !facts.refused;
    let due = facts.outgoing.filter(|_| may && !device.foreground)?;
    Some((facts.account, if facts.failures > 0 { due.max(retried(device, facts)) } else { due }))
}
