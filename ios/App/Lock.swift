import LocalAuthentication
import Observation
import SwiftUI
import TernMail

/// Hides the app until its person is recognised, when they want it so.
@MainActor
@Observable
final class Lock {
    private(set) var isLocked = true
    var wanted = false {
        didSet { if !wanted { isLocked = false } }
    }

    /// The app is out of sight: what comes back is locked.
    func left() {
        isLocked = wanted
    }

    func returned() {
        if wanted && isLocked { Task { await unlock() } }
    }

    /// Face ID, Touch ID or the device's code.
    func unlock() async {
        let reason = Bundle.main.localizedString(forKey: "lock-reason", value: nil, table: nil)
        let known = try? await LAContext().evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)
        if known == true { isLocked = false }
    }

    static var isPossible: Bool { LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil) }
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
        .background(.background)
    }
}
