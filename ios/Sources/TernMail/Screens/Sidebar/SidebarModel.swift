import Observation
import TernCore

/// Folders and how syncing is: drawn from what the desk knows.
@MainActor
@Observable
public final class SidebarModel {
    private let desk: Desk

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public var state: SidebarState {
        SidebarState(
            rows: rowsOf(desk.accounts.state, desk.settings.values.folded), strip: stripOf(desk.accounts.state))
    }

    public func onEvent(_ event: SidebarEvent) {
        switch event {
        case .folded(let key): Task { await desk.settings.change { $0.folded.formSymmetricDifference([key]) } }
        case .syncCancelled:
            desk.accounts.state.status.filter(\.syncing).forEach { desk.core.cancelSync(account: $0.account) }
        }
    }
}
