import Observation
import SwiftUI
import TernCore
import TernMail
import WidgetKit

/// The open profile, or why there is none.
enum Opened {
    case opening
    case failed(MailError)
    case open(Desk)
}

/// Owns the core for as long as the process lives; no screen closes it.
@MainActor
@Observable
final class AppCore {
    /// What the core did since the app started.
    static let log = LogBook()
    private(set) var opened = Opened.opening
    let nav = Nav(saved: UserDefaults.standard.stringArray(forKey: "routes") ?? [])
    let lock = Lock()
    @ObservationIgnored private var facts: DeviceFacts?
    @ObservationIgnored private lazy var buttons = NotificationButtons(self)
    @ObservationIgnored private var sync: BackgroundSync?
    @ObservationIgnored private var next: NextWake? {
        didSet { if !isOpen { Refresh.schedule(next) } }
    }
    @ObservationIgnored private var running: [Task<Void, Never>] = []
    @ObservationIgnored private var opening: Task<Desk?, Never>?

    /// Opens the profile; a second call waits for the first, or tries again after a failure.
    func begin() {
        Self.log.begin()
        buttons.begin()
        Task { _ = await desk() }
    }

    /// Deletes what cannot be opened, and opens an empty profile in its place.
    func beginAnew() {
        do {
            try FileManager.default.removeItem(at: try Place.profile())
            try KeychainSecrets().deleteAll()
            begin()
        } catch {
            opened = .failed(.Storage(reason: error.localizedDescription, next: ""))
        }
    }

    /// The desk, once the profile is open; nil when it cannot be opened.
    func desk() async -> Desk? {
        if case .open(let desk) = opened { return desk }
        if let opening { return await opening.value }
        let task = Task { await openProfile() }
        opening = task
        let desk = await task.value
        opening = nil
        return desk
    }

    private func openProfile() async -> Desk? {
        opened = .opening
        do {
            let options = ProfileOptions(dir: try Place.profile().path, pollSeconds: nil)
            // Another language for the app starts it anew.
            let language = Bundle.main.preferredLocalizations.first ?? "en"
            let core = try await openCore(options, secrets: KeychainSecrets(), language: language)
            let now: @MainActor () -> Int64 = { Int64(Date.now.timeIntervalSince1970 * 1000) }
            let desk = Desk(core, now: now) { attribution($0, $1, now: now()) }
            await desk.settings.load()
            await desk.accounts.load()
            lock.wanted = desk.settings.values.appLock
            core.setForeground(foreground: isOpen)
            core.keepAwake(awake: StayAwake())
            facts = DeviceFacts(core)
            facts?.begin()
            let sync = BackgroundSync(desk)
            self.sync = sync
            running = [
                Task { await desk.run() }, Task { await follow(desk) }, Task { await sync.run { self.next = $0 } },
            ]
            opened = .open(desk)
            return desk
        } catch {
            opened = .failed(MailError.shown(error) ?? .Storage(reason: error.localizedDescription, next: ""))
            return nil
        }
    }

    /// Keeps the widget, the badge and the lock true.
    private func follow(_ desk: Desk) async {
        var shown: Int?
        while !Task.isCancelled {
            // Listening begins before the look, so that nothing falls between the two.
            let changed = changes { (desk.accounts.state, desk.settings.values) }
            let unread = desk.accounts.state.withRole(.inbox).reduce(0) { $0 + Int($1.unread) }
            if shown != unread {
                shown = unread
                UnreadFacts(count: unread).write()
                WidgetCenter.shared.reloadAllTimelines()
                await Notifications.badge(unread)
            }
            lock.wanted = desk.settings.values.appLock
            for await _ in changed { break }
        }
    }

    /// Says once that something which `read` looks at changes.
    private func changes(_ read: () -> (AccountsState, Values)) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        _ = withObservationTracking(read) {
            continuation.yield()
            continuation.finish()
        }
        return stream
    }

    private var isOpen: Bool { UIApplication.shared.applicationState != .background }

    func sceneChanged(_ phase: ScenePhase) {
        switch phase {
        case .active:
            Task {
                guard let desk = await desk() else { return }
                // Only the open profile says whether a lock is wanted.
                lock.comeBack()
                desk.core.setForeground(foreground: true)
                if let shared = Place.shared { await Handover(shared).take(desk) }
            }
        case .background:
            UserDefaults.standard.set(nav.saved, forKey: "routes")
            lock.goAway()
            guard case .open(let desk) = opened else { return }
            desk.core.setForeground(foreground: false)
            Refresh.schedule(next)
        case .inactive: lock.leave()
        @unknown default: break
        }
    }

    /// One look at the servers in the seconds that the system gives; the plan then asks for the next one.
    func refresh() async {
        guard let desk = await desk(), let sync else {
            // Such as before the first unlock: without another wake none would ever come again.
            return Refresh.schedule(at: Date.now.addingTimeInterval(3600))
        }
        let look = await sync.look()
        await Notifications.show(saidOf(look.fresh, desk.settings.values.shown), desk)
        Refresh.schedule(next)
    }

    /// A `mailto:` link, or the app's own.
    func open(_ url: URL) async {
        guard let desk = await desk() else { return }
        if url.scheme == "mailto" { await desk.writing.begin(.mailto(uri: url.absoluteString)) }
        if url.scheme == "tern-mail", let route = Route(saved: url.absoluteString.replacing("tern-mail:", with: "")) {
            nav.go(route)
        }
    }
}
