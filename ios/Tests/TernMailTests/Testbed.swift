import Foundation

struct User: Decodable {
    let name: String
    let password: String
    let address: String
}

struct Servers: Decodable {
    let imaps: UInt16
    let submissions: UInt16
    let ca_file: String
    let user: User
}

/// Real servers on loopback, started by `tern-testbed` (`TERN_TESTBED`); they end when its standard input does.
final class Testbed: @unchecked Sendable {
    static let shared = Testbed(mails: CostTests.wanted ? 200 : 3000)

    let servers: Servers
    let caPem: String
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let lock = NSLock()

    private init(mails: Int) {
        let program = ProcessInfo.processInfo.environment["TERN_TESTBED"] ?? "tern-testbed"
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--mails", "\(mails)"]
        process.standardInput = input
        process.standardOutput = output
        do {
            try process.run()
            servers = try JSONDecoder().decode(Servers.self, from: Testbed.line(output))
            caPem = try String(contentsOfFile: servers.ca_file, encoding: .utf8)
        } catch {
            preconditionFailure("\(program) gives no servers: \(error)")
        }
    }

    /// Makes a user with empty folders.
    func user() throws -> User {
        try JSONDecoder().decode(User.self, from: ask("user"))
    }

    /// Delivers a message from Grace.
    func deliver(_ user: User, _ subject: String, body: String = "x", extra: String = "") throws {
        let id = subject.replacingOccurrences(of: " ", with: ".")
        let head = "From: Grace Hopper <grace@tern.test>\r\nTo: \(user.address)\r\nSubject: \(subject)\r\n"
        let date = "Date: Mon, 16 Nov 2026 10:00:00 +0100\r\nMessage-ID: <\(id)@tern.test>\r\n\(extra)\r\n\(body)\r\n"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try (head + date).write(to: file, atomically: true, encoding: .utf8)
        let answer = ask("deliver \(user.name) \(file.path)")
        try FileManager.default.removeItem(at: file)
        precondition(String(decoding: answer, as: UTF8.self).contains("\"delivered\":true"))
    }

    private func ask(_ line: String) -> Data {
        lock.lock()
        defer { lock.unlock() }
        input.fileHandleForWriting.write(Data((line + "\n").utf8))
        return Testbed.line(output)
    }

    private static func line(_ pipe: Pipe) -> Data {
        var line = Data()
        while let byte = try? pipe.fileHandleForReading.read(upToCount: 1), let first = byte.first, first != 10 {
            line.append(first)
        }
        precondition(!line.isEmpty, "tern-testbed ended; its standard error says why")
        return line
    }
}
