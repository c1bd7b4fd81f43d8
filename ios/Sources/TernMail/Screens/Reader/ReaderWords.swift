import TernCore

public func senderWord(_ row: MessageRow) -> Phrase {
    let name = nameOf(row.from.first)
    return name.isEmpty ? phrase("no-sender") : named(name)
}

private let namedAtMost = 3

/// "To Ada, Grace and Edsger", or how many more there are.
public func recipientsWord(_ to: [Address], mine: Set<String>) -> Phrase {
    if to.isEmpty { return phrase("reader-to-nobody") }
    let names = to.prefix(namedAtMost).map { mine.contains($0.email.lowercased()) ? phrase("me") : named(nameOf($0)) }
    let rest = to.count - names.count
    let all = names + (rest > 0 ? [counted("reader-others", rest)] : [])
    return phrase("reader-to", .list(all))
}

/// A file's name as a file of this device may have it: no path, no dots at its beginning, not endless.
public func safeName(_ name: String) -> String {
    let plain = calm(name).map { "/\\:".contains($0) ? "_" : $0 }
    let bare = trimmed(String(String(plain).drop { $0 == "." }))
    guard bare.utf8.count > 100 else { return bare.isEmpty ? "file" : bare }
    let parts = bare.split(separator: ".")
    let ending = parts.count > 1 ? ".\(parts[parts.count - 1].prefix(10))" : ""
    return String(bare.prefix(40)) + ending
}
