import TernCore
import Testing

@testable import TernMail

@MainActor
private func rows(_ model: ListModel) -> [ListRow] {
    if case .rows(let rows, _) = model.state.body { rows } else { [] }
}

@MainActor
private func subjects(_ model: ListModel) -> [String] {
    rows(model).map(\.row.subject)
}

@MainActor
private func said(_ bench: Bench) -> String? {
    if case .news(let phrase) = bench.notice { phrase.id } else { nil }
}

/// The list of messages: every event, and every state it can be in.
@Suite @MainActor struct ListModelTests {
    private func bench(_ core: FakeCore? = nil, threads: Bool = true) async -> Bench {
        let bench = await Bench(core).loaded()
        if !threads { await bench.desk.settings.change { $0.threads = false } }
        return bench
    }

    private func model(_ bench: Bench, _ view: View = .role(role: .inbox)) async -> ListModel {
        let model = ListModel(bench.desk, view: view)
        #expect(model.state.body == .loading)
        bench.run(model.run)
        await reach("it is loaded") { model.state.body != .loading }
        return model
    }

    private func row(_ model: ListModel, _ id: MessageId) throws -> ListRow {
        try #require(rows(model).first { $0.row.id == id })
    }

    @Test func rowsComeNewestFirstWithTheWindow() async {
        let model = await model(await bench())
        #expect(rows(model).map(\.row.id) == [1, 3, 4, 5, 6])
        #expect(model.state.title == phrase("role-inbox"))
        #expect(model.state.kept?.older == 4812 && model.state.kept?.wider == .days(days: 90))
        #expect(model.state.mine == [emmy.email] && !model.state.offline)
    }

    @Test func anEmptyListSaysWhy() async {
        let model = await model(await bench(), .role(role: .trash))
        #expect(model.state.body == .empty(.nothing))
        model.onEvent(.unreadToggled)
        await reach { model.state.body == .empty(.unread) }
    }

    @Test func aFolderIsMarkedReadAsAWholeAndComesBack() async {
        let bench = await bench()
        let model = await model(bench)
        #expect(rows(model).contains { $0.unread > 0 })
        model.onEvent(.allRead)
        await reach { said(bench) == "did-flag" }
        await bench.soon()
        await reach { !rows(model).contains { $0.unread > 0 } }
        bench.core.failures["listIds"] = offlineError
        model.onEvent(.allRead)
        await reach { bench.desk.notices.queue.last?.text == .problem(offlineError) }
    }

    @Test func whatWouldBeGoneForGoodIsAskedAboutAndNoWayBackIsOffered() async throws {
        let bench = await bench()
        let trash = try #require(bench.desk.accounts.state.withRole(.trash).first)
        bench.core.letters += [60, 61].map { letterOf(rowOf($0, ada, "Old", mailbox: trash.id)) }
        await bench.desk.accounts.load()
        let model = await model(bench, .mailbox(mailbox: trash.id))
        model.onEvent(.acted(try row(model, 60), .delete))
        #expect(model.state.dialog == .forever(targets: Targets(ids: [60], rows: 1, threads: true), folder: nil))
        model.onEvent(.dialogClosed)
        #expect(rows(model).count == 2)
        model.onEvent(.emptyAsked)
        await reach { if case .forever(_, let folder) = model.state.dialog { folder?.id == trash.id } else { false } }
        model.onEvent(.foreverConfirmed)
        await reach { said(bench) == "did-expunge" }
        await bench.soon()
        await reach { model.state.body == .empty(.nothing) }
        #expect(bench.desk.notices.head?.action == nil && model.state.dialog == nil)
    }

    @Test func junkIsEmptiedIntoTheTrashWithoutAQuestion() async throws {
        let bench = await bench()
        let junk = try #require(bench.desk.accounts.state.withRole(.junk).first)
        bench.core.letters.append(letterOf(rowOf(60, ada, "You won", mailbox: junk.id)))
        await bench.desk.accounts.load()
        let model = await model(bench, .mailbox(mailbox: junk.id))
        model.onEvent(.emptyAsked)
        await reach { said(bench) == "did-delete" }
        await bench.soon()
        await reach { model.state.body == .empty(.nothing) }
        #expect(model.state.dialog == nil)
    }

    @Test func aFailureShowsWhyUntilTriedAgain() async {
        let bench = await bench()
        bench.core.failures["list"] = offlineError
        let model = await model(bench)
        #expect(model.state.body == .failed(offlineError))
        bench.core.failures = [:]
        model.onEvent(.retried)
        #expect(model.state.body == .loading)
        await reach { rows(model).count == 5 }
    }

    @Test func aFailureWithRowsKeepsThemAndIsANotice() async {
        let bench = await bench()
        let model = await model(bench)
        bench.core.failures["list"] = storageError
        bench.core.emit(.overflow)
        await bench.soon()
        await reach { bench.notice == .problem(storageError) }
        #expect(rows(model).count == 5)
    }

    @Test func aStreamThatCannotBeHeardIsAFailure() async {
        let bench = await bench()
        bench.core.failures["events"] = storageError
        let model = await model(bench)
        #expect(model.state.body == .failed(storageError))
    }

    @Test func signalsDuringALoadBecomeOneMoreLoad() async {
        let bench = await bench()
        let model = await model(bench)
        let before = bench.core.count("list")
        for _ in 0..<5 { bench.core.emit(.mailboxChanged(account: 1, mailbox: inboxId)) }
        await rest()
        #expect(bench.core.count("list") == before, "a short while passes first")
        await bench.soon()
        await reach { bench.core.count("list") == before + 1 }
        await rest()
        #expect(bench.core.count("list") == before + 1 && rows(model).count == 5)
    }

    @Test func whatConcernsOtherFoldersIsNotAskedFor() async {
        let bench = await bench(threads: false)
        let model = await model(bench)
        let before = bench.core.count("list")
        bench.core.emit(.mailboxChanged(account: 1, mailbox: archiveId))
        bench.core.emit(.draftsChanged)
        await bench.soon()
        await rest()
        #expect(bench.core.count("list") == before && rows(model).count == 5)
    }

    @Test func leavingTheScreenEndsTheStream() async {
        let bench = await bench()
        _ = await model(bench)
        #expect(bench.core.listeners == 1)
        bench.cancelAll()
        await reach { bench.core.listeners == 0 }
    }

    @Test func archiveTakesTheRowAndOffersUndo() async throws {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.swiped(try row(model, 3), fromEnd: false))
        await bench.soon()
        await reach { bench.core.count("archive") == 1 && bench.notice != nil }
        #expect(bench.notice == .news(phrase("did-archive", .phrase(counted("count-conversations", 1)))))
        await bench.soon()
        await reach { rows(model).map(\.row.id) == [1, 4, 5, 6] }
        await bench.takeBack()
        #expect(bench.notice == .news(phrase("undo-done")))
        await bench.soon()
        await reach { rows(model).map(\.row.id) == [1, 3, 4, 5, 6] }
    }

    @Test func anActionThatFailsSaysWhy() async throws {
        let bench = await bench()
        let model = await model(bench)
        bench.core.failures["archive"] = storageError
        model.onEvent(.acted(try row(model, 3), .archive))
        await reach { bench.notice == .problem(storageError) }
        #expect(rows(model).count == 5)
    }

    @Test(arguments: [
        (Swipe.none, ""), (.archive, "archive [3]"), (.delete, "delete [3]"), (.read, "flag [3]"), (.flag, "flag [3]"),
        (.junk, "junk [3] true"),
    ]) func swipesDoWhatWasChosen(_ swipe: Swipe, _ call: String) async throws {
        let bench = await bench()
        await bench.desk.settings.change { $0.swipeEnd = swipe }
        let model = await model(bench)
        #expect(model.state.swipes == Swipes(start: .archive, end: swipe))
        model.onEvent(.swiped(try row(model, 3), fromEnd: true))
        if swipe == .none {
            await rest()
            #expect(!bench.core.calls.contains { $0.contains("[3]") })
        } else {
            await reach { bench.core.calls.contains(call) }
        }
    }

    @Test(arguments: [
        (Act.archive, "archive [3]"), (.delete, "delete [3]"), (.junk, "junk [3] true"), (.notJunk, "junk [3] false"),
        (.read, "flag [3]"), (.unread, "flag [3]"), (.flag, "flag [3]"), (.unflag, "flag [3]"),
    ]) func theMenuOfARowActsOnIt(_ act: Act, _ call: String) async throws {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.acted(try row(model, 3), act))
        await reach { bench.core.calls.contains(call) }
    }

    @Test func theFlagOfARowIsTurned() async throws {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.flagged(try row(model, 3)))
        await reach { bench.core.letters.first { $0.row.id == 3 }?.row.flags.flagged == false }
        #expect(bench.desk.notices.queue.isEmpty, "flags are seen at once and need no notice")
    }

    @Test func rowsAreChosenAndActedOnTogether() async throws {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.ticked(try row(model, 1)))
        model.onEvent(.ticked(try row(model, 3)))
        model.onEvent(.ticked(try row(model, 4)))
        model.onEvent(.ticked(try row(model, 4)))
        #expect(model.state.selection.count == 2 && Set(model.state.selection.ids) == [1, 3])
        model.onEvent(.chosen(.delete))
        #expect(model.state.selection == .none)
        await reach { bench.core.letters.count { $0.row.mailbox == 105 } == 2 }
    }

    @Test func everythingIsChosenEvenWhatIsNotShown() async {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.allSelected)
        await reach { model.state.selection.all == [1, 3, 4, 5, 6] }
        #expect(model.state.selection.count == 5)
        model.onEvent(.noneSelected)
        #expect(model.state.selection == .none)
    }

    @Test func whatLeavesTheListLeavesTheSelection() async throws {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.ticked(try row(model, 3)))
        bench.core.letters.removeAll { $0.row.id == 3 }
        bench.core.emit(.mailboxChanged(account: 1, mailbox: inboxId))
        await bench.soon()
        await reach { rows(model).count == 4 }
        #expect(model.state.selection.rows.isEmpty)
    }

    @Test(arguments: [PickFor.move, .copy]) func chosenMessagesGoToAFolder(_ purpose: PickFor) async throws {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.ticked(try row(model, 3)))
        model.onEvent(.folderAsked(purpose))
        guard case .folders(purpose, 1, let boxes) = model.state.dialog else {
            Issue.record("no folders were offered")
            return
        }
        #expect(!boxes.contains { !$0.selectable })
        model.onEvent(.dialogClosed)
        #expect(model.state.dialog == nil)
        model.onEvent(.folderAsked(purpose))
        model.onEvent(.folderChosen(archiveId))
        #expect(model.state.dialog == nil && model.state.selection == .none)
        await reach { bench.core.count(purpose == .move ? "moveTo" : "copyTo") == 1 && bench.notice != nil }
    }

    @Test func pullingLooksAtTheServerOnceAndSaysWhyItCannot() async {
        let bench = await bench()
        let model = await model(bench)
        bench.core.gates = ["sync"]
        bench.core.coming = [letterOf(rowOf(20, grace, "Just now", agoMinutes: 0))]
        model.onEvent(.pulled)
        await reach { model.state.refreshing }
        model.onEvent(.pulled)
        bench.core.gates = []
        await reach { !model.state.refreshing }
        #expect(bench.core.count("sync") == 1)
        await bench.soon()
        await reach { subjects(model).first == "Just now" }
        bench.core.failures["sync"] = offlineError
        model.onEvent(.pulled)
        await reach { bench.notice == .problem(offlineError) }
        #expect(!model.state.refreshing)
    }

    @Test func theListGrowsNearItsEnd() async {
        let core = furnished()
        core.letters = (1...250).map { letterOf(rowOf($0, ada, "Letter \($0)", agoMinutes: $0)) }
        let model = await model(await bench(core))
        #expect(rows(model).count == 100)
        model.onEvent(.nearEnd)
        await reach { rows(model).count == 200 }
        model.onEvent(.nearEnd)
        await reach { rows(model).count == 250 }
        let asked = core.count("list")
        model.onEvent(.nearEnd)
        await rest()
        #expect(core.count("list") == asked, "there is no more")
    }

    @Test func conversationsAndUnreadOnlyAreTurned() async {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.unreadToggled)
        await reach { rows(model).map(\.row.id) == [1, 3] }
        #expect(model.state.unreadOnly)
        model.onEvent(.unreadToggled)
        await reach { rows(model).count == 5 }
        model.onEvent(.threadsToggled)
        await reach { !model.state.threaded }
        #expect(bench.core.calls.contains("setSetting ios.threads false"))
    }

    @Test func theWindowIsWidenedAndTakenBack() async {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.widened)
        await reach { bench.notice != nil }
        #expect(bench.core.mailboxList.first { $0.id == inboxId }?.window == .days(days: 90))
        await bench.takeBack()
        #expect(bench.core.mailboxList.first { $0.id == inboxId }?.window == nil)
    }

    @Test func anAnswerBeginsFromARow() async throws {
        let bench = await bench()
        let model = await model(bench)
        model.onEvent(.answered(.reply, try row(model, 3)))
        await reach { bench.desk.writing.opened != nil }
        #expect(bench.core.savedDrafts.values.first?.draft.subject == "Re: Lunch on Thursday?")
    }

    @Test func aSearchAsksAndKeepsWhatWasFoundWhileAnOperatorIsHalfTyped() async {
        let bench = await bench()
        let model = await model(bench, .search(query: ""))
        #expect(model.state.body == .empty(.notAsked) && !model.state.threaded)
        model.onEvent(.searched("lunch"))
        await reach { subjects(model) == ["Lunch on Thursday?"] }
        #expect(model.state.words == ["lunch"] && model.state.unfinished == nil)
        model.onEvent(.searched("lunch after:20"))
        await reach { model.state.unfinished == "after:20" }
        #expect(subjects(model) == ["Lunch on Thursday?"])
        model.onEvent(.searched("nobody"))
        await reach { model.state.body == .empty(.search) }
        #expect(model.state.unfinished == nil)
        model.onEvent(.searched(" "))
        await reach { model.state.body == .empty(.notAsked) }
    }

    @Test func offlineIsSaid() async {
        let core = furnished()
        core.statusOf[1] = AccountStatus(account: 1, mode: .offline, why: "", syncing: false, synced: 1, problem: nil)
        #expect(await model(await bench(core)).state.offline)
    }
}
