import TernCore

/// Every screen there is, by ids only.
public enum Route: Hashable, Sendable {
    case welcome(another: Bool)
    case signIn(AccountId)
    case list(View)
    /// `thread` is nil where the list shows single messages.
    case reader(message: MessageId, thread: ThreadId?)
    case composer(DraftId)
    case drafts
    case outbox
    /// The settings of one account alone, or all.
    case settings(AccountId?)
    /// How mail gets here, and what stands in the way.
    case why

    public static let inbox = Route.list(.role(role: .inbox))
    public static let search = Route.list(.search(query: ""))

    public var isList: Bool {
        if case .list = self { true } else { false }
    }

    public var isReader: Bool {
        if case .reader = self { true } else { false }
    }
}

extension Route: Identifiable {
    public var id: String { saved }
}

private let roles: [Role: String] = [
    .inbox: "INBOX", .sent: "SENT", .drafts: "DRAFTS", .trash: "TRASH", .junk: "JUNK", .archive: "ARCHIVE", .all: "ALL",
    .flagged: "FLAGGED",
]

extension Route {
    /// A route as text, for what the system keeps of a process that it ends.
    public var saved: String {
        switch self {
        case .welcome(let another): "welcome:\(another)"
        case .signIn(let account): "signIn:\(account)"
        case .list(.mailbox(let mailbox)): "mailbox:\(mailbox)"
        case .list(.role(let role)): "role:\(roles[role] ?? "")"
        case .list(.flagged): "flagged:"
        case .list(.search(let query)): "search:\(query)"
        case .reader(let message, let thread): "reader:\(message):\(thread.map(String.init) ?? "")"
        case .composer(let draft): "composer:\(draft)"
        case .drafts: "drafts:"
        case .outbox: "outbox:"
        case .settings(let account): "settings:\(account.map(String.init) ?? "")"
        case .why: "why:"
        }
    }

    /// The route of a text; nil for one of another version.
    public init?(saved: String) {
        let name = String(saved.prefix { $0 != ":" })
        let rest = String(saved.dropFirst(name.count + 1))
        let id = Int64(rest)
        switch name {
        case "welcome": self = .welcome(another: rest == "true")
        case "flagged": self = .list(.flagged)
        case "search": self = .list(.search(query: rest))
        case "drafts": self = .drafts
        case "outbox": self = .outbox
        case "settings": self = .settings(id)
        case "why": self = .why
        case "role":
            guard let role = roles.first(where: { $0.value == rest })?.key else { return nil }
            self = .list(.role(role: role))
        case "reader":
            let ids = rest.split(separator: ":").map { Int64($0) }
            guard let message = ids.first ?? nil else { return nil }
            self = .reader(message: message, thread: ids.count > 1 ? ids[1] : nil)
        default:
            guard let id, let route = Route(name, id) else { return nil }
            self = route
        }
    }

    private init?(_ name: String, _ id: Int64) {
        switch name {
        case "signIn": self = .signIn(id)
        case "mailbox": self = .list(.mailbox(mailbox: id))
        case "composer": self = .composer(id)
        default: return nil
        }
    }
}
