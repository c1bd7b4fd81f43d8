/// A sentence by the name of its words, so that states hold no language. An argument may be a phrase itself.
public struct Phrase: Equatable, Hashable, Sendable {
    public let id: String
    public let args: [PhraseArgument]
    /// What a plural depends on; it is the first argument too.
    public let count: Int?
}

public enum PhraseArgument: Equatable, Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation
{
    case text(String)
    case number(Int)
    case phrase(Phrase)
    /// Several as one, as the language joins them.
    case list([Phrase])

    public init(stringLiteral value: String) {
        self = .text(value)
    }
}

/// Variables come in the order that `scripts/words.mjs` gives them: by their names.
public func phrase(_ id: String, _ args: PhraseArgument...) -> Phrase {
    Phrase(id: id, args: args, count: nil)
}

/// A phrase that depends on a number, which is its first argument too.
public func counted(_ id: String, _ count: Int, _ args: PhraseArgument...) -> Phrase {
    Phrase(id: id, args: [.number(count)] + args, count: count)
}

/// A name that somebody gave, as it is.
public func named(_ name: String) -> Phrase {
    Phrase(id: "", args: [.text(calm(name))], count: nil)
}
