import BackgroundTasks
import TernCore

/// Asks the system to wake the app; when it does so is the system's choice.
enum Refresh {
    static let name = "app.tern.mail.refresh"

    static func schedule(_ next: NextWake?) {
        schedule(at: next.map { Date(timeIntervalSince1970: Double($0.at) / 1000) })
    }

    static func schedule(at date: Date?) {
        BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: name)
        guard let date else { return }
        let request = BGAppRefreshTaskRequest(identifier: name)
        request.earliestBeginDate = date
        // Refused where the person switched it off; the why screen says so.
        try? BGTaskScheduler.shared.submit(request)
    }
}
