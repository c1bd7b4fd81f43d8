import Foundation
import TernCore
import Testing

@testable import TernMail

@MainActor
private func cards(_ model: ReaderModel) -> [Card] {
    if case .conversation(_, let cards, _) = model.state.body { cards } else { [] }
}

@MainActor
private func shown(_ model: ReaderModel, _ id: MessageId) -> Message? {
    if case .shown(let message) = cards(model).first(where: { $0.id == id })?.content { message } else { nil }
}

/// One conversation: every event, and every state it can be in.
@Suite @MainActor struct ReaderModelTests {
    private func model(_ bench: Bench, _ message: MessageId = 1, thread: ThreadId? = 11) -> ReaderModel {
        let files: PartFiles = { "\(folder())-\($0)-\($1)-\($2)" }
        let model = ReaderModel(bench.desk, files: files, message: message, thread: thread)
        bench.run(model.run)
        return model
    }

    private func opened(_ bench: Bench, _ message: MessageId = 1, thread: ThreadId? = 11) async -> ReaderModel {
        let model = model(bench, message, thread: thread)
        #expect(model.state.body == .loading)
        await reach("it opens") { shown(model, message) != nil }
        return model
    }

    @Test func theUnreadMessageIsOpenAndReadOnesAreClosed() async {
        let model = await opened(await Bench().loaded())
        #expect(cards(model).map(\.id) == [2, 1])
        #expect(cards(model)[0].content == .closed)
        guard case .conversation(let subject, _, let current) = model.state.body else { return }
        #expect(subject == "Re: Notes on the engine" && current == 1)
        #expect(model.state.mine == [emmy.email])
    }

    @Test func aSingleMessageOpensWithoutItsConversation() async {
        let model = await opened(await Bench().loaded(), 3, thread: nil)
        #expect(cards(model).map(\.id) == [3])
    }

    @Test func theSourceIsOpenedAsATextAndAFailureIsSaid() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        model.onEvent(.sourceAsked(1))
        await reach { if case .openFile(_, "text/plain") = model.state.outside { true } else { false } }
        model.onEvent(.outsideDone)
        bench.core.failures["saveSource"] = offlineError
        model.onEvent(.sourceAsked(1))
        await reach { bench.notice == .problem(offlineError) }
        #expect(model.state.outside == nil)
    }

    @Test func aMessageIsPrintedAsItIsShownWithoutPicturesOfTheNetwork() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        model.onEvent(.printed(1))
        await reach { if case .print(let message, _) = model.state.outside { message.row.id == 1 } else { false } }
        #expect(bench.core.calls.contains { $0.hasPrefix("body 1 false") })
    }

    @Test func whatAStrangerWroteStaysWordsOnPaper() {
        let row = rowOf(1, Address(name: "<b>Ada</b>", email: "ada@example.org"), "1 < 2 & 3")
        let message = messageOf(row, text: "", html: true, remote: 0, allowed: false, cc: [], files: [])
        let page = printedOf(message, Body(html: "<p>Text</p>", blocked: 0, colours: .light), "14 May")
        #expect(page.contains("<h1>1 &lt; 2 &amp; 3</h1><p>&lt;b&gt;Ada&lt;/b&gt;"))
        #expect(page.hasSuffix("<p>14 May</p><hr><p>Text</p></body></html>"))
    }

    @Test func whatIsInTheTrashIsDeletedAfterAQuestion() async throws {
        let bench = await Bench().loaded()
        let trash = try #require(bench.desk.accounts.state.withRole(.trash).first)
        bench.core.letters.append(letterOf(rowOf(60, ada, "Old", mailbox: trash.id)))
        let model = await opened(bench, 60, thread: nil)
        model.onEvent(.chosen(.delete))
        #expect(model.state.dialog == .forever(messages: 1) && !model.state.left)
        model.onEvent(.foreverConfirmed)
        await reach { model.state.left }
        #expect(model.state.dialog == nil && !bench.core.letters.contains { $0.row.id == 60 })
    }

    @Test func cardsOpenCloseAndAllOpenAtOnce() async {
        let model = await opened(await Bench().loaded())
        model.onEvent(.toggled(2))
        await reach { shown(model, 2) != nil }
        model.onEvent(.toggled(2))
        #expect(cards(model)[0].content == .closed)
        model.onEvent(.expandedAll)
        await reach { shown(model, 2) != nil }
        model.onEvent(.details(1))
        model.onEvent(.plain(1))
        model.onEvent(.original(1))
        #expect(cards(model)[1].details && cards(model)[1].plain && cards(model)[1].original)
    }

    @Test func whatCannotBeLoadedSaysWhyAndIsTriedAgain() async {
        let bench = await Bench().loaded()
        bench.core.failures["thread"] = offlineError
        let model = model(bench)
        await reach { model.state.body == .failed(offlineError) }
        bench.core.failures = ["message": offlineError]
        model.onEvent(.retried(nil))
        await reach { cards(model).last?.content == .failed(offlineError) }
        bench.core.failures = [:]
        model.onEvent(.retried(1))
        await reach { shown(model, 1) != nil }
    }

    @Test func aConversationThatIsGoneSaysSo() async {
        let bench = await Bench().loaded()
        let single = model(bench, 99, thread: nil)
        await reach { single.state.body == .gone }
        let model = await opened(bench)
        bench.core.letters.removeAll { $0.row.thread == 11 }
        bench.core.emit(.mailboxChanged(account: 1, mailbox: inboxId))
        await bench.soon()
        await reach { model.state.body == .gone }
    }

    @Test func aFailureLaterKeepsWhatIsOpen() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        bench.core.failures["thread"] = storageError
        bench.core.emit(.overflow)
        await bench.soon()
        await reach { bench.notice == .problem(storageError) }
        #expect(shown(model, 1) != nil)
    }

    @Test func anAnswerThatArrivesIsAddedAndNothingCloses() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        bench.core.letters.append(letterOf(rowOf(21, grace, "Re: Notes on the engine", thread: 11, agoMinutes: 0)))
        bench.core.emit(.mailboxChanged(account: 1, mailbox: inboxId))
        await bench.soon()
        await reach { cards(model).map(\.id) == [2, 1, 21] }
        #expect(shown(model, 1) != nil && cards(model)[2].content == .closed)
    }

    @Test func remoteImagesAreLetInOnceOrAlways() async throws {
        let bench = await Bench().loaded()
        let model = await opened(bench, 4, thread: 4)
        let message = try #require(shown(model, 4))
        #expect(remoteHidden(cards(model)[0], message))
        model.onEvent(.loadedOnce(4))
        #expect(!remoteHidden(cards(model)[0], message) && bench.core.senders.isEmpty)
        model.onEvent(.loadedAlways(4))
        await reach { bench.core.senders == [weekly.email] }
        bench.core.failures["allowRemote"] = storageError
        model.onEvent(.loadedAlways(4))
        await reach { bench.notice == .problem(storageError) }
    }

    @Test(arguments: [FileUse.open, .share, .save]) func anAttachmentIsUsed(_ use: FileUse) async throws {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        let file = try #require(shown(model, 1).map(besideText)?.first)
        model.onEvent(.fileUsed(1, file, use))
        await reach { model.state.outside != nil }
        switch (use, model.state.outside) {
        case (.open, .openFile(let path, let type)), (.share, .shareFile(let path, let type)):
            #expect(path.hasSuffix("figures.pdf") && type == "application/pdf")
        case (.save, .saveFile(_, let name, _)): #expect(name == "figures.pdf")
        default: Issue.record("another use than \(use)")
        }
        model.onEvent(.outsideDone)
        #expect(model.state.outside == nil && model.state.busy.isEmpty)
        bench.core.failures["savePart"] = storageError
        model.onEvent(.fileUsed(1, file, use))
        await reach { bench.notice == .problem(storageError) }
        #expect(model.state.busy.isEmpty && model.state.outside == nil)
    }

    @Test func linksAreJudgedBeforeTheyOpen() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        model.onEvent(.linkTapped(href: "https://shore.example/", text: "our page"))
        #expect(model.state.outside == .openLink(url: "https://shore.example/"))
        model.onEvent(.outsideDone)
        model.onEvent(.linkTapped(href: "https://shore.example/", text: "https://bank.example/"))
        #expect(
            model.state.dialog == .link(url: "https://shore.example/", shown: "bank.example", host: "shore.example"))
        model.onEvent(.dialogClosed)
        #expect(model.state.dialog == nil && model.state.outside == nil)
        model.onEvent(.linkFollowed)
        #expect(model.state.outside == nil, "there is no link to follow")
        model.onEvent(.linkTapped(href: "https://shore.example/", text: "https://bank.example/"))
        model.onEvent(.linkFollowed)
        #expect(model.state.outside == .openLink(url: "https://shore.example/") && model.state.dialog == nil)
        model.onEvent(.linkTapped(href: "javascript:steal()", text: "x"))
        #expect(model.state.dialog == .refusedLink(href: "javascript:steal()"))
        model.onEvent(.linkTapped(href: "mailto:bo@y.example", text: "write"))
        await reach { bench.desk.writing.opened != nil }
    }

    @Test func aMessageInSightCountsAsReadAfterAWhile() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        model.onEvent(.visible(1))
        await reach { bench.clock.sleepers == 2 }
        await bench.soon()
        await rest()
        #expect(bench.core.count("flag") == 0)
        bench.clock.advance(by: .seconds(2))
        await reach { bench.core.letters.first { $0.row.id == 1 }?.row.flags.seen == true }
    }

    @Test func whatWasJustMarkedUnreadStaysSo() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        model.onEvent(.visible(1))
        await reach { bench.clock.sleepers == 2 }
        model.onEvent(.chosen(.unread))
        await reach { model.state.left }
        bench.clock.advance(by: .seconds(60))
        await rest()
        #expect(bench.core.count("flag") == 1)
    }

    @Test(arguments: [
        (Act.archive, true), (.delete, true), (.junk, true), (.unread, true), (.flag, false), (.unflag, false),
        (.read, false),
    ]) func actsOnTheConversationLeaveItOrStay(_ act: Act, _ leaves: Bool) async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        let before = bench.core.calls.count
        model.onEvent(.chosen(act))
        await reach { bench.core.calls.count > before && (!leaves || model.state.left) }
        #expect(model.state.left == leaves)
    }

    @Test func anActThatFailsStays() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        bench.core.failures["archive"] = storageError
        model.onEvent(.chosen(.archive))
        await reach { bench.notice == .problem(storageError) }
        #expect(!model.state.left)
    }

    @Test func itIsMovedToAFolder() async {
        let bench = await Bench().loaded()
        let model = await opened(bench)
        model.onEvent(.folderAsked)
        guard case .folders(let boxes) = model.state.dialog else {
            Issue.record("no folders were offered")
            return
        }
        #expect(boxes.contains { $0.id == archiveId })
        model.onEvent(.folderChosen(archiveId))
        await reach { model.state.left }
        #expect(bench.core.letters.filter { $0.row.thread == 11 }.allSatisfy { $0.row.mailbox == archiveId })
    }

    @Test(arguments: [
        (ReplyKind.reply, "Re: Lunch on Thursday?"), (.replyAll, "Re: Lunch on Thursday?"),
        (.forward, "Fwd: Lunch on Thursday?"),
    ])
    func anAnswerBegins(_ kind: ReplyKind, _ subject: String) async {
        let bench = await Bench().loaded()
        let model = await opened(bench, 3, thread: 3)
        model.onEvent(.answered(kind, cards(model)[0].row))
        await reach { bench.desk.writing.opened != nil }
        #expect(bench.core.savedDrafts.values.first?.draft.subject == subject)
    }

    @Test func aBodyIsADocumentWithWalls() throws {
        let light = documentOf(Body(html: "<p>Hi</p>", blocked: 0, colours: .light), dark: true)
        #expect(light.contains("default-src 'none'") && light.contains("tern-light") && light.contains("<p>Hi</p>"))
        #expect(documentOf(Body(html: "", blocked: 0, colours: .theme), dark: true).contains("tern-dark"))
        #expect(pictureOf("/remote/12") == 12 && pictureOf("/remote/x") == nil && pictureOf("/etc/12") == nil)
        #expect(!shownPictures.contains("image/svg+xml"))
        let rules = try JSONSerialization.jsonObject(with: Data(wallRules.utf8)) as? [[String: [String: String]]]
        let filters = rules?.compactMap { $0["trigger"]?["url-filter"] }
        #expect(filters == [".*", "^mailbody:", "^data:"] && rules?.first?["action"]?["type"] == "block")
    }
}
