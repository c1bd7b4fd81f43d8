import Foundation
import Testing

/// Swift cannot list what was called, so the files of this folder are read and held against `bindings/verbs.txt`.
@Suite struct VerbTests {
    @Test func noVerbIsLeftOut() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let tests = try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
        let code = tests.joined().split(separator: "\n").filter { !$0.contains("//") }.joined(separator: "\n")
        let list = folder.appendingPathComponent("../../../bindings/verbs.txt")
        let listed = try String(contentsOf: list, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(listed.count > 60)
        let missing = listed.map(spelled).filter { name in
            !["mail.", "Mail.", " ", "("].contains { code.contains("\($0)\(name)(") }
        }
        #expect(missing == [])
    }

    /// The name in Swift of what Rust spells `like_this`.
    private func spelled(_ name: Substring) -> String {
        let words = name.split(separator: "_")
        return words[0] + words.dropFirst().map(\.capitalized).joined()
    }
}
