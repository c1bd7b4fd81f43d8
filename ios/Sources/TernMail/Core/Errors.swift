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

    public var isLocked: Bool {
        if case .Locked = self { return true }
        return false
    }

    public var isGone: Bool {
        if case .Gone = self { return true }
        return false
    }
}

/// What went wrong: what its kind is called, and the core's two sentences in the language the core was told.
public struct ErrorText: Equatable, Sendable {
    public let title: Phrase
    public let reason: String
    /// What a person can do; absent where a fault of the app itself came without.
    public let next: String?

    public init(_ error: MailError) {
        let sentences = error.sentences
        reason = sentences.reason
        next = sentences.next.isEmpty ? nil : sentences.next
        title = titleOf(error)
    }
}

private func titleOf(_ error: MailError) -> Phrase {
    switch error {
    case .Offline: phrase("error-offline")
    case .Insecure: phrase("error-insecure")
    case .SignIn: phrase("error-sign-in")
    case .Refused: phrase("error-refused")
    case .Quota: phrase("error-quota")
    case .Gone: phrase("error-gone")
    case .Input: phrase("error-input")
    case .Busy: phrase("error-busy")
    case .Storage: phrase("error-storage")
    case .Locked: phrase("error-locked")
    case .Cancelled: phrase("error-cancelled")
    case .Bug: phrase("error-bug")
    }
}
