import Observation
import TernCore

/// Why mail comes as it does: the plan of each account, what the system forbids, and the last wakes.
@MainActor
@Observable
public final class WhyModel {
    public private(set) var state = WhyState(body: .loading, limits: [])
    private let desk: Desk
    private let allowed: Allowed
    private static let most: UInt32 = 20

    public init(_ desk: Desk, allowed: @escaping Allowed) {
        self.desk = desk
        self.allowed = allowed
    }

    public func run() async {
        await look()
        await attempt(failed) {
            let changes = try desk.core.changes(concerns)
            await changes.eachSoon(desk.clock, load)
        }
    }

    public func onEvent(_ event: WhyEvent) {
        switch event {
        case .retried:
            state.body = .loading
            Task { await load() }
        case .resumed: Task { await look() }
        }
    }

    private func look() async {
        state.limits = limitsOf(await allowed())
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .planChanged, .accountChanged, .overflow: true
        case .mode, .mailboxChanged, .newMessage, .progress, .outboxChanged, .statusChanged, .editRefused, .failed,
            .draftsChanged:
            false
        }
    }

    private func failed(_ error: MailError) {
        if case .ready = state.body { desk.notices.problem(error) } else { state.body = .failed(error) }
    }

    private func load() async {
        await attempt(failed) {
            let plan = try await desk.core.planWhenAway()
            let accounts = try await desk.core.accounts().compactMap { account in
                plan.accounts.first { $0.account == account.id }.map { WhyAccount(account: account, plan: $0) }
            }
            let wakes = try await desk.core.wakes(most: Self.most)
            state.body = .ready(accounts: accounts, next: plan.nextWake, wakes: wakes)
        }
    }
}
