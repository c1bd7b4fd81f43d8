import TernCore

/// One look at the servers in the background, as the why screen tells of it.
public struct Wake: Equatable, Sendable, Identifiable {
    /// Milliseconds since 1970.
    public let at: Int64
    public let found: Int
    public let offline: Bool

    public var id: Int64 { at }
}

/// The last wakes, the newest first, kept in the profile.
@MainActor
public final class Wakes {
    static let key = "ios.wakes"
    private static let most = 20
    private let core: any MailCore

    public init(_ core: any MailCore) {
        self.core = core
    }

    public func list() async throws -> [Wake] {
        let kept = try await core.settings().first { $0.key == Self.key }?.value ?? ""
        return kept.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 3, let at = Int64(parts[0]), let found = Int(parts[1]) else { return nil }
            return Wake(at: at, found: found, offline: parts[2] == "offline")
        }
    }

    public func add(_ wake: Wake) async throws {
        let all = ([wake] + (try await list())).prefix(Self.most)
        let lines = all.map { "\($0.at) \($0.found) \($0.offline ? "offline" : "reached")" }
        try await core.setSetting(key: Self.key, value: lines.joined(separator: "\n"))
    }
}
