import Foundation
import TernCore
import Testing

@testable import TernMail

@MainActor
private func writing(_ model: ComposerModel) -> Writing? {
    if case .writing(let writing) = model.state.body { writing } else { nil }
}

/// A message being written: every event, and every state it can be in.
@Suite @MainActor struct ComposerModelTests {
    private func begun(_ bench: Bench, _ start: DraftStart = .blank(account: nil)) async -> ComposerModel {
        await bench.desk.writing.begin(start)
        let id = bench.desk.writing.opened ?? 0
        bench.desk.writing.shown()
        let model = ComposerModel(bench.desk, draft: id)
        #expect(model.state.body == .loading)
        await model.run()
        return model
    }

    private func filled(_ bench: Bench, subject: String = "Lunch", to: String = "ada@analytical.example,") async
        -> ComposerModel
    {
        let model = await begun(bench)
        model.onEvent(.typed(.to, to))
        await reach { writing(model)?.of(.to).isEmpty == false }
        model.onEvent(.subject(subject))
        model.onEvent(.own("Thursday?"))
        return model
    }

    @Test func aDraftThatCannotBeReadSaysWhyAndIsTriedAgain() async {
        let bench = await Bench().loaded()
        bench.core.failures["draft"] = storageError
        let model = await begun(bench)
        #expect(model.state.body == .failed(storageError))
        bench.core.failures = [:]
        model.onEvent(.retried)
        await reach { writing(model) != nil }
    }

    @Test func whatIsTypedIsSavedHalfASecondLaterAsOne() async {
        let bench = await Bench().loaded()
        let model = await filled(bench)
        await reach { model.state.save == .waiting && bench.clock.sleepers == 1 }
        #expect(bench.core.count("saveDraft") == 0)
        bench.clock.advance(by: .milliseconds(500))
        await reach { bench.core.count("saveDraft") == 1 && model.state.save == .saved(at: bench.core.now) }
        let kept = bench.core.savedDrafts.values.first?.draft
        #expect(
            kept?.subject == "Lunch" && kept?.text == "Thursday?" && kept?.to.map(\.email) == ["ada@analytical.example"]
        )
    }

    @Test func whatCannotBeSavedSaysSoAndIsTriedAgain() async {
        let bench = await Bench().loaded()
        let model = await filled(bench)
        bench.core.failures["saveDraft"] = storageError
        model.onEvent(.hidden)
        await reach { model.state.save == .failed(storageError) }
        bench.core.failures = [:]
        model.onEvent(.retried)
        await reach { model.state.save == .saved(at: bench.core.now) }
    }

    @Test func peopleAreOfferedChosenTakenOutAndChanged() async throws {
        let bench = await Bench().loaded()
        let model = await begun(bench)
        model.onEvent(.typed(.to, "gra"))
        await reach { model.state.completion?.people == [grace] }
        model.onEvent(.chosen(.to, grace))
        #expect(writing(model)?.of(.to).map(\.address) == [grace] && model.state.completion == nil)
        #expect(model.state.typing[.to] == nil)
        model.onEvent(.typed(.to, "grace"))
        await reach { model.state.completion?.people == [] }
        let chip = try #require((writing(model)?.of(.to) ?? []).first)
        model.onEvent(.edited(.to, chip.key))
        await reach { model.state.typing[.to] == "Grace Hopper <grace@navy.example>" }
        #expect(writing(model)?.of(.to).isEmpty == true)
        model.onEvent(.committed(.to))
        let again = try #require((writing(model)?.of(.to) ?? []).first)
        #expect(again.address == grace)
        model.onEvent(.removed(.to, again.key))
        #expect(writing(model)?.of(.to).isEmpty == true)
    }

    @Test func aPastedListBecomesChipsOnceEachAndWhatIsNoAddressSaysSo() async {
        let bench = await Bench().loaded()
        let model = await begun(bench)
        model.onEvent(.typed(.cc, "\"Lee, Ann\" <ann@x.example>; nobody\nANN@x.example,"))
        await reach { writing(model)?.of(.cc).count == 2 }
        #expect(
            writing(model)?.of(.cc).map(\.error?.sentences.next) == [
                nil, "Write it as name@domain or Name <name@domain>.",
            ])
        model.onEvent(.fieldsShown)
        #expect(model.state.shown)
        model.onEvent(.typed(.bcc, "  "))
        model.onEvent(.committed(.bcc))
        await rest()
        #expect(writing(model)?.of(.bcc).isEmpty == true && model.state.completion == nil)
    }

    @Test func theSenderIsChosen() async {
        let core = furnished()
        core.accountList.append(accountOf(2, "info@invariant.example", name: nil))
        let model = await begun(await Bench(core).loaded())
        model.onEvent(.from(2))
        #expect(writing(model)?.from.email == "info@invariant.example" && writing(model)?.account == 2)
        model.onEvent(.from(9))
        #expect(writing(model)?.account == 2)
    }

    @Test func aQuoteIsFoldedShownAndDropped() async {
        let bench = await Bench().loaded()
        let model = await begun(bench, .reply(message: 3, attribution: "Grace wrote:"))
        #expect(writing(model)?.quote.hasPrefix("Grace wrote:\n> ") == true)
        model.onEvent(.own("Yes."))
        model.onEvent(.unfolded)
        #expect(writing(model)?.own.contains("Yes.\n\nGrace wrote:") == true && writing(model)?.quote.isEmpty == true)
        let other = await begun(bench, .reply(message: 3, attribution: "Grace wrote:"))
        other.onEvent(.quoteDropped)
        #expect(writing(other)?.quote == "" && writing(other)?.own == "")
    }

    @Test func filesComeAndGo() async throws {
        let bench = await Bench().loaded()
        let model = await begun(bench)
        let path = folder()
        try "tern;3".write(toFile: path, atomically: true, encoding: .utf8)
        model.onEvent(.files([path, path + "-missing"]))
        await reach { writing(model)?.attaching == 0 && writing(model)?.files.count == 1 }
        #expect(bench.desk.notices.queue.count == 1, "the missing one is named")
        let file = try #require((writing(model)?.files ?? []).first)
        bench.core.failures["detachFile"] = storageError
        model.onEvent(.detached(file.id))
        await reach { bench.core.count("detachFile") == 1 && writing(model)?.files == [file] }
        bench.core.failures = [:]
        model.onEvent(.detached(file.id))
        await reach { writing(model)?.files.isEmpty == true && bench.core.count("detachFile") == 2 }
    }

    @Test func aMessageIsSentAndCanBeTakenBack() async {
        let bench = await Bench().loaded()
        let model = await filled(bench)
        model.onEvent(.sent)
        await reach { model.state.body == .done && bench.notice != nil }
        let item = bench.core.outboxItems.values.first
        #expect(item?.subject == "Lunch" && bench.notice == .leaving(due: item?.due ?? 0))
        #expect(bench.desk.notices.head?.seconds == 10)
        await bench.takeBack()
        #expect(bench.desk.writing.opened != nil && bench.core.savedDrafts.count == 1)
    }

    @Test func aMessageThatLeavesAtOnceSaysSo() async {
        let core = furnished()
        core.accountList[0].undoSeconds = 0
        let bench = await Bench(core).loaded()
        let model = await filled(bench)
        model.onEvent(.sent)
        await reach { bench.notice == .news(phrase("compose-sent-now")) }
    }

    @Test func whatCannotLeaveStops() async {
        let bench = await Bench().loaded()
        let model = await begun(bench)
        model.onEvent(.sent)
        await reach { model.state.warnings == [.nobody] }
        model.onEvent(.sentAnyway)
        await rest()
        #expect(bench.core.count("sendDraft") == 0)
        model.onEvent(.dialogClosed)
        #expect(model.state.warnings.isEmpty)
        model.onEvent(.typed(.to, "nobody,"))
        await reach { writing(model)?.of(.to).count == 1 }
        model.onEvent(.sent)
        await reach { model.state.warnings == [.invalid(["nobody"])] }
    }

    @Test func whatMayBeForgottenIsAskedAndSentAnyway() async {
        let bench = await Bench().loaded()
        let model = await filled(bench, subject: "")
        model.onEvent(.own("The figures are attached."))
        model.onEvent(.sent)
        await reach { model.state.warnings == [.noSubject, .noAttachment] }
        #expect(bench.core.count("sendDraft") == 0)
        model.onEvent(.sentAnyway)
        await reach { model.state.body == .done }
    }

    @Test func aReplyFromAnotherAccountIsAsked() async {
        let core = furnished()
        core.accountList.append(accountOf(2, "info@invariant.example", name: nil))
        let bench = await Bench(core).loaded()
        let model = await begun(bench, .reply(message: 3, attribution: "Grace wrote:"))
        model.onEvent(.from(2))
        model.onEvent(.sent)
        let warning = Warning.otherAccount(expected: emmy.email, chosen: "info@invariant.example")
        await reach { model.state.warnings == [warning] }
    }

    @Test(arguments: ["saveDraft", "sendDraft"]) func whatCannotBeSentStays(_ verb: String) async {
        let bench = await Bench().loaded()
        let model = await filled(bench)
        bench.core.failures[verb] = storageError
        model.onEvent(.sent)
        await reach {
            verb == "saveDraft" ? model.state.save == .failed(storageError) : bench.notice == .problem(storageError)
        }
        await reach { !model.state.sending }
        #expect(writing(model)?.subject == "Lunch" && bench.core.outboxItems.isEmpty)
    }

    @Test func closingKeepsTheDraft() async {
        let bench = await Bench().loaded()
        let model = await filled(bench)
        model.onEvent(.closed)
        await reach { model.state.body == .done }
        #expect(bench.core.savedDrafts.values.map(\.draft.subject) == ["Lunch"])
    }

    @Test func closingWhatWasNotTouchedForgetsIt() async {
        let bench = await Bench().loaded()
        let model = await begun(bench)
        model.onEvent(.closed)
        await reach { model.state.body == .done }
        #expect(bench.core.savedDrafts.isEmpty)
        let answer = await begun(bench, .reply(message: 3, attribution: "Grace wrote:"))
        answer.onEvent(.closed)
        await reach { answer.state.body == .done }
        #expect(bench.core.savedDrafts.isEmpty)
    }

    @Test func discardingIsTakenBackForAWhile() async {
        let bench = await Bench().loaded()
        let model = await filled(bench)
        model.onEvent(.discarded)
        await reach { model.state.body == .done && bench.notice == .news(phrase("compose-discarded")) }
        #expect(bench.desk.writing.discarded.count == 1)
        await bench.takeBack()
        #expect(bench.desk.writing.discarded.isEmpty && bench.desk.writing.opened != nil)
        bench.clock.advance(by: .seconds(120))
        await rest()
        #expect(bench.core.savedDrafts.count == 1, "it was taken back")
        let again = await filled(bench, subject: "Not this")
        again.onEvent(.discarded)
        await reach { bench.desk.writing.discarded.count == 1 && bench.clock.sleepers == 1 }
        bench.clock.advance(by: .seconds(60))
        await reach { bench.core.savedDrafts.count == 1 && bench.desk.writing.discarded.isEmpty }
    }
}
