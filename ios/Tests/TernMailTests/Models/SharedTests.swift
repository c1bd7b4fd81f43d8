import Foundation
import TernCore
import Testing

@testable import TernMail

/// What all screens share: where the person is, notices, words and dates.
@Suite @MainActor struct SharedTests {
    @Test(arguments: [
        Route.welcome(another: true), .signIn(3), .inbox, .list(.mailbox(mailbox: 7)), .list(.flagged),
        .list(.search(query: "a:b c")),
        .reader(message: 4, thread: 9), .reader(message: 4, thread: nil), .composer(5), .drafts, .outbox,
        .settings(nil), .settings(2),
    ]) func aRouteIsKeptAsText(_ route: Route) {
        #expect(Route(saved: route.saved) == route)
    }

    @Test(arguments: ["", "nothing", "role:NONE", "reader:x", "mailbox:", "composer:abc"])
    func aTextThatIsNoRouteIsNone(_ text: String) {
        #expect(Route(saved: text) == nil)
    }

    @Test func whereThePersonWasComesBack() {
        let nav = Nav()
        nav.begin(.list(.flagged))
        nav.go(.search)
        nav.go(.search)
        nav.go(.reader(message: 4, thread: 9))
        nav.go(.composer(5))
        let restored = Nav(saved: nav.saved)
        #expect(restored.list == .list(.flagged) && restored.path == [.search])
        #expect(restored.detail == .reader(message: 4, thread: 9) && restored.sheet == .composer(5))
        restored.leave(.composer(5))
        restored.leave(.reader(message: 4, thread: 9))
        restored.leave(.search)
        #expect(restored.sheet == nil && restored.detail == nil && restored.path.isEmpty)
        restored.begin(.drafts)
        #expect(restored.list == .drafts)
    }

    @Test func newsReplacesNewsAndProblemsWait() {
        let notices = Notices()
        notices.say(phrase("a"))
        notices.problem(offlineError)
        notices.problem(offlineError)
        notices.say(phrase("b"))
        #expect(notices.queue.map(\.text) == [.news(phrase("b")), .problem(offlineError)])
        notices.shown(notices.queue[0].id)
        #expect(notices.head?.text == .problem(offlineError))
    }

    @Test func everyErrorHasWords() {
        let make: [(String, String) -> MailError] = [
            MailError.Offline, MailError.Insecure, MailError.SignIn, MailError.Refused, MailError.Quota, MailError.Gone,
            MailError.Input, MailError.Busy, MailError.Storage, MailError.Locked, MailError.Cancelled, MailError.Bug,
        ].map { kind in { reason, next in kind(reason, next) } }
        let texts = make.map { ErrorText($0("Why.", "What now.")) }
        #expect(Set(texts.map(\.title)).count == 12)
        #expect(texts[0].reason == "Why." && texts[0].next == "What now.")
        #expect(ErrorText(.Bug(reason: "Why.", next: "")).next == nil)
    }

    @Test func anErrorOfNobodyIsAFaultOfTern() throws {
        struct Odd: Error {}
        #expect(MailError.shown(CancellationError()) == nil)
        guard case .Bug = MailError.shown(Odd()) else {
            Issue.record("another kind")
            return
        }
    }

    @Test func datesAreSaidAsOfNow() throws {
        let zone = try #require(TimeZone(identifier: "UTC"))
        let format = Format(locale: Locale(identifier: "en_GB"), zone: zone, now: sampleNow)
        let now = sampleNow / 1000
        #expect(format.shortDate(now - 3_600).contains("09:00"))
        #expect(format.shortDate(now - 86_400 * 3) == "11 May")
        #expect(format.shortDate(now - 86_400 * 365).contains("2025"))
        #expect(format.dayGroup(now) == .today && format.dayGroup(now - 86_400) == .yesterday)
        #expect(format.dayGroup(now - 86_400 * 3) == .named("Monday"))
        #expect(format.dayGroup(now - 86_400 * 30) == .named("April"))
        #expect(format.language == "en" && format.list(["Ada", "Grace"]) == "Ada and Grace")
    }

    @Test func namesOfStrangersAreCalm() {
        #expect(calm("Ada\u{202E}\r\nLovelace\u{0}") == "Ada Lovelace")
        #expect(nameOf(Address(name: " ", email: "ada@x.example")) == "ada@x.example")
        #expect(
            peopleOf(listRowOf(rowOf(1), people: [emmy, ada]), mine: [emmy.email]) == [phrase("me"), named("Ada")])
        #expect(subjectOf(" \n") == phrase("no-subject"))
        #expect(withOperator("lunch ", "from:") == "lunch from:" && withOperator("", "is:unread") == "is:unread ")
    }

    @Test func anAnswerFromANotificationQuotesAndWaits() async {
        let bench = await Bench().loaded()
        await bench.desk.writing.answer(3, with: "Yes, gladly.")
        let sent = bench.core.sentDrafts.values.first?.draft
        #expect(sent?.text.hasPrefix("Yes, gladly.\n\nGrace Hopper wrote:\n> ") == true)
        #expect(bench.core.outboxItems.values.first?.state == .queued && sent?.inReplyTo == 3)
        await bench.desk.writing.answer(99, with: "Nobody is there.")
        #expect(bench.desk.notices.queue.count == 1, "what is gone is said")
    }

    @Test func sharedFilesBeginADraft() async throws {
        let bench = await Bench().loaded()
        let path = folder()
        try "tern".write(toFile: path, atomically: true, encoding: .utf8)
        await bench.desk.writing.begin(.blank(account: nil), files: [path])
        #expect(bench.core.savedDrafts.values.first?.files.count == 1 && bench.desk.writing.opened != nil)
        let empty = await Bench(FakeCore()).loaded()
        await empty.desk.writing.begin(.blank(account: nil))
        #expect(empty.desk.notices.queue.count == 1 && empty.desk.writing.opened == nil)
    }

    @Test func aProfileThatCannotBeReadSaysWhy() async {
        let bench = Bench()
        bench.core.failures["accounts"] = storageError
        await bench.desk.accounts.load()
        #expect(bench.desk.accounts.state.closed == storageError && bench.desk.accounts.state.list == nil)
        bench.core.failures = [:]
        await bench.desk.accounts.load()
        bench.core.failures["accounts"] = storageError
        await bench.desk.accounts.load()
        #expect(bench.desk.accounts.state.closed == nil && bench.desk.accounts.state.list?.count == 1)
    }
}

/// Accounts go by the core's plan, and the app is woken when it says so.
@Suite @MainActor struct BackgroundTests {
    @Test func accountsRunAndTheNextWakeIsAskedFor() async {
        let bench = await Bench().loaded()
        var asked: [Int64?] = []
        bench.run { await BackgroundSync(bench.desk).run { asked.append($0?.at) } }
        await reach { asked == [sampleNow + 24 * 60_000] && bench.core.running == [1] }
        await bench.soon()
        try? await bench.core.setSyncSettings(account: 1, settings: saving)
        await bench.soon()
        await reach { asked.last == sampleNow + 30 * 60_000 }
        bench.core.failures["backgroundPlan"] = storageError
        bench.core.setForeground(foreground: false)
        await bench.soon()
        await rest()
        #expect(asked.count == 2, "without a plan nothing is asked for anew")
    }

    @Test func aPlanThatCannotBeHeardOfIsANotice() async {
        let bench = await Bench().loaded()
        bench.core.failures["events"] = storageError
        await BackgroundSync(bench.desk).run { _ in }
        #expect(bench.notice == .problem(storageError))
    }

    @Test func aLookFindsWhatIsNew() async {
        let bench = await Bench().loaded()
        bench.core.coming = [letterOf(rowOf(30, grace, "Fresh", agoMinutes: 0))]
        let look = await BackgroundSync(bench.desk).look()
        #expect(look.fresh.map(\.subject) == ["Fresh"] && look.wake?.accounts.first?.newMessages == 1)
        #expect(bench.core.calls.contains("backgroundSync 25"))
        #expect(await BackgroundSync(bench.desk).look().fresh.isEmpty)
        bench.core.failures["backgroundSync"] = offlineError
        #expect(await BackgroundSync(bench.desk).look() == Look(fresh: [], wake: nil))
    }

    private let saving = SyncSettings(
        mode: .saver, mobileData: .same, lowBatterySlower: true, everyMinutes: nil, quiet: [], folders: [])
}
