import TernCore

/// What needs the person, what is under way, and what has left.
public enum GroupName: Sendable, Hashable, CaseIterable { case needsYou, underWay, left }

public struct OutboxGroup: Equatable, Sendable, Identifiable {
    public let name: GroupName
    public let items: [OutboxItem]

    public var id: GroupName { name }
}

public enum OutboxBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    case empty
    case items([OutboxGroup])
}

/// `open`: items whose ledger is shown; `busy`: those that wait for an answer of the core.
public struct OutboxScreen: Equatable, Sendable {
    public var body: OutboxBody
    public var open: Set<OutboxId>
    public var busy: Set<OutboxId>
}

public enum OutboxEvent: Sendable {
    case ledger(OutboxId)
    case offered(OutboxId, Offer)
    case retried
}

public enum Offer: Sendable, Hashable { case undoSend, editAgain, retry, retryUncertain, giveUp, leaveIt }

private func groupOf(_ state: OutboxState) -> GroupName? {
    switch state {
    case .uncertain, .failed: .needsYou
    case .queued, .submitting, .committing: .underWay
    case .accepted, .done: .left
    case .cancelled: nil
    }
}

func bodyOf(_ items: [OutboxItem]) -> OutboxBody {
    let groups = GroupName.allCases.compactMap { name -> OutboxGroup? in
        let own = items.filter { groupOf($0.state) == name }.sorted { $0.id > $1.id }
        return own.isEmpty ? nil : OutboxGroup(name: name, items: own)
    }
    return groups.isEmpty ? .empty : .items(groups)
}

/// Whole seconds in which a message can still be taken back; 0 when its time is over.
public func secondsLeft(_ item: OutboxItem, now: Int64) -> Int {
    item.state != .queued || item.attempts > 0 ? 0 : max(0, Int((item.due - now + 999) / 1000))
}

/// What can be done with a message in its state.
public func offersOf(_ item: OutboxItem, now: Int64) -> [Offer] {
    switch item.state {
    case .queued: secondsLeft(item, now: now) > 0 ? [.undoSend] : [.retry, .editAgain]
    case .uncertain: [.retryUncertain, .leaveIt]
    case .failed: [.editAgain, .retry, .giveUp]
    case .submitting, .committing, .accepted, .done, .cancelled: []
    }
}
