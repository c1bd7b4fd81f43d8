import Observation
import TernCore

/// Drafts of this device, and those in the mailboxes.
@MainActor
@Observable
public final class DraftsModel {
    private var ui = DraftsState(body: .loading)
    private let desk: Desk
    private let core: any MailCore
    private var limit = page
    private static let page = 100
    private static let largest = 500

    public init(_ desk: Desk) {
        self.desk = desk
        core = desk.core
    }

    /// Without the drafts that were thrown away a moment ago.
    public var state: DraftsState {
        guard case .drafts(let local, let server, let total) = ui.body else { return ui }
        let shown = local.filter { !desk.writing.discarded.contains($0.id) }
        let nothing = shown.isEmpty && server.isEmpty
        return DraftsState(body: nothing ? .empty : .drafts(local: shown, server: server, serverTotal: total))
    }

    public func run() async {
        await attempt(failed) {
            let changes = try core.changes(concerns)
            await changes.eachSoon(desk.clock, load)
        }
    }

    public func onEvent(_ event: DraftsEvent) {
        switch event {
        case .opened(let draft): desk.writing.show(draft)
        case .messageOpened(let id): Task { await desk.writing.begin(.message(message: id)) }
        case .discarded(let draft): desk.writing.discard(draft)
        case .messageDeleted(let ids):
            Task { await desk.actions.act(.delete, Targets(ids: ids, rows: 1, threads: false)) }
        case .more:
            limit = min(limit + Self.page, Self.largest)
            Task { await load() }
        case .retried:
            ui.body = .loading
            Task { await load() }
        }
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .draftsChanged, .mailboxChanged, .accountChanged, .overflow: true
        case .mode, .newMessage, .progress, .outboxChanged, .statusChanged, .editRefused, .failed, .planChanged:
            false
        }
    }

    private func failed(_ error: MailError) {
        if case .drafts = ui.body { desk.notices.problem(error) } else { ui.body = .failed(error) }
    }

    private func load() async {
        await attempt(failed) {
            let local = try await core.drafts()
            let request = ListRequest(
                view: .role(role: .drafts), threaded: false, unreadOnly: false, from: .offset(offset: 0),
                limit: UInt32(limit))
            let page = try await core.list(request: request)
            let nothing = local.isEmpty && page.rows.isEmpty
            ui.body = nothing ? .empty : .drafts(local: local, server: page.rows, serverTotal: Int(page.total))
        }
    }
}
