use crate::args::WhyArgs;
use crate::json::{PlanLine, WakeLine};
use crate::{failure::Failure, format, output::Style, session::Session, text};
use jiff::tz::TimeZone;
use tern_core::api::{
    AccountPlan, BackgroundPlan, NetworkFacts, NetworkKind, PlanMode, PlanReason, PowerFacts, Wake, WakeCause,
};

/// Shows what a device that is put away would do now, why, and the last times it worked in the background.
pub async fn run(session: &mut Session<'_>, args: WhyArgs) -> Result<(), Failure> {
    let wanted = session.some_accounts(args.account.as_deref())?;
    let kind = if args.mobile { NetworkKind::Cellular } else { NetworkKind::Wifi };
    session.mail.set_network(NetworkFacts { kind, metered: args.mobile, ..NetworkFacts::default() });
    let power = PowerFacts { battery_percent: args.battery, charging: false, ..PowerFacts::default() };
    session.mail.set_power(power);
    let mut plan = session.mail.plan_when_away().await?;
    plan.accounts.retain(|account| wanted.iter().any(|known| known.id == account.account));
    let wakes = session.mail.wakes(args.wakes).await?;
    if session.out.json {
        for account in &plan.accounts {
            let address = session.address(account.account);
            session.out.object(&PlanLine::new(account, &address))?;
        }
        return wakes.iter().try_for_each(|wake| {
            let addresses = wake.accounts.iter().map(|account| session.address(account.account)).collect();
            session.out.object(&WakeLine::new(wake, addresses))
        });
    }
    show(session, &plan)?;
    ledger(session, &wakes)
}

fn show(session: &mut Session<'_>, plan: &BackgroundPlan) -> Result<(), Failure> {
    let zone = TimeZone::system();
    for account in &plan.accounts {
        let address = text::line(&session.address(account.account));
        let address = session.out.styled(Style::Bold, &address);
        session.out.line(&format!("{address}: {}", mode(account)))?;
        for reason in &account.reasons {
            session.out.line(&format!("  {}", sentence(reason, &zone)))?;
        }
    }
    match &plan.next_wake {
        Some(wake) => {
            let line = format!("Next wake: {}, {}.", format::clock(wake.at, &zone), cause(wake.cause));
            session.out.line(&line)
        }
        None => session.out.line("Nothing is planned before something changes."),
    }
}

fn mode(account: &AccountPlan) -> &'static str {
    match account.mode {
        PlanMode::Push => "push",
        PlanMode::Poll => "checks from time to time",
        PlanMode::Nothing => "nothing in the background",
    }
}

/// The core's sentence, and until when.
fn sentence(reason: &PlanReason, zone: &TimeZone) -> String {
    match reason {
        PlanReason::QuietHours { until } | PlanReason::Night { until } | PlanReason::WakesSpent { until } => {
            format!("{} It goes on at {}.", reason.told(), format::clock(*until, zone))
        }
        _ => reason.told().to_string(),
    }
}

fn ledger(session: &mut Session<'_>, wakes: &[Wake]) -> Result<(), Failure> {
    if wakes.is_empty() {
        session.out.remark("Tern has not worked in the background with this profile.");
    }
    let (zone, now) = (TimeZone::system(), format::now());
    for wake in wakes {
        let day = format::short_date(wake.at / 1000, &now);
        let clock = format::clock(wake.at, &zone);
        session.out.line(&format!("{day} {clock}, {}, {} ms", cause(wake.cause), wake.took_ms))?;
        for done in &wake.accounts {
            let address = text::line(&session.address(done.account));
            let new = format::counted(done.new_messages.into(), "new message");
            let trips = format::counted(done.round_trips.into(), "round trip");
            let end = match (&done.problem, done.whole) {
                (Some(problem), _) => format!("; {}", text::line(&problem.reason.to_string())),
                (None, false) => "; the time ran out".to_owned(),
                (None, true) => String::new(),
            };
            let size = format::size(done.bytes);
            session.out.line(&format!("  {address}: {new}, {trips}, {size}{end}"))?;
        }
    }
    Ok(())
}

fn cause(cause: WakeCause) -> &'static str {
    match cause {
        WakeCause::Poll => "a check is due",
        WakeCause::KeepAlive => "a sign of life is due",
        WakeCause::Retry => "a failed check is tried again",
        WakeCause::QuietEnds => "quiet hours end",
        WakeCause::Send => "something is due to be sent",
        WakeCause::Push => "the server announced something",
        WakeCause::Free => "the system gave time",
    }
}
