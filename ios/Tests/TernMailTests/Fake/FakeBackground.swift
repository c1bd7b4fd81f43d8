import TernCore

@testable import TernMail

private let intervals: Set<UInt32> = [15, 30, 60, 120, 240]

/// The fake's background: settings as chosen, and a plan of the modes alone.
extension FakeCore {
    func setNetwork(facts: NetworkFacts) {
        calls.append("setNetwork \(facts.kind)")
    }

    func setPower(facts: PowerFacts) {
        calls.append("setPower")
        emit(.planChanged)
    }

    func setForeground(foreground: Bool) {
        self.foreground = foreground
        calls.append("setForeground \(foreground)")
        emit(.planChanged)
    }

    func keepAwake(awake: Awake) { calls.append("keepAwake") }

    func syncSettings(account id: AccountId) async throws -> SyncSettings {
        try await verb("syncSettings", id) { syncKept[try account(id).id] ?? usualSync }
    }

    func setSyncSettings(account id: AccountId, settings: SyncSettings) async throws {
        try await verb("setSyncSettings", id, settings.mode) {
            if let every = settings.everyMinutes, !intervals.contains(every) {
                throw MailError.Input(
                    reason: "A fixed interval is 15, 30, 60, 120 or 240 minutes.", next: "Choose one of these.")
            }
            syncKept[try account(id).id] = settings
            emit(.planChanged)
        }
    }

    func backgroundPlan() async throws -> BackgroundPlan {
        try await verb("backgroundPlan") { planned ?? plan(watched: foreground) }
    }

    func planWhenAway() async throws -> BackgroundPlan {
        try await verb("planWhenAway") { planned ?? plan(watched: false) }
    }

    private func plan(watched: Bool) -> BackgroundPlan {
        let plans = accountList.map { plan($0.id, watched: watched) }
        let held = plans.filter { $0.mode == .push }.map(\.account)
        let polled = plans.filter { $0.mode == .poll }.map(\.account)
        let next =
            polled.isEmpty
            ? held.isEmpty ? nil : wake(24, .keepAlive, held)
            : wake(30, .poll, polled)
        return BackgroundPlan(at: now, hold: !held.isEmpty, accounts: plans, nextWake: next)
    }

    private func wake(_ minutes: Int64, _ cause: WakeCause, _ accounts: [AccountId]) -> NextWake {
        NextWake(at: now + minutes * 60_000, slackSeconds: 240, kind: .inexact, cause: cause, accounts: accounts)
    }

    private func plan(_ id: AccountId, watched: Bool) -> AccountPlan {
        let (mode, reason): (PlanMode, PlanReason) =
            switch (syncKept[id] ?? usualSync).mode {
            case .manual: (.nothing, .manual)
            case .saver: (.poll, .poll(minutes: 60))
            case .instant, .balanced: (.push, .push(keepAliveMinutes: 24))
            }
        let first = watched && mode != .nothing ? .foreground : reason
        return AccountPlan(
            account: id, mode: mode, everySeconds: nil, checked: nil, earliest: nil, due: nil, reasons: [first])
    }

    func backgroundSync(budgetSeconds: UInt32) async throws -> Wake {
        try await verb("backgroundSync", budgetSeconds) {
            let found = accountList.reduce(0) { $0 + UInt32(arrive($1.id).count) }
            let done = wakeOf(at: now, found: found)
            wakesDone.insert(done, at: 0)
            return done
        }
    }

    func wakes(most: UInt32) async throws -> [Wake] {
        try await verb("wakes") { Array(wakesDone.prefix(Int(most))) }
    }
}
