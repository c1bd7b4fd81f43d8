import TernCore

/// Named states of the outbox, the same on every face.
public enum OutboxSamples {
    public static let loading = OutboxScreen(body: .loading, open: [], busy: [])
    public static let empty = OutboxScreen(body: .empty, open: [], busy: [])
    public static let failedOffline = OutboxScreen(body: .failed(offlineError), open: [], busy: [])
    public static let everyState = OutboxScreen(
        body: bodyOf([
            outboxItemOf(7, "Minutes", .failed, reply: "550 5.1.1 No such user"),
            outboxItemOf(6, "Perhaps", .uncertain, attempts: 1),
            outboxItemOf(5, "In a moment", .queued, due: sampleNow + 8_000),
            outboxItemOf(4, "Tried before", .queued, due: sampleNow + 300_000, attempts: 2),
            outboxItemOf(3, "Leaving", .committing, attempts: 1),
            outboxItemOf(2, "Copy is looked for", .accepted, attempts: 1),
            outboxItemOf(1, "There", .done, attempts: 1),
        ]), open: [7], busy: [4])
}
