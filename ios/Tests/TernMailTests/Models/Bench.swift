import Foundation
import TernCore
import Testing

@testable import TernMail

/// A clock that moves when it is told to.
final class TestClock: Clock, @unchecked Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct Sleeper {
        let until: Instant
        let wake: CheckedContinuation<Void, any Error>
    }

    private let lock = NSLock()
    private var time = Instant(offset: .zero)
    private var sleeping: [UUID: Sleeper] = [:]

    var now: Instant { lock.withLock { time } }
    var minimumResolution: Duration { .zero }
    var sleepers: Int { lock.withLock { sleeping.count } }

    /// Sleepers that wake within this time.
    func sleepers(within pause: Duration) -> Int {
        lock.withLock { sleeping.values.count { $0.until <= time.advanced(by: pause) } }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = UUID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (wake: CheckedContinuation<Void, any Error>) in
                lock.withLock { () -> Void in
                    if Task.isCancelled { return wake.resume(throwing: CancellationError()) }
                    if deadline <= time { return wake.resume() }
                    sleeping[id] = Sleeper(until: deadline, wake: wake)
                }
            }
        } onCancel: {
            lock.withLock { sleeping.removeValue(forKey: id) }?.wake.resume(throwing: CancellationError())
        }
    }

    func advance(by duration: Duration) {
        let due = lock.withLock {
            time = time.advanced(by: duration)
            let due = sleeping.filter { $0.value.until <= time }
            due.keys.forEach { sleeping[$0] = nil }
            return due.values.map(\.wake)
        }
        due.forEach { $0.resume() }
    }
}

/// A furnished fake core with all that screens share, and what runs on it until the test ends.
@MainActor
final class Bench {
    let core: FakeCore
    let clock = TestClock()
    let desk: Desk
    private var running: [Task<Void, Never>] = []

    init(_ core: FakeCore? = nil) {
        let core = core ?? furnished()
        self.core = core
        desk = Desk(
            core, clock: clock, now: { core.now }, attribution: { _, row in "\(nameOf(row.from.first)) wrote:" })
    }

    deinit {
        running.forEach { $0.cancel() }
    }

    /// Reads accounts and preferences, as an app that has started.
    func loaded() async -> Bench {
        await desk.accounts.load()
        await desk.settings.load()
        return self
    }

    func run(_ work: @escaping @MainActor () async -> Void) {
        running.append(Task { await work() })
    }

    func cancelAll() {
        running.forEach { $0.cancel() }
    }

    /// Lets every model come to its pause between two answers, and ends it.
    func soon() async {
        await reach("a model never came to its pause") { clock.sleepers(within: coalescing) >= running.count }
        clock.advance(by: coalescing)
    }

    /// What the person is told now.
    var notice: NoticeText? { desk.notices.head?.text }

    /// Runs what the notice offers.
    func takeBack() async {
        await desk.notices.head?.action?.run()
    }
}

/// Lets everything else that can run do so until the condition holds.
@MainActor
func reach(
    _ what: Comment? = nil, at place: SourceLocation = #_sourceLocation, _ condition: @MainActor () -> Bool
) async {
    for turn in 0..<11_000 {
        if condition() { return }
        // Other threads may have the word: a clock's sleeper wakes on one.
        if turn < 1_000 { await Task.yield() } else { try? await Task.sleep(for: .milliseconds(1)) }
    }
    Issue.record(what ?? "it never came to this", sourceLocation: place)
}

/// Lets everything that can run come to rest, to see that nothing happens.
@MainActor
func rest() async {
    for _ in 0..<200 { await Task.yield() }
}

let storageError = MailError.Storage(reason: "The disk is full.", next: "Make room.")
