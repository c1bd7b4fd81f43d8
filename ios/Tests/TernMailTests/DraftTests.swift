import Foundation
import TernCore
import TernMail
import Testing

/// Drafts: kept as they are written, sent, taken back.
extension ContractTests {
    @Test func aDraftIsKeptWithItsFiles() async throws {
        let dir = folder()
        let mail = try await open(dir + "/profile")
        let account = try await mail.addAccount(setup: setup(bed.user()))
        let events = try mail.events()
        let begun = try await mail.beginDraft(start: .blank(account: nil))
        _ = try await until(events) { if case .draftsChanged = $0 { true } else { false } }
        #expect(begun.draft.account == account.id && begun.draft.from.email == account.address)
        try "tern;3\n".write(toFile: dir + "/list.csv", atomically: true, encoding: .utf8)
        let first = try await mail.attachFile(id: begun.id, path: dir + "/list.csv")
        let second = try await mail.attachData(id: begun.id, name: "picture.png", bytes: Data([1, 2, 3]))
        #expect(first.name == "list.csv" && first.size == 7 && second.contentType == "image/png")
        let draft = letter(account, to: "robin@tern.test", "In pieces")
        let saved = try await mail.saveDraft(id: begun.id, draft: draft)
        let kept = try await mail.draft(id: begun.id)
        #expect(kept.draft.subject == "In pieces" && kept.files == [first, second] && kept.changed == saved)
        #expect(try await mail.drafts() == [kept])
        try await mail.detachFile(id: begun.id, file: first.id)
        #expect(try await mail.draft(id: begun.id).files == [second])
        try await mail.discardDraft(id: begun.id)
        #expect(try await mail.drafts().isEmpty)
        #expect(try await refused { _ = try await mail.saveDraft(id: begun.id, draft: draft) }.kind == "Gone")
    }

    @Test func aSentDraftIsTakenBackAndSentAgain() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.user()))
        let begun = try await mail.beginDraft(start: .blank(account: account.id))
        let file = try await mail.attachData(id: begun.id, name: "note.txt", bytes: Data("three terns".utf8))
        let draft = letter(account, to: "robin@tern.test", "Taken back")
        _ = try await mail.saveDraft(id: begun.id, draft: draft)
        let waiting = try await mail.sendDraft(id: begun.id, options: SendOptions(now: false))
        #expect(try await mail.drafts().isEmpty)
        let again = try await mail.recallDraft(outbox: waiting)
        #expect(again.draft.subject == "Taken back")
        #expect(again.files.map(\.name) == [file.name] && again.files.map(\.size) == [file.size])
        #expect(try await mail.outboxItem(id: waiting).state == .cancelled)
        let sent = try await mail.sendDraft(id: again.id, options: SendOptions(now: true))
        #expect(try await mail.waitSent(id: sent).state == .done)
        let left = try await refused { _ = try await mail.recallDraft(outbox: sent) }
        #expect(["Refused", "Gone"].contains(left.kind))
        _ = try await mail.sync(account: account.id, request: everything)
        let people = try await mail.completeAddress(prefix: "rob", limit: 5)
        #expect(people.map(\.email) == ["robin@tern.test"])
    }

    @Test func anAnswerBeginsWithWhatItAnswers() async throws {
        let user = try bed.user()
        try bed.deliver(user, "A question", body: "Are the terns back?")
        let (mail, account) = try await synced(user)
        let row = try #require(try await mail.rows(account, .inbox).first)
        let start = DraftStart.reply(message: row.id, attribution: "Grace wrote:")
        let answer = try await mail.beginDraft(start: start).draft
        #expect(answer.to.map(\.email) == ["grace@tern.test"])
        #expect(answer.subject == "Re: A question" && answer.inReplyTo == row.id)
        #expect(answer.text.contains("Grace wrote:") && answer.text.contains("> Are the terns back?"))
    }
}
