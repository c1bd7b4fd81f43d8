import TernCore

/// Rows of one day, or of a longer while where they are old.
public struct DaySection: Equatable, Identifiable {
    public let id: DayGroup
    public let rows: [ListRow]
}

/// A list cut into days, in its order.
public func daysOf(_ rows: [ListRow], _ format: Format) -> [DaySection] {
    var days: [(day: DayGroup, rows: [ListRow])] = []
    for row in rows {
        let day = format.dayGroup(row.row.received)
        if days.last?.day == day { days[days.count - 1].rows.append(row) } else { days.append((day, [row])) }
    }
    return days.map { DaySection(id: $0.day, rows: $0.rows) }
}

public func dayWord(_ day: DayGroup) -> Phrase {
    switch day {
    case .today: phrase("day-today")
    case .yesterday: phrase("day-yesterday")
    case .named(let name): named(name)
    }
}

/// Whether a row is so near the end of what is shown that more should be on its way.
public func isNearEnd(_ row: ListRow, _ rows: [ListRow]) -> Bool {
    rows.suffix(25).contains { $0.row.id == row.row.id }
}

/// Why a list is empty.
public func emptyWord(_ why: EmptyWhy) -> Phrase {
    switch why {
    case .nothing: phrase("list-empty")
    case .unread: phrase("list-empty-unread")
    case .search: phrase("list-empty-search")
    case .notAsked: phrase("search-what")
    }
}

/// How much is kept here and how much is not: the honest last line of a list.
public func keptWord(_ kept: Kept, _ format: Format) -> Phrase {
    let older = PhraseArgument.text(format.number(kept.older))
    guard let window = kept.window else { return phrase("list-older", older) }
    return phrase("list-kept", .phrase(windowPhrase(window)), older)
}
