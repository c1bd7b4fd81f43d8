import Foundation
import TernCore
import TernMail
import Testing

/// Counts the new messages it hears of, and all events.
private final class Counting: EventListener, @unchecked Sendable {
    private let lock = NSLock()
    private var (heard, messages) = (0, 0)
    var count: Int { lock.withLock { heard } }
    var news: Int { lock.withLock { messages } }

    func onEvent(event: Event) {
        lock.withLock {
            heard += 1
            if case .newMessage = event { messages += 1 }
        }
    }
}

/// A core whose system has no threads left.
private final class Deaf: Mail, @unchecked Sendable {
    override func subscribe(listener: any EventListener) throws -> Subscription {
        throw MailError.Storage(reason: "The system gives no more threads.", next: "Close other programs.")
    }
}

/// Listeners and the stream of events: who hears what, and until when.
extension ContractTests {
    @Test func aDroppedListenerHearsNothingMore() async throws {
        let user = try bed.user()
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(user))
        let listener = Counting()
        var subscription: Subscription? = try mail.subscribe(listener: listener)
        _ = try await mail.sync(account: account.id, request: everything)
        try await eventually { listener.count > 0 }
        #expect(subscription != nil)
        subscription = nil
        try bed.deliver(user, "Unheard")
        #expect(try await mail.sync(account: account.id, request: everything).newMessages == 1)
        // An event of before may have been on its way.
        #expect(listener.news == 0)
    }

    @Test func aReaderThatThrowsEndsItsOwnStreamAlone() async throws {
        struct Fault: Error {}
        let user = try bed.user()
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(user))
        let (heard, theirs) = (try mail.events(), try mail.events())
        let failing = Task {
            for await _ in theirs { throw Fault() }
        }
        try bed.deliver(user, "Heard all the same")
        _ = try await mail.sync(account: account.id, request: everything)
        await #expect(throws: Fault.self) { try await failing.value }
        _ = try await until(heard) { if case .mailboxChanged = $0 { true } else { false } }
    }

    #if os(Linux)
        @Test func aReaderThatIsCancelledFreesItsListener() async throws {
            let mail = try await open(folder())
            let others = listening()
            let events = try mail.events()
            let reading = Task {
                for await _ in events {}
            }
            try await eventually { listening() == others + 1 }
            reading.cancel()
            try await eventually { listening() == others }
        }
    #endif

    @Test func aSubscriptionThatFailsFailsTheStream() async throws {
        let deaf = Deaf(noHandle: .init())
        #expect(try await refused { _ = try deaf.events() }.kind == "Storage")
    }
}

/// Threads on which the core delivers events, one a listener.
private func listening() -> Int {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    let names = tasks.compactMap { try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8) }
    return names.filter { $0.hasPrefix("tern-events") }.count
}
