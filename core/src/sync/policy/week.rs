//! Quiet hours, in local minutes since Monday began.

use crate::model::QuietHours;

const DAY: u16 = 24 * 60;
const WEEK: u16 = 7 * DAY;
/// From 23 to 7 o'clock.
const NIGHT: (u16, u16) = (23 * 60, 8 * 60);

/// Minutes until the quiet hours end that it is now; a week where they never do.
pub fn quiet_for(quiet: &[QuietHours], minute: u16) -> Option<u16> {
    let stretches: Vec<(u16, u16)> = quiet.iter().flat_map(stretches).collect();
    let mut quiet_for = 0;
    // Each turn reaches the end of one stretch; more ends than stretches lead around the week.
    for _ in 0..=stretches.len() {
        match left(&stretches, (minute % WEEK + quiet_for % WEEK) % WEEK) {
            Some(more) => quiet_for += more,
            None => return (quiet_for > 0).then_some(quiet_for),
        }
        if quiet_for >= WEEK {
            break;
        }
    }
    Some(WEEK)
}

/// Minutes until the night ends that it is now.
pub fn night_for(minute: u16) -> Option<u16> {
    let (from, length) = NIGHT;
    let nights: Vec<(u16, u16)> = (0..7).map(|day| (day * DAY + from, length)).collect();
    left(&nights, minute % WEEK)
}

/// Where each begins in the week, and how long it lasts.
fn stretches(quiet: &QuietHours) -> Vec<(u16, u16)> {
    let (from, to) = (quiet.from % DAY, quiet.to % DAY);
    let length = if to > from { to - from } else { DAY - from + to };
    quiet.days.iter().map(|day| (*day as u16 * DAY + from, length)).collect()
}

fn left(stretches: &[(u16, u16)], minute: u16) -> Option<u16> {
    let left = |(from, length): &(u16, u16)| length.checked_sub((minute + WEEK - from) % WEEK).filter(|left| *left > 0);
    stretches.iter().filter_map(left).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Weekday::{self, Friday, Monday, Saturday, Sunday};

    fn quiet(days: &[Weekday], from: u16, to: u16) -> QuietHours {
        QuietHours { days: days.to_vec(), from: from * 60, to: to * 60 }
    }

    fn at(day: Weekday, hour: u16) -> u16 {
        day as u16 * DAY + hour * 60
    }

    #[test]
    fn hours_end_on_the_same_day_or_the_next() {
        let noon = [quiet(&[Monday], 12, 14)];
        assert_eq!(quiet_for(&noon, at(Monday, 12)), Some(120));
        assert_eq!(quiet_for(&noon, at(Monday, 13) + 59), Some(1));
        assert_eq!(quiet_for(&noon, at(Monday, 14)), None);
        assert_eq!(quiet_for(&noon, at(Sunday, 12)), None);
        let night = [quiet(&[Sunday], 22, 7)];
        assert_eq!(quiet_for(&night, at(Sunday, 23)), Some(8 * 60));
        assert_eq!(quiet_for(&night, at(Monday, 6)), Some(60), "the week begins in the middle");
        assert_eq!(quiet_for(&night, at(Monday, 7)), None);
    }

    #[test]
    fn hours_that_follow_each_other_are_one() {
        let weekend = [quiet(&[Friday], 18, 0), quiet(&[Saturday, Sunday], 0, 0)];
        assert_eq!(quiet_for(&weekend, at(Friday, 18)), Some(6 * 60 + 2 * DAY));
        let always =
            [quiet(&[Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Friday, Saturday, Sunday], 0, 0)];
        assert_eq!(quiet_for(&always, at(Friday, 3)), Some(WEEK));
        assert_eq!(quiet_for(&[], 0), None);
    }

    #[test]
    fn the_night_is_from_23_to_7() {
        assert_eq!(night_for(at(Monday, 23)), Some(8 * 60));
        assert_eq!(night_for(at(Monday, 0)), Some(7 * 60));
        assert_eq!(night_for(at(Monday, 7)), None);
    }
}
