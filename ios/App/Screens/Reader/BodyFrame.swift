import SwiftUI
import TernCore
import TernMail
import WebKit

/// A body with HTML behind walls: no script, no network; its pictures come from the core when a person said so.
struct BodyFrame: View {
    @Environment(\.colorScheme) private var scheme
    let core: any MailCore
    let card: Card
    let remote: Bool
    let onLink: (String, String) -> Void
    @State private var html: String?
    @State private var error: MailError?
    @State private var height: CGFloat = 40

    private var dark: Bool { scheme == .dark && !card.original }

    var body: some View {
        Group {
            if let error { ErrorBox(error: error).padding(.horizontal) }
            if let html {
                WalledWebView(html: html, pictures: pictures, height: $height, onLink: onLink).frame(height: height)
            }
        }
        .task(id: "\(card.id) \(remote) \(dark)") {
            do {
                html = documentOf(
                    try await core.body(id: card.id, options: BodyOptions(remote: remote, plain: false)), dark: dark)
                error = nil
            } catch {
                self.error = MailError.shown(error)
            }
        }
    }

    private var pictures: Pictures? {
        guard remote else { return nil }
        return { [core, id = card.id] in try await core.remoteImage(id: id, number: $0) }
    }
}

/// Asks the core for a picture of the network by its number.
typealias Pictures = @MainActor (UInt32) async throws -> PartData

private struct WalledWebView: UIViewRepresentable {
    let html: String
    let pictures: Pictures?
    @Binding var height: CGFloat
    let onLink: (String, String) -> Void

    func makeCoordinator() -> Walls { Walls() }

    func makeUIView(context: Context) -> WKWebView {
        let configuration = WKWebViewConfiguration()
        configuration.defaultWebpagePreferences.allowsContentJavaScript = false
        configuration.websiteDataStore = .nonPersistent()
        configuration.dataDetectorTypes = []
        configuration.setURLSchemeHandler(context.coordinator, forURLScheme: bodyScheme)
        let view = WKWebView(frame: .zero, configuration: configuration)
        view.navigationDelegate = context.coordinator
        view.scrollView.isScrollEnabled = false
        view.isOpaque = false
        view.allowsLinkPreview = false
        context.coordinator.watch(view) { height = $0 }
        return view
    }

    func updateUIView(_ view: WKWebView, context: Context) {
        context.coordinator.pictures = pictures
        context.coordinator.onLink = onLink
        context.coordinator.show(html, in: view)
    }
}

/// Lets nothing out of a body: every load but its own pictures is refused, every link is the reader's.
@MainActor
private final class Walls: NSObject, WKNavigationDelegate, WKURLSchemeHandler {
    var pictures: Pictures?
    var onLink: ((String, String) -> Void)?
    private var shown: String?
    private var running: [ObjectIdentifier: Task<Void, Never>] = [:]
    private var watching: NSKeyValueObservation?

    func watch(_ view: WKWebView, _ changed: @escaping @MainActor (CGFloat) -> Void) {
        watching = view.scrollView.observe(\.contentSize) { scroll, _ in
            MainActor.assumeIsolated { changed(max(24, scroll.contentSize.height)) }
        }
    }

    /// Shows a document once the wall stands; without it nothing is shown.
    func show(_ html: String, in view: WKWebView) {
        guard shown != html else { return }
        shown = html
        Task {
            do {
                guard let wall = try await wall() else { return }
                view.configuration.userContentController.removeAllContentRuleLists()
                view.configuration.userContentController.add(wall)
                view.loadHTMLString(html, baseURL: URL(string: "\(bodyScheme)://message/"))
            } catch {
                shown = nil
            }
        }
    }

    private func wall() async throws -> WKContentRuleList? {
        try await WKContentRuleListStore.default().compileContentRuleList(
            forIdentifier: "wall", encodedContentRuleList: wallRules)
    }

    func webView(
        _ view: WKWebView, decidePolicyFor action: WKNavigationAction,
        decisionHandler: @escaping @MainActor @Sendable (WKNavigationActionPolicy) -> Void
    ) {
        let own = action.navigationType == .other && action.targetFrame?.isMainFrame == true
        decisionHandler(own ? .allow : .cancel)
        guard action.navigationType == .linkActivated, let url = action.request.url else { return }
        Task { onLink?(url.absoluteString, await text(of: url.absoluteString, in: view)) }
    }

    /// What the document calls a link; a text that looks like an address comes first, as that is what misleads. The
    /// script is the app's own and runs in a world of its own: the document has none.
    private func text(of href: String, in view: WKWebView) async -> String {
        let script = """
            const texts = Array.from(document.links).filter(a => a.href === href).map(a => a.textContent.trim());
            return texts.find(text => text.includes('.')) ?? texts[0] ?? '';
            """
        let found = try? await view.callAsyncJavaScript(
            script, arguments: ["href": href], contentWorld: .world(name: "tern"))
        return found as? String ?? ""
    }

    func webView(_ view: WKWebView, start task: any WKURLSchemeTask) {
        guard let pictures, let url = task.request.url, let number = pictureOf(url.path) else {
            return task.didFailWithError(URLError(.resourceUnavailable))
        }
        running[ObjectIdentifier(task)] = Task {
            do {
                let picture = try await pictures(number)
                guard running.removeValue(forKey: ObjectIdentifier(task)) != nil else { return }
                guard shownPictures.contains(picture.contentType) else { throw URLError(.cannotDecodeContentData) }
                let response = URLResponse(
                    url: url, mimeType: picture.contentType, expectedContentLength: picture.bytes.count,
                    textEncodingName: nil)
                task.didReceive(response)
                task.didReceive(picture.bytes)
                task.didFinish()
            } catch {
                // One that was stopped may be told nothing more.
                if running.removeValue(forKey: ObjectIdentifier(task)) != nil || !Task.isCancelled {
                    task.didFailWithError(error)
                }
            }
        }
    }

    func webView(_ view: WKWebView, stop task: any WKURLSchemeTask) {
        running.removeValue(forKey: ObjectIdentifier(task))?.cancel()
    }
}
