import TernCore

public enum DraftsBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    case empty
    case drafts(local: [SavedDraft], server: [ListRow], serverTotal: Int)
}

public struct DraftsState: Equatable, Sendable {
    public var body: DraftsBody
}

public enum DraftsEvent: Sendable {
    case opened(DraftId)
    case messageOpened(MessageId)
    case discarded(DraftId)
    case messageDeleted([MessageId])
    case more
    case retried
}

/// The first words of a draft; its quote is not what it is known by.
public func snippetOf(_ saved: SavedDraft) -> String {
    let lines = saved.draft.text.split(whereSeparator: \.isNewline).filter { !trimmed(String($0)).isEmpty }
    let quote = lines.firstIndex { $0.hasPrefix(">") } ?? 0
    // The line above a quote says whose it is.
    let attribution = quote > 0 && trimmed(String(lines[quote - 1])).hasSuffix(":") ? quote - 1 : -1
    let own = lines.indices.filter { !lines[$0].hasPrefix(">") && $0 != attribution }.map { lines[$0] }
    let words = own.flatMap { $0.split(whereSeparator: \.isWhitespace) }
    return calm(String(words.joined(separator: " ").prefix(160)))
}
