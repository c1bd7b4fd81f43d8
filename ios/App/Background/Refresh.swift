import BackgroundTasks

/// Asks the system to wake the app; when it does so is the system's choice.
enum Refresh {
    static let name = "app.tern.mail.refresh"

    static func schedule(_ minutes: Int?) {
        BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: name)
        guard let minutes else { return }
        let request = BGAppRefreshTaskRequest(identifier: name)
        request.earliestBeginDate = Date(timeIntervalSinceNow: Double(minutes) * 60)
        // Refused where the person switched it off; the why screen says so.
        try? BGTaskScheduler.shared.submit(request)
    }
}
