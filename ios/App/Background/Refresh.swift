import BackgroundTasks
import TernCore

/// Asks the system to wake the app; when it does so is the system's choice.
enum Refresh {
    static let name = "app.tern.mail.refresh"

    static func schedule(_ next: NextWake?) {
        BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: name)
        guard let next else { return }
        let request = BGAppRefreshTaskRequest(identifier: name)
        request.earliestBeginDate = Date(timeIntervalSince1970: Double(next.at) / 1000)
        // Refused where the person switched it off; the why screen says so.
        try? BGTaskScheduler.shared.submit(request)
    }
}
