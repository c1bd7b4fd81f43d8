import Foundation
import TernCore

@testable import TernMail

/// What the fake keeps of a message.
struct Letter: Equatable {
    var row: MessageRow
    var text = ""
    var html: String?
    var remote: UInt32 = 0
    var cc: [Address] = []
    var files: [Attachment] = []
}

func gone(_ what: String) -> MailError {
    .Gone(reason: "There is no such \(what) here (any more).", next: "List again.")
}

/// A core made of lists, for the models' tests: `ContractTests` holds it to the real one. It writes down what was
/// called, fails where `failures` says so and waits where `gates` does.
@MainActor
final class FakeCore: MailCore {
    var calls: [String] = []
    var failures: [String: MailError] = [:]
    var gates: Set<String> = []
    var accountList: [Account] = []
    var mailboxList: [Mailbox] = []
    var letters: [Letter] = []
    var statusOf: [AccountId: AccountStatus] = [:]
    var running: Set<AccountId> = []
    var now = sampleNow
    /// Sees the letters that the next look at the server brings.
    var coming: [Letter] = []
    private var kept: [String: String] = [:]
    var senders: Set<String> = []
    private var heard: [Int: AsyncStream<Event>.Continuation] = [:]
    private var last = 0

    var syncKept: [AccountId: SyncSettings] = [:]
    var wakesDone: [Wake] = []
    var foreground = true
    /// The plan to give instead of one made of the modes.
    var planned: BackgroundPlan?

    var undoable: [ActionId: [Letter]] = [:]
    var savedDrafts: [DraftId: SavedDraft] = [:]
    var sentDrafts: [OutboxId: SavedDraft] = [:]
    var outboxItems: [OutboxId: OutboxItem] = [:]

    /// Streams that are read now, as the core counts its listeners.
    var listeners: Int { heard.count }

    func next() -> Int64 {
        last += 1
        return Int64(last)
    }

    func emit(_ event: Event) {
        heard.values.forEach { $0.yield(event) }
    }

    func events() throws -> AsyncStream<Event> {
        if let failure = failures["events"] { throw failure }
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(256))
        last += 1
        let key = last
        heard[key] = continuation
        continuation.onTermination = { _ in Task { @MainActor in self.heard[key] = nil } }
        return stream
    }

    func verb<T>(_ name: String, _ with: Any..., do block: () throws -> T) async throws -> T {
        calls.append(([name] + with.map { "\($0)" }).joined(separator: " "))
        while gates.contains(name) { await Task.yield() }
        if let failure = failures[name] { throw failure }
        return try block()
    }

    func count(_ verb: String) -> Int {
        calls.count { $0 == verb || $0.hasPrefix(verb + " ") }
    }

    func account(_ id: AccountId) throws -> Account {
        guard let found = accountList.first(where: { $0.id == id }) else { throw gone("account") }
        return found
    }

    func mailbox(_ id: MailboxId) throws -> Mailbox {
        guard let found = mailboxList.first(where: { $0.id == id }) else { throw gone("mailbox") }
        return found
    }

    func letter(_ id: MessageId) throws -> Letter {
        guard let found = letters.first(where: { $0.row.id == id }) else { throw gone("message") }
        return found
    }

    private func change(_ id: AccountId, _ how: (inout Account) -> Void) throws {
        var changed = try account(id)
        how(&changed)
        accountList = accountList.map { $0.id == id ? changed : $0 }
        emit(.accountChanged(account: id))
    }

    func accounts() async throws -> [Account] {
        try await verb("accounts") { accountList }
    }

    func addAccount(setup: AccountSetup) async throws -> Account {
        try await verb("addAccount", setup.address) {
            if accountList.contains(where: { $0.address == setup.address }) {
                throw MailError.Input(
                    reason: "This account is there already.", next: "Remove it first, or add another address.")
            }
            var made = accountOf((accountList.map(\.id).max() ?? 0) + 1, setup.address, name: setup.name)
            (made.imap, made.smtp, made.window) = (setup.imap, setup.smtp, setup.window)
            accountList.append(made)
            mailboxList += mailboxesOf(made.id, [])
            emit(.accountChanged(account: made.id))
            return made
        }
    }

    func removeAccount(account id: AccountId) async throws {
        try await verb("removeAccount", id) {
            _ = try account(id)
            accountList.removeAll { $0.id == id }
            mailboxList.removeAll { $0.account == id }
            letters.removeAll { $0.row.account == id }
            emit(.accountChanged(account: id))
        }
    }

    func setPassword(account id: AccountId, password: String) async throws {
        try await verb("setPassword", id) {
            _ = try account(id)
            emit(.statusChanged(account: id))
        }
    }

    func setSending(account: AccountId, name: String?, undoSeconds: UInt32) async throws {
        try await verb("setSending", account, undoSeconds) {
            if undoSeconds > 120 {
                throw MailError.Input(
                    reason: "A sent message can be taken back for 120 seconds at most.", next: "Choose fewer seconds.")
            }
            try change(account) { ($0.name, $0.undoSeconds) = (name, undoSeconds) }
        }
    }

    func setWindow(account: AccountId, window: Window) async throws {
        try await verb("setWindow", account) { try change(account) { $0.window = window } }
    }

    func setMailboxWindow(mailbox id: MailboxId, window: Window?) async throws {
        try await verb("setMailboxWindow", id) {
            let box = try mailbox(id)
            for at in mailboxList.indices where mailboxList[at].id == id { mailboxList[at].window = window }
            emit(.mailboxChanged(account: box.account, mailbox: id))
        }
    }

    func mailboxes(account id: AccountId) async throws -> [Mailbox] {
        try await verb("mailboxes", id) {
            _ = try account(id)
            return mailboxList.filter { $0.account == id }.map { box in
                var counted = box
                let rows = letters.map(\.row).filter { $0.mailbox == box.id }
                counted.local = UInt32(rows.count)
                counted.total = counted.local + box.olderOnServer
                counted.unread = UInt32(rows.count { !$0.flags.seen })
                return counted
            }
        }
    }

    func status() async throws -> [AccountStatus] {
        try await verb("status") {
            accountList.map { account in
                let mode: PushMode? = running.contains(account.id) ? .push : nil
                return statusOf[account.id]
                    ?? AccountStatus(
                        account: account.id, mode: mode, why: "", syncing: false, synced: nil, problem: nil)
            }
        }
    }

    /// The letters that a look at the server brings.
    func arrive(_ id: AccountId) -> [Letter] {
        let came = coming.filter { $0.row.account == id }
        coming.removeAll { $0.row.account == id }
        letters += came
        for letter in came {
            emit(.newMessage(account: id, mailbox: letter.row.mailbox, id: letter.row.id, afterMs: 0))
        }
        return came
    }

    func sync(account id: AccountId, request: SyncRequest) async throws -> SyncReport {
        try await verb("sync", id) {
            _ = try account(id)
            let came = arrive(id)
            return SyncReport(
                mailboxes: 6, newMessages: UInt32(came.count), bodies: 0, removed: 0, flagsChanged: 0, editsSent: 0,
                problems: [])
        }
    }

    func cancelSync(account: AccountId) {
        calls.append("cancelSync \(account)")
    }

    func start(account id: AccountId) async throws {
        try await verb("start", id) { _ = running.insert(try account(id).id) }
    }

    func stop(account id: AccountId) async throws {
        try await verb("stop", id) { _ = running.remove(id) }
    }

    func settings() async throws -> [Setting] {
        try await verb("settings") { kept.map { Setting(key: $0.key, value: $0.value) } }
    }

    func setSetting(key: String, value: String?) async throws {
        try await verb("setSetting", key, value ?? "") {
            if key.isEmpty || key.count > 100 {
                throw MailError.Input(
                    reason: "The name of a preference has 1 to 100 characters.", next: "Choose a shorter name.")
            }
            kept[key] = value
        }
    }
}
