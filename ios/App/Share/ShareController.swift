import Social
import TernMail
import UIKit
import UniformTypeIdentifiers
@preconcurrency import UserNotifications

/// Takes what another app shares and leaves it for Tern, which goes on writing when it is opened. It opens no core:
/// extensions have little memory, and the profile is the app's.
final class ShareController: SLComposeServiceViewController {
    override func isContentValid() -> Bool { true }

    override func configurationItems() -> [Any]! { [] }

    override func didSelectPost() {
        let (items, text) = (extensionContext?.inputItems ?? [], contentText ?? "")
        Task {
            do {
                try await leave(items.compactMap { $0 as? NSExtensionItem }, text)
                await tell()
                extensionContext?.completeRequest(returningItems: nil)
            } catch {
                extensionContext?.cancelRequest(withError: error)
            }
        }
    }

    private func leave(_ items: [NSExtensionItem], _ text: String) async throws {
        guard let shared = Place.shared else { throw CocoaError(.fileNoSuchFile) }
        var (files, lines): ([URL], [String]) = ([], text.isEmpty ? [] : [text])
        for provider in items.flatMap({ $0.attachments ?? [] }) {
            if provider.hasItemConformingToTypeIdentifier(UTType.fileURL.identifier)
                || !provider.hasItemConformingToTypeIdentifier(UTType.url.identifier)
            {
                if let file = try await file(provider) { files.append(file) }
            } else if let url = try await link(provider) {
                lines.append(url.absoluteString)
            }
        }
        try Handover(shared).leave(text: lines.joined(separator: "\n"), files: files, name: UUID().uuidString)
    }

    private func link(_ provider: NSItemProvider) async throws -> URL? {
        try await withCheckedThrowingContinuation { done in
            _ = provider.loadObject(ofClass: URL.self) { url, error in
                done.resume(with: error.map { .failure($0) } ?? .success(url))
            }
        }
    }

    /// A copy of what is shared: the original is gone when this returns.
    private func file(_ provider: NSItemProvider) async throws -> URL? {
        guard let type = provider.registeredTypeIdentifiers.first, type != UTType.plainText.identifier else {
            return nil
        }
        return try await withCheckedThrowingContinuation { done in
            provider.loadFileRepresentation(forTypeIdentifier: type) { url, error in
                done.resume(
                    with: Result {
                        guard let url else { throw error ?? CocoaError(.fileReadUnknown) }
                        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
                        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                        let copy = folder.appendingPathComponent(url.lastPathComponent)
                        try FileManager.default.copyItem(at: url, to: copy)
                        return copy
                    })
            }
        }
    }

    /// Leads to the app, which an extension cannot open.
    private func tell() async {
        let content = UNMutableNotificationContent()
        content.title = Bundle.main.localizedString(forKey: "share-continue", value: nil, table: nil)
        // Without the right to notify, the draft waits until the app is opened.
        try? await UNUserNotificationCenter.current().add(
            UNNotificationRequest(identifier: "shared", content: content, trigger: nil))
    }
}
