use jiff::civil::Date;

/// Days since 1970 of a date.
fn days(date: Date) -> Option<i64> {
    let epoch = Date::new(1970, 1, 1).ok()?;
    Some(i64::from((date - epoch).get_days()))
}

/// Reads an INTERNALDATE such as ` 5-Jan-2024 23:59:00 -0800`: seconds since 1970, and the day as
/// written, in days since 1970 (SEARCH SINCE compares that day, RFC 3501 §6.4.4).
pub(super) fn internal_date(text: &str) -> Option<(i64, i64)> {
    let mut words = text.split_ascii_whitespace();
    let mut date = words.next()?.splitn(3, '-');
    let day: i8 = date.next()?.parse().ok()?;
    let month = month(date.next()?)?;
    let year: i16 = date.next()?.parse().ok()?;
    let day = days(Date::new(year, month, day).ok()?)?;
    let mut clock = words.next().unwrap_or("0:0:0").splitn(3, ':');
    let mut next = |most: i64| -> Option<i64> {
        clock.next().unwrap_or("0").parse().ok().filter(|value| (0..=most).contains(value))
    };
    let seconds = next(23)? * 3600 + next(59)? * 60 + next(60)?;
    Some((day * 86_400 + seconds - offset(words.next().unwrap_or("+0000")), day))
}

/// Seconds east of Greenwich; an unreadable zone counts as UTC.
fn offset(zone: &str) -> i64 {
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: i64 = zone.trim_start_matches(['+', '-']).parse().unwrap_or(0);
    let (hours, minutes) = (digits / 100 % 100, digits % 100);
    sign * (hours.min(24) * 3600 + minutes.min(59) * 60)
}

fn month(name: &str) -> Option<i8> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let at = NAMES.iter().position(|known| name.to_ascii_lowercase().starts_with(known))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::internal_date;

    #[test]
    fn the_instant_and_the_day_as_written() {
        assert_eq!(internal_date("01-Jan-1970 00:00:00 +0000"), Some((0, 0)));
        assert_eq!(internal_date(" 1-Jan-1970 23:00:00 -0200"), Some((25 * 3600, 0)));
        assert_eq!(internal_date("02-Jan-1970 00:30:00 +0100"), Some((86_400 - 1800, 1)));
        assert_eq!(internal_date("29-Feb-2024 12:00:00 +0545"), Some((1_709_187_300, 19_782)));
        assert_eq!(internal_date("31-Feb-2024 12:00:00 +0000"), None);
        assert_eq!(internal_date("1-Jan-1970"), Some((0, 0)));
        assert_eq!(internal_date("yesterday"), None);
        assert_eq!(internal_date("31-Dec-9999 23:59:60 -9999").map(|(_, day)| day), Some(2_932_896));
    }
}
