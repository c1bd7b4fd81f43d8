import Foundation
import TernCore
import TernLog
import Testing

@testable import TernMail

/// Outbox, drafts, settings and folders: every event, and every state they can be in.
@Suite @MainActor struct OutboxModelTests {
    private func model(_ bench: Bench) async -> OutboxModel {
        let model = OutboxModel(bench.desk)
        #expect(model.state.body == .loading)
        bench.run(model.run)
        await reach { model.state.body != .loading }
        return model
    }

    private func bench(_ states: [OutboxState]) async -> Bench {
        let bench = await Bench().loaded()
        for (at, state) in states.enumerated() {
            let id = Int64(at + 1)
            bench.core.outboxItems[id] = outboxItemOf(id, "Letter \(id)", state, due: sampleNow + 8_000)
            bench.core.sentDrafts[id] = savedDraftOf(id + 100, subject: "Letter \(id)", text: "")
        }
        return bench
    }

    @Test func itIsEmptyOrInGroups() async {
        #expect(await model(await bench([])).state.body == .empty)
        let full = await model(await bench([.queued, .failed, .done, .uncertain, .cancelled]))
        guard case .items(let groups) = full.state.body else {
            Issue.record("no items")
            return
        }
        #expect(groups.map(\.name) == [.needsYou, .underWay, .left])
        #expect(groups.map { $0.items.map(\.id) } == [[4, 2], [1], [3]])
    }

    @Test func aFailureSaysWhyUntilTriedAgain() async {
        let bench = await bench([.queued])
        bench.core.failures["outbox"] = storageError
        let model = await model(bench)
        #expect(model.state.body == .failed(storageError))
        bench.core.failures = [:]
        model.onEvent(.retried)
        await reach { if case .items = model.state.body { true } else { false } }
        bench.core.failures["outbox"] = storageError
        bench.core.emit(.outboxChanged(id: 1))
        await bench.soon()
        await reach { bench.notice == .problem(storageError) }
        #expect(model.state.body != .failed(storageError))
    }

    @Test func aLedgerIsShownAndHidden() async {
        let model = await model(await bench([.queued]))
        model.onEvent(.ledger(1))
        #expect(model.state.open == [1])
        model.onEvent(.ledger(1))
        #expect(model.state.open.isEmpty)
    }

    @Test(arguments: [
        (OutboxState.queued, Offer.undoSend, "recallDraft 1"), (.failed, .editAgain, "recallDraft 1"),
        (.failed, .retry, "retrySend 1"), (.uncertain, .retryUncertain, "retrySend 1"),
        (.failed, .giveUp, "cancelSend 1"),
        (.uncertain, .leaveIt, "cancelSend 1"),
    ]) func whatIsOfferedIsDoneOnce(_ state: OutboxState, _ offer: Offer, _ call: String) async {
        let bench = await bench([state])
        let model = await model(bench)
        bench.core.gates = ["recallDraft", "retrySend", "cancelSend"]
        model.onEvent(.offered(1, offer))
        model.onEvent(.offered(1, offer))
        #expect(model.state.busy == [1])
        bench.core.gates = []
        await reach { model.state.busy.isEmpty }
        #expect(bench.core.calls.count { $0 == call } == 1)
        #expect((bench.desk.writing.opened != nil) == call.hasPrefix("recallDraft"))
    }

    @Test func whatCannotBeDoneSaysWhy() async {
        let bench = await bench([.failed])
        let model = await model(bench)
        bench.core.failures["retrySend"] = offlineError
        model.onEvent(.offered(1, .retry))
        await reach { bench.notice == .problem(offlineError) && model.state.busy.isEmpty }
    }

    @Test func theSecondsLeftAreWholeAndOffersFollowThem() {
        let item = outboxItemOf(1, "A", .queued, due: sampleNow + 7_500)
        #expect(secondsLeft(item, now: sampleNow) == 8 && offersOf(item, now: sampleNow) == [.undoSend])
        #expect(offersOf(item, now: sampleNow + 8_000) == [.retry, .editAgain])
        #expect(offersOf(outboxItemOf(1, "A", .committing), now: sampleNow).isEmpty)
    }
}

@Suite @MainActor struct DraftsModelTests {
    private func model(_ bench: Bench) async -> DraftsModel {
        let model = DraftsModel(bench.desk)
        #expect(model.state.body == .loading)
        bench.run(model.run)
        await reach { model.state.body != .loading }
        return model
    }

    private func bench(server: Int64 = 1) async -> Bench {
        let bench = await Bench().loaded()
        bench.core.savedDrafts[1] = savedDraftOf(1, subject: "Here", text: "Hello")
        for id in 0..<server { bench.core.letters.append(letterOf(rowOf(50 + id, emmy, "There", mailbox: 101))) }
        return bench
    }

    @Test func draftsOfThisDeviceAndOfTheMailboxesAreShown() async {
        let model = await model(await bench())
        guard case .drafts(let local, let server, 1) = model.state.body else {
            Issue.record("no drafts")
            return
        }
        #expect(local.map(\.draft.subject) == ["Here"] && server.map(\.row.subject) == ["There"])
        #expect(await self.model(await Bench().loaded()).state.body == .empty)
    }

    @Test func aFailureSaysWhyUntilTriedAgain() async {
        let bench = await bench()
        bench.core.failures["drafts"] = storageError
        let model = await model(bench)
        #expect(model.state.body == .failed(storageError))
        bench.core.failures = [:]
        model.onEvent(.retried)
        await reach { if case .drafts = model.state.body { true } else { false } }
    }

    @Test func draftsAreOpenedDiscardedAndDeleted() async {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.opened(1))
        #expect(bench.desk.writing.opened == 1)
        model.onEvent(.messageOpened(50))
        await reach { bench.desk.writing.opened != 1 }
        model.onEvent(.discarded(1))
        await reach {
            if case .drafts(let local, _, _) = model.state.body { !local.contains { $0.id == 1 } } else { false }
        }
        model.onEvent(.messageDeleted([50]))
        await reach { bench.core.calls.contains("delete [50]") }
    }

    @Test func moreAreShownWhenAsked() async {
        let bench = await bench(server: 120)
        let model = await model(bench)
        func shown() -> Int { if case .drafts(_, let server, _) = model.state.body { server.count } else { 0 } }
        #expect(shown() == 100)
        model.onEvent(.more)
        await reach { shown() == 120 }
    }

    @Test func aDraftIsKnownByItsOwnWords() {
        let saved = savedDraftOf(1, subject: "", text: "Thank you.\n\nAda wrote:\n> Notes")
        #expect(snippetOf(saved) == "Thank you.")
    }
}

@Suite @MainActor struct SettingsModelTests {
    private func model(_ bench: Bench, allowed: Permissions? = nil) async -> SettingsModel {
        let told = allowed ?? Permissions(notifications: false, backgroundRefresh: false, lowPower: true, lock: true)
        let model = SettingsModel(bench.desk, allowed: { told }, version: "1.2.3")
        #expect(model.state.body == .loading && model.state.version == "1.2.3")
        bench.run(model.run)
        await reach { model.state.body != .loading }
        return model
    }

    @Test func accountsSendersAndWhatTheSystemAllowsAreShown() async {
        let bench = await Bench().loaded()
        bench.core.senders = ["b@x.example", "a@x.example"]
        bench.core.outboxItems[1] = outboxItemOf(1, "Waits", .queued)
        let model = await model(bench)
        guard case .ready(let parts, let senders) = model.state.body else {
            Issue.record("nothing is shown")
            return
        }
        #expect(parts.map(\.account.address) == [emmy.email] && parts[0].waiting == 1)
        #expect(senders == ["a@x.example", "b@x.example"] && model.state.permissions.lowPower)
        model.onEvent(.senderRemoved("a@x.example"))
        await reach { bench.core.senders == ["b@x.example"] }
        model.onEvent(.resumed)
        await rest()
        #expect(!model.state.permissions.notifications)
    }

    @Test func aFailureSaysWhyUntilTriedAgain() async {
        let bench = await Bench().loaded()
        bench.core.failures["accounts"] = storageError
        let model = await model(bench)
        #expect(model.state.body == .failed(storageError))
        bench.core.failures = [:]
        model.onEvent(.retried)
        await reach { if case .ready = model.state.body { true } else { false } }
        bench.core.failures["accounts"] = storageError
        bench.core.emit(.overflow)
        await bench.soon()
        await reach { bench.notice == .problem(storageError) }
    }

    @Test func anAccountIsChanged() async {
        let bench = await Bench().loaded()
        let model = await model(bench)
        model.onEvent(.windowChosen(1, .days(days: 7)))
        model.onEvent(.folderWindowChosen(1, archiveId, .all))
        model.onEvent(.sendingChanged(1, name: "Emmy", undoSeconds: 30))
        await reach {
            model.state.part(1)?.account.undoSeconds == 30 && model.state.part(1)?.account.window == .days(days: 7)
        }
        #expect(bench.core.mailboxList.first { $0.id == archiveId }?.window == .all)
        model.onEvent(.sendingChanged(1, name: nil, undoSeconds: 500))
        await reach { model.state.problem?.account == 1 }
        #expect(model.state.part(1)?.account.undoSeconds == 30)
    }

    @Test func howMailComesIsChosenOrSaysWhyNot() async {
        let bench = await Bench().loaded()
        let model = await model(bench)
        #expect(model.state.part(1)?.sync == usualSync)
        model.onEvent(
            .syncChanged(1) {
                $0.mode = .saver
                setRule(.daily, of: archiveId, &$0)
                setQuiet(usualQuiet, &$0)
            })
        await reach { model.state.part(1)?.sync.mode == .saver }
        #expect(model.state.part(1).flatMap { ruleOf(archiveId, $0.sync) } == .daily)
        #expect(bench.core.syncKept[1]?.quiet.map(\.days.count) == [7])
        model.onEvent(.syncChanged(1) { $0.everyMinutes = 7 })
        await reach { model.state.problem?.account == 1 }
        model.onEvent(
            .syncChanged(1) {
                setRule(nil, of: archiveId, &$0)
                setQuiet(nil, &$0)
            })
        await reach { bench.core.syncKept[1]?.folders.isEmpty == true && model.state.problem == nil }
        #expect(bench.core.syncKept[1]?.quiet.isEmpty == true)
    }

    @Test func quietHoursHaveTheirDaysAndKeepOne() {
        let work = toggled(.sunday, in: toggled(.saturday, in: usualQuiet))
        #expect(work.days == [.monday, .tuesday, .wednesday, .thursday, .friday])
        #expect(toggled(.saturday, in: work).days.last == .saturday)
        let one = QuietHours(days: [.sunday], from: 0, to: 60)
        #expect(toggled(.sunday, in: one) == one)
        let german = Format(locale: Locale(identifier: "de_DE"), zone: .gmt, now: 0)
        #expect([Weekday.monday, .sunday].map(german.weekday) == ["Montag", "Sonntag"])
    }

    @Test func theLogKeepsItsNewestLinesInAFile() throws {
        let log = LogBook(now: { Date(timeIntervalSince1970: 0) })
        for number in 1...2_001 {
            log.onLine(line: LogLine(level: .info, place: "tern_core", text: "line \(number)"))
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = try String(contentsOf: log.write(to: folder), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2_000 && lines.first == "1970-01-01T00:00:00Z info tern_core: line 2")
    }

    @Test func preferencesAreKeptOrComeBack() async {
        let bench = await Bench().loaded()
        let model = await model(bench)
        model.onEvent(.changed { $0.theme = .dark })
        await reach { model.state.values.theme == .dark && bench.core.calls.contains("setSetting face.theme dark") }
        bench.core.failures["setSetting"] = storageError
        model.onEvent(.changed { $0.appLock = true })
        await reach { bench.notice == .problem(storageError) }
        #expect(!model.state.values.appLock)
        let other = Bench(bench.core)
        bench.core.failures = [:]
        await other.desk.settings.load()
        #expect(other.desk.settings.values.theme == .dark)
    }

    @Test func anAccountIsRemovedAfterAQuestion() async {
        let bench = await Bench().loaded()
        let model = await model(bench)
        model.onEvent(.removeConfirmed)
        model.onEvent(.removeAsked(1))
        #expect(model.state.removal?.account.id == 1)
        model.onEvent(.dialogClosed)
        #expect(model.state.removal == nil)
        model.onEvent(.removeAsked(1))
        bench.core.failures["removeAccount"] = storageError
        model.onEvent(.removeConfirmed)
        await reach { model.state.removal?.error == storageError }
        bench.core.failures = [:]
        model.onEvent(.removeConfirmed)
        await reach {
            model.state.removal == nil && bench.notice == .news(phrase("settings-removed", .text(emmy.email)))
        }
        #expect(bench.core.count("removeAccount") == 2 && bench.core.accountList.isEmpty)
    }
}

@Suite @MainActor struct SidebarModelTests {
    @Test func foldersStandInTheirOrderAndFold() async {
        let bench = await Bench().loaded()
        let model = SidebarModel(bench.desk)
        let names = model.state.rows.map(\.key)
        #expect(names.prefix(5) == ["inbox", "flagged", "drafts", "outbox", "account:1"])
        #expect(model.state.rows.first { $0.key == "inbox" }?.count == 2)
        let projects = model.state.rows.first { $0.name == named("Projects") }
        #expect(projects?.place == nil && projects?.expanded == true)
        model.onEvent(.folded("account:1"))
        await reach { model.state.rows.count == 5 }
        #expect(bench.core.calls.contains("setSetting ios.folded account:1"))
    }

    @Test func theStripTellsTheMostImportantThing() async {
        let core = furnished()
        func strip(_ mode: PushMode?, syncing: Bool = false, problem: Problem? = nil) async -> Strip {
            core.statusOf[1] = AccountStatus(
                account: 1, mode: mode, why: "", syncing: syncing, synced: problem == nil ? 5 : nil, problem: problem)
            return SidebarModel(await Bench(core).loaded().desk).state.strip
        }
        let account = core.accountList[0]
        #expect(await strip(.offline) == .offline)
        #expect(await strip(.push) == .upToDate(at: 5))
        #expect(await strip(.push, syncing: true) == .syncing(account, folder: nil, nil))
        let refused = Problem(kind: "sign_in", reason: "Refused.", next: "Check it.")
        #expect(await strip(.push, problem: refused) == .signIn(account))
        let trouble = Problem(kind: "storage", reason: "Full.", next: "Make room.")
        #expect(await strip(.push, problem: trouble) == .trouble(account, reason: "Full.", next: "Make room."))
        #expect(stripOf(.none) == .none)
    }

    @Test func aSyncIsFollowedAndStopped() async {
        let bench = await Bench().loaded()
        bench.core.statusOf[1] = AccountStatus(
            account: 1, mode: .push, why: "", syncing: true, synced: nil, problem: nil)
        bench.run { await bench.desk.run() }
        await reach { bench.core.listeners == 2 && bench.desk.accounts.state.status.first?.syncing == true }
        bench.core.emit(.progress(account: 1, mailbox: inboxId, phase: .headers, done: 3, total: 9))
        let model = SidebarModel(bench.desk)
        let progress = Progress(mailbox: inboxId, done: 3, total: 9)
        await reach { model.state.strip == .syncing(bench.core.accountList[0], folder: phrase("role-inbox"), progress) }
        model.onEvent(.syncCancelled)
        #expect(bench.core.calls.contains("cancelSync 1"))
        bench.core.emit(.progress(account: 1, mailbox: inboxId, phase: .done, done: 9, total: 9))
        await reach { bench.desk.accounts.state.progress.isEmpty }
    }
}
