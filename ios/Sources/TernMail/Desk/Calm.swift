import TernCore

/// Marks that turn or hide the text around them.
private func turns(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF:
        true
    default: false
    }
}

/// Names and subjects come from strangers: one line, without what turns or hides the text around it.
public func calm(_ text: String) -> String {
    var calmed = String.UnicodeScalarView()
    var space = false
    for scalar in text.unicodeScalars {
        let breaks = scalar == "\r" || scalar == "\n" || scalar == "\t"
        if breaks && !space { calmed.append(" ") }
        if !breaks && !turns(scalar) { calmed.append(scalar) }
        space = breaks
    }
    return String(calmed)
}

/// Kept apart in its direction from what stands beside it.
public func apart(_ text: String) -> String {
    "\u{2068}\(text)\u{2069}"
}

func trimmed(_ text: String) -> String {
    let from = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    guard let to = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(text[from...to])
}

/// What people call someone: the name, else the address.
public func nameOf(_ person: Address?) -> String {
    guard let person else { return "" }
    let name = trimmed(calm(person.name ?? ""))
    return name.isEmpty ? calm(person.email) : name
}

/// `Ada <ada@example.org>`.
public func fullName(_ person: Address) -> String {
    let name = trimmed(calm(person.name ?? ""))
    return name.isEmpty ? person.email : "\(name) <\(person.email)>"
}
