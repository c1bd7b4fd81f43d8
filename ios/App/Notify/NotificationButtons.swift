import TernCore
import TernMail
@preconcurrency import UserNotifications

/// What a person does with a notification: opens it, or presses one of its buttons.
@MainActor
final class NotificationButtons: NSObject, UNUserNotificationCenterDelegate {
    private weak var app: AppCore?

    init(_ app: AppCore) {
        self.app = app
    }

    func begin() {
        let center = UNUserNotificationCenter.current()
        center.delegate = self
        let buttons = NoticeButton.allCases.map(button)
        // A sender's name is hidden on the lock screen as the person chose, by what the notification says.
        center.setNotificationCategories([
            UNNotificationCategory(identifier: Notifications.category, actions: buttons, intentIdentifiers: [])
        ])
    }

    private func button(_ button: NoticeButton) -> UNNotificationAction {
        let say = Say(format: Format(locale: .current, zone: .current, now: 0))
        let title = say(button.word)
        switch button {
        case .archive, .read: return UNNotificationAction(identifier: button.rawValue, title: title)
        case .delete: return UNNotificationAction(identifier: button.rawValue, title: title, options: .destructive)
        case .reply:
            return UNTextInputNotificationAction(
                identifier: button.rawValue, title: title, options: .authenticationRequired,
                textInputButtonTitle: say("cmd-send"),
                textInputPlaceholder: say("reader-reply-hint"))
        }
    }

    // On the main actor: the system asserts that both return on the main thread.
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse
    ) async {
        let about = response.notification.request.content.userInfo
        guard let message = about["message"] as? Int64 else { return }
        let text = (response as? UNTextInputNotificationResponse)?.userText ?? ""
        await pressed(response.actionIdentifier, message, about["thread"] as? Int64, text)
    }

    /// New mail that is seen to come in needs no banner.
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification
    ) async -> UNNotificationPresentationOptions { [] }

    private func pressed(_ action: String, _ message: MessageId, _ thread: ThreadId?, _ text: String) async {
        guard let app, let desk = await app.desk() else { return }
        if let button = NoticeButton(rawValue: action) {
            await desk.press(button, message: message, text: text)
        } else if action == UNNotificationDefaultActionIdentifier {
            app.nav.go(.reader(message: message, thread: thread))
        }
    }
}
