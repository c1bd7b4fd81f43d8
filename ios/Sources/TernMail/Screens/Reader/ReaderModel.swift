import Observation
import TernCore

/// A place where a part of a message may be written: a new file each time.
public typealias PartFiles = @MainActor (_ message: MessageId, _ part: String, _ name: String) throws -> String

/// A conversation, or one message of it where the list is not threaded.
@MainActor
@Observable
public final class ReaderModel {
    private let desk: Desk
    private let core: any MailCore
    private let files: PartFiles
    private let message: MessageId
    private let thread: ThreadId?
    private var reading: [MessageId: Task<Void, Never>] = [:]
    private var ui = ReaderState(body: .loading, mine: [], dialog: nil, busy: [], outside: nil, left: false)

    public init(_ desk: Desk, files: @escaping PartFiles, message: MessageId, thread: ThreadId?) {
        self.desk = desk
        core = desk.core
        self.files = files
        self.message = message
        self.thread = thread
    }

    public var state: ReaderState {
        var state = ui
        state.mine = desk.accounts.state.mine
        return state
    }

    public func run() async {
        await attempt(failed) {
            let changes = try core.changes(concerns)
            await changes.eachSoon(desk.clock, load)
        }
    }

    public func onEvent(_ event: ReaderEvent) {
        switch event {
        case .toggled(let id): toggle(id)
        case .expandedAll: cards.filter { $0.content == .closed }.forEach { expand($0.id) }
        case .details(let id): change(id) { $0.details.toggle() }
        case .loadedOnce(let id): change(id) { $0.remote = true }
        case .loadedAlways(let id): later { await self.loadAlways(id) }
        case .plain(let id): change(id) { $0.plain.toggle() }
        case .original(let id): change(id) { $0.original.toggle() }
        case .fileUsed(let id, let attachment, let use): later { await self.use(id, attachment, use) }
        case .sourceAsked(let id): later { await self.source(id) }
        case .printed(let id): later { await self.print(id) }
        case .foreverConfirmed: later { await self.act(.delete) }
        case .linkTapped(let href, let text): link(href, text)
        case .linkFollowed: follow()
        case .dialogClosed: ui.dialog = nil
        case .retried(let id): retry(id)
        case .visible(let id): visible(id)
        case .chosen(let act):
            if act == .delete && isTrash {
                ui.dialog = .forever(messages: cards.count)
            } else {
                later { await self.act(act) }
            }
        case .folderAsked: pick()
        case .folderChosen(let mailbox): later { await self.move(mailbox) }
        case .answered(let kind, let row): later { [desk] in await desk.writing.answer(kind, row) }
        case .outsideDone: ui.outside = nil
        }
    }

    private func later(_ work: @escaping @MainActor () async -> Void) {
        Task { await work() }
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .mailboxChanged, .accountChanged, .editRefused, .overflow: true
        case .mode, .newMessage, .progress, .outboxChanged, .statusChanged, .failed, .draftsChanged, .planChanged: false
        }
    }

    private var cards: [Card] {
        if case .conversation(_, let cards, _) = ui.body { cards } else { [] }
    }

    private func load() async {
        await attempt(failed) {
            var rows: [MessageRow] = []
            if let thread {
                rows = try await core.thread(thread: thread)
            } else {
                rows = [try await core.row(id: message)]
            }
            merge(rows)
        }
    }

    private func failed(_ error: MailError) {
        if error.isGone { return gone() }
        if cards.isEmpty { ui.body = .failed(error) } else { desk.notices.problem(error) }
    }

    private func gone() {
        ui.body = .gone
        ui.dialog = nil
    }

    /// What is open stays open, and nothing closes under the reader's eyes.
    private func merge(_ rows: [MessageRow]) {
        let old = cards
        let fresh = cardsOf(rows, plain: desk.settings.values.plainText)
        guard let first = fresh.first, let last = fresh.last else { return gone() }
        guard case .conversation(_, _, let current) = ui.body else {
            let from = fresh.first { !$0.row.flags.seen } ?? last
            ui.body = .conversation(subject: first.row.subject, cards: fresh, current: from.id)
            for card in fresh where card.content == .loading { later { await self.fill(card.id) } }
            return
        }
        let merged = fresh.map { new -> Card in
            var kept = old.first { $0.id == new.id } ?? card(new.row, open: false, plain: new.plain)
            kept.row = new.row
            return kept
        }
        let there = merged.contains { $0.id == current }
        ui.body = .conversation(subject: first.row.subject, cards: merged, current: there ? current : last.id)
    }

    private func fill(_ id: MessageId) async {
        await attempt({ error in show(id, .failed(error)) }) {
            show(id, .shown(try await core.message(id: id)))
        }
    }

    private func show(_ id: MessageId, _ content: CardContent) {
        change(id) { if $0.content != .closed { $0.content = content } }
    }

    private func expand(_ id: MessageId) {
        change(id) { $0.content = .loading }
        later { await self.fill(id) }
    }

    private func toggle(_ id: MessageId) {
        let closed = cards.first { $0.id == id }?.content == .closed
        if closed { expand(id) } else { change(id) { $0.content = .closed } }
        if case .conversation(let subject, let cards, _) = ui.body {
            ui.body = .conversation(subject: subject, cards: cards, current: id)
        }
    }

    private func retry(_ id: MessageId?) {
        if let id { return expand(id) }
        ui.body = .loading
        later(load)
    }

    private func change(_ id: MessageId, _ how: (inout Card) -> Void) {
        guard case .conversation(let subject, var cards, let current) = ui.body else { return }
        for at in cards.indices where cards[at].id == id { how(&cards[at]) }
        ui.body = .conversation(subject: subject, cards: cards, current: current)
    }
}

/// What people do in the reader.
extension ReaderModel {
    private func loadAlways(_ id: MessageId) async {
        func sender(_ card: Card) -> String? { card.row.from.first?.email.lowercased() }
        guard let allowed = cards.first(where: { $0.id == id }).flatMap(sender) else { return }
        guard await attempt(desk.notices.problem, { try await core.allowRemote(sender: allowed, allow: true) }) else {
            return
        }
        for card in cards where sender(card) == allowed { change(card.id) { $0.remote = true } }
    }

    private func use(_ id: MessageId, _ attachment: Attachment, _ use: FileUse) async {
        let key = partKey(id, attachment)
        guard ui.busy.insert(key).inserted else { return }
        await attempt(desk.notices.problem) {
            let path = try files(id, attachment.part, attachment.name)
            _ = try await core.savePart(id: id, part: attachment.part, path: path)
            switch use {
            case .open: ui.outside = .openFile(path: path, type: attachment.contentType)
            case .share: ui.outside = .shareFile(path: path, type: attachment.contentType)
            case .save: ui.outside = .saveFile(path: path, name: attachment.name, type: attachment.contentType)
            }
        }
        ui.busy.remove(key)
    }

    private func source(_ id: MessageId) async {
        await attempt(desk.notices.problem) {
            let path = try files(id, "source", "message.txt")
            try await core.saveSource(id: id, path: path)
            ui.outside = .openFile(path: path, type: "text/plain")
        }
    }

    private func print(_ id: MessageId) async {
        guard let card = cards.first(where: { $0.id == id }), case .shown(let message) = card.content else { return }
        await attempt(desk.notices.problem) {
            // As it is shown, with no picture of the network: a printer asks for them behind the person's back.
            let body = try await core.body(id: id, options: BodyOptions(remote: false, plain: card.plain))
            ui.outside = .print(message, body)
        }
    }

    private var isTrash: Bool {
        !cards.isEmpty && cards.allSatisfy { desk.accounts.state.mailbox($0.row.mailbox)?.role == .trash }
    }

    private func link(_ href: String, _ text: String) {
        switch core.checkLink(url: href, text: text) {
        case .open(let url): ui.outside = .openLink(url: url)
        case .misleading(let url, let shown, let host): ui.dialog = .link(url: url, shown: shown, host: host)
        case .mailto(let uri): later { [desk] in await desk.writing.begin(.mailto(uri: uri)) }
        case .refused: ui.dialog = .refusedLink(href: href)
        }
    }

    private func follow() {
        guard case .link(let url, _, _) = ui.dialog else { return }
        ui.dialog = nil
        ui.outside = .openLink(url: url)
    }

    /// An open message that was in sight for a while counts as read.
    private func visible(_ id: MessageId) {
        let seconds = desk.settings.values.markRead
        let unread = cards.contains { $0.id == id && !$0.row.flags.seen }
        if seconds < 0 || !unread || reading[id] != nil { return }
        reading[id] = Task {
            guard (try? await desk.clock.sleep(for: .seconds(seconds))) != nil else { return }
            await desk.actions.act(.read, message: id)
            reading[id] = nil
        }
    }

    private var targets: Targets {
        Targets(ids: cards.map(\.id), rows: 1, threads: thread != nil)
    }

    private func act(_ act: Act) async {
        // Going back marks nothing as read that was just marked as unread.
        if act == .unread { reading.values.forEach { $0.cancel() } }
        ui.dialog = nil
        let done = await desk.actions.act(act, targets)
        switch act {
        case .archive, .delete, .junk, .notJunk, .unread: if done { ui.left = true }
        case .read, .flag, .unflag: break
        }
    }

    private func pick() {
        guard let account = cards.first?.row.account else { return }
        ui.dialog = .folders(desk.accounts.state.mailboxes.filter { $0.account == account && $0.selectable })
    }

    private func move(_ mailbox: MailboxId) async {
        ui.dialog = nil
        if await desk.actions.move(targets, to: mailbox) { ui.left = true }
    }
}
