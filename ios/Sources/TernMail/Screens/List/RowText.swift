import TernCore

/// Who wrote: one person in full, several by their first names, each apart from its neighbours' direction. Words come
/// as phrases, names as they are.
public func peopleOf(_ row: ListRow, mine: Set<String>) -> [Phrase] {
    let people = row.people.isEmpty ? row.row.from : row.people
    if people.isEmpty { return [phrase("no-sender")] }
    return people.map { person in
        if mine.contains(person.email.lowercased()) { return phrase("me") }
        let name = nameOf(person)
        if name.isEmpty { return phrase("no-sender") }
        return named(people.count == 1 ? name : name.split { $0 == " " || $0 == "@" }.first.map(String.init) ?? name)
    }
}

public func subjectOf(_ subject: String) -> Phrase {
    let shown = trimmed(calm(subject))
    return shown.isEmpty ? phrase("no-subject") : named(shown)
}

/// The beginning of the text, or what of it is still on the server.
public func snippetOf(_ row: ListRow, _ format: Format) -> Phrase {
    row.row.body == .none ? phrase("row-no-text", .text(format.size(row.row.size))) : named(row.row.preview)
}

/// "Unread, Ada Lovelace, Notes on the engine, 14:02, 2 attachments, flagged".
public func sentenceOf(_ row: ListRow, mine: Set<String>, _ format: Format) -> [Phrase] {
    var parts: [Phrase] = []
    if row.unread > 0 { parts.append(phrase("row-unread")) }
    parts += peopleOf(row, mine: mine)
    parts.append(subjectOf(row.row.subject))
    parts.append(named(format.shortDate(row.row.received)))
    if row.messages > 1 { parts.append(counted("count-messages", Int(row.messages))) }
    if row.attachments > 0 { parts.append(counted("row-attachments", Int(row.attachments))) }
    if row.flagged { parts.append(phrase("row-flagged")) }
    if row.row.flags.answered { parts.append(phrase("row-answered")) }
    if row.row.pending { parts.append(phrase("row-pending")) }
    return parts
}
