import TernCore

/// One open profile: the core's verbs as they are (`verbs`), its events as an `AsyncStream`. The only file that
/// touches generated handles; records and errors of `TernCore` go to the screens unchanged.
public final class MailCore: Sendable {
    /// Every verb of the core. Events are `events()`, which also ends their delivery.
    public let verbs: any MailProtocol

    /// Opens the profile, making it when it is new.
    public static func open(_ options: ProfileOptions, secrets: any SecretStore) async throws -> MailCore {
        MailCore(try await Mail.open(options: options, secrets: secrets))
    }

    /// Wraps the core, or a fake of it in tests.
    public init(_ verbs: any MailProtocol) {
        self.verbs = verbs
    }

    /// What changed, from now on; the mode of every running account comes first. Leaving the loop ends the delivery.
    /// Events that nobody reads pile up to 256, then the last one is `overflow`: ask again for what is shown.
    public func events() throws -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(256))
        let subscription = try verbs.subscribe(listener: Listener(continuation))
        // The stream holds the subscription until nobody reads it any more.
        continuation.onTermination = { _ in withExtendedLifetime(subscription) {} }
        return stream
    }
}

private final class Listener: EventListener {
    private let continuation: AsyncStream<Event>.Continuation

    init(_ continuation: AsyncStream<Event>.Continuation) {
        self.continuation = continuation
    }

    func onEvent(event: Event) {
        if case .dropped = continuation.yield(event) {
            continuation.yield(.overflow)
        }
    }
}

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
}
