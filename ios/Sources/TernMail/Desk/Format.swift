import Foundation
import TernCore

#if canImport(FoundationInternationalization)
    import FoundationInternationalization
#endif

/// The day a row belongs to: words for the near ones, a name for the others.
public enum DayGroup: Hashable, Sendable {
    case today
    case yesterday
    case named(String)
}

/// Dates, sizes, numbers and lists in the person's language, as of `now` (milliseconds since 1970).
public struct Format: Sendable {
    public let locale: Locale
    public let now: Int64
    private let calendar: Calendar

    public init(locale: Locale, zone: TimeZone, now: Int64) {
        self.locale = locale
        self.now = now
        var calendar = locale.calendar
        calendar.timeZone = zone
        calendar.locale = locale
        self.calendar = calendar
    }

    public var language: String { locale.language.languageCode?.identifier ?? "en" }

    private var today: Date { date(now / 1000) }

    private var style: Date.FormatStyle {
        Date.FormatStyle(locale: locale, calendar: calendar, timeZone: calendar.timeZone)
    }

    /// The date of a row: today the time, this year day and month, else the full date.
    public func shortDate(_ seconds: Int64) -> String {
        let day = date(seconds)
        if calendar.isDate(day, inSameDayAs: today) { return clockTime(seconds * 1000) }
        let short = style.day().month(.abbreviated)
        return day.formatted(calendar.isDate(day, equalTo: today, toGranularity: .year) ? short : short.year())
    }

    /// Date and time in full, for the reader.
    public func fullDate(_ seconds: Int64) -> String {
        date(seconds).formatted(style.weekday(.wide).day().month(.wide).year().hour().minute())
    }

    /// The time of day of milliseconds since 1970.
    public func clockTime(_ ms: Int64) -> String {
        date(ms / 1000).formatted(style.hour().minute())
    }

    /// The time of today, else day and time.
    public func moment(_ ms: Int64) -> String {
        let day = date(ms / 1000)
        if calendar.isDate(day, inSameDayAs: today) { return clockTime(ms) }
        return day.formatted(style.day().month(.abbreviated).hour().minute())
    }

    /// The name of a day of the week.
    public func weekday(_ day: Weekday) -> String {
        // The calendar's week begins on Sunday.
        let at = (weekdays.firstIndex(of: day) ?? 0) + 1
        return calendar.standaloneWeekdaySymbols[at % 7]
    }

    public func dayGroup(_ seconds: Int64) -> DayGroup {
        let (day, start) = (date(seconds), calendar.startOfDay(for: today))
        let days = calendar.dateComponents([.day], from: calendar.startOfDay(for: day), to: start).day ?? 0
        if days <= 0 { return .today }
        if days == 1 { return .yesterday }
        if days < 7 { return .named(day.formatted(style.weekday(.wide))) }
        let month = style.month(.wide)
        return .named(day.formatted(calendar.isDate(day, equalTo: today, toGranularity: .year) ? month : month.year()))
    }

    /// Bytes as people say them: `812 bytes`, `14 kB`, `2.1 MB`.
    public func size(_ bytes: UInt64) -> String {
        Int64(clamping: bytes).formatted(ByteCountFormatStyle(style: .file, locale: locale))
    }

    public func number(_ value: Int) -> String {
        value.formatted(.number.locale(locale))
    }

    /// "Ada, Grace and Edsger".
    public func list(_ items: [String]) -> String {
        items.formatted(.list(type: .and).locale(locale))
    }

    private func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
