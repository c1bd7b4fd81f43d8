import TernCore

extension MailCore {
    /// Says when to ask: at once, and after events that `concerns` takes, any number of them as one.
    public func changes(_ concerns: @escaping @MainActor (Event) -> Bool) throws -> AsyncStream<Void> {
        // Subscribed before the first answer is asked for, so that nothing falls between the two.
        let events = try events()
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield()
        let pump = Task { @MainActor in
            for await event in events where event == .overflow || concerns(event) {
                continuation.yield()
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in pump.cancel() }
        return stream
    }
}

/// Between two answers, so that a sync that changes folder after folder draws no more often than people see.
let coalescing = Duration.milliseconds(100)

extension AsyncStream where Element == Void {
    /// Asks at the first signal, then once for all the signals of a short while.
    @MainActor
    func eachSoon(_ clock: any Clock<Duration>, after pause: Duration = coalescing, _ ask: @MainActor () async -> Void)
        async
    {
        for await _ in self {
            await ask()
            do { try await clock.sleep(for: pause) } catch { return }
        }
    }
}

extension Clock<Duration> {
    func sleep(for duration: Duration) async throws {
        try await sleep(until: now.advanced(by: duration), tolerance: nil)
    }
}

/// Runs a verb; an error goes to `failed`. Whether it worked.
@MainActor
@discardableResult
func attempt(_ failed: @MainActor (MailError) -> Void, _ verb: @MainActor () async throws -> Void) async -> Bool {
    do {
        try await verb()
        return true
    } catch {
        if let error = MailError.shown(error) { failed(error) }
        return false
    }
}
