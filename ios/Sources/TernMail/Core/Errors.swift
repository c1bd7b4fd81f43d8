import TernCore

extension MailError {
    /// What happened and what a person can do, one sentence each.
    public var sentences: (reason: String, next: String) {
        switch self {
        case .Offline(let reason, let next), .Insecure(let reason, let next), .SignIn(let reason, let next),
            .Refused(let reason, let next), .Quota(let reason, let next), .Gone(let reason, let next),
            .Input(let reason, let next), .Busy(let reason, let next), .Storage(let reason, let next),
            .Locked(let reason, let next), .Cancelled(let reason, let next), .Bug(let reason, let next):
            (reason, next)
        }
    }

    /// The error to show for whatever a verb threw. Rethrows the cancellation of a task, which is no error.
    public static func of(_ error: any Error) throws -> MailError {
        switch error {
        case is CancellationError: throw error
        case let error as MailError: error
        default: .Bug(reason: "Tern met a fault of its own.", next: "Please report what you did; your mail is safe.")
        }
    }

    /// The same for screens: nothing where a task was cancelled.
    public static func shown(_ error: any Error) -> MailError? {
        if error is CancellationError { return nil }
        return try? of(error)
    }

    public var isGone: Bool {
        if case .Gone = self { return true }
        return false
    }
}

/// What went wrong, in words. The core speaks English; in another language the catalogue has a next step for each kind.
public struct ErrorText: Equatable, Sendable {
    public let title: Phrase
    public let reason: String
    public let next: String
    public let otherNext: Phrase

    public init(_ error: MailError) {
        let sentences = error.sentences
        reason = sentences.reason
        next = sentences.next
        (title, otherNext) = words(error)
    }

    public func next(in language: String) -> Phrase? {
        language == "en" && !next.isEmpty ? nil : otherNext
    }
}

private func words(_ error: MailError) -> (Phrase, Phrase) {
    switch error {
    case .Offline: (phrase("error-offline"), phrase("error-offline-next"))
    case .Insecure: (phrase("error-insecure"), phrase("error-insecure-next"))
    case .SignIn: (phrase("error-sign-in"), phrase("error-sign-in-next"))
    case .Refused: (phrase("error-refused"), phrase("error-refused-next"))
    case .Quota: (phrase("error-quota"), phrase("error-quota-next"))
    case .Gone: (phrase("error-gone"), phrase("error-gone-next"))
    case .Input: (phrase("error-input"), phrase("error-input-next"))
    case .Busy: (phrase("error-busy"), phrase("error-busy-next"))
    case .Storage: (phrase("error-storage"), phrase("error-storage-next"))
    case .Locked: (phrase("error-locked"), phrase("error-locked-next"))
    case .Cancelled: (phrase("error-cancelled"), phrase("error-cancelled-next"))
    case .Bug: (phrase("error-bug"), phrase("error-bug-next"))
    }
}
