import TernCore

/// Saves the newest version half a second after the last change, one save at a time, and at once when asked to.
@MainActor
final class Saver {
    private let clock: any Clock<Duration>
    private let save: @MainActor () async throws -> Int64
    private let told: @MainActor (SaveState) -> Void
    private var timer: Task<Void, Never>?
    private var saving: Task<Bool, Never>?
    private var dirty = false
    /// Whether anything was changed since it was opened.
    private(set) var touched = false

    init(
        _ clock: any Clock<Duration>, save: @escaping @MainActor () async throws -> Int64,
        told: @escaping @MainActor (SaveState) -> Void
    ) {
        self.clock = clock
        self.save = save
        self.told = told
    }

    func touch() {
        dirty = true
        touched = true
        told(.waiting)
        timer?.cancel()
        timer = Task {
            guard (try? await clock.sleep(for: .milliseconds(500))) != nil else { return }
            await flush()
        }
    }

    /// Ends when what there is now is on disk, or could not be put there.
    @discardableResult
    func flush() async -> Bool {
        while let saving { _ = await saving.value }
        while dirty {
            let one = Task { await once() }
            saving = one
            let kept = await one.value
            saving = nil
            if !kept { return false }
        }
        return true
    }

    /// Ends without another save: the draft is sent or thrown away.
    func stop() async {
        timer?.cancel()
        while let saving { _ = await saving.value }
        dirty = false
    }

    private func once() async -> Bool {
        dirty = false
        told(.saving)
        do {
            let at = try await save()
            if !dirty { told(.saved(at: at)) }
            return true
        } catch {
            dirty = true
            if let error = MailError.shown(error) { told(.failed(error)) }
            return false
        }
    }
}
