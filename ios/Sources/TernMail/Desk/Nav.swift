import Observation
import TernCore

/// Which column stands in front where there is room for one alone.
public enum Column: Sendable, Hashable { case sidebar, list, reader }

/// Where the person is: what the sidebar chose, what is open over it, and a sheet above all. On a narrow screen the
/// list is pushed over the sidebar and the reader over the list; on a wide one they stand side by side.
@MainActor
@Observable
public final class Nav {
    /// What the middle column shows; nil: the sidebar is in front on a narrow screen.
    public var list: Route?
    /// What the last column shows.
    public var detail: Route?
    /// Screens that are pushed over the list.
    public var path: [Route] = []
    public var sheet: Route?

    public init(saved: [String] = []) {
        list = .inbox
        for route in saved.compactMap(Route.init(saved:)) { restore(route) }
    }

    private func restore(_ route: Route) {
        switch route {
        case .list(.search): path.append(route)
        case .list, .drafts, .outbox: list = route
        case .reader: detail = route
        case .composer, .welcome, .signIn, .settings, .why: sheet = route
        }
    }

    /// What to keep of a process that the system ends.
    public var saved: [String] { ([list] + path.map(Optional.some) + [detail, sheet]).compactMap { $0?.saved } }

    /// What is in front; the system sets it when the person swipes back.
    public var front: Column {
        get { detail != nil ? .reader : list != nil ? .list : .sidebar }
        set {
            if newValue != .reader { detail = nil }
            if newValue == .sidebar { list = nil }
        }
    }

    /// Opens a screen over the others; another message takes the place of the one that is open.
    public func go(_ route: Route) {
        switch route {
        case .list, .drafts, .outbox: if path.last != route { path.append(route) }
        case .reader: detail = route
        case .composer, .welcome, .signIn, .settings, .why: sheet = route
        }
    }

    /// Begins anew with a list: what the sidebar does.
    public func begin(_ route: Route) {
        path = []
        detail = nil
        list = route
    }

    /// Leaves this screen, if it is still there.
    public func leave(_ route: Route) {
        if sheet == route { sheet = nil }
        if detail == route { detail = nil }
        path.removeAll { $0 == route }
    }
}
