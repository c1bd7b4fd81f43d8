import Foundation
import TernCore
import Testing

@testable import TernMail

/// A core with one account, whose inbox gets letters from Grace.
@MainActor
struct World {
    let core: any MailCore
    let account: Account
    /// A folder of this test.
    let dir: String
    /// Brings a letter into the inbox.
    fileprivate let deliver: @MainActor (String) throws -> Void
    fileprivate let fetch: @MainActor () async throws -> Void

    /// Brings letters into the inbox and the inbox into the core, the first the oldest.
    func letters(_ subjects: String...) async throws {
        for subject in subjects { try deliver(subject) }
        try await fetch()
    }

    func rows(
        _ view: View = .role(role: .inbox), threaded: Bool = false, unread: Bool = false, offset: UInt32 = 0
    ) async throws -> ListPage {
        let from = ListFrom.offset(offset: offset)
        return try await core.list(
            request: ListRequest(view: view, threaded: threaded, unreadOnly: unread, from: from, limit: 100))
    }

    func subjects(_ view: View = .role(role: .inbox)) async throws -> [String] {
        try await rows(view).rows.map(\.row.subject)
    }

    func box(_ role: Role) async throws -> Mailbox {
        try #require(try await core.mailboxes(account: account.id).first { $0.role == role })
    }
}

/// Which core is asked.
enum Kind: CaseIterable {
    case fake
    case live

    @MainActor
    func world() async throws -> World {
        let dir = folder()
        try FileManager.default.createDirectory(atPath: dir, withIntermediateDirectories: true)
        return switch self {
        case .fake: try await fakeWorld(dir)
        case .live: try await liveWorld(dir)
        }
    }
}

@MainActor
private func fakeWorld(_ dir: String) async throws -> World {
    let fake = FakeCore()
    let server = Server(host: "localhost", port: 993, security: .tls)
    let added = try await fake.addAccount(
        setup: AccountSetup(
            address: "ada@tern.test", name: "Ada Lovelace", user: nil, password: "secret", imap: server, smtp: server,
            caPem: nil, window: .all))
    let sender = Address(name: "Grace Hopper", email: "grace@tern.test")
    return World(core: fake, account: added, dir: dir) { subject in
        let id = Int64(fake.letters.count + 1)
        let row = rowOf(id, sender, subject, agoMinutes: 1000 - id)
        fake.letters.append(letterOf(row, text: "Text of \(subject)"))
    } fetch: {
    }
}

@MainActor
private func liveWorld(_ dir: String) async throws -> World {
    let user = try Testbed.shared.user()
    let live = try await open(dir + "/profile")
    let added = try await live.addAccount(setup: setup(user))
    return World(core: live, account: added, dir: dir) { subject in
        try Testbed.shared.deliver(user, subject, body: "Text of \(subject)")
    } fetch: {
        _ = try await live.sync(account: added.id, request: everything)
    }
}

extension ContractTests {
    /// What screens rely on, run against the real core and against the fake that their tests use.
    @Suite @MainActor struct CoreContract {
        @Test(arguments: Kind.allCases) func aListIsNewestFirstWithItsWholeLength(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("One", "Two", "Three")
            #expect(try await world.subjects() == ["Three", "Two", "One"])
            let rest = try await world.rows(offset: 2)
            #expect(rest.total == 3 && rest.offset == 2 && rest.rows.map(\.row.subject) == ["One"])
            #expect(try await world.box(.inbox).unread == 3)
            let ids = try await world.rows().rows.map(\.row.id)
            #expect(try await world.core.listIds(view: .role(role: .inbox), unreadOnly: false) == ids)
        }

        @Test(arguments: Kind.allCases) func archiveTakesRowsOutAndUndoBringsThemBack(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("Kept", "Archived")
            let row = try #require(try await world.rows().rows.first)
            let action = try await world.core.archive(ids: row.ids)
            #expect(action.kind == .archive && action.messages == 1)
            #expect(try await world.box(.archive).id == action.to)
            #expect(try await world.subjects() == ["Kept"])
            #expect(try await world.subjects(.role(role: .archive)) == ["Archived"])
            try await world.core.undo(action: action.id)
            #expect(try await world.subjects() == ["Archived", "Kept"])
            #expect(try await refused { try await world.core.undo(action: action.id) }.kind == "Gone")
        }

        @Test(arguments: Kind.allCases) func deleteGoesToTheTrashAndJunkToJunk(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("Junk", "Deleted")
            let rows = try await world.rows().rows
            #expect(try await world.core.delete(ids: rows[0].ids).kind == .delete)
            #expect(try await world.core.junk(ids: rows[1].ids, junk: true).kind == .junk)
            #expect(try await world.subjects() == [])
            #expect(try await world.subjects(.role(role: .trash)) == ["Deleted"])
            #expect(try await world.core.junk(ids: rows[1].ids, junk: false).kind == .notJunk)
            #expect(try await world.subjects() == ["Junk"])
        }

        @Test(arguments: Kind.allCases) func movedAndCopiedMessagesAreWhereTheyWerePut(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("Copied", "Moved")
            let rows = try await world.rows().rows
            let sent = try await world.box(.sent).id
            #expect(try await world.core.moveTo(ids: rows[0].ids, mailbox: sent).to == sent)
            #expect(try await world.core.copyTo(ids: rows[1].ids, mailbox: sent).kind == .copy)
            #expect(try await world.subjects() == ["Copied"])
            #expect(Set(try await world.subjects(.mailbox(mailbox: sent))).contains("Moved"))
        }

        @Test(arguments: Kind.allCases) func flagsAreShownAtOnceAndCounted(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("Read", "Flagged")
            let rows = try await world.rows().rows
            let read = FlagChange(add: flags(seen: true), remove: flags())
            _ = try await world.core.flag(ids: rows[1].ids, change: read)
            _ = try await world.core.flag(
                ids: rows[0].ids, change: FlagChange(add: flags(flagged: true), remove: flags()))
            #expect(try await world.rows(unread: true).rows.map(\.row.subject) == ["Flagged"])
            #expect(try await world.subjects(.flagged) == ["Flagged"])
            #expect(try await world.box(.inbox).unread == 1)
            #expect(try await world.core.flag(ids: rows[1].ids, change: read).messages == 0)
        }

        @Test(arguments: Kind.allCases) func aMessageOpensWithItsTextAndWhatIsGoneIsNamed(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("Opened")
            let row = try #require(try await world.rows().rows.first?.row)
            let message = try await world.core.message(id: row.id)
            #expect(message.text.trimmingCharacters(in: .whitespacesAndNewlines) == "Text of Opened")
            #expect(!message.html && message.remote == 0 && !message.remoteAllowed)
            #expect(try await world.core.thread(thread: row.thread).map(\.id) == [row.id])
            #expect(try await world.core.row(id: row.id).id == row.id)
            #expect(try await refused { _ = try await world.core.message(id: row.id + 1000) }.kind == "Gone")
            #expect(try await refused { _ = try await world.core.row(id: row.id + 1000) }.kind == "Gone")
            #expect(try await world.core.thread(thread: row.thread + 1000).isEmpty)
        }

        @Test(arguments: Kind.allCases) func aSearchLooksInAllFolders(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("Engines", "Gardens")
            _ = try await world.core.archive(ids: try #require(try await world.rows().rows.first).ids)
            #expect(try await world.subjects(.search(query: "gardens")) == ["Gardens"])
            #expect(try await world.subjects(.search(query: "from:grace")) == ["Gardens", "Engines"])
            #expect(try await world.subjects(.search(query: "from:nobody")) == [])
            let reading = try await world.core.readQuery(query: "gardens from:grace is:unread -roses")
            #expect(reading.words == ["gardens", "grace"] && reading.unfinished == nil)
            #expect(try await world.core.readQuery(query: "gardens after:20").unfinished == "after:20")
            #expect(try await world.core.readQuery(query: "gardens from:").unfinished == "from:")
        }

        @Test(arguments: Kind.allCases) func aRemovedAccountTakesEverythingWithIt(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("Gone with it")
            try await world.core.removeAccount(account: world.account.id)
            #expect(try await world.core.accounts().isEmpty)
            #expect(try await world.subjects() == [])
            #expect(
                try await refused { _ = try await world.core.beginDraft(start: .blank(account: nil)) }.kind == "Input")
        }

        @Test(arguments: Kind.allCases) func thePlanFollowsWhatWasChosen(_ kind: Kind) async throws {
            let world = try await kind.world()
            let (core, id) = (world.core, world.account.id)
            func plan() async throws -> AccountPlan { try #require(try await core.backgroundPlan().accounts.first) }
            #expect(try await plan().reasons.contains(.foreground))
            core.setForeground(foreground: false)
            core.setPower(facts: power())
            core.setNetwork(facts: network(.wifi))
            #expect(try await core.syncSettings(account: id) == usualSync)
            #expect(try await plan().mode == .push)
            #expect(try await core.backgroundPlan().hold)
            var settings = usualSync
            settings.mode = .manual
            try await core.setSyncSettings(account: id, settings: settings)
            let manual = try await plan()
            #expect(manual.reasons == [.manual] && manual.mode == .nothing)
            #expect(try await core.backgroundPlan().nextWake == nil)
            settings.everyMinutes = 7
            let wrong = settings
            #expect(try await refused { try await core.setSyncSettings(account: id, settings: wrong) }.kind == "Input")
            #expect(try await refused { _ = try await core.syncSettings(account: id + 1000) }.kind == "Gone")
            #expect(try await core.wakes(most: 5).isEmpty)
            let wake = try await core.backgroundSync(budgetSeconds: 30)
            #expect(try await core.wakes(most: 5) == [wake])
        }

        @Test(arguments: Kind.allCases) func changesComeAtOnceAndAfterWhatConcernsThem(_ kind: Kind) async throws {
            let world = try await kind.world()
            try await world.letters("One")
            let signals = try world.core.changes { if case .mailboxChanged = $0 { true } else { false } }
            var each = signals.makeAsyncIterator()
            #expect(await each.next() != nil, "the first asks for what there is")
            _ = try await world.core.archive(ids: try #require(try await world.rows().rows.first).ids)
            #expect(await each.next() != nil, "a mailbox changed")
        }
    }
}
