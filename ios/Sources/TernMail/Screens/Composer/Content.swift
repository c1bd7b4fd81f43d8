import Foundation
import TernCore

/// What a person writes, and the quoted original below it.
struct Parts: Equatable {
    let own: String
    let quote: String
}

private func blank(_ text: some StringProtocol) -> Bool { text.allSatisfy(\.isWhitespace) }

private func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}

/// Cuts plain text before the attribution of a `>` quote that ends it.
func splitText(_ text: String) -> Parts {
    let even = text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
    let lines = even.components(separatedBy: "\n")
    let end = (lines.lastIndex { !blank($0) } ?? -1) + 1
    var from = end
    while from > 0 && lines[from - 1].hasPrefix(">") { from -= 1 }
    if from == end { return Parts(own: text, quote: "") }
    var above = from
    while above > 0 && blank(lines[above - 1]) { above -= 1 }
    if above > 0 && trimmedEnd(lines[above - 1]).hasSuffix(":") { from = above - 1 }
    return Parts(
        own: trimmedEnd(lines[..<from].joined(separator: "\n")), quote: lines[from...].joined(separator: "\n"))
}

func joinText(_ own: String, _ quote: String) -> String {
    if quote.isEmpty { return own }
    return blank(own) ? "\n\n\(quote)" : "\(trimmedEnd(own))\n\n\(quote)"
}

/// Recipients as chips, with keys that stay while they are moved about.
@MainActor
final class Chips {
    private let core: any MailCore
    private var last = 0

    init(_ core: any MailCore) {
        self.core = core
    }

    func of(_ address: Address, _ error: MailError? = nil) -> Chip {
        last += 1
        return Chip(key: last, address: address, error: error)
    }

    /// The recipients a text names, each checked by the core.
    func read(_ text: String) -> [Chip] {
        splitList(text).flatMap { part in
            do {
                return try core.parseAddresses(text: part).map { of($0) }
            } catch {
                return [of(Address(name: nil, email: part), MailError.shown(error))]
            }
        }
    }

    /// A draft keeps what was typed for an address; whether it is one is asked again.
    func checked(_ list: [Address]) -> [Chip] {
        list.map { address in
            do {
                _ = try core.parseAddresses(text: address.email)
                return of(address)
            } catch {
                return of(address, MailError.shown(error))
            }
        }
    }
}

/// Cuts a pasted or typed list at commas, semicolons and line ends outside quotes and brackets.
func splitList(_ text: String) -> [String] {
    var parts = [""]
    var (quoted, escaped, depth) = (false, false, 0)
    for char in text {
        let plain = !escaped
        escaped = plain && quoted && char == "\\"
        if plain && char == "\"" { quoted.toggle() }
        if !quoted && (char == "<" || char == "(") { depth += 1 }
        if !quoted && (char == ">" || char == ")") { depth = max(0, depth - 1) }
        if char.isNewline {
            (quoted, depth) = (false, 0)
            parts.append("")
        } else if !quoted && depth == 0 && (char == "," || char == ";") {
            parts.append("")
        } else {
            parts[parts.count - 1].append(char)
        }
    }
    return parts.map(trimmed).filter { !$0.isEmpty }
}

/// Without those that are there already, compared without case.
func withoutDoubles(_ there: [Chip], _ added: [Chip]) -> [Chip] {
    var known = Set(there.map { $0.address.email.lowercased() })
    return added.filter { known.insert($0.address.email.lowercased()).inserted }
}

/// The address as a person may write it.
func written(_ address: Address) -> String {
    guard let name = address.name, !name.isEmpty else { return address.email }
    let special = name.contains { "\",;<>()@:\\".contains($0) }
    let safe = name.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
    return "\(special ? "\"\(safe)\"" : name) <\(address.email)>"
}

/// What a stored draft is in the composer.
@MainActor
func writingOf(_ saved: SavedDraft, _ chips: Chips) -> Writing {
    let draft = saved.draft
    let parts = splitText(draft.text)
    return Writing(
        id: saved.id, account: draft.account, from: draft.from,
        people: [.to: chips.checked(draft.to), .cc: chips.checked(draft.cc), .bcc: chips.checked(draft.bcc)],
        subject: draft.subject, own: parts.own, quote: parts.quote, files: saved.files, attaching: 0,
        inReplyTo: draft.inReplyTo, expected: draft.inReplyTo == nil ? nil : draft.from.email)
}

/// The whole message; this composer writes plain text.
func draftOf(_ writing: Writing) -> Draft {
    Draft(
        account: writing.account, from: writing.from, to: writing.of(.to).map(\.address),
        cc: writing.of(.cc).map(\.address), bcc: writing.of(.bcc).map(\.address), subject: writing.subject,
        text: joinText(writing.own, writing.quote), html: nil, attachments: [], inReplyTo: writing.inReplyTo)
}

/// Nothing that a person would miss.
func untouched(_ writing: Writing) -> Bool {
    writing.people.values.allSatisfy(\.isEmpty) && writing.files.isEmpty && blank(writing.subject)
        && blank(writing.own) && writing.quote.isEmpty
}

// Words in the languages of the catalogue and a few of their neighbours: mail is often answered in another language
// than the app's.
private let attached =
    "(^|[^\\p{L}])(attach(ed|ment|ments|ing)?|enclosed|anhang|anhänge|angehängt\\p{L}*|angefügt\\p{L}*|"
    + "beigefügt\\p{L}*|im anhang|anbei|beiliegend\\p{L}*|anlage|ci-joint\\p{L}*|pièces? jointes?|adjunt\\p{L}+|"
    + "allegat\\p{L}+|bijlage|bijgevoegd)(?![\\p{L}])"

func mentionsAttachment(_ text: String) -> Bool {
    text.range(of: attached, options: [.regularExpression, .caseInsensitive]) != nil
}

func warningsOf(_ writing: Writing) -> [Warning] {
    let all = Field.allCases.flatMap(writing.of)
    let invalid = all.filter { $0.error != nil }.map(\.address.email)
    if all.isEmpty { return [.nobody] }
    if !invalid.isEmpty { return [.invalid(invalid)] }
    var warnings: [Warning] = []
    if blank(writing.subject) { warnings.append(.noSubject) }
    if writing.files.isEmpty && mentionsAttachment("\(writing.subject)\n\(writing.own)") {
        warnings.append(.noAttachment)
    }
    if let expected = writing.expected, expected.lowercased() != writing.from.email.lowercased() {
        warnings.append(.otherAccount(expected: expected, chosen: writing.from.email))
    }
    return warnings
}
