import BackgroundTasks
import SwiftUI
import TernMail

@main
struct TernApp: App {
    @UIApplicationDelegateAdaptor private var delegate: AppDelegate
    @Environment(\.scenePhase) private var phase

    var body: some Scene {
        WindowGroup {
            Timed { Opening(app: delegate.app) }
                .onChange(of: phase, initial: true) { delegate.app.sceneChanged(phase) }
                .onOpenURL { url in Task { await delegate.app.open(url) } }
        }
        .backgroundTask(.appRefresh(Refresh.name)) { await delegate.app.refresh() }
    }
}

/// Owns what lives as long as the process.
final class AppDelegate: NSObject, UIApplicationDelegate {
    let app = AppCore()

    func application(
        _ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool {
        Files.clear()
        app.begin()
        return true
    }
}

/// What is shown while the profile opens, when it cannot be opened, while the app is locked, and then the app.
private struct Opening: View {
    @Environment(\.say) private var say
    @State private var curtain = LockWindow()
    let app: AppCore

    var body: some View {
        content.onChange(of: isCovered, initial: true) {
            curtain.show(isCovered, lock: app.lock, scheme: desk?.settings.values.theme.scheme)
        }
    }

    private var desk: Desk? {
        if case .open(let desk) = app.opened { desk } else { nil }
    }

    private var isCovered: Bool { desk != nil && app.lock.isCovered }

    @ViewBuilder private var content: some View {
        switch app.opened {
        case .opening: ProgressView(say("working"))
        case .failed(let error): ClosedView(error: error, onRetry: app.begin, onAnew: app.beginAnew)
        case .open(let desk):
            if let error = desk.accounts.state.closed {
                ClosedView(error: error) { Task { await desk.accounts.load() } }
            } else {
                RootView(app: app, desk: desk, nav: app.nav)
                    .preferredColorScheme(desk.settings.values.theme.scheme)
                    .privacySensitive(desk.settings.values.appLock)
            }
        }
    }
}

extension ThemeChoice {
    var scheme: ColorScheme? {
        switch self {
        case .system: nil
        case .light: .light
        case .dark: .dark
        }
    }
}

extension Bundle {
    var version: String { infoDictionary?["CFBundleShortVersionString"] as? String ?? "" }
}
