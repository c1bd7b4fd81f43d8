//! Sync windows (requirement D-3): which days of a mailbox are kept on this device.

use crate::model::{Role, Window};

const DAY: i64 = 86_400;
/// Sent and Drafts are kept at least this long, whatever the account's window.
const OWN_MAIL_DAYS: u16 = 30;

/// The window that counts for a mailbox of this role.
pub fn effective(window: Window, role: Option<Role>) -> Window {
    match (window, role) {
        (Window::Days { days }, Some(Role::Sent | Role::Drafts)) => Window::Days { days: days.max(OWN_MAIL_DAYS) },
        _ => window,
    }
}

/// The first day kept, in days since 1970; `None` keeps everything.
pub fn first_day(window: Window, role: Option<Role>, now_unix: i64) -> Option<i64> {
    match effective(window, role) {
        Window::Days { days } => Some(now_unix.div_euclid(DAY) - i64::from(days)),
        Window::All => None,
    }
}

/// Whether a message whose INTERNALDATE is written with this day is kept. The day is the one that
/// the server writes, in its own zone, because SEARCH SINCE compares that one (RFC 3501 §6.4.4).
pub fn keeps(first_day: Option<i64>, received_day: i64) -> bool {
    first_day.is_none_or(|first| received_day >= first)
}

/// A day as SEARCH wants it, such as `1-Jan-2026` (RFC 3501 `date`).
pub fn since_date(day: i64) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day) = civil(day);
    let name = MONTHS.get(month).copied().unwrap_or("Jan");
    format!("{day}-{name}-{year:04}")
}

/// Year, month from 0 and day of the Gregorian calendar, clamped to what IMAP can write.
fn civil(day: i64) -> (i64, usize, i64) {
    const FIRST: i64 = -719_162; // 1-Jan-0001
    const LAST: i64 = 2_932_896; // 31-Dec-9999
    // Years are counted from March, so that the leap day is the last of its year.
    let shifted = day.clamp(FIRST, LAST) + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 2 } else { from_march - 10 };
    let year = era * 400 + year_of_era + i64::from(month < 2);
    (year, usize::try_from(month).unwrap_or(0), of_year - (153 * from_march + 2) / 5 + 1)
}

/// What is kept and what is not, as a sentence's part: `30 days kept, 4,812 older on the server`.
pub fn describe(window: Window, local: u64, older: u64) -> String {
    match (window, older) {
        (Window::Days { days }, 0) => format!("{} kept, nothing older on the server", long(days)),
        (Window::Days { days }, _) => {
            format!("{} kept, {} older on the server", long(days), thousands(older))
        }
        (Window::All, 0) => format!("everything kept, {}", messages(local)),
        (Window::All, _) => {
            format!("{} kept, {} still on the server only", messages(local), thousands(older))
        }
    }
}

fn long(days: u16) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn messages(count: u64) -> String {
    if count == 1 { "1 message".to_owned() } else { format!("{} messages", thousands(count)) }
}

/// A count with separators: `4,812`.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_767_225_600 + 43_200; // 1-Jan-2026 12:00 UTC
    const TODAY: i64 = 20_454;

    #[test]
    fn keeps_whole_days_and_today() {
        let table = [
            (Window::Days { days: 1 }, None, Some(TODAY - 1)),
            (Window::Days { days: 30 }, Some(Role::Inbox), Some(TODAY - 30)),
            (Window::Days { days: 3 }, Some(Role::Sent), Some(TODAY - 30)),
            (Window::Days { days: 7 }, Some(Role::Drafts), Some(TODAY - 30)),
            (Window::Days { days: 365 }, Some(Role::Sent), Some(TODAY - 365)),
            (Window::Days { days: 7 }, Some(Role::Trash), Some(TODAY - 7)),
            (Window::All, Some(Role::Drafts), None),
        ];
        for (window, role, first) in table {
            assert_eq!(first_day(window, role, NOW), first, "{window} {role:?}");
        }
        assert!(keeps(Some(10), 10) && !keeps(Some(10), 9) && keeps(None, i64::MIN));
    }

    #[test]
    fn dates_are_written_as_imap_wants_them() {
        let table = [
            (TODAY, "1-Jan-2026"),
            (TODAY - 1, "31-Dec-2025"),
            (0, "1-Jan-1970"),
            (-1, "31-Dec-1969"),
            (11_016, "29-Feb-2000"),
            (11_017, "1-Mar-2000"),
            (47_540, "28-Feb-2100"),
            (47_541, "1-Mar-2100"),
            (i64::MIN, "1-Jan-0001"),
            (i64::MAX, "31-Dec-9999"),
        ];
        for (day, text) in table {
            assert_eq!(since_date(day), text);
        }
    }

    proptest! {
        #[test]
        fn dates_agree_with_a_calendar(day in -700_000i64..2_900_000) {
            let date = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(day);
            let month = usize::from(date.month().unsigned_abs()) - 1;
            prop_assert_eq!(civil(day), (i64::from(date.year()), month, i64::from(date.day())));
        }
    }

    #[test]
    fn counts_say_what_they_count() {
        let month = Window::Days { days: 30 };
        assert_eq!(describe(month, 12, 4_812), "30 days kept, 4,812 older on the server");
        assert_eq!(describe(month, 12, 0), "30 days kept, nothing older on the server");
        assert_eq!(describe(Window::Days { days: 1 }, 0, 1), "1 day kept, 1 older on the server");
        assert_eq!(describe(Window::All, 1_234_567, 0), "everything kept, 1,234,567 messages");
        assert_eq!(describe(Window::All, 1, 999), "1 message kept, 999 still on the server only");
        assert_eq!(thousands(0), "0");
    }
}
