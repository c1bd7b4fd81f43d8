import Observation
import TernCore

/// Says in words how mail gets here, what the last wakes were for, and what the system forbids.
@MainActor
@Observable
public final class WhyModel {
    private var ui = WhyState(body: .loading, hurdles: [])
    private let desk: Desk
    private let wakes: Wakes
    private let allowed: Allowed

    public init(_ desk: Desk, allowed: @escaping Allowed) {
        self.desk = desk
        wakes = Wakes(desk.core)
        self.allowed = allowed
    }

    public var state: WhyState { ui }

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
            ui.body = .loading
            Task { await load() }
        case .resumed: Task { await look() }
        }
    }

    private func look() async {
        ui.hurdles = hurdlesOf(await allowed(), wantsNotifications: desk.settings.values.notifications)
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .accountChanged, .statusChanged, .mode, .overflow: true
        case .mailboxChanged, .newMessage, .progress, .outboxChanged, .editRefused, .failed, .draftsChanged: false
        }
    }

    private func failed(_ error: MailError) {
        if case .ready = ui.body { desk.notices.problem(error) } else { ui.body = .failed(error) }
    }

    private func load() async {
        await attempt(failed) {
            let status = try await desk.core.status()
            let accounts = try await desk.core.accounts().map { account in
                WhyAccount(
                    account: account, mode: desk.settings.values.mode(account.id),
                    status: status.first { $0.account == account.id })
            }
            ui.body = .ready(accounts: accounts, wakes: try await wakes.list())
        }
    }
}
