import Foundation
import TernLog

/// The newest lines of the core's log, for a person who reports something. They name nobody and no mail.
public final class LogBook: LogSink, @unchecked Sendable {
    private static let most = 2_000
    private let lock = NSLock()
    private let now: @Sendable () -> Date
    private var lines: [String] = []

    public init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    public func begin() { startLog(sink: self, least: .info) }

    public func onLine(line: LogLine) {
        let said = "\(now().formatted(.iso8601)) \(line.level) \(line.place): \(line.text)"
        lock.withLock {
            if lines.count == Self.most { lines.removeFirst() }
            lines.append(said)
        }
    }

    public var text: String { lock.withLock { lines.map { $0 + "\n" }.joined() } }

    /// Writes it into a folder as `tern-log.txt`.
    public func write(to folder: URL) throws -> URL {
        let file = folder.appendingPathComponent("tern-log.txt")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file
    }
}
