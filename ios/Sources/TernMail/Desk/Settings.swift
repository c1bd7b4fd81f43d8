import Observation
import TernCore

public enum ThemeChoice: String, Sendable, CaseIterable { case system, light, dark }

/// What a swipe does; `none` leaves the row where it is.
public enum Swipe: String, Sendable, CaseIterable { case none, archive, delete, read, flag, junk }

/// How much of a message the lock screen shows.
public enum Shown: String, Sendable, CaseIterable { case all, sender, nothing }

public enum Density: String, Sendable, CaseIterable { case compact, normal, relaxed }

/// The preferences of this face. Seconds before an open message counts as read; -1: never by itself.
public struct Values: Equatable, Sendable {
    public var theme: ThemeChoice = .system
    public var density: Density = .normal
    public var markRead: Double = 2
    public var plainText = false
    public var threads = true
    public var snippets = true
    public var swipeStart: Swipe = .archive
    public var swipeEnd: Swipe = .delete
    public var notifications = true
    public var shown: Shown = .all
    public var appLock = false
    public var folded: Set<String> = []
}

/// One preference: its name in the profile, and how it is read into values and written from them.
private struct Kind {
    let key: String
    let write: (Values) -> String
    let read: (String, inout Values) -> Void
}

private func choice<T: RawRepresentable<String>>(_ key: String, _ path: WritableKeyPath<Values, T>) -> Kind {
    Kind(key: key, write: { $0[keyPath: path].rawValue }) { text, values in
        if let value = T(rawValue: text) { values[keyPath: path] = value }
    }
}

private func plain<T: LosslessStringConvertible>(_ key: String, _ path: WritableKeyPath<Values, T>) -> Kind {
    Kind(key: key, write: { $0[keyPath: path].description }) { text, values in
        if let value = T(text) { values[keyPath: path] = value }
    }
}

@MainActor private let kinds: [Kind] = [
    choice("face.theme", \.theme),
    choice("face.density", \.density),
    plain("face.mark_read", \.markRead),
    plain("face.plain_text", \.plainText),
    plain("ios.threads", \.threads),
    plain("face.snippets", \.snippets),
    choice("ios.swipe_start", \.swipeStart),
    choice("ios.swipe_end", \.swipeEnd),
    plain("face.notifications", \.notifications),
    choice("ios.lock_screen", \.shown),
    plain("ios.app_lock", \.appLock),
    Kind(key: "ios.folded", write: { $0.folded.sorted().joined(separator: "\n") }) { text, values in
        values.folded = Set(text.split(separator: "\n").map(String.init))
    },
]

/// Preferences, kept in the profile. A change takes effect at once; what cannot be kept comes back.
@MainActor
@Observable
public final class Settings {
    public private(set) var values = Values()
    private let core: any MailCore
    private let failed: @MainActor (MailError) -> Void

    init(_ core: any MailCore, _ failed: @escaping @MainActor (MailError) -> Void) {
        self.core = core
        self.failed = failed
    }

    public func load() async {
        await attempt(failed) {
            let stored = Dictionary(try await core.settings().map { ($0.key, $0.value) }) { $1 }
            var read = Values()
            for kind in kinds {
                if let text = stored[kind.key] { kind.read(text, &read) }
            }
            values = read
        }
    }

    public func change(_ how: (inout Values) -> Void) async {
        let before = values
        how(&values)
        let after = values
        for kind in kinds where kind.write(before) != kind.write(after) {
            let kept = await attempt(failed) { try await core.setSetting(key: kind.key, value: kind.write(after)) }
            if !kept { kind.read(kind.write(before), &values) }
        }
    }
}
