import TernCore

/// What is to run for the accounts there are. `minutes`: the soonest that the system is asked to wake the app; nil: never.
public struct Plan: Equatable, Sendable {
    public let open: Set<AccountId>
    public let background: Set<AccountId>
    public let minutes: Int?
}

/// While the app is open every account runs that may; in the background iOS wakes the app once for all of them, at the
/// pace of the most eager.
public func planOf(_ accounts: [AccountId], _ mode: (AccountId) -> SyncMode) -> Plan {
    let eager = accounts.filter { mode($0) != .manual }
    let minutes = eager.compactMap { account -> Int? in
        switch mode(account) {
        case .balanced: 30
        case .saver: 120
        case .manual: nil
        }
    }
    return Plan(open: Set(eager), background: Set(eager), minutes: minutes.min())
}
