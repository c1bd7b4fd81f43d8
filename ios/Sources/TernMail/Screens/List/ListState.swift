import TernCore

public enum EmptyWhy: Sendable, Hashable { case nothing, unread, search, notAsked }

public enum ListBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    case empty(EmptyWhy)
    /// `total` is the length of the whole list.
    case rows([ListRow], total: Int)
}

/// Rows by their keys, with the messages of each; `all` when the whole list was chosen.
public struct Selection: Equatable, Sendable {
    public var rows: [Int64: [MessageId]]
    public var all: [MessageId]?
    public var total: Int

    public static let none = Selection(rows: [:], all: nil, total: 0)

    public var count: Int { all == nil ? rows.count : total }
    public var ids: [MessageId] { all ?? rows.values.flatMap { $0 } }
}

public enum PickFor: Sendable, Hashable { case move, copy }

public enum ListDialog: Equatable, Sendable {
    /// Which folder messages go to.
    case folders(purpose: PickFor, account: AccountId, mailboxes: [Mailbox])
    /// These would be gone for good; `folder` is set when all of it is emptied.
    case forever(targets: Targets, folder: Mailbox?)
}

public struct Swipes: Equatable, Sendable {
    public let start: Swipe
    public let end: Swipe
}

public struct ListState: Equatable, Sendable {
    public var view: View
    public var title: Phrase
    public var threaded: Bool
    public var unreadOnly: Bool
    public var snippets: Bool
    public var density: Density
    public var body: ListBody
    public var selection: Selection
    /// What was searched for, to be marked in the rows; and the operator at the end that waits for the rest of it.
    public var words: [String]
    public var unfinished: String?
    public var kept: Kept?
    /// The Trash or Junk that is shown and can be emptied.
    public var emptied: Mailbox?
    public var mine: Set<String>
    public var swipes: Swipes
    public var refreshing: Bool
    public var offline: Bool
    public var dialog: ListDialog?
}

public enum ListEvent: Sendable {
    case ticked(ListRow)
    case allSelected
    case noneSelected
    case nearEnd
    case pulled
    case retried
    case swiped(ListRow, fromEnd: Bool)
    case flagged(ListRow)
    /// One row, by its context menu or a rotor action.
    case acted(ListRow, Act)
    case chosen(Act)
    case folderAsked(PickFor)
    case folderChosen(MailboxId)
    case dialogClosed
    case allRead
    case emptyAsked
    case foreverConfirmed
    case threadsToggled
    case unreadToggled
    case widened
    case answered(ReplyKind, ListRow)
    case searched(String)
}

/// What identifies a row while it changes: its conversation, or its message.
public func keyOf(_ row: ListRow, threaded: Bool) -> Int64 {
    threaded ? row.row.thread : row.row.id
}

/// The query with an operator at its end; after a finished word there is room for the next.
public func withOperator(_ query: String, _ text: String) -> String {
    let before = trimmed(query)
    return (before.isEmpty ? "" : before + " ") + text + (text.hasSuffix(":") ? "" : " ")
}
