import Observation
import TernCore

/// A message being written, on disk half a second after every change.
@MainActor
@Observable
public final class ComposerModel {
    public private(set) var state = ComposerState(
        body: .loading, accounts: [], shown: false, save: .waiting, typing: [:], completion: nil, warnings: [],
        sending: false)
    private let desk: Desk
    private let core: any MailCore
    private let id: DraftId
    private let chips: Chips
    @ObservationIgnored private lazy var saver = Saver(desk.clock, save: store) { self.state.save = $0 }

    public init(_ desk: Desk, draft: DraftId) {
        self.desk = desk
        core = desk.core
        id = draft
        chips = Chips(desk.core)
    }

    public func run() async {
        if state.body == .loading { await open() }
    }

    public func onEvent(_ event: ComposerEvent) {
        switch event {
        case .from(let account): from(account)
        case .typed(let field, let text): later { await self.typed(field, text) }
        case .committed(let field): commit(field)
        case .chosen(let field, let address): put(field, [chips.of(address)])
        case .removed(let field, let key): remove(field, key)
        case .edited(let field, let key): edit(field, key)
        case .fieldsShown: state.shown = true
        case .subject(let text): change { $0.subject = text }
        case .own(let text): change { $0.own = text }
        case .unfolded: change { ($0.own, $0.quote) = (joinText($0.own, $0.quote), "") }
        case .quoteDropped: change { $0.quote = "" }
        case .files(let paths): later { await self.attach(paths) }
        case .detached(let file): later { await self.detach(file) }
        case .sent: later { await self.send(anyway: false) }
        case .sentAnyway: later { await self.send(anyway: true) }
        case .dialogClosed: state.warnings = []
        case .discarded: later(discard)
        case .closed: later(close)
        case .hidden: later { await self.saver.flush() }
        case .retried: later(retry)
        }
    }

    private func later(_ work: @escaping @MainActor () async -> Void) {
        Task { await work() }
    }

    private func open() async {
        await attempt({ state.body = .failed($0) }) {
            let saved = try await core.draft(id: id)
            state.accounts = try await core.accounts()
            state.body = .writing(writingOf(saved, chips))
            state.save = .saved(at: saved.changed)
        }
    }

    private func store() async throws -> Int64 {
        guard let writing else { throw CancellationError() }
        return try await core.saveDraft(id: id, draft: draftOf(writing))
    }

    private var writing: Writing? {
        if case .writing(let writing) = state.body { writing } else { nil }
    }

    /// Changes what is shown but not what is stored with the text.
    @discardableResult
    private func keep(_ how: (inout Writing) -> Void) -> Bool {
        guard var writing else { return false }
        how(&writing)
        state.body = .writing(writing)
        return true
    }

    private func change(_ how: (inout Writing) -> Void) {
        if keep(how) { saver.touch() }
    }

    private func from(_ id: AccountId) {
        guard let account = state.accounts.first(where: { $0.id == id }) else { return }
        change { ($0.account, $0.from) = (id, Address(name: account.name, email: account.address)) }
    }
}

/// Recipients and files.
extension ComposerModel {
    private func typed(_ field: Field, _ text: String) async {
        // A comma, a semicolon or a new line ends a recipient, as a pasted list does.
        if text.hasSuffix(",") || text.hasSuffix(";") || text.contains(where: \.isNewline) { return add(field, text) }
        state.typing[field] = text
        let prefix = trimmed(text)
        if prefix.isEmpty { return state.completion = nil }
        await attempt(desk.notices.problem) {
            let there = Set((writing?.of(field) ?? []).map { $0.address.email.lowercased() })
            let people = try await core.completeAddress(prefix: prefix, limit: 8)
            // Only for what stands there still.
            guard state.typing[field] == text else { return }
            state.completion = Completion(
                field: field, text: text, people: people.filter { !there.contains($0.email.lowercased()) })
        }
    }

    private func commit(_ field: Field) {
        let text = state.typing[field] ?? ""
        if trimmed(text).isEmpty { state.completion = nil } else { add(field, text) }
    }

    private func add(_ field: Field, _ text: String) {
        put(field, chips.read(text))
    }

    private func put(_ field: Field, _ added: [Chip]) {
        state.typing[field] = nil
        state.completion = nil
        change { $0.people[field, default: []] += withoutDoubles($0.of(field), added) }
    }

    private func remove(_ field: Field, _ key: Int) {
        change { $0.people[field, default: []].removeAll { $0.key == key } }
    }

    private func edit(_ field: Field, _ key: Int) {
        guard let chip = writing?.of(field).first(where: { $0.key == key }) else { return }
        remove(field, key)
        later { await self.typed(field, written(chip.address)) }
    }

    private func attach(_ paths: [String]) async {
        keep { $0.attaching += paths.count }
        for path in paths {
            await attempt(desk.notices.problem) {
                let file = try await core.attachFile(id: id, path: path)
                keep { $0.files.append(file) }
            }
            keep { $0.attaching -= 1 }
        }
    }

    private func detach(_ file: DraftFileId) async {
        guard let before = writing?.files else { return }
        keep { $0.files.removeAll { $0.id == file } }
        let done = await attempt(desk.notices.problem) { try await core.detachFile(id: id, file: file) }
        if !done { keep { $0.files = before } }
    }
}

/// How writing ends.
extension ComposerModel {
    private func send(anyway: Bool) async {
        for field in Field.allCases { commit(field) }
        guard let writing, !state.sending, writing.attaching == 0 else { return }
        let warnings = warningsOf(writing)
        if warnings.contains(where: stops) || (!anyway && !warnings.isEmpty) { return state.warnings = warnings }
        state.sending = true
        state.warnings = []
        await attempt(desk.notices.problem) {
            saver.touch()
            guard await saver.flush() else { return }
            let outbox = try await core.sendDraft(id: id, options: SendOptions(now: false))
            await saver.stop()
            done()
            later { [desk] in await desk.writing.sent(outbox) }
        }
        state.sending = false
    }

    private func discard() async {
        // Saved once more: the person may take it back.
        await saver.flush()
        let forgettable = writing.map(forgettable) == true
        await saver.stop()
        if forgettable { await forget() } else { desk.writing.discard(id) }
        done()
    }

    private func close() async {
        guard let writing else { return done() }
        if forgettable(writing) {
            await saver.stop()
            await forget()
            done()
        } else if await saver.flush() {
            done()
        }
    }

    private func forgettable(_ writing: Writing) -> Bool {
        untouched(writing) || (desk.writing.isFresh(id) && !saver.touched && writing.files.isEmpty)
    }

    private func forget() async {
        await attempt({ if !$0.isGone { desk.notices.problem($0) } }) { try await core.discardDraft(id: id) }
    }

    private func done() {
        desk.writing.closed(id)
        state.body = .done
    }

    private func retry() async {
        if case .failed = state.body {
            state.body = .loading
            await open()
        } else {
            await saver.flush()
        }
    }
}
