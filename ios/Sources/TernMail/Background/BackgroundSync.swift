import Observation
import TernCore

/// What one look in the background found.
public struct Look: Equatable, Sendable {
    public let fresh: [MessageRow]
    public let offline: Bool
}

/// The one place that runs accounts: while the app is open each that may, in the background one look at all of them.
@MainActor
public final class BackgroundSync {
    private let desk: Desk
    private var running: Set<AccountId> = []

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public var plan: Plan {
        planOf((desk.accounts.state.list ?? []).map(\.id), desk.settings.values.mode)
    }

    /// Starts and stops accounts so that they run exactly while the app is open, or not at all.
    public func apply(open: Bool) async {
        let wanted = open ? plan.open : []
        for account in wanted.subtracting(running) {
            // One that another process runs, or that waits for a password, says so in the status.
            await attempt({ _ in }) { try await desk.core.start(account: account) }
        }
        for account in running.subtracting(wanted) {
            await attempt({ _ in }) { try await desk.core.stop(account: account) }
        }
        running = wanted
    }

    /// One look at every account that asked for looks, in the seconds that the system gives. Bodies wait until the app
    /// is open. Cancelling the task stops what is under way; what is stored stays.
    public func look() async -> Look {
        let before = await unread()
        var offline = false
        // Side by side: each account waits for its own server.
        let looks = plan.background.map { account in Task { await sync(account) } }
        await withTaskCancellationHandler {
            for look in looks {
                if case .Offline = await look.value { offline = true }
            }
        } onCancel: {
            looks.forEach { $0.cancel() }
        }
        var fresh: [MessageRow] = []
        for id in await unread() where !before.contains(id) {
            // Read or moved elsewhere meanwhile: no news.
            await attempt({ _ in }) { fresh.append(try await desk.core.row(id: id)) }
        }
        let wake = Wake(at: desk.now(), found: fresh.count, offline: offline)
        // What cannot be written down is missing on the why screen, and nowhere else.
        await attempt({ _ in }) { try await Wakes(desk.core).add(wake) }
        return Look(fresh: fresh, offline: offline)
    }

    /// What went wrong, if anything.
    private func sync(_ account: AccountId) async -> MailError? {
        let core = desk.core
        var failure: MailError?
        await attempt({ failure = $0 }) {
            try await withTaskCancellationHandler {
                _ = try await core.sync(account: account, request: SyncRequest(mailbox: nil, bodies: BodyPolicy.none))
            } onCancel: {
                Task { @MainActor in core.cancelSync(account: account) }
            }
        }
        return failure
    }

    private func unread() async -> [MessageId] {
        var ids: [MessageId] = []
        await attempt({ _ in }) { ids = try await desk.core.listIds(view: .role(role: .inbox), unreadOnly: true) }
        return ids
    }
}
