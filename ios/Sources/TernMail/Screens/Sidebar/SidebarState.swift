import TernCore

/// What a row of the sidebar leads to.
public enum Place: Hashable, Sendable {
    case shows(View)
    case drafts
    case outbox

    public var route: Route {
        switch self {
        case .shows(let view): .list(view)
        case .drafts: .drafts
        case .outbox: .outbox
        }
    }
}

/// `place` is nil for a node that only holds others; `expanded` for a row without others below.
public struct TreeRow: Equatable, Sendable, Identifiable {
    public let key: String
    public let level: Int
    public let name: Phrase
    public let role: Role?
    public let place: Place?
    public let count: Int
    public let countsUnread: Bool
    public let expanded: Bool?
    public let problem: String?
    public let heading: Bool

    public var id: String { key }
}

/// The one line that says how syncing is: the most important account speaks.
public enum Strip: Equatable, Sendable {
    case none
    case signIn(Account)
    case offline
    case trouble(Account, reason: String, next: String)
    case syncing(Account, folder: Phrase?, Progress?)
    case upToDate(at: Int64)
}

public struct SidebarState: Equatable, Sendable {
    public let rows: [TreeRow]
    public let strip: Strip
}

public enum SidebarEvent: Sendable {
    case folded(String)
    case syncCancelled
}

func stripOf(_ known: AccountsState) -> Strip {
    func owner(_ test: (AccountStatus) -> Bool) -> Account? {
        known.status.first(where: test).flatMap { known.account($0.account) }
    }
    if let refused = owner({ $0.problem?.kind == "sign_in" }) { return .signIn(refused) }
    let running = known.status.compactMap(\.mode).filter { $0 != .stopped }
    if !running.isEmpty && running.allSatisfy({ $0 == .offline }) { return .offline }
    if let moving = known.list?.first(where: { known.progress[$0.id] != nil }) ?? owner(\.syncing) {
        let progress = known.progress[moving.id]
        return .syncing(moving, folder: progress.flatMap { known.mailbox($0.mailbox) }.map(folderPhrase), progress)
    }
    for each in known.status {
        guard let problem = each.problem, let account = known.account(each.account) else { continue }
        return .trouble(account, reason: problem.reason, next: problem.next)
    }
    return known.status.compactMap(\.synced).max().map { .upToDate(at: $0) } ?? .none
}
