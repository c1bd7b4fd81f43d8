import TernCore

/// An operator of a query that stands as one piece in the search field, such as `from:ada`.
public struct SearchToken: Hashable, Identifiable, Sendable {
    public let text: String

    public var id: String { text }
}

/// An operator that can be offered, and what it is for.
public struct SearchOperator: Hashable, Identifiable, Sendable {
    public let text: String
    public let hint: Phrase

    public var id: String { text }
}

public let searchOperators = [
    SearchOperator(text: "is:unread", hint: phrase("search-unread")),
    SearchOperator(text: "from:", hint: phrase("search-from")),
    SearchOperator(text: "has:attachment", hint: phrase("search-attachment")),
    SearchOperator(text: "is:flagged", hint: phrase("search-flagged")),
    SearchOperator(text: "subject:", hint: phrase("search-subject")),
    SearchOperator(text: "to:", hint: phrase("search-to")),
    SearchOperator(text: "in:", hint: phrase("search-in")),
    SearchOperator(text: "after:", hint: phrase("search-after")),
    SearchOperator(text: "before:", hint: phrase("search-before")),
]

/// A query as the field shows it: finished operators as tokens, all else as text.
public struct SearchInput: Equatable, Sendable {
    public var tokens: [SearchToken]
    public var text: String

    /// An operator becomes a token when a space or the end of a quotation finishes it.
    public init(query: String) {
        let parts = wordsOf(query)
        let open = query.last.map { $0 != " " } ?? false
        tokens = parts.enumerated().compactMap { at, part in
            let finished = !(open && at == parts.count - 1)
            return finished && isOperator(part) ? SearchToken(text: part) : nil
        }
        let rest = parts.enumerated().filter { at, part in (open && at == parts.count - 1) || !isOperator(part) }
        text = rest.map(\.element).joined(separator: " ") + (open || rest.isEmpty ? "" : " ")
    }

    public init(_ tokens: [SearchToken], _ text: String) {
        self.tokens = tokens
        self.text = text
    }

    public var query: String {
        let written = tokens.map { $0.text + " " }.joined()
        return written + text
    }

    /// The same with an operator chosen: one that wants a value goes on in the text.
    public func with(_ chosen: SearchOperator) -> SearchInput {
        SearchInput(query: withOperator(query, chosen.text))
    }
}

/// Operators that are not in the query yet.
public func offeredOperators(_ query: String) -> [SearchOperator] {
    searchOperators.filter { !query.contains($0.text) }
}

/// What the field says while an operator waits for its value.
public func unfinishedWord(_ operation: String) -> Phrase {
    let bare = operation.hasPrefix("-") ? String(operation.dropFirst()) : operation
    let day = bare.lowercased().hasPrefix("after:") || bare.lowercased().hasPrefix("before:")
    return phrase(day ? "search-unfinished-day" : "search-unfinished", .text(apart(operation)))
}

private func isOperator(_ word: String) -> Bool {
    let bare = word.hasPrefix("-") ? String(word.dropFirst()) : word
    return searchOperators.contains { known in
        let name = known.text.prefix { $0 != ":" }
        return bare.hasPrefix("\(name):") && bare.count > name.count + 1
    }
}

/// Words apart by spaces; a quotation is part of its word.
private func wordsOf(_ query: String) -> [String] {
    var words = [""]
    var quoted = false
    for char in query {
        if char == "\"" { quoted.toggle() }
        if char == " " && !quoted { words.append("") } else { words[words.count - 1].append(char) }
    }
    return words.filter { !$0.isEmpty }
}
