import Foundation
import TernCore
import Testing

@testable import TernMail

private let format = Format(locale: Locale(identifier: "en_GB"), zone: .gmt, now: sampleNow)

/// What states are called, and how a query stands in its field.
@Suite @MainActor struct WordsTests {
    @Test(arguments: [
        ("", [String](), ""), ("lunch", [], "lunch"), ("from:ada", [], "from:ada"), ("from:ada ", ["from:ada"], ""),
        ("is:unread lunch", ["is:unread"], "lunch"), ("lunch is:unread ", ["is:unread"], "lunch "),
        ("from:\"Ada L\" -to:bo x", ["from:\"Ada L\"", "-to:bo"], "x"), ("http://x ", [], "http://x "),
    ]) func finishedOperatorsAreTokens(_ query: String, _ tokens: [String], _ text: String) {
        let input = SearchInput(query: query)
        #expect(input.tokens.map(\.text) == tokens && input.text == text)
        #expect(SearchInput(query: input.query) == input, "it stays as it is")
    }

    @Test func anOperatorIsChosen() throws {
        let from = try #require(searchOperators.first { $0.text == "from:" })
        let chosen = SearchInput(query: "lunch").with(from)
        #expect(chosen.query == "lunch from:" && chosen.tokens.isEmpty)
        #expect(!offeredOperators("from:ada").contains(from))
        #expect(
            unfinishedWord("-after:20").id == "search-unfinished-day"
                && unfinishedWord("from:").id == "search-unfinished")
    }

    @Test func aListIsCutIntoDays() {
        let rows = [1, 2, 60 * 26, 60 * 24 * 40].enumerated().map {
            listRowOf(rowOf(Int64($0.offset), agoMinutes: Int64($0.element)))
        }
        let days = daysOf(rows, format)
        #expect(days.map(\.id) == [.today, .yesterday, .named("April")] && days.map(\.rows.count) == [2, 1, 1])
        #expect(dayWord(days[2].id) == named("April"))
        #expect(isNearEnd(rows[3], rows) && !isNearEnd(listRowOf(rowOf(99)), rows))
    }

    @Test func whatASwipeDoesFollowsTheRow() {
        let read = listRowOf(rowOf(1, flags: flagsOf(seen: true, flagged: true)))
        let unread = listRowOf(rowOf(2))
        #expect(actOf(.read, read) == .unread && actOf(.read, unread) == .read && actOf(.none, read) == nil)
        #expect(actOf(.flag, read) == .unflag && actOf(.flag, unread) == .flag)
        #expect(menuActs([read, unread], in: .flagged) == [.read, .flag, .junk])
        #expect(menuActs([read], in: .role(role: .junk)) == [.unread, .unflag, .notJunk])
    }

    @Test func anOutgoingMessageSaysWhereItIs() {
        let waiting = outboxItemOf(1, "A", .queued, due: sampleNow + 8_000)
        #expect(stateWord(waiting, format) == counted("outbox-state-countdown", 8))
        let again = outboxItemOf(1, "A", .queued, due: sampleNow + 60_000, attempts: 1)
        #expect(stateWord(again, format).id == "outbox-state-retry")
        #expect(stateWord(outboxItemOf(1, "A", .done), format) == phrase("outbox-state-done"))
    }

    @Test func recipientsAreNamedAndCounted() {
        #expect(recipientsWord([], mine: []) == phrase("reader-to-nobody"))
        let four = [ada, grace, edsger, emmy]
        let word = recipientsWord(four, mine: [ada.email])
        let names: [Phrase] = [
            phrase("me"), named("Grace Hopper"), named("Edsger Dijkstra"), counted("reader-others", 1),
        ]
        #expect(word == phrase("reader-to", .list(names)))
        #expect(chipWord(Chip(key: 1, address: ada, error: nil)) == named("Ada Lovelace"))
    }

    @Test(arguments: [
        ("figures.pdf", "figures.pdf"), ("../../etc/passwd", "_.._etc_passwd"), ("..", "file"),
        ("a\u{202E}b:c.txt", "ab_c.txt"),
    ]) func namesOfFilesAreSafe(_ name: String, _ safe: String) {
        #expect(safeName(name) == safe)
        #expect(safeName(String(repeating: "ä", count: 300) + ".pdf").hasSuffix(".pdf"))
        #expect(safeName(String(repeating: "ä", count: 300)).utf8.count <= 100)
    }

    @Test func theLockScreenShowsWhatWasChosen() {
        let rows =
            (1...10).map { rowOf($0, ada, "Letter \($0)", agoMinutes: $0) } + [rowOf(11, flags: flagsOf(seen: true))]
        let all = saidOf(rows, .all)
        #expect(all.arrivals.count == 8 && all.more == 2 && all.arrivals[0].title == named("Ada Lovelace"))
        #expect(all.arrivals[0].subtitle == named("Letter 1") && all.arrivals[0].body != nil)
        let sender = saidOf(rows, .sender).arrivals[0]
        #expect(sender.title == named("Ada Lovelace") && sender.subtitle == nil && sender.body == nil)
        let nothing = saidOf(rows, .nothing).arrivals[0]
        #expect(nothing.title == phrase("notification-new") && nothing.subtitle == nil && nothing.body == nil)
        #expect(saidOf([], .all) == Said(arrivals: [], more: 0))
    }

    @Test(arguments: [(nil, true), (0, false), (59, false), (60, true), (-3600, true)])
    func aMinuteAwayLocks(_ seconds: Double?, _ locked: Bool) {
        #expect(isLocked(away: seconds) == locked, "a clock that was set back hides nothing")
    }

    @Test func aRefusedQuestionIsNotAskedAgainByItself() {
        var lock = AppLock()
        let unknown = lock.comeBack(at: 0)
        #expect(!unknown && lock.isCovered, "nothing is asked before the settings are known")
        lock.wanted = true
        let first = lock.comeBack(at: 0)
        #expect(first)
        // The question takes the app from the front and gives it back, refused.
        lock.leave(at: 1)
        let again = lock.comeBack(at: 2)
        #expect(!again && lock.isCovered)
        lock.goAway()
        let later = lock.comeBack(at: 3)
        #expect(later, "who went away and came back is asked")
        lock.proven()
        #expect(!lock.isCovered)
    }

    @Test func aShortLookElsewhereCoversAndAsksNothing() {
        var lock = AppLock()
        lock.wanted = true
        lock.proven()
        lock.leave(at: 100)
        #expect(lock.isCovered, "the list of apps shows no mail")
        let soon = lock.comeBack(at: 159)
        #expect(!soon && !lock.isCovered)
        lock.leave(at: 200)
        let late = lock.comeBack(at: 260)
        #expect(late && lock.isCovered)
        lock.wanted = false
        #expect(!lock.isCovered)
    }

    @Test func whatIsInFrontFollowsSwipes() {
        let nav = Nav()
        #expect(nav.front == .list)
        nav.go(.reader(message: 1, thread: nil))
        #expect(nav.front == .reader)
        nav.front = .list
        #expect(nav.detail == nil && nav.front == .list)
        nav.front = .sidebar
        #expect(nav.list == nil && nav.front == .sidebar)
    }
}

/// The screen that says how mail gets here.
@Suite @MainActor struct WhyModelTests {
    private func model(_ bench: Bench, _ allowed: Permissions) async -> WhyModel {
        let model = WhyModel(bench.desk, allowed: { allowed })
        #expect(model.state.body == .loading)
        bench.run(model.run)
        await reach { model.state.body != .loading }
        return model
    }

    private let all = Permissions(notifications: true, backgroundRefresh: true, lowPower: false, lock: true)
    private let none = Permissions(notifications: false, backgroundRefresh: false, lowPower: true, lock: false)

    @Test func thePlanAndTheWakesAreToldAsIfNobodyLooked() async throws {
        let bench = await Bench().loaded()
        _ = await BackgroundSync(bench.desk).look()
        let model = await model(bench, all)
        guard case .ready(let accounts, let next, let wakes) = model.state.body else {
            Issue.record("nothing is told")
            return
        }
        #expect(accounts.map(\.plan.reasons) == [[.push(keepAliveMinutes: 24)]] && model.state.limits.isEmpty)
        #expect(nextWord(next, format).id == "why-next" && nextWord(nil, format) == phrase("why-next-none"))
        #expect(wakes.map { resultWord($0, format).count } == [0])
        var manual = usualSync
        manual.mode = .manual
        try await bench.core.setSyncSettings(account: accounts[0].id, settings: manual)
        await bench.soon()
        await reach {
            if case .ready(let now, _, _) = model.state.body { now[0].plan.reasons == [.manual] } else { false }
        }
    }

    @Test func whatTheSystemForbidsIsSaid() async {
        let bench = await Bench().loaded()
        let model = await model(bench, none)
        #expect(model.state.limits == [.backgroundForbidden, .powerSaveStops])
        #expect(model.state.limits.map(mendOf) == [.app, nil])
        model.onEvent(.resumed)
        await rest()
        #expect(model.state.limits.count == 2)
    }

    @Test func aFailureSaysWhyUntilTriedAgain() async {
        let bench = await Bench().loaded()
        bench.core.failures["planWhenAway"] = storageError
        let model = await model(bench, all)
        #expect(model.state.body == .failed(storageError))
        bench.core.failures = [:]
        model.onEvent(.retried)
        await reach { if case .ready = model.state.body { true } else { false } }
        bench.core.failures["planWhenAway"] = storageError
        bench.core.emit(.planChanged)
        await bench.soon()
        await reach { bench.notice == .problem(storageError) }
    }

    @Test func everyReasonHasWordsAndTheRightMend() {
        let reasons: [PlanReason] = [
            .foreground, .push(keepAliveMinutes: 24), .poll(minutes: 30), .fixedInterval, .manual,
            .quietHours(until: 0),
            .night(until: 0), .quietExceptions, .noNetwork, .captivePortal, .mobileDataOff, .mobileData, .dataSaver,
            .powerSave, .powerSaveStops, .lowBattery(percent: 9), .noPush, .noSocket, .doze, .standby(bucket: .rare),
            .backgroundForbidden, .systemChooses, .wakesSpent(until: 0), .signInRefused, .retrying(failures: 2),
        ]
        #expect(Set(reasons.map { reasonWord($0, format).id }).count == reasons.count)
        #expect(reasons.compactMap(mendOf) == [.account, .account, .account, .account, .app, .app, .signIn])
        let problem = Problem(kind: "offline", reason: "No answer.", next: "")
        #expect(resultWord(wakeOf(at: 1, problem: problem), format) == named("No answer."))
    }
}

/// What other apps share, and what is pressed on a notification.
@Suite @MainActor struct HandoverTests {
    @Test func whatWasSharedBecomesADraftOnce() async throws {
        let bench = await Bench().loaded()
        let dir = URL(fileURLWithPath: folder())
        let file = URL(fileURLWithPath: folder())
        try "tern".write(to: file, atomically: true, encoding: .utf8)
        try Handover(dir).leave(text: "Look at this & that: 100 %", files: [file], name: "one")
        try Handover(dir).leave(text: "", files: [], name: "two")
        await Handover(dir).take(bench.desk)
        let texts = bench.core.savedDrafts.values.sorted { $0.id < $1.id }
        #expect(texts.map(\.draft.text) == ["Look at this & that: 100 %", ""] && texts.map(\.files.count) == [1, 0])
        await Handover(dir).take(bench.desk)
        #expect(bench.core.savedDrafts.count == 2 && bench.desk.notices.queue.isEmpty)
    }

    @Test func whatCannotBeTakenStaysAndSaysWhy() async throws {
        let bench = await Bench().loaded()
        let dir = URL(fileURLWithPath: folder())
        try FileManager.default.createDirectory(
            at: dir.appendingPathComponent("broken"), withIntermediateDirectories: true)
        await Handover(dir).take(bench.desk)
        #expect(bench.desk.notices.queue.count == 1)
        #expect(FileManager.default.fileExists(atPath: dir.appendingPathComponent("broken").path))
        await Handover(URL(fileURLWithPath: folder())).take(bench.desk)
        #expect(bench.desk.notices.queue.count == 1, "nothing was shared")
    }

    @Test(arguments: NoticeButton.allCases) func aButtonOfANotificationActs(_ button: NoticeButton) async {
        let bench = await Bench().loaded()
        await bench.desk.press(button, message: 3, text: button == .reply ? "Yes." : "")
        let row = bench.core.letters.first { $0.row.id == 3 }?.row
        switch button {
        case .archive: #expect(row?.mailbox == archiveId)
        case .delete: #expect(row?.mailbox == 105)
        case .read: #expect(row?.flags.seen == true && row?.mailbox == inboxId)
        case .reply: #expect(row?.flags.seen == true && bench.core.outboxItems.count == 1)
        }
        await bench.desk.press(.reply, message: 4, text: " \n")
        #expect(bench.core.count("sendDraft") == (button == .reply ? 1 : 0), "an empty answer is none")
    }
}
