import Observation
import TernCore

/// Reads what the system allows the app.
public typealias Allowed = @MainActor () async -> Permissions

/// What the settings show of the core, and the changes made there.
@MainActor
@Observable
public final class SettingsModel {
    private let desk: Desk
    private let core: any MailCore
    private let allowed: Allowed
    private var ui: SettingsState

    public init(_ desk: Desk, allowed: @escaping Allowed, version: String) {
        self.desk = desk
        core = desk.core
        self.allowed = allowed
        ui = SettingsState(
            body: .loading, values: desk.settings.values,
            permissions: Permissions(notifications: true, backgroundRefresh: true, lowPower: false, lock: false),
            version: version, removal: nil, problem: nil)
    }

    public var state: SettingsState {
        var state = ui
        state.values = desk.settings.values
        return state
    }

    public func run() async {
        ui.permissions = await allowed()
        await attempt(failed) {
            let changes = try core.changes(concerns)
            await changes.eachSoon(desk.clock, load)
        }
    }

    public func onEvent(_ event: SettingsEvent) {
        switch event {
        case .retried: Task { await load() }
        case .windowChosen(let account, let window):
            change(account) { try await $0.setWindow(account: account, window: window) }
        case .folderWindowChosen(let account, let mailbox, let window):
            change(account) { try await $0.setMailboxWindow(mailbox: mailbox, window: window) }
        case .sendingChanged(let account, let name, let undoSeconds):
            change(account) { try await $0.setSending(account: account, name: name, undoSeconds: undoSeconds) }
        case .syncChanged(let account, let how): changeSync(account, how)
        case .removeAsked(let account): askRemoval(account)
        case .removeConfirmed: remove()
        case .dialogClosed: ui.removal = nil
        case .senderRemoved(let sender): hide(sender)
        case .changed(let how): Task { await desk.settings.change(how) }
        case .resumed: Task { ui.permissions = await allowed() }
        }
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .accountChanged, .mailboxChanged, .statusChanged, .mode, .planChanged, .overflow: true
        case .newMessage, .progress, .outboxChanged, .editRefused, .failed, .draftsChanged: false
        }
    }

    private func failed(_ error: MailError) {
        if case .ready = ui.body { desk.notices.problem(error) } else { ui.body = .failed(error) }
    }

    private func load() async {
        await attempt(failed) {
            let outbox = try await core.outbox().filter { waitingStates.contains($0.state) }
            let status = try await core.status()
            var parts: [AccountPart] = []
            for account in try await core.accounts() {
                parts.append(
                    AccountPart(
                        account: account, mailboxes: try await core.mailboxes(account: account.id).filter(\.selectable),
                        status: status.first { $0.account == account.id },
                        waiting: outbox.count { $0.account == account.id },
                        sync: try await core.syncSettings(account: account.id)))
            }
            ui.body = .ready(accounts: parts, senders: try await core.remoteSenders().sorted())
        }
    }

    private func change(_ account: AccountId, _ verb: @escaping @MainActor (any MailCore) async throws -> Void) {
        ui.problem = nil
        Task {
            await attempt({ ui.problem = AccountProblem(account: account, error: $0) }) { try await verb(core) }
            await load()
        }
    }

    private func changeSync(_ account: AccountId, _ how: (inout SyncSettings) -> Void) {
        guard var changed = ui.part(account)?.sync else { return }
        how(&changed)
        let settings = changed
        change(account) { try await $0.setSyncSettings(account: account, settings: settings) }
    }

    private func hide(_ sender: String) {
        Task {
            await attempt(desk.notices.problem) { try await core.allowRemote(sender: sender, allow: false) }
            await load()
        }
    }

    private func askRemoval(_ id: AccountId) {
        guard let part = ui.part(id) else { return }
        ui.removal = Removal(account: part.account, waiting: part.waiting, busy: false, error: nil)
    }

    private func remove() {
        guard let removal = ui.removal, !removal.busy else { return }
        ui.removal?.busy = true
        ui.removal?.error = nil
        Task {
            let done = await attempt({ ui.removal?.error = $0 }) {
                try await core.removeAccount(account: removal.account.id)
            }
            ui.removal?.busy = false
            if done {
                ui.removal = nil
                desk.notices.say(phrase("settings-removed", .text(removal.account.address)))
            }
            await load()
        }
    }
}
