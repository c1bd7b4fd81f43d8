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
        #expect(Set(texts.map(\.title)).count == 12 && Set(texts.map(\.otherNext)).count == 12)
        #expect(texts[0].next(in: "en") == nil && texts[0].next(in: "de") == phrase("error-offline-next"))
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

/// Accounts run while the app is open, and are looked at in the background.
@Suite @MainActor struct BackgroundTests {
    private func bench(_ modes: [AccountId: SyncMode]) async -> Bench {
        let core = furnished()
        core.accountList.append(accountOf(2, "info@invariant.example", name: nil))
        let bench = await Bench(core).loaded()
        await bench.desk.settings.change { $0.modes = modes }
        return bench
    }

    @Test func thePaceIsThatOfTheMostEager() async {
        #expect(planOf([1, 2], { _ in .balanced }) == Plan(open: [1, 2], background: [1, 2], minutes: 30))
        #expect(planOf([1, 2], { $0 == 1 ? .saver : .manual }) == Plan(open: [1], background: [1], minutes: 120))
        #expect(planOf([1], { _ in .manual }) == Plan(open: [], background: [], minutes: nil))
    }

    @Test func accountsRunExactlyWhileTheAppIsOpen() async {
        let bench = await bench([2: .manual])
        let sync = BackgroundSync(bench.desk)
        await sync.apply(open: true)
        await sync.apply(open: true)
        #expect(bench.core.running == [1] && bench.core.count("start") == 1)
        await bench.desk.settings.change { $0.modes = [:] }
        await sync.apply(open: true)
        #expect(bench.core.running == [1, 2])
        await sync.apply(open: false)
        #expect(bench.core.running.isEmpty)
    }

    @Test func aLookFindsWhatIsNew() async {
        let bench = await bench([2: .manual])
        bench.core.coming = [letterOf(rowOf(30, grace, "Fresh", agoMinutes: 0))]
        let look = await BackgroundSync(bench.desk).look()
        #expect(look.fresh.map(\.subject) == ["Fresh"] && !look.offline)
        #expect(bench.core.count("sync") == 1, "the other account is looked at by hand")
        #expect(await BackgroundSync(bench.desk).look().fresh.isEmpty)
        bench.core.failures["sync"] = offlineError
        #expect(await BackgroundSync(bench.desk).look() == Look(fresh: [], offline: true))
    }

    @Test func aLookThatTheSystemEndsStops() async {
        let bench = await bench([:])
        bench.core.gates = ["sync"]
        let looking = Task { await BackgroundSync(bench.desk).look() }
        await reach { bench.core.count("sync") == 2 }
        looking.cancel()
        await reach { bench.core.count("cancelSync") == 2 }
        bench.core.gates = []
        _ = await looking.value
    }
}
