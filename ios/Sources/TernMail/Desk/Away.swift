/// Whether the app is locked for one who comes back: after a minute elsewhere, and when it starts.
public func isLocked(away seconds: Double?) -> Bool {
    seconds.map { $0 >= 60 || $0 < 0 } ?? true
}
