/// When the app is covered, and when it asks who is there. `now` counts seconds.
public struct AppLock: Equatable, Sendable {
    /// Until the settings are known, nothing is shown.
    public private(set) var isCovered = true
    public var wanted = false {
        didSet { if !wanted { isCovered = false } }
    }
    private var left: Double?
    /// The question itself takes the app from the front; one that was refused is not asked again by itself.
    private var asked = false

    public init() {}

    /// Something stands before the app: the list of apps, a question of the system.
    public mutating func leave(at now: Double) {
        guard wanted && !isCovered else { return }
        (left, isCovered, asked) = (now, true, false)
    }

    public mutating func goAway() {
        asked = false
    }

    /// Whether to ask now.
    public mutating func comeBack(at now: Double) -> Bool {
        guard wanted && isCovered && !asked else { return false }
        guard isLocked(away: left.map { now - $0 }) else {
            isCovered = false
            return false
        }
        asked = true
        return true
    }

    public mutating func proven() {
        isCovered = false
    }
}

/// Whether the app is locked for one who comes back: after a minute elsewhere, and when it starts.
public func isLocked(away seconds: Double?) -> Bool {
    seconds.map { $0 >= 60 || $0 < 0 } ?? true
}
