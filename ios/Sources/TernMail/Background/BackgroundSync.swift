import Observation
import TernCore

/// What one look in the background found.
public struct Look: Equatable, Sendable {
    public let fresh: [MessageRow]
    public let wake: Wake?
}

/// The one place that does what the core plans: which accounts run, and when the system is asked to wake the app.
@MainActor
public final class BackgroundSync {
    private let desk: Desk
    private let core: any MailCore
    /// Fewer than the 30 seconds that iOS gives, so that what was found can be said in the rest.
    private static let budget: UInt32 = 25

    public init(_ desk: Desk) {
        self.desk = desk
        core = desk.core
    }

    /// Follows the plan for as long as it runs. Each account goes by the plan itself; `planned` hears of its next wake.
    public func run(_ planned: @MainActor (NextWake?) -> Void) async {
        await attempt(desk.notices.problem) {
            let changes = try core.changes(concerns)
            await changes.eachSoon(desk.clock) {
                await attempt({ _ in }) {
                    let plan = try await core.backgroundPlan()
                    planned(plan.nextWake)
                    // One that another process runs, or that waits for a password, says so in the status.
                    for account in plan.accounts {
                        await attempt({ _ in }) { try await core.start(account: account.account) }
                    }
                }
            }
        }
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .planChanged, .accountChanged, .overflow: true
        case .mode, .mailboxChanged, .newMessage, .progress, .outboxChanged, .statusChanged, .editRefused, .failed,
            .draftsChanged:
            false
        }
    }

    /// One look at every account that is due, in the seconds that the system gives.
    public func look() async -> Look {
        let before = await unread()
        var wake: Wake?
        // What went wrong stands in the wakes, which the why screen tells.
        await attempt({ _ in }) { wake = try await core.backgroundSync(budgetSeconds: Self.budget) }
        var fresh: [MessageRow] = []
        for id in await unread() where !before.contains(id) {
            // Read or moved elsewhere meanwhile: no news.
            await attempt({ _ in }) { fresh.append(try await core.row(id: id)) }
        }
        return Look(fresh: fresh, wake: wake)
    }

    private func unread() async -> Set<MessageId> {
        var ids: [MessageId] = []
        await attempt({ _ in }) { ids = try await core.listIds(view: .role(role: .inbox), unreadOnly: true) }
        return Set(ids)
    }
}
