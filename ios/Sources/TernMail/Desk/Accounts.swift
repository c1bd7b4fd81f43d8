import Observation
import TernCore

public struct Progress: Equatable, Sendable {
    public let mailbox: MailboxId
    public let done: UInt32
    public let total: UInt32
}

/// `list` is nil until the first answer; `closed` says why there is none.
public struct AccountsState: Equatable, Sendable {
    public var list: [Account]?
    public var mailboxes: [Mailbox]
    public var status: [AccountStatus]
    public var progress: [AccountId: Progress]
    public var drafts: Int
    public var waiting: Int
    public var closed: MailError?

    static let none = AccountsState(
        list: nil, mailboxes: [], status: [], progress: [:], drafts: 0, waiting: 0, closed: nil)

    public func mailbox(_ id: MailboxId) -> Mailbox? { mailboxes.first { $0.id == id } }

    public func account(_ id: AccountId) -> Account? { list?.first { $0.id == id } }

    public func withRole(_ role: Role) -> [Mailbox] { mailboxes.filter { $0.role == role } }

    /// The person's own addresses, lower case.
    public var mine: Set<String> { Set((list ?? []).map { $0.address.lowercased() }) }
}

/// States in which a message has not left yet.
let waitingStates: Set<OutboxState> = [.queued, .submitting, .committing, .uncertain, .failed]

/// Accounts, their folders and how they are: asked again when the core says that they changed.
@MainActor
@Observable
public final class Accounts {
    public private(set) var state = AccountsState.none
    private let core: any MailCore
    private let clock: any Clock<Duration>

    init(_ core: any MailCore, _ clock: any Clock<Duration>) {
        self.core = core
        self.clock = clock
    }

    /// Keeps the state true while it runs.
    func run() async {
        async let progressing: Void = follow()
        await attempt(failed) {
            let changes = try core.changes(concerns)
            await changes.eachSoon(clock, after: .milliseconds(300)) { await load() }
        }
        await progressing
    }

    public func load() async {
        await attempt(failed) {
            let list = try await core.accounts()
            let status = try await core.status()
            var mailboxes: [Mailbox] = []
            for account in list { mailboxes += try await core.mailboxes(account: account.id) }
            let drafts = try await core.drafts().count
            let waiting = try await core.outbox().filter { waitingStates.contains($0.state) }.count
            let syncing = Set(status.filter(\.syncing).map(\.account))
            state = AccountsState(
                list: list, mailboxes: mailboxes, status: status,
                progress: state.progress.filter { syncing.contains($0.key) }, drafts: drafts, waiting: waiting,
                closed: nil)
        }
    }

    /// With something on the screen it stays; without, the screen says why.
    private func failed(_ error: MailError) {
        if state.list == nil { state.closed = error }
    }

    private func follow() async {
        await attempt(failed) {
            for await event in try core.events() { progress(event) }
        }
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .mode, .mailboxChanged, .accountChanged, .outboxChanged, .statusChanged, .failed, .draftsChanged,
            .overflow:
            true
        case .newMessage, .progress, .editRefused, .planChanged: false
        }
    }

    private func progress(_ event: Event) {
        guard case .progress(let account, let mailbox, let phase, let done, let total) = event else { return }
        switch phase {
        case .done: state.progress[account] = nil
        case .folders, .headers, .bodies: state.progress[account] = Progress(mailbox: mailbox, done: done, total: total)
        }
    }
}
