use crate::text;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use tern_core::api::{Address, Attachment, OutboxState, Role, Window};

/// An instant of `seconds` since 1970 by RFC 3339, in UTC; what no calendar has becomes 1970.
pub fn rfc3339(seconds: i64) -> String {
    instant(seconds).to_string()
}

/// An instant of `millis` since 1970 by RFC 3339, in UTC.
pub fn rfc3339_millis(millis: i64) -> String {
    let at = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
    format!("{at:.3}")
}

/// The clock on the wall.
pub fn now() -> Zoned {
    Zoned::now()
}

/// A date for a list: `14:03` today, `Mon 3 Nov` this year, `3 Nov 2024` before.
pub fn short_date(seconds: i64, now: &Zoned) -> String {
    let at = local(seconds, now.time_zone());
    let pattern = match () {
        () if at.date() == now.date() => "%H:%M",
        () if at.year() == now.year() => "%a %-d %b",
        () => "%-d %b %Y",
    };
    at.strftime(pattern).to_string()
}

/// A date for a message: `Mon 3 Nov 2025 14:03 +01:00`.
pub fn long_date(seconds: i64, zone: &TimeZone) -> String {
    local(seconds, zone).strftime("%a %-d %b %Y %H:%M %:z").to_string()
}

/// The time of day of an instant in `millis` since 1970.
pub fn clock(millis: i64, zone: &TimeZone) -> String {
    local(millis.div_euclid(1000), zone).strftime("%H:%M:%S").to_string()
}

/// Bytes for a person: `812 B`, `12 kB`, `3.4 MB`.
pub fn size(bytes: u64) -> String {
    let scaled = |unit: u64| match (bytes * 10 + unit / 2) / unit {
        tenths @ 0..100 => format!("{}.{}", tenths / 10, tenths % 10),
        _ => ((bytes + unit / 2) / unit).to_string(),
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..999_500 => format!("{} kB", scaled(1_000)),
        999_500..999_500_000 => format!("{} MB", scaled(1_000_000)),
        _ => format!("{} GB", scaled(1_000_000_000)),
    }
}

/// A count with its thousands apart: `4,812`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

/// A count with its noun: `1 message`, `2 messages`.
pub fn counted(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{} {noun}s", count(number)),
    }
}

/// Who, as a list shows it: the name, or the address of somebody without one.
pub fn who(people: &[Address]) -> String {
    let first = people.first().map(|person| {
        let name = person.name.as_deref().map(text::line).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| text::line(&person.email))
    });
    match people.len() {
        0 | 1 => first.unwrap_or_default(),
        more => format!("{} +{}", first.unwrap_or_default(), more - 1),
    }
}

/// Everybody with name and address, as a message shows it.
pub fn everybody(people: &[Address]) -> String {
    let full = people.iter().map(|person| match person.name.as_deref().map(text::line) {
        Some(name) if !name.is_empty() => format!("{name} <{}>", text::line(&person.email)),
        _ => text::line(&person.email),
    });
    full.collect::<Vec<_>>().join(", ")
}

/// What a window keeps: `30 days kept`, `everything kept`.
pub fn kept(window: Window) -> String {
    match window {
        Window::Days { days } => format!("{} kept", counted(days.into(), "day")),
        Window::All => "everything kept".to_owned(),
    }
}

/// One attachment: its part, name, type and size.
pub fn attachment(one: &Attachment) -> String {
    format!(
        "[{}] {}  ({}, {})",
        text::line(&one.part),
        text::line(&one.name),
        text::line(&one.content_type),
        size(one.size)
    )
}

/// The word of a role.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Inbox => "inbox",
        Role::Sent => "sent",
        Role::Drafts => "drafts",
        Role::Trash => "trash",
        Role::Junk => "junk",
        Role::Archive => "archive",
        Role::All => "all",
        Role::Flagged => "flagged",
    }
}

/// Where a message is on its way out, in words.
pub fn outbox_state(state: OutboxState) -> &'static str {
    match state {
        OutboxState::Queued => "waiting",
        OutboxState::Submitting => "being sent",
        OutboxState::Committing => "being handed over",
        OutboxState::Uncertain => "unknown whether it arrived",
        OutboxState::Accepted => "accepted by the server",
        OutboxState::Done => "done, copy in Sent",
        OutboxState::Failed => "refused",
        OutboxState::Cancelled => "taken back",
    }
}

fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn local(seconds: i64, zone: &TimeZone) -> Zoned {
    instant(seconds).to_zoned(zone.clone())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_as_long_as_they_need_to_be() {
        let now = at("2025-11-05T20:00:00+01:00[Europe/Prague]");
        let date = |text: &str| short_date(at(text).timestamp().as_second(), &now);
        assert_eq!(date("2025-11-05T14:03:00+01:00[Europe/Prague]"), "14:03");
        assert_eq!(date("2025-11-03T09:00:00+01:00[Europe/Prague]"), "Mon 3 Nov");
        assert_eq!(date("2024-11-03T09:00:00+01:00[Europe/Prague]"), "3 Nov 2024");
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(i64::MAX), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339_millis(1_500), "1970-01-01T00:00:01.500Z");
        let prague = TimeZone::get("Europe/Prague").unwrap();
        assert_eq!(long_date(0, &prague), "Thu 1 Jan 1970 01:00 +01:00");
    }

    #[test]
    fn sizes_and_counts_read_well() {
        let cases = [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 kB"),
            (12_345, "12 kB"),
            (999_499, "999 kB"),
            (999_500, "1.0 MB"),
            (3_449_999, "3.4 MB"),
            (104_857_600, "105 MB"),
            (5_000_000_000, "5.0 GB"),
        ];
        for (bytes, shown) in cases {
            assert_eq!(size(bytes), shown, "{bytes}");
        }
        assert_eq!([count(0), count(999), count(4_812), count(1_234_567)], ["0", "999", "4,812", "1,234,567"]);
        assert_eq!([counted(1, "message"), counted(2, "message")], ["1 message", "2 messages"]);
    }

    #[test]
    fn people_have_names_where_they_gave_one() {
        let ann = Address { name: Some("Ann\x1b".into()), email: "ann@x.example".into() };
        let bob = Address { name: None, email: "bob@x.example".into() };
        assert_eq!(who(&[ann.clone(), bob.clone()]), "Ann␛ +1");
        assert_eq!(who(std::slice::from_ref(&bob)), "bob@x.example");
        assert_eq!(who(&[]), "");
        assert_eq!(everybody(&[ann, bob]), "Ann␛ <ann@x.example>, bob@x.example");
    }
}
