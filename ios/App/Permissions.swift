import TernMail
import UIKit
@preconcurrency import UserNotifications

extension Permissions {
    /// What the system allows now.
    @MainActor static let read: Allowed = {
        let notices = await UNUserNotificationCenter.current().notificationSettings().authorizationStatus
        return Permissions(
            notifications: notices == .authorized || notices == .provisional,
            backgroundRefresh: UIApplication.shared.backgroundRefreshStatus == .available,
            lowPower: ProcessInfo.processInfo.isLowPowerModeEnabled, lock: Lock.isPossible)
    }

    /// The one button that mends it: the app's page in the system's settings.
    @MainActor static func openSettings() {
        if let url = URL(string: UIApplication.openSettingsURLString) { UIApplication.shared.open(url) }
    }
}
