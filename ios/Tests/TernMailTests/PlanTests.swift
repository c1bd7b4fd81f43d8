import Foundation
import TernCore
import TernMail
import Testing

/// In the background: facts in, a plan out, checks within a budget, and the ledger of wakes.
extension ContractTests {
    @Test func thePlanFollowsTheFactsAndTheSettings() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.user()))
        #expect(try await mail.backgroundPlan().accounts.first?.reasons.contains(.foreground) == true)
        let away = try await mail.planWhenAway()
        #expect(away.accounts.first?.reasons.contains(.foreground) == false)
        let events = try mail.events()
        mail.setForeground(foreground: false)
        _ = try await until(events) { $0 == .planChanged }
        mail.setPower(facts: power())
        mail.setNetwork(facts: network(.wifi))
        let plan = try await mail.backgroundPlan()
        #expect(plan.hold && plan.accounts.first?.mode == .push)
        mail.setNetwork(facts: network(.cellular, metered: true))
        let mobile = try #require(try await mail.backgroundPlan().accounts.first)
        #expect(mobile.mode == .poll && mobile.everySeconds == 1800)
        #expect(mobile.reasons == [.poll(minutes: 30), .mobileData])
        var settings = try await mail.syncSettings(account: account.id)
        settings.mode = .manual
        settings.folders = [FolderSync(mailbox: try await mail.role(account, .sent).id, rule: .never)]
        try await mail.setSyncSettings(account: account.id, settings: settings)
        #expect(try await mail.syncSettings(account: account.id) == settings)
        let byHand = try await mail.backgroundPlan()
        #expect(byHand.accounts.first?.reasons == [.manual] && byHand.nextWake == nil)
        settings.everyMinutes = 7
        let wrong = settings
        let refusal = try await refused {
            try await mail.setSyncSettings(account: account.id, settings: wrong)
        }
        #expect(refusal.kind == "Input")
    }

    @Test func aCheckBringsNewMailAndIsWrittenDown() async throws {
        let user = try bed.user()
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(user))
        mail.setForeground(foreground: false)
        mail.setPower(facts: power(canHoldSocket: false))
        #expect(try await mail.unreadTotal() == 0)
        try bed.deliver(user, "While you were away")
        let told = Told()
        mail.keepAwake(awake: told)
        let wake = try await mail.backgroundSync(budgetSeconds: 30)
        let checked = try #require(wake.accounts.first)
        #expect(told.said == [true, false])
        #expect(wake.cause == .poll && checked.account == account.id && checked.newMessages == 1)
        #expect(checked.whole && checked.problem == nil && checked.roundTrips > 0 && checked.bytes > 0)
        #expect(try await mail.unreadTotal() == 1)
        let plan = try await mail.backgroundPlan()
        #expect(plan.nextWake?.at ?? 0 > plan.at)
        let again = try await mail.backgroundSync(budgetSeconds: 30)
        #expect(again.cause == .free && again.accounts.isEmpty)
        #expect(try await mail.wakes(most: 9) == [again, wake])
        #expect(try await refused { _ = try await mail.backgroundSync(budgetSeconds: 0) }.kind == "Input")
    }

    @Test func aHeldConnectionGivesASignOfLife() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.user()))
        mail.setForeground(foreground: false)
        mail.setPower(facts: power())
        let events = try mail.events()
        try await mail.start(account: account.id)
        _ = try await until(events) { if case .mode(_, .push, _) = $0 { true } else { false } }
        let alive = try await mail.keepAlive()
        #expect(alive.cause == .keepAlive && alive.accounts.map(\.account) == [account.id])
        #expect(alive.accounts.first?.whole == true)
        await mail.stop(account: account.id)
    }
}

/// Keeps what it was told.
private final class Told: Awake, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [Bool] = []

    var said: [Bool] { lock.withLock { kept } }

    func working(working: Bool) { lock.withLock { kept.append(working) } }
}
