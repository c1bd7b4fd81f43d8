import Observation
import TernCore

/// What is on its way out, and what became of it.
@MainActor
@Observable
public final class OutboxModel {
    public private(set) var state = OutboxScreen(body: .loading, open: [], busy: [])
    private let desk: Desk
    private let core: any MailCore

    public init(_ desk: Desk) {
        self.desk = desk
        core = desk.core
    }

    public func run() async {
        await attempt(failed) {
            let changes = try core.changes(concerns)
            await changes.eachSoon(desk.clock, load)
        }
    }

    public func onEvent(_ event: OutboxEvent) {
        switch event {
        case .ledger(let id): state.open.formSymmetricDifference([id])
        case .offered(let id, let offer): take(id, offer)
        case .retried:
            state.body = .loading
            Task { await load() }
        }
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .outboxChanged, .accountChanged, .overflow: true
        case .mode, .newMessage, .mailboxChanged, .progress, .draftsChanged, .statusChanged, .editRefused, .failed,
            .planChanged:
            false
        }
    }

    private func failed(_ error: MailError) {
        switch state.body {
        case .items, .empty: desk.notices.problem(error)
        case .loading, .failed: state.body = .failed(error)
        }
    }

    private func load() async {
        await attempt(failed) { state.body = bodyOf(try await core.outbox()) }
    }

    private func take(_ id: OutboxId, _ offer: Offer) {
        guard state.busy.insert(id).inserted else { return }
        Task {
            await attempt(desk.notices.problem) {
                switch offer {
                case .undoSend, .editAgain: desk.writing.show(try await core.recallDraft(outbox: id).id)
                case .retry, .retryUncertain: try await core.retrySend(id: id)
                case .giveUp, .leaveIt: try await core.cancelSend(id: id)
                }
            }
            state.busy.remove(id)
            await load()
        }
    }
}
