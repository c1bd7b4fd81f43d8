import Foundation
import TernCore
import TernMail

let everything = SyncRequest(mailbox: nil, bodies: nil)

/// Keeps secrets in memory; `failure` is thrown instead of an answer.
final class Keys: SecretStore, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [String: Data] = [:]
    private let failure: (any Error)?

    init(failure: (any Error)? = nil) {
        self.failure = failure
    }

    func get(name: String) throws -> Data? {
        if let failure { throw failure }
        return lock.withLock { kept[name] }
    }

    func set(name: String, value: Data) throws {
        lock.withLock { kept[name] = value }
    }

    func delete(name: String) throws {
        lock.withLock { _ = kept.removeValue(forKey: name) }
    }
}

/// A folder that is not there yet.
func folder() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
}

/// Opens a profile that checks every second where push cannot hold.
func open(_ dir: String, _ secrets: any SecretStore = Keys()) async throws -> Mail {
    try await Mail.open(options: ProfileOptions(dir: dir, pollSeconds: 1), secrets: secrets)
}

/// What a person types to add the account of `user`.
func setup(_ user: User, password: String? = nil) -> AccountSetup {
    let bed = Testbed.shared
    return AccountSetup(
        address: user.address, name: "Ada Lovelace", user: user.name, password: password ?? user.password,
        imap: Server(host: "localhost", port: bed.servers.imaps, security: .tls),
        smtp: Server(host: "localhost", port: bed.servers.submissions, security: .tls),
        caPem: bed.caPem, window: .all)
}

func flags(seen: Bool = false, flagged: Bool = false) -> Flags {
    Flags(seen: seen, answered: false, flagged: flagged, deleted: false, draft: false, keywords: [])
}

/// What a platform says of its network.
func network(_ kind: NetworkKind, metered: Bool = false) -> NetworkFacts {
    NetworkFacts(kind: kind, id: "", metered: metered, dataSaver: false, captive: false)
}

/// What a phone says that runs on its battery.
func power(canHoldSocket: Bool = true) -> PowerFacts {
    PowerFacts(
        batteryPercent: 60, charging: false, powerSave: false, doze: false, standby: .active, exactAlarms: false,
        canHoldSocket: canHoldSocket, backgroundAllowed: true, windowSeconds: nil)
}

/// A plain message to one person.
func letter(_ account: Account, to: String, _ subject: String) -> Draft {
    Draft(
        account: account.id, from: Address(name: account.name, email: account.address),
        to: [Address(name: nil, email: to)], cc: [], bcc: [], subject: subject, text: "Are the terns back?",
        html: nil, attachments: [], inReplyTo: nil)
}

extension Mail {
    func role(_ account: Account, _ role: Role) async throws -> Mailbox {
        try await findMailbox(account: account.id, which: .role(role: role))
    }

    func rows(_ account: Account, _ which: Role) async throws -> [MessageRow] {
        try await messages(mailbox: role(account, which).id, before: nil, limit: 50)
    }
}

/// A profile with the account of `user`, up to date.
func synced(_ user: User) async throws -> (Mail, Account) {
    let mail = try await open(folder())
    let account = try await mail.addAccount(setup: setup(user))
    _ = try await mail.sync(account: account.id, request: everything)
    return (mail, account)
}

/// Waits until a condition holds; the suite's time limit ends the wait.
func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(10)) }
}

/// The first event that `wanted` takes; the suite's time limit ends the wait.
func until(_ events: AsyncStream<Event>, _ wanted: (Event) -> Bool) async throws -> Event {
    for await event in events where wanted(event) { return event }
    throw CancellationError()
}

/// The name of the kind of error that `block` throws, with its sentences.
func refused(
    isolation: isolated (any Actor)? = #isolation, _ block: () async throws -> Void
) async throws -> (kind: String, next: String) {
    do {
        try await block()
    } catch {
        let error = try MailError.of(error)
        return (String(describing: error).prefix { $0 != "(" }.description, error.sentences.next)
    }
    return ("nothing", "")
}
