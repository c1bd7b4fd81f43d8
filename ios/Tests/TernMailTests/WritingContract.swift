import Foundation
import TernCore
import Testing

@testable import TernMail

extension ContractTests.CoreContract {
    @Test(arguments: Kind.allCases) func aDraftIsKeptSentAndTakenBackWithItsFiles(_ kind: Kind) async throws {
        let world = try await kind.world()
        let core = world.core
        let begun = try await core.beginDraft(start: .blank(account: nil))
        #expect(begun.draft.account == world.account.id && begun.draft.from.email == world.account.address)
        try "tern;3\n".write(toFile: world.dir + "/list.csv", atomically: true, encoding: .utf8)
        let added = try await core.attachFile(id: begun.id, path: world.dir + "/list.csv")
        let draft = letter(world.account, to: "robin@tern.test", "Taken back")
        let at = try await core.saveDraft(id: begun.id, draft: draft)
        let kept = try await core.drafts()
        #expect(kept.map(\.draft.subject) == ["Taken back"] && kept.map(\.files) == [[added]] && kept[0].changed == at)
        try await core.setSending(account: world.account.id, name: "Ada", undoSeconds: 60)
        let outbox = try await core.sendDraft(id: begun.id, options: SendOptions(now: false))
        #expect(try await core.drafts().isEmpty)
        let waiting = try #require(try await core.outbox().first { $0.id == outbox })
        #expect(waiting.state == .queued && waiting.recipients.map(\.address) == ["robin@tern.test"])
        #expect(waiting.due > (waiting.ledger.first?.at ?? .max))
        let again = try await core.recallDraft(outbox: outbox)
        #expect(again.draft.subject == "Taken back" && again.files.map(\.name) == ["list.csv"])
        try await core.detachFile(id: again.id, file: again.files[0].id)
        #expect(try await core.draft(id: again.id).files.isEmpty)
        try await core.discardDraft(id: again.id)
        #expect(try await refused { _ = try await core.draft(id: again.id) }.kind == "Gone")
        #expect(try await refused { try await core.retrySend(id: outbox + 1000) }.kind == "Gone")
        #expect(try await refused { try await core.cancelSend(id: outbox + 1000) }.kind == "Gone")
    }

    @Test(arguments: Kind.allCases) func anAnswerBeginsWithWhatItAnswers(_ kind: Kind) async throws {
        let world = try await kind.world()
        try await world.letters("A question")
        let row = try #require(try await world.rows().rows.first?.row)
        let reply = DraftStart.reply(message: row.id, attribution: "Grace wrote:")
        let answer = try await world.core.beginDraft(start: reply).draft
        #expect(answer.to.map(\.email) == ["grace@tern.test"])
        #expect(answer.subject == "Re: A question" && answer.inReplyTo == row.id)
        #expect(answer.text.contains("Grace wrote:") && answer.text.contains("> Text of A question"))
        let forward = DraftStart.forward(message: row.id, attribution: "Forwarded")
        let passed = try await world.core.beginDraft(start: forward).draft
        #expect(passed.to.isEmpty && passed.subject == "Fwd: A question")
        let mailto = DraftStart.mailto(uri: "mailto:bo@y.example?subject=Hello%20there")
        let linked = try await world.core.beginDraft(start: mailto).draft
        #expect(linked.to.map(\.email) == ["bo@y.example"] && linked.subject == "Hello there")
        let shared = try await world.core.beginDraft(start: .mailto(uri: "mailto:?body=100%20%25%0AMore")).draft
        let lines = shared.text.split(whereSeparator: \.isNewline)
        #expect(shared.to.isEmpty && lines == ["100 %", "More"])
    }

    @Test(arguments: Kind.allCases) func peopleAndAddressesAreKnown(_ kind: Kind) async throws {
        let world = try await kind.world()
        try await world.letters("From Grace")
        #expect(try await world.core.completeAddress(prefix: "hop", limit: 8).map(\.email) == ["grace@tern.test"])
        let read = try world.core.parseAddresses(text: "\"Lee, Ann\" <ann@x.example>; bo@y.example")
        #expect(read.map(\.name) == ["Lee, Ann", nil] && read.map(\.email) == ["ann@x.example", "bo@y.example"])
        #expect(try await refused { _ = try world.core.parseAddresses(text: "ann") }.kind == "Input")
        let page = "https://shore.example/"
        #expect(world.core.checkLink(url: page, text: "our page") == .open(url: page))
        let misleading = world.core.checkLink(url: page, text: "https://bank.example/")
        #expect({ if case .misleading(_, _, "shore.example") = misleading { true } else { false } }())
        let mailto = world.core.checkLink(url: "mailto:ann@x.example", text: "write")
        #expect({ if case .mailto = mailto { true } else { false } }())
        #expect(world.core.checkLink(url: "javascript:steal()", text: "x") == .refused)
    }

    @Test(arguments: Kind.allCases) func preferencesSendersAndWindowsAreKept(_ kind: Kind) async throws {
        let world = try await kind.world()
        let (core, id) = (world.core, world.account.id)
        try await core.setSetting(key: "face.theme", value: "dark")
        #expect(try await core.settings() == [Setting(key: "face.theme", value: "dark")])
        try await core.setSetting(key: "face.theme", value: nil)
        #expect(try await core.settings().isEmpty)
        #expect(try await refused { try await core.setSetting(key: "", value: "x") }.kind == "Input")
        try await core.allowRemote(sender: "Grace@Tern.test", allow: true)
        #expect(try await core.remoteSenders() == ["grace@tern.test"])
        try await core.setWindow(account: id, window: .days(days: 7))
        try await core.setMailboxWindow(mailbox: try await world.box(.sent).id, window: .all)
        #expect(try await core.accounts().first?.window == .days(days: 7))
        #expect(try await world.box(.sent).window == .all)
        let long = try await refused { try await core.setSending(account: id, name: nil, undoSeconds: 500) }
        #expect(long.kind == "Input")
        #expect(try await refused { _ = try await core.mailboxes(account: id + 1000) }.kind == "Gone")
        #expect(try await core.status().map(\.account) == [id])
    }

    @Test(arguments: Kind.allCases) func aStreamThatIsLeftIsHeardNoMore(_ kind: Kind) async throws {
        let world = try await kind.world()
        let events = try world.core.events()
        let reading = Task { for await _ in events {} }
        reading.cancel()
        await reading.value
        _ = try await world.core.beginDraft(start: .blank(account: nil))
        var left = events.makeAsyncIterator()
        #expect(await left.next() == nil)
    }
}
