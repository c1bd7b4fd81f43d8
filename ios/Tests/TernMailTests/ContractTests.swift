import Foundation
import TernCore
import TernMail
import Testing

/// What every face relies on, proven through the border against real servers; the same as `bindings/python`.
/// All files of this folder extend this one suite, since the log is the whole process's.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ContractTests {
    let bed = Testbed.shared

    @Test func anAccountIsAddedSyncedReadAndRemoved() async throws {
        let user = try bed.user()
        try bed.deliver(user, "The northern cliff", body: "Body of the letter.")
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(user))
        #expect(try await mail.accounts().map(\.address) == [user.address])
        let events = try mail.events()
        let report = try await mail.sync(account: account.id, request: everything)
        #expect(report.newMessages == 1 && report.problems.isEmpty)
        let inbox = try await mail.role(account, .inbox)
        _ = try await until(events) { if case .mailboxChanged(_, inbox.id) = $0 { true } else { false } }
        #expect(try await mail.mailboxes(account: account.id).contains(inbox))
        let listed = try #require(try await mail.rows(account, .inbox).first)
        #expect(try await mail.messages(mailbox: inbox.id, before: listed.id, limit: 50).isEmpty)
        #expect(try await mail.row(id: listed.id) == listed)
        #expect(try await mail.thread(thread: listed.thread).map(\.id) == [listed.id])
        #expect(try await mail.search(query: "subject:cliff", limit: 10).map(\.id) == [listed.id])
        let opened = try await mail.message(id: listed.id)
        #expect(opened.text.contains("Body of the letter."))
        #expect(opened.row.from == [Address(name: "Grace Hopper", email: "grace@tern.test")])
        try await mail.removeAccount(account: account.id)
        #expect(try await mail.accounts().isEmpty)
        #expect(try await refused { _ = try await mail.mailboxes(account: account.id) }.kind == "Gone")
    }

    @Test func filesCrossAsPaths() async throws {
        let user = try bed.user()
        try bed.deliver(user, "For the files", body: "Line one.")
        let dir = folder()
        let mail = try await open(dir + "/profile")
        let account = try await mail.addAccount(setup: setup(user))
        _ = try await mail.sync(account: account.id, request: SyncRequest(mailbox: nil, bodies: .all))
        let row = try #require(try await mail.rows(account, .inbox).first)
        try await mail.saveSource(id: row.id, path: dir + "/source.eml")
        #expect(try String(contentsOfFile: dir + "/source.eml", encoding: .utf8).contains("Subject: For the files"))
        let written = try await mail.savePart(id: row.id, part: "1", path: dir + "/part.txt")
        #expect(try Data(contentsOf: URL(fileURLWithPath: dir + "/part.txt")).count == Int(written))
        try FileManager.default.createDirectory(atPath: dir + "/out", withIntermediateDirectories: false)
        let report = try await mail.export(mailbox: row.mailbox, dir: dir + "/out", format: .eml)
        #expect(report.written == 1 && report.leftOut == 0)
        let taken = try await refused { try await mail.saveSource(id: row.id, path: dir + "/source.eml") }
        #expect(taken.kind == "Input" && !taken.next.isEmpty)
    }

    @Test func editsShowAtOnceAndReachTheServer() async throws {
        let user = try bed.user()
        for name in ["flagged", "moved", "copied", "deleted", "archived", "junked"] { try bed.deliver(user, name) }
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(user))
        _ = try await mail.sync(account: account.id, request: everything)
        let rows = try await mail.rows(account, .inbox)
        let ids = Dictionary(uniqueKeysWithValues: rows.map { ($0.subject, [$0.id]) })
        let sent = try await mail.role(account, .sent)
        let change = FlagChange(add: flags(seen: true, flagged: true), remove: flags())
        _ = try await mail.flag(ids: ids["flagged", default: []], change: change)
        let shown = try await mail.row(id: ids["flagged", default: []][0]).flags
        #expect(shown.seen && shown.flagged)
        _ = try await mail.moveTo(ids: ids["moved", default: []], mailbox: sent.id)
        _ = try await mail.copyTo(ids: ids["copied", default: []], mailbox: sent.id)
        _ = try await mail.delete(ids: ids["deleted", default: []])
        _ = try await mail.archive(ids: ids["archived", default: []])
        _ = try await mail.junk(ids: ids["junked", default: []], junk: true)
        #expect(Set(try await mail.rows(account, .inbox).map(\.subject)) == ["flagged", "copied"])
        #expect(try await mail.pushEdits(account: account.id) == 0)
        #expect(try await mail.takeRefusals(account: account.id).isEmpty)
        _ = try await mail.sync(account: account.id, request: everything)
        #expect(Set(try await mail.rows(account, .sent).map(\.subject)) == ["moved", "copied"])
        #expect(try await mail.rows(account, .trash).map(\.subject) == ["deleted"])
        #expect(try await mail.rows(account, .archive).map(\.subject) == ["archived"])
        #expect(try await mail.rows(account, .junk).map(\.subject) == ["junked"])
    }

    @Test func windowsAreSetForAccountsAndMailboxes() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.user()))
        try await mail.setWindow(account: account.id, window: .days(days: 7))
        #expect(try await mail.accounts().first?.window == .days(days: 7))
        let inbox = try await mail.role(account, .inbox)
        try await mail.setMailboxWindow(mailbox: inbox.id, window: .days(days: 30))
        #expect(try await mail.role(account, .inbox).window == .days(days: 30))
        try await mail.setMailboxWindow(mailbox: inbox.id, window: nil)
        #expect(try await mail.role(account, .inbox).window == nil)
    }

    @Test func mailIsSentAndTheAnswerComesByPush() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.user()))
        let (modes, outbox, news) = (try mail.events(), try mail.events(), try mail.events())
        try await mail.start(account: account.id)
        _ = try await until(modes) { if case .mode(_, .push, _) = $0 { true } else { false } }
        let draft = letter(account, to: "robin@tern.test", "A question")
        let id = try await mail.send(draft: draft, options: SendOptions(now: true))
        _ = try await until(outbox) { if case .outboxChanged(id) = $0 { true } else { false } }
        #expect(try await mail.waitSent(id: id).state == .done)
        let inbox = try await mail.role(account, .inbox)
        let came = try await until(news) { if case .newMessage(_, inbox.id, _, _) = $0 { true } else { false } }
        if case .newMessage(_, _, let id, _) = came {
            #expect(try await mail.row(id: id).subject == "Re: A question")
        }
        mail.setNetwork(facts: network(.down))
        _ = try await until(modes) { if case .mode(_, .offline, _) = $0 { true } else { false } }
        mail.setNetwork(facts: network(.wifi))
        _ = try await until(modes) { if case .mode(_, .push, _) = $0 { true } else { false } }
        await mail.stop(account: account.id)
    }

    @Test func aMessageIsTakenBack() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.user()))
        let draft = letter(account, to: "robin@tern.test", "Not this one")
        let id = try await mail.send(draft: draft, options: SendOptions(now: false))
        try await mail.cancelSend(id: id)
        #expect(try await mail.outboxItem(id: id).state == .cancelled)
        #expect(try await mail.outbox().map(\.id) == [id])
        #expect(try await refused { try await mail.retrySend(id: id) }.kind == "Refused")
    }

    @Test func aLongSyncIsCancelledAndGoesOnLater() async throws {
        let mail = try await open(folder())
        let account = try await mail.addAccount(setup: setup(bed.servers.user))
        let events = try mail.events()
        async let syncing = refused { _ = try await mail.sync(account: account.id, request: everything) }
        _ = try await until(events) { if case .progress(_, _, _, let done, _) = $0 { done > 0 } else { false } }
        mail.cancelSync(account: account.id)
        #expect(try await syncing.kind == "Cancelled")
        let half = try await mail.role(account, .inbox)
        #expect(half.local > 0, "what is stored stays")
        _ = try await mail.sync(account: account.id, request: SyncRequest(mailbox: half.id, bodies: BodyPolicy.none))
        let whole = try await mail.role(account, .inbox)
        #expect(whole.local == whole.total && whole.total > 2000)
    }

    @Test func aWrongPasswordSaysWhyAndWhatToDo() async throws {
        let user = try bed.user()
        let mail = try await open(folder())
        let wrong = try await refused { _ = try await mail.addAccount(setup: setup(user, password: "wrong")) }
        #expect(wrong.kind == "SignIn" && wrong.next.contains("password"))
        #expect(setLanguage(tag: "de-AT") == "de")
        let german = try await refused { _ = try await mail.addAccount(setup: setup(user, password: "wrong")) }
        #expect(german.next.contains("Passwort"))
        #expect(setLanguage(tag: "tlh") == "en")
        let account = try await mail.addAccount(setup: setup(user))
        let again = try await refused { try await mail.setPassword(account: account.id, password: "wrong") }
        #expect(again.kind == "SignIn")
        try await mail.setPassword(account: account.id, password: user.password)
    }

    @Test func aSecretStoreThatThrowsGivesAnError() async throws {
        struct Odd: Error {}
        let denied = SecretError.Refused(reason: "The keyring is locked.", next: "Unlock it.")
        let locked = try await refused { _ = try await open(folder(), Keys(failure: denied)) }
        #expect(locked == ("Locked", "Unlock it."))
        let dir = folder()
        #expect(try await open(dir).accounts().isEmpty)
        #expect(try await refused { _ = try await open(dir) }.kind == "Locked", "other keys do not open it")
        #expect(try await refused { _ = try await open(folder(), Keys(failure: Odd())) }.kind == "Locked")
    }

    @Test func aCallNobodyWaitsForIsFinishedAllTheSame() async throws {
        let mail = try await open(folder())
        let person = setup(try bed.user())
        let adding = Task { try await mail.addAccount(setup: person) }
        adding.cancel()
        _ = try? await adding.value
        try await eventually {
            guard let known = try await mail.accounts().first else { return false }
            return try await !mail.mailboxes(account: known.id).isEmpty
        }
        let account = try #require(try await mail.accounts().first)
        #expect(try await mail.sync(account: account.id, request: everything).problems.isEmpty)
    }

    @Test func aFolderThatCannotBeMadeIsNamed() async throws {
        let blocked = folder()
        try "in the way".write(toFile: blocked, atomically: true, encoding: .utf8)
        do {
            _ = try await open(blocked)
            Issue.record("an error was expected")
        } catch {
            #expect(try MailError.of(error).sentences.reason.contains(blocked))
        }
    }
}
