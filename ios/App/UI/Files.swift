import QuickLook
import SwiftUI
import TernCore
import TernMail
import UniformTypeIdentifiers

/// Copies of files on their way in or out; the system removes them with the app's temporary folder.
enum Files {
    /// A new place for a part of a message; its name is what people see.
    @MainActor static let part: PartFiles = { message, part, name in
        try fresh().appendingPathComponent(safeName(name)).path
    }

    static func fresh() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Copies what was picked to where the core can read it.
    static func copy(_ url: URL) throws -> String {
        let allowed = url.startAccessingSecurityScopedResource()
        defer { if allowed { url.stopAccessingSecurityScopedResource() } }
        let copy = try fresh().appendingPathComponent(url.lastPathComponent)
        try FileManager.default.copyItem(at: url, to: copy)
        return copy.path
    }

    static func read(_ url: URL) throws -> [UInt8] {
        let allowed = url.startAccessingSecurityScopedResource()
        defer { if allowed { url.stopAccessingSecurityScopedResource() } }
        return Array(try Data(contentsOf: url))
    }

    /// Removes what an earlier run of the app left.
    static func clear() {
        let folder = FileManager.default.temporaryDirectory
        let left = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        left.forEach { try? FileManager.default.removeItem(at: $0) }
    }
}

/// Opens, shares or saves a file that the reader wrote. Quick Look brings Live Text with it.
struct FileOutside: ViewModifier {
    @Environment(\.say) private var say
    let outside: Outside?
    let onDone: () -> Void

    func body(content: Content) -> some View {
        content
            .quickLookPreview(Binding(get: { opened }, set: { if $0 == nil { onDone() } }))
            .onChange(of: outside) {
                guard case .print(let message, let body) = outside else { return }
                onDone()
                let date = say.format.fullDate(message.row.date)
                Paper.print(printedOf(message, body, date), title: say(subjectOf(message.row.subject)))
            }
            .sheet(isPresented: .shown(shared, onDone)) { if let shared { ShareSheet(url: shared) } }
            .sheet(isPresented: .shown(saved, onDone)) { if let saved { ExportSheet(url: saved) } }
    }

    private var opened: URL? {
        if case .openFile(let path, _) = outside { URL(fileURLWithPath: path) } else { nil }
    }

    private var shared: URL? {
        if case .shareFile(let path, _) = outside { URL(fileURLWithPath: path) } else { nil }
    }

    private var saved: URL? {
        if case .saveFile(let path, _, _) = outside { URL(fileURLWithPath: path) } else { nil }
    }
}

struct ShareSheet: UIViewControllerRepresentable {
    let url: URL

    func makeUIViewController(context: Context) -> UIActivityViewController {
        UIActivityViewController(activityItems: [url], applicationActivities: nil)
    }

    func updateUIViewController(_ controller: UIActivityViewController, context: Context) {}
}

private struct ExportSheet: UIViewControllerRepresentable {
    let url: URL

    func makeUIViewController(context: Context) -> UIDocumentPickerViewController {
        UIDocumentPickerViewController(forExporting: [url])
    }

    func updateUIViewController(_ controller: UIDocumentPickerViewController, context: Context) {}
}
