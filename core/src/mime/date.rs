//! Date fields, written by the world's mail programs.

/// Seconds since 1970 of a Date field: RFC 5322 with its obsolete forms, asctime, RFC 3339 and
/// what lies between; `None` where no day can be read.
pub fn parse(value: &[u8]) -> Option<i64> {
    let text = without_comments(value);
    let mut found = Found::default();
    for token in text.split([' ', ',', '\t', '\r', '\n']).filter(|t| !t.is_empty()).take(16) {
        found.take(token);
    }
    found.seconds()
}

#[derive(Default)]
struct Found {
    day: Option<i64>,
    month: Option<i64>,
    year: Option<i64>,
    time: Option<i64>,
    zone: Option<i64>,
}

impl Found {
    fn take(&mut self, token: &str) {
        if self.time.is_none() && token.contains(':') {
            self.stamp(token);
        } else if self.time.is_some() && self.zone.is_none() && self.zone(token) {
        } else if let Ok(number) = token.parse::<i64>()
            && !token.starts_with(['+', '-'])
        {
            self.number(number, token.len());
        } else if let Some(month) = month(token) {
            self.month.get_or_insert(month);
        } else if token.contains(['-', '/', '.']) {
            self.dashed(token);
        }
    }

    fn number(&mut self, number: i64, digits: usize) {
        if digits <= 2 && self.day.is_none() && (1..=31).contains(&number) {
            self.day = Some(number);
        } else if self.year.is_none() && (self.month.is_some() || digits == 4) {
            self.year = full_year(number, digits);
        }
    }

    /// `1-Jan-2024`, `2024-01-31`, `31.01.2024`, `2024/01/31`.
    fn dashed(&mut self, token: &str) {
        let parts: Vec<&str> = token.split(['-', '/', '.']).collect();
        let [first, second, third] = parts[..] else { return };
        let number = |text: &str| text.parse::<i64>().ok();
        let (day, year) = if first.len() == 4 { (third, first) } else { (first, third) };
        self.month = month(second).or_else(|| number(second).filter(|m| (1..=12).contains(m)));
        self.day = number(day).filter(|d| (1..=31).contains(d));
        self.year = number(year).and_then(|y| full_year(y, year.len()));
    }

    /// `10:20`, `10:20:30.5`, `10:20:30+02:00`, `2024-01-31T10:20:30Z`.
    fn stamp(&mut self, token: &str) {
        let (date, time) = token.split_once(['T', 't']).unwrap_or(("", token));
        if !date.is_empty() {
            self.dashed(date);
        }
        let zone_at = time.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(time.len());
        let (clock, zone) = time.split_at(zone_at);
        let mut parts = clock.split(':').map(|p| p.split('.').next().unwrap_or(p).parse::<i64>().ok());
        let (hour, minute) = (parts.next().flatten(), parts.next().flatten());
        let second = parts.next().flatten().unwrap_or(0);
        if let (Some(hour @ 0..=24), Some(minute @ 0..=59)) = (hour, minute) {
            self.time = Some(hour * 3600 + minute * 60 + second.clamp(0, 60));
        }
        self.zone(zone);
    }

    fn zone(&mut self, token: &str) -> bool {
        let sign = if token.starts_with('-') { -1 } else { 1 };
        let digits: String = token.chars().skip(1).filter(|c| *c != ':').collect();
        if token.starts_with(['+', '-']) && digits.len() <= 4 {
            let Ok(number) = digits.parse::<i64>() else { return false };
            let (hours, minutes) = if digits.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
            self.zone = Some(sign * (hours.min(15) * 3600 + minutes.min(59) * 60));
            return true;
        }
        let hours = match token.to_ascii_uppercase().as_str() {
            "UT" | "UTC" | "GMT" | "Z" => 0,
            "EDT" => -4,
            "EST" | "CDT" => -5,
            "CST" | "MDT" => -6,
            "MST" | "PDT" => -7,
            "PST" => -8,
            "MET" | "CET" | "BST" => 1,
            "MEST" | "CEST" | "EET" => 2,
            "EEST" | "MSK" => 3,
            "JST" | "KST" => 9,
            _ => return false,
        };
        self.zone = Some(hours * 3600);
        true
    }

    fn seconds(&self) -> Option<i64> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        let days = days_since_1970(year, month, day);
        Some(days * 86_400 + self.time.unwrap_or(0) - self.zone.unwrap_or(0))
    }
}

/// RFC 5322 §4.3: two digits below 50 are 20xx, other years of two or three digits 19xx.
fn full_year(year: i64, digits: usize) -> Option<i64> {
    match (digits, year) {
        (..=2, 0..=49) => Some(year + 2000),
        (..=3, 0..=999) => Some(year + 1900),
        (4, 1900..=9999) => Some(year),
        _ => None,
    }
}

fn month(token: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = token.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|m| *m == start).map(|at| at as i64 + 1)
}

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn without_comments(value: &[u8]) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(value.len().min(128));
    for &byte in value.iter().take(512) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            byte if depth == 0 && byte.is_ascii() => out.push(char::from(byte)),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_the_world_are_read() {
        for (value, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 +0000", Some(0)),
            ("Mon, 15 Jan 2024 10:20:30 +0100", Some(1_705_310_430)),
            ("15 Jan 2024 10:20 +0100", Some(1_705_310_400)),
            ("Mon, 15 Jan 24 10:20:30 CET (Central\\) European)", Some(1_705_310_430)),
            ("Mon, 15 Jan 2024 09:20:30 GMT", Some(1_705_310_430)),
            ("Mon Jan 15 09:20:30 2024", Some(1_705_310_430)),
            ("Mon Jan 15 09:20:30 UTC 2024", Some(1_705_310_430)),
            ("2024-01-15T10:20:30+01:00", Some(1_705_310_430)),
            ("2024-01-15 09:20:30.123", Some(1_705_310_430)),
            ("15-Jan-2024 10:20:30 +0100", Some(1_705_310_430)),
            ("Monday, January 15, 2024 09:20:30", Some(1_705_310_430)),
            ("Mon, 15 Jan 2024", Some(1_705_276_800)),
            ("Tue, 29 Feb 2000 23:59:60 +0000", Some(951_868_800)),
            ("Fri, 31 Dec 99 23:59:59 -0000", Some(946_684_799)),
            ("1 Jan 104 00:00:00 +0000", Some(1_072_915_200)),
            ("yesterday", None),
            ("", None),
            ("99 Foo 99999999999999999999 99:99:99 +99999", None),
        ] {
            assert_eq!(parse(value.as_bytes()), seconds, "{value}");
        }
        assert_eq!(parse(b"\xff\xfe\0Mon, 15 Jan 2024 09:20:30 Z"), None.or(parse(b"15 Jan 2024 09:20:30 Z")));
    }
}
