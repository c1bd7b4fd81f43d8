import TernCore
import UIKit

/// Keeps the app running while the core works, or is about to send: iOS lets it stop within seconds after the person left.
/// The system gives about 30 seconds, and then takes them back.
final class StayAwake: Awake {
    func working(working: Bool) { Task { @MainActor in Self.hold(working) } }

    @MainActor private static var task = UIBackgroundTaskIdentifier.invalid

    @MainActor private static func hold(_ working: Bool) {
        let before = task
        task = working ? UIApplication.shared.beginBackgroundTask(withName: "work") { release() } : .invalid
        if before != .invalid { UIApplication.shared.endBackgroundTask(before) }
    }

    @MainActor private static func release() {
        if task != .invalid { UIApplication.shared.endBackgroundTask(task) }
        task = .invalid
    }
}
