import TernCore

/// The open profile and what all screens share of it.
@MainActor
public final class Desk {
    public let core: any MailCore
    public let notices = Notices()
    public let settings: Settings
    public let accounts: Accounts
    public let actions: Actions
    public let writing: WritingDesk
    /// Milliseconds since 1970.
    public let now: @MainActor () -> Int64
    let clock: any Clock<Duration>

    public init(
        _ core: any MailCore, clock: any Clock<Duration> = ContinuousClock(), now: @escaping @MainActor () -> Int64,
        attribution: @escaping Attribution
    ) {
        self.core = core
        self.clock = clock
        self.now = now
        settings = Settings(core, notices.problem)
        accounts = Accounts(core, clock)
        actions = Actions(core, notices, accounts)
        writing = WritingDesk(core, notices, clock, now: now, attribution)
    }

    /// Keeps what all screens share true, for as long as the process lives.
    public func run() async {
        await accounts.run()
    }
}
