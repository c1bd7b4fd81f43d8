import Foundation

/// What the app tells its widget, in a file that both can read.
struct UnreadFacts: Codable {
    let count: Int

    private static var file: URL? {
        FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: "group.app.tern.mail")?
            .appendingPathComponent("unread.json")
    }

    static func read() -> UnreadFacts {
        let data = file.flatMap { try? Data(contentsOf: $0) }
        return data.flatMap { try? JSONDecoder().decode(UnreadFacts.self, from: $0) } ?? UnreadFacts(count: 0)
    }

    /// A widget that cannot be told shows what it knew.
    func write() {
        guard let file = Self.file, let data = try? JSONEncoder().encode(self) else { return }
        try? data.write(to: file, options: .completeFileProtectionUntilFirstUserAuthentication)
    }
}
