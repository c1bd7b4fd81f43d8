import TernCore
import TernMail
@preconcurrency import UserNotifications

/// Notifications of new mail, grouped by account, each with its buttons.
@MainActor
enum Notifications {
    static let category = "message"

    /// Asked at the first need: when there is an account to hear of.
    static func ask() async {
        _ = try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound, .badge])
    }

    static func show(_ said: Said, _ desk: Desk) async {
        guard desk.settings.values.notifications else { return }
        let say = Say(format: Format(locale: .current, zone: .current, now: desk.now()))
        for arrival in said.arrivals {
            await add("message-\(arrival.message)", content(arrival, say))
        }
        guard said.more > 0 else { return }
        let more = UNMutableNotificationContent()
        more.title = say(counted("notification-more", said.more))
        await add("more", more)
    }

    private static func content(_ arrival: Arrival, _ say: Say) -> UNNotificationContent {
        let content = UNMutableNotificationContent()
        content.title = say(arrival.title)
        content.subtitle = arrival.subtitle.map { say($0) } ?? ""
        content.body = arrival.body.map { say($0) } ?? ""
        content.sound = .default
        content.threadIdentifier = "account-\(arrival.account)"
        content.categoryIdentifier = category
        content.userInfo = ["message": arrival.message, "thread": arrival.thread]
        return content
    }

    private static func add(_ id: String, _ content: UNNotificationContent) async {
        // Refused where the person switched them off; the settings say so.
        try? await UNUserNotificationCenter.current().add(
            UNNotificationRequest(identifier: id, content: content, trigger: nil))
    }

    static func badge(_ unread: Int) async {
        try? await UNUserNotificationCenter.current().setBadgeCount(unread)
    }
}
