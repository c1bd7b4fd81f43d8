import LocalAuthentication
import Observation
import SwiftUI
import TernMail

/// Hides the app until its person is recognised, when they want it so.
@MainActor
@Observable
final class Lock {
    private var gate = AppLock()

    /// Covers the app, in the system's list of apps too.
    var isCovered: Bool { gate.isCovered }
    var wanted: Bool {
        get { gate.wanted }
        set { gate.wanted = newValue }
    }

    private var now: Double { Date.now.timeIntervalSince1970 }

    func leave() { gate.leave(at: now) }

    func goAway() { gate.goAway() }

    func comeBack() {
        guard UIApplication.shared.applicationState == .active, gate.comeBack(at: now) else { return }
        Task { await unlock() }
    }

    /// Face ID, Touch ID or the device's code.
    func unlock() async {
        let reason = Bundle.main.localizedString(forKey: "lock-text", value: nil, table: nil)
        let known = try? await LAContext().evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)
        if known == true { gate.proven() }
    }

    static var isPossible: Bool { LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil) }
}

/// A window above all others: a sheet stands above the views of its own window, so a view could not cover it.
@MainActor
final class LockWindow {
    private var window: UIWindow?

    func show(_ covered: Bool, lock: Lock, scheme: ColorScheme?) {
        guard covered else { return close() }
        let scene = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }.first
        guard window == nil, let scene else { return }
        // The keyboard stands above every window.
        scene.windows.forEach { $0.endEditing(true) }
        let window = UIWindow(windowScene: scene)
        window.windowLevel = .alert + 1
        window.rootViewController = UIHostingController(
            rootView: Timed { LockView(lock: lock).preferredColorScheme(scheme) })
        // The key window alone hears the keys of a keyboard.
        window.makeKeyAndVisible()
        self.window = window
    }

    private func close() {
        guard let window else { return }
        window.isHidden = true
        window.windowScene?.windows.first { $0 !== window }?.makeKey()
        self.window = nil
    }
}

struct LockView: View {
    @Environment(\.say) private var say
    let lock: Lock

    var body: some View {
        ContentUnavailableView {
            Label(say("lock-title"), systemImage: "lock")
        } description: {
            Text(say("lock-text"))
        } actions: {
            Button(say("lock-unlock")) { Task { await lock.unlock() } }.buttonStyle(.borderedProminent)
        }
        .frame(maxWidth: .infinity, maxHeight: .infinity)
        .background(.background)
    }
}
