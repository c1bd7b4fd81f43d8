import TernCore

extension GroupName {
    public var word: Phrase {
        switch self {
        case .needsYou: phrase("outbox-needs-you")
        case .underWay: phrase("outbox-under-way")
        case .left: phrase("outbox-left")
        }
    }
}

extension Offer {
    public var word: Phrase {
        switch self {
        case .undoSend: phrase("outbox-undo-send")
        case .editAgain: phrase("outbox-edit")
        case .retry: phrase("outbox-retry")
        case .retryUncertain: phrase("outbox-retry-uncertain")
        case .giveUp: phrase("outbox-give-up")
        case .leaveIt: phrase("outbox-give-up-uncertain")
        }
    }
}

/// What is with a message now: its seconds while it can be taken back, the time of the next try after one.
public func stateWord(_ item: OutboxItem, _ format: Format) -> Phrase {
    let seconds = secondsLeft(item, now: format.now)
    if seconds > 0 { return counted("outbox-state-countdown", seconds) }
    if item.state == .queued && item.attempts > 0 {
        return phrase("outbox-state-retry", .text(format.moment(item.due)))
    }
    return ledgerWord(item.state)
}

public func ledgerWord(_ state: OutboxState) -> Phrase {
    switch state {
    case .queued: phrase("outbox-state-queued")
    case .submitting: phrase("outbox-state-submitting")
    case .committing: phrase("outbox-state-committing")
    case .uncertain: phrase("outbox-state-uncertain")
    case .accepted: phrase("outbox-state-accepted")
    case .done: phrase("outbox-state-done")
    case .failed: phrase("outbox-state-failed")
    case .cancelled: phrase("outbox-state-cancelled")
    }
}

public func recipientWord(_ state: RecipientState) -> Phrase {
    switch state {
    case .waiting: phrase("outbox-recipient-waiting")
    case .accepted: phrase("outbox-recipient-accepted")
    case .deferred: phrase("outbox-recipient-deferred")
    case .refused: phrase("outbox-recipient-refused")
    }
}
