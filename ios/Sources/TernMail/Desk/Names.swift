import TernCore

public func roleWord(_ role: Role) -> Phrase {
    switch role {
    case .inbox: phrase("role-inbox")
    case .sent: phrase("role-sent")
    case .drafts: phrase("role-drafts")
    case .trash: phrase("role-trash")
    case .junk: phrase("role-junk")
    case .archive: phrase("role-archive")
    case .all: phrase("role-all")
    case .flagged: phrase("role-flagged")
    }
}

/// A folder's name in words: its role's name, else its own with the levels apart.
public func folderPhrase(_ box: Mailbox) -> Phrase {
    if let role = box.role { return roleWord(role) }
    guard let separator = box.separator else { return named(box.name) }
    return named(box.name.split(separator: separator).joined(separator: " / "))
}

/// What a view is called.
func titleOf(_ view: View, _ accounts: AccountsState) -> Phrase {
    switch view {
    case .mailbox(let id): accounts.mailbox(id).map(folderPhrase) ?? named("")
    case .role(.inbox): (accounts.list ?? []).count > 1 ? phrase("folders-all-inboxes") : roleWord(.inbox)
    case .role(let role): roleWord(role)
    case .flagged: phrase("role-flagged")
    case .search: phrase("search-results")
    }
}

private let year: UInt16 = 365

/// The windows that can be chosen, the shortest first.
public let windows: [Window] = [1, 3, 7, 14, 30, 90, year].map { .days(days: $0) } + [.all]

public func windowPhrase(_ window: Window) -> Phrase {
    switch window {
    case .days(year): phrase("window-year")
    case .days(let days): counted("window-days", Int(days))
    case .all: phrase("window-all")
    }
}

/// How much of a list is on this device, and the next wider window for its mailboxes.
public struct Kept: Equatable, Sendable {
    public let window: Window?
    public let older: Int
    public let wider: Window?
    public let mailboxes: [Mailbox]
}

func keptOf(_ mailboxes: [Mailbox], _ accounts: AccountsState) -> Kept {
    let narrow = mailboxes.filter { $0.olderOnServer > 0 }
    let chosen = narrow.map { $0.window ?? accounts.account($0.account)?.window ?? .all }
    let widest = chosen.compactMap(windows.firstIndex).max() ?? -1
    let wider = narrow.isEmpty || widest + 1 >= windows.count ? nil : windows[widest + 1]
    return Kept(
        window: Set(chosen).count == 1 ? chosen.first : nil, older: narrow.reduce(0) { $0 + Int($1.olderOnServer) },
        wider: wider, mailboxes: narrow)
}
