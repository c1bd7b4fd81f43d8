use clap::Args;
use tern_core::api::{FolderRule, MobileData, QuietHours, SyncMode, SyncSettings, Weekday};

pub const MODE: &str = "\
Examples:
  tern mode you@example.org                     what is chosen
  tern mode you@example.org saver
  tern mode you@example.org balanced --mobile-data slower --quiet 22:00-07:00
  tern mode you@example.org --quiet mon,tue,wed,thu,fri=09:00-17:00
  tern mode you@example.org --quiet none --every auto
  tern mode you@example.org --folder Lists/rust --rule daily

It holds for a device on which Tern is put away: tern watch, and a window that is open, go on at once.";
pub const WHY: &str = "\
Examples:
  tern why                                      what a phone in a pocket would do now, and why
  tern why --mobile --battery 15                the same on mobile data with a low battery";

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

#[derive(Debug, Args)]
pub struct ModeArgs {
    /// The account's address
    pub account: String,
    /// instant: push everywhere; balanced: push on Wi-Fi; saver: every hour or two; manual: when asked
    #[arg(value_name = "instant|balanced|saver|manual", value_parser = mode)]
    mode: Option<SyncMode>,
    /// What changes on mobile data
    #[arg(long, value_name = "same|slower|off", value_parser = mobile_data)]
    mobile_data: Option<MobileData>,
    /// Check every 15, 30, 60, 120 or 240 minutes instead; auto: as the mode has it
    #[arg(long, value_name = "MINUTES|auto", value_parser = every)]
    every: Option<Every>,
    /// Hours without background work, as 22:00-07:00 or sat,sun=00:00-10:00; several times for several; none
    #[arg(long, value_name = "HOURS|none", value_parser = quiet)]
    quiet: Vec<Quiet>,
    /// Below 20 % of battery
    #[arg(long, value_name = "same|slower", value_parser = low_battery)]
    low_battery: Option<bool>,
    /// A folder, for --rule
    #[arg(long, requires = "rule")]
    pub folder: Option<String>,
    /// When that folder is looked at; default: as its kind has it
    #[arg(long, value_name = "instant|account|daily|never|default", requires = "folder", value_parser = rule)]
    pub rule: Option<Rule>,
}

#[derive(Debug, Args)]
pub struct WhyArgs {
    /// The account's address; all accounts when left out
    pub account: Option<String>,
    /// As on mobile data
    #[arg(long)]
    pub mobile: bool,
    /// As with so much battery, not charging
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub battery: Option<u8>,
    /// How many of the last wakes to show
    #[arg(long, default_value_t = 5)]
    pub wakes: u32,
}

/// A fixed interval as typed; `None` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Every(Option<u32>);

/// Quiet hours as typed; `None` is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiet(Option<QuietHours>);

/// A folder's rule as typed; `None` is none of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule(pub Option<FolderRule>);

impl ModeArgs {
    /// Takes over what was typed.
    pub fn change(&self, settings: &mut SyncSettings) {
        settings.mode = self.mode.unwrap_or(settings.mode);
        settings.mobile_data = self.mobile_data.unwrap_or(settings.mobile_data);
        settings.low_battery_slower = self.low_battery.unwrap_or(settings.low_battery_slower);
        settings.every_minutes = self.every.map_or(settings.every_minutes, |every| every.0);
        if !self.quiet.is_empty() {
            settings.quiet = self.quiet.iter().filter_map(|quiet| quiet.0.clone()).collect();
        }
    }
}

/// The short name of a day.
pub fn day(day: Weekday) -> &'static str {
    DAYS.iter().find(|(_, known)| *known == day).map_or("", |(name, _)| name)
}

fn mode(word: &str) -> Result<SyncMode, String> {
    match word.to_ascii_lowercase().as_str() {
        "instant" => Ok(SyncMode::Instant),
        "balanced" => Ok(SyncMode::Balanced),
        "saver" => Ok(SyncMode::Saver),
        "manual" => Ok(SyncMode::Manual),
        _ => Err("choose instant, balanced, saver or manual".to_owned()),
    }
}

fn mobile_data(word: &str) -> Result<MobileData, String> {
    match word.to_ascii_lowercase().as_str() {
        "same" => Ok(MobileData::Same),
        "slower" => Ok(MobileData::Slower),
        "off" => Ok(MobileData::Off),
        _ => Err("choose same, slower or off".to_owned()),
    }
}

fn low_battery(word: &str) -> Result<bool, String> {
    match word.to_ascii_lowercase().as_str() {
        "same" => Ok(false),
        "slower" => Ok(true),
        _ => Err("choose same or slower".to_owned()),
    }
}

fn every(word: &str) -> Result<Every, String> {
    if word.eq_ignore_ascii_case("auto") {
        return Ok(Every(None));
    }
    let minutes = word.parse().ok().filter(|minutes| SyncSettings::INTERVALS.contains(minutes));
    minutes.map(|minutes| Every(Some(minutes))).ok_or_else(|| "choose 15, 30, 60, 120, 240 or auto".to_owned())
}

fn rule(word: &str) -> Result<Rule, String> {
    match word.to_ascii_lowercase().as_str() {
        "instant" => Ok(Rule(Some(FolderRule::Instant))),
        "account" => Ok(Rule(Some(FolderRule::WithAccount))),
        "daily" => Ok(Rule(Some(FolderRule::Daily))),
        "never" => Ok(Rule(Some(FolderRule::Never))),
        "default" => Ok(Rule(None)),
        _ => Err("choose instant, account, daily, never or default".to_owned()),
    }
}

fn quiet(word: &str) -> Result<Quiet, String> {
    const HOW: &str = "write it as 22:00-07:00 or sat,sun=00:00-10:00";
    if word.eq_ignore_ascii_case("none") {
        return Ok(Quiet(None));
    }
    let (days, hours) = word.split_once('=').map_or((None, word), |(days, hours)| (Some(days), hours));
    let days = match days {
        None => DAYS.map(|(_, day)| day).to_vec(),
        Some(days) => {
            let known =
                |name: &str| DAYS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, day)| *day);
            days.split(',').map(known).collect::<Option<_>>().ok_or("the days are mon, tue, wed, thu, fri, sat, sun")?
        }
    };
    let (from, to) = hours.split_once('-').ok_or(HOW)?;
    Ok(Quiet(Some(QuietHours { days, from: minute(from).ok_or(HOW)?, to: minute(to).ok_or(HOW)? })))
}

/// Minutes after midnight of `22:00`.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::args::{Cli, Verb};
    use clap::Parser;

    fn changed(line: &str) -> SyncSettings {
        let typed = std::iter::once("tern").chain(line.split(' '));
        let Verb::Mode(args) = Cli::try_parse_from(typed).unwrap().verb else { unreachable!() };
        let mut settings = SyncSettings { every_minutes: Some(30), ..SyncSettings::default() };
        args.change(&mut settings);
        settings
    }

    #[test]
    fn what_is_left_out_stays() {
        let before = SyncSettings { every_minutes: Some(30), ..SyncSettings::default() };
        assert_eq!(changed("mode a@b.example"), before);
        let saver = changed("mode a@b.example saver --mobile-data off --every auto --low-battery same");
        let wanted = (SyncMode::Saver, MobileData::Off, None, false);
        assert_eq!((saver.mode, saver.mobile_data, saver.every_minutes, saver.low_battery_slower), wanted);
    }

    #[test]
    fn quiet_hours_are_read_as_people_write_them() {
        let hours = |word| quiet(word).unwrap().0.unwrap();
        assert_eq!((hours("22:00-07:30").from, hours("22:00-07:30").to), (1320, 450));
        assert_eq!(hours("22:00-07:00").days.len(), 7);
        assert_eq!(hours("Sat,sun=00:00-10:00").days, [Weekday::Saturday, Weekday::Sunday]);
        assert_eq!(changed("mode a@b.example --quiet 12:00-13:00 --quiet sun=00:00-00:00").quiet.len(), 2);
        for wrong in ["22-7", "25:00-07:00", "22:00", "so=22:00-07:00", ""] {
            assert!(quiet(wrong).is_err(), "{wrong}");
        }
    }
}
