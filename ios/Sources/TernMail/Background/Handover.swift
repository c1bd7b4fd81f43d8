import Foundation
import TernCore

/// What the share extension leaves for the app in a folder both can see: one folder a sharing, with `text.txt` and the
/// shared files below `files`.
public struct Handover: Sendable {
    private let dir: URL

    public init(_ dir: URL) {
        self.dir = dir
    }

    private func text(_ entry: URL) -> URL { entry.appendingPathComponent("text.txt") }
    private func files(_ entry: URL) -> URL { entry.appendingPathComponent("files") }

    /// Leaves a text and copies of files. The folder gets its name when it is whole.
    public func leave(text: String, files shared: [URL], name: String) throws {
        let manager = FileManager.default
        let making = dir.appendingPathComponent(".\(name)")
        try manager.createDirectory(at: files(making), withIntermediateDirectories: true)
        try text.write(to: self.text(making), atomically: true, encoding: .utf8)
        for file in shared {
            try manager.copyItem(at: file, to: files(making).appendingPathComponent(file.lastPathComponent))
        }
        try manager.moveItem(at: making, to: dir.appendingPathComponent(name))
    }

    /// Begins a draft for each sharing and removes it.
    @MainActor
    public func take(_ desk: Desk) async {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: dir.path) else { return }
        for name in names.sorted() where !name.hasPrefix(".") {
            let entry = dir.appendingPathComponent(name)
            await attempt(desk.notices.problem) {
                let text = try String(contentsOf: text(entry), encoding: .utf8)
                let paths = try manager.contentsOfDirectory(atPath: files(entry).path).sorted()
                await desk.writing.begin(start(text), files: paths.map { files(entry).appendingPathComponent($0).path })
                try manager.removeItem(at: entry)
            }
        }
    }

    private func start(_ text: String) -> DraftStart {
        if text.isEmpty { return .blank(account: nil) }
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        let safe = text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
        return .mailto(uri: "mailto:?body=\(safe)")
    }
}
