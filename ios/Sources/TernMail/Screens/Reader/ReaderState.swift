import TernCore

public enum CardContent: Equatable, Sendable {
    case closed
    case loading
    case failed(MailError)
    case shown(Message)
}

/// One message of the conversation. `remote`: pictures of the network were let in for this message.
public struct Card: Equatable, Sendable, Identifiable {
    public var row: MessageRow
    public var content: CardContent
    public var details: Bool
    public var remote: Bool
    public var plain: Bool
    public var original: Bool

    public var id: MessageId { row.id }
}

public enum ReaderBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    /// It was moved or deleted while nobody looked, here or elsewhere.
    case gone
    case conversation(subject: String, cards: [Card], current: MessageId)
}

public enum ReaderDialog: Equatable, Sendable {
    case link(url: String, shown: String, host: String)
    case refusedLink(href: String)
    case folders([Mailbox])
    /// So many messages would be gone for good.
    case forever(messages: Int)
}

/// What is to be done outside the app, once: the route does it and says so.
public enum Outside: Equatable, Hashable, Sendable {
    case openLink(url: String)
    case openFile(path: String, type: String)
    case shareFile(path: String, type: String)
    case saveFile(path: String, name: String, type: String)
    case print(Message, Body)
}

/// `busy` are parts on their way; `left`: the conversation was put elsewhere and the route goes back.
public struct ReaderState: Equatable, Sendable {
    public var body: ReaderBody
    public var mine: Set<String>
    public var dialog: ReaderDialog?
    public var busy: Set<String>
    public var outside: Outside?
    public var left: Bool
}

public enum FileUse: Sendable, Hashable { case open, share, save }

public enum ReaderEvent: Sendable {
    case toggled(MessageId)
    case expandedAll
    case details(MessageId)
    case loadedOnce(MessageId)
    case loadedAlways(MessageId)
    case plain(MessageId)
    case original(MessageId)
    case fileUsed(MessageId, Attachment, FileUse)
    /// Shows the message as it came.
    case sourceAsked(MessageId)
    case printed(MessageId)
    case foreverConfirmed
    case linkTapped(href: String, text: String)
    case linkFollowed
    case dialogClosed
    case retried(MessageId?)
    case visible(MessageId)
    case chosen(Act)
    case folderAsked
    case folderChosen(MailboxId)
    case answered(ReplyKind, MessageRow)
    case outsideDone
}

private let openAtOnce = 5

/// Read ones closed, the first unread ones open; the newest open where all are read.
func cardsOf(_ rows: [MessageRow], plain: Bool) -> [Card] {
    let sorted = rows.sorted { ($0.received, $0.id) < ($1.received, $1.id) }
    let unread = sorted.filter { !$0.flags.seen }.map(\.id).prefix(openAtOnce)
    let open = unread.isEmpty ? sorted.suffix(1).map(\.id) : Array(unread)
    return sorted.map { card($0, open: open.contains($0.id), plain: plain) }
}

func card(_ row: MessageRow, open: Bool, plain: Bool) -> Card {
    Card(row: row, content: open ? .loading : .closed, details: false, remote: false, plain: plain, original: false)
}

/// Attachments beside the text; pictures that the text shows are not among them.
public func besideText(_ message: Message) -> [Attachment] {
    message.attachments.filter { !$0.inline || $0.contentId == nil }
}

/// Whether images of the network are missing in what is shown.
public func remoteHidden(_ card: Card, _ message: Message) -> Bool {
    message.html && !card.plain && message.remote > 0 && !remoteOf(card, message)
}

/// Whether the body is to load images of the network.
public func remoteOf(_ card: Card, _ message: Message) -> Bool {
    card.remote || message.remoteAllowed
}

/// A part on its way, among the busy ones.
public func partKey(_ message: MessageId, _ attachment: Attachment) -> String {
    "\(message)/\(attachment.part)"
}
