import LocalAuthentication
import Observation
import SwiftUI
import TernMail

/// Hides the app until its person is recognised, when they want it so.
@MainActor
@Observable
final class Lock {
    /// Covers the app, in the system's list of apps too.
    private(set) var isCovered = true
    private var left: Date?
    var wanted = false {
        didSet { if !wanted { isCovered = false } }
    }

    func leave() {
        if wanted && !isCovered { (left, isCovered) = (.now, true) }
    }

    func comeBack() {
        guard wanted, isCovered else { return }
        if isLocked(away: left.map { Date.now.timeIntervalSince($0) }) {
            Task { await unlock() }
        } else {
            isCovered = false
        }
    }

    /// Face ID, Touch ID or the device's code.
    func unlock() async {
        let reason = Bundle.main.localizedString(forKey: "lock-text", value: nil, table: nil)
        let known = try? await LAContext().evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)
        if known == true { isCovered = false }
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
