import TernCore

/// A notification of one message, in words that the lock screen may show.
public struct Arrival: Equatable, Sendable {
    public let message: MessageId
    public let thread: ThreadId
    public let account: AccountId
    public let title: Phrase
    public let subtitle: Phrase?
    public let body: Phrase?
}

/// What is said of new messages: the newest few by themselves, all others as a number.
public struct Said: Equatable, Sendable {
    public let arrivals: [Arrival]
    public let more: Int
}

/// More than this at once is a storm.
private let most = 8

public func saidOf(_ fresh: [MessageRow], _ shown: Shown) -> Said {
    let unread = fresh.filter { !$0.flags.seen }.sorted { ($0.received, $0.id) > ($1.received, $1.id) }
    return Said(arrivals: unread.prefix(most).map { arrivalOf($0, shown) }, more: max(0, unread.count - most))
}

private func arrivalOf(_ row: MessageRow, _ shown: Shown) -> Arrival {
    let name = nameOf(row.from.first)
    let sender = name.isEmpty ? phrase("no-sender") : named(name)
    let text = calm(row.preview)
    return Arrival(
        message: row.id, thread: row.thread, account: row.account,
        title: shown == .nothing ? phrase("notification-new") : sender,
        subtitle: shown == .all ? subjectOf(row.subject) : nil, body: shown == .all && !text.isEmpty ? named(text) : nil
    )
}

/// What a button of a notification does.
public enum NoticeButton: String, CaseIterable, Sendable {
    case archive, delete, read, reply

    public var word: Phrase {
        switch self {
        case .archive: phrase("notification-archive")
        case .delete: phrase("cmd-delete")
        case .read: phrase("notification-read")
        case .reply: phrase("cmd-reply")
        }
    }
}

extension Desk {
    /// Does what the button says, without a screen.
    public func press(_ button: NoticeButton, message: MessageId, text: String = "") async {
        switch button {
        case .archive: await actions.act(.archive, message: message)
        case .delete: await actions.act(.delete, message: message)
        case .read: await actions.act(.read, message: message)
        case .reply:
            guard !trimmed(text).isEmpty else { return }
            await writing.answer(message, with: text)
            await actions.act(.read, message: message)
        }
    }
}
