import Foundation
import TernCore
import TernLog
import TernMail
import Testing

private final class Kept: LogSink, @unchecked Sendable {
    private let lock = NSLock()
    private var heard: [LogLine] = []
    var lines: [LogLine] { lock.withLock { heard } }

    func onLine(line: LogLine) {
        lock.withLock { heard.append(line) }
    }
}

/// The core's log in the face's hands: what arrives, and what never does.
extension ContractTests {
    @Test func aLineArrivesAndNamesNobody() async throws {
        let user = try bed.user()
        try bed.deliver(user, "Very private", body: "Nobody's business.")
        let kept = Kept()
        startLog(sink: kept, least: .info)
        let (mail, account) = try await synced(user)
        let wrong = try await refused { try await mail.setPassword(account: account.id, password: "wrong") }
        #expect(wrong.kind == "SignIn")
        let draft = letter(account, to: "robin@tern.test", "Private too")
        _ = try await mail.send(draft: draft, options: SendOptions(now: true))
        #expect(kept.lines.contains { $0.text.hasPrefix("account \(account.id) is synced") })
        #expect(kept.lines.allSatisfy { $0.place.hasPrefix("tern_") })
        let told = ["@", "tern.test", "localhost", "rivate", user.name, user.password]
        #expect(kept.lines.map(\.text).filter { text in told.contains { text.contains($0) } } == [])
        stopLog()
        let count = kept.lines.count
        _ = try await mail.sync(account: account.id, request: everything)
        #expect(kept.lines.count == count)
    }
}
