import Foundation
import TernCore
import TernMail
import Testing

private let calls = 100_000
private let pages = 2_000
private let listeners = 1_000
private let pageBar = 1_000.0
private let growthBar = 20.0

private final class Quiet: EventListener {
    func onEvent(event: Event) {}
}

/// What the border costs in Swift; `scripts/bench.sh` runs it with `TERN_COSTS` set.
@Suite struct CostTests {
    static let wanted = ProcessInfo.processInfo.environment["TERN_COSTS"].map { !$0.isEmpty } ?? false

    @Test(.enabled(if: wanted)) func measure() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(Testbed.shared.servers.user))
        _ = try await mail.sync(account: account.id, request: SyncRequest(mailbox: nil, bodies: .text))
        let inbox = try await mail.findMailbox(account: account.id, which: .role(role: .inbox))
        let request = ListRequest(
            view: .mailbox(mailbox: inbox.id), threaded: true, unreadOnly: false, from: .offset(offset: 0), limit: 50)
        func small() async throws { _ = try await mail.accounts() }
        func page() async throws {
            let rows = try await mail.list(request: request).rows
            precondition(rows.count == 50)
        }
        func listener() async throws { _ = try mail.subscribe(listener: Quiet()) }

        _ = try await microseconds(1_000, small)
        _ = try await microseconds(200, listener)
        let before = resident()
        let rate = 1e6 / (try await microseconds(calls, small))
        let cost = try await median(pages, page)
        _ = try await microseconds(listeners, listener)
        let growth = resident() - before
        let bytes = FfiConverterTypeListPage_lower(try await mail.list(request: request)).len
        print("accounts() through Swift: \(Int(rate)) calls/s")
        print("page of 50 rows through Swift: \(Int(cost)) µs (bar \(Int(pageBar)) µs), \(bytes) bytes")
        print("memory after \(calls) calls and \(listeners) listeners: \(Int(growth)) MB (bar \(Int(growthBar)) MB)")
        #expect(cost <= pageBar && growth <= growthBar)
    }

    /// What half of the calls take at most: other work of the machine does not count.
    private func median(_ times: Int, _ call: () async throws -> Void) async throws -> Double {
        var took: [Double] = []
        for _ in 0..<times { took.append(try await microseconds(1, call)) }
        return took.sorted()[times / 2]
    }

    private func microseconds(_ times: Int, _ call: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let took = try await clock.measure { for _ in 0..<times { try await call() } }
        return Double(took.components.attoseconds) / 1e12 / Double(times)
            + Double(took.components.seconds) * 1e6 / Double(times)
    }

    /// Resident memory of this process in MB, where /proc tells it.
    private func resident() -> Double {
        let told = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return Double(told?[1] ?? "0").map { $0 * 4096 / 1e6 } ?? 0
    }
}
