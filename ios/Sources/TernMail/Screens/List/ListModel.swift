import Observation
import TernCore

/// The list of messages: rows of a view, and a selection.
@MainActor
@Observable
public final class ListModel {
    private let desk: Desk
    private let core: any MailCore
    private var ui: ListState
    private var limit = page
    private static let page = 100
    /// Rows of one answer of the core.
    private static let largest = 500

    public init(_ desk: Desk, view: View) {
        self.desk = desk
        core = desk.core
        ui = ListState(
            view: view, title: named(""), threaded: true, unreadOnly: false, snippets: true, density: .normal,
            body: .loading,
            selection: .none, words: [], unfinished: nil, kept: nil, emptied: nil, mine: [],
            swipes: Swipes(start: .none, end: .none),
            refreshing: false,
            offline: false, dialog: nil)
    }

    /// What this list knows, among what all screens share.
    public var state: ListState {
        let known = desk.accounts.state
        let values = desk.settings.values
        let kept = keptOf(mailboxes, known)
        let running = known.status.compactMap(\.mode)
        var state = ui
        state.title = titleOf(ui.view, known)
        state.threaded = threaded
        state.snippets = values.snippets
        state.density = values.density
        state.kept = kept.older > 0 ? kept : nil
        state.emptied = mailboxes.count == 1 ? mailboxes.first { canBeEmptied($0) } : nil
        state.mine = known.mine
        state.swipes = Swipes(start: values.swipeStart, end: values.swipeEnd)
        state.offline = !running.isEmpty && running.allSatisfy { $0 == .offline }
        return state
    }

    public func run() async {
        await attempt(failed) {
            let changes = try core.changes(concerns)
            await changes.eachSoon(desk.clock, load)
        }
    }

    public func onEvent(_ event: ListEvent) {
        switch event {
        case .ticked(let row): tick(row)
        case .allSelected: later(selectAll)
        case .noneSelected: ui.selection = .none
        case .nearEnd: more()
        case .pulled: pull()
        case .retried: reshape {}
        case .swiped(let row, let fromEnd): swiped(row, fromEnd ? state.swipes.end : state.swipes.start)
        case .flagged(let row): act(row.flagged ? .unflag : .flag, targets(row))
        case .acted(let row, let chosen): act(chosen, targets(row))
        case .chosen(let chosen): act(chosen, selected)
        case .folderAsked(let purpose): pick(purpose)
        case .folderChosen(let mailbox): picked(mailbox)
        case .dialogClosed: ui.dialog = nil
        case .allRead: later(readAll)
        case .emptyAsked: later(empty)
        case .foreverConfirmed: confirmed()
        case .threadsToggled: later(toggleThreads)
        case .unreadToggled: reshape { ui.unreadOnly.toggle() }
        case .widened: later(widen)
        case .answered(let kind, let row): later { [desk] in await desk.writing.answer(kind, row.row) }
        case .searched(let query): search(query)
        }
    }

    private func later(_ work: @escaping @MainActor () async -> Void) {
        Task { await work() }
    }

    private var isSearch: Bool {
        if case .search = ui.view { true } else { false }
    }

    private var threaded: Bool { !isSearch && desk.settings.values.threads }

    private var rows: [ListRow] {
        if case .rows(let rows, _) = ui.body { rows } else { [] }
    }

    private func concerns(_ event: Event) -> Bool {
        switch event {
        case .mailboxChanged(_, let mailbox), .newMessage(_, let mailbox, _, _): shows(mailbox)
        case .accountChanged, .editRefused, .overflow: true
        case .mode, .progress, .outboxChanged, .statusChanged, .failed, .draftsChanged, .planChanged: false
        }
    }

    private func shows(_ mailbox: MailboxId) -> Bool {
        switch ui.view {
        // A conversation counts its messages of all folders.
        case .mailbox(let shown): threaded || shown == mailbox
        case .role(let role): threaded || desk.accounts.state.mailbox(mailbox)?.role == role
        case .flagged, .search: true
        }
    }

    private var mailboxes: [Mailbox] {
        switch ui.view {
        case .mailbox(let id): desk.accounts.state.mailbox(id).map { [$0] } ?? []
        case .role(let role): desk.accounts.state.withRole(role)
        case .flagged, .search: []
        }
    }

    private func failed(_ error: MailError) {
        if rows.isEmpty { ui.body = .failed(error) } else { desk.notices.problem(error) }
    }

    private func load() async {
        let asked = request(0, 1)
        await attempt(failed) {
            let words = try await read()
            guard let words, request(0, 1) == asked else { return }
            let (rows, total) = try await ask()
            // An answer to what is not asked any more is thrown away.
            guard request(0, 1) == asked else { return }
            ui.body = rows.isEmpty ? .empty(why) : .rows(rows, total: total)
            ui.words = words
            keepSelected(rows)
        }
    }

    /// The words to mark in what is found; nil where nothing is to be asked: what was found before stays while an
    /// operator is half typed.
    private func read() async throws -> [String]? {
        guard case .search(let query) = ui.view else { return [] }
        if trimmed(query).isEmpty {
            (ui.words, ui.unfinished, ui.body) = ([], nil, .empty(.notAsked))
            return nil
        }
        let reading = try await core.readQuery(query: query)
        guard ui.view == .search(query: query) else { return nil }
        ui.unfinished = reading.unfinished
        return reading.unfinished != nil && !rows.isEmpty ? nil : reading.words
    }

    private func ask() async throws -> ([ListRow], Int) {
        var rows: [ListRow] = []
        var total = 0
        repeat {
            let page = try await core.list(request: request(rows.count, min(limit - rows.count, Self.largest)))
            rows += page.rows
            total = Int(page.total)
            if page.rows.isEmpty { break }
        } while rows.count < min(limit, total)
        return (rows, total)
    }

    private func request(_ offset: Int, _ length: Int) -> ListRequest {
        ListRequest(
            view: ui.view, threaded: threaded, unreadOnly: ui.unreadOnly, from: .offset(offset: UInt32(offset)),
            limit: UInt32(length))
    }

    private var why: EmptyWhy { isSearch ? .search : ui.unreadOnly ? .unread : .nothing }

    private func more() {
        guard case .rows(let rows, let total) = ui.body, rows.count >= limit, rows.count < total else { return }
        limit += Self.page
        later(load)
    }

    private func reshape(_ how: () -> Void) {
        limit = Self.page
        how()
        ui.body = .loading
        ui.selection = .none
        later(load)
    }

    private func toggleThreads() async {
        await desk.settings.change { $0.threads.toggle() }
        reshape {}
    }

    private func search(_ query: String) {
        limit = Self.page
        // What was found stays until the next answer, so that typing does not flicker.
        ui.view = .search(query: query)
        ui.selection = .none
        later(load)
    }
}

/// What is chosen, and what is done to it.
extension ListModel {
    private func tick(_ row: ListRow) {
        let key = keyOf(row, threaded: threaded)
        var rows = ui.selection.rows
        rows[key] = rows[key] == nil ? row.ids : nil
        ui.selection = Selection(rows: rows, all: nil, total: 0)
    }

    private func selectAll() async {
        await attempt(desk.notices.problem) {
            let ids = try await core.listIds(view: ui.view, unreadOnly: ui.unreadOnly)
            guard case .rows(let rows, let total) = ui.body else { return }
            ui.selection = Selection(rows: keyed(rows), all: ids, total: total)
        }
    }

    private func keyed(_ rows: [ListRow]) -> [Int64: [MessageId]] {
        Dictionary(rows.map { (keyOf($0, threaded: threaded), $0.ids) }) { $1 }
    }

    private func keepSelected(_ rows: [ListRow]) {
        if ui.selection.all != nil || ui.selection.rows.isEmpty { return }
        let there = keyed(rows)
        ui.selection.rows = ui.selection.rows.reduce(into: [:]) { $0[$1.key] = there[$1.key] }
    }

    private var selected: Targets {
        Targets(ids: ui.selection.ids, rows: ui.selection.count, threads: threaded)
    }

    private func targets(_ row: ListRow) -> Targets {
        Targets(ids: row.ids, rows: 1, threads: threaded)
    }

    private func swiped(_ row: ListRow, _ swipe: Swipe) {
        switch swipe {
        case .none: break
        case .archive: act(.archive, targets(row))
        case .delete: act(.delete, targets(row))
        case .read: act(row.unread > 0 ? .read : .unread, targets(row))
        case .flag: act(row.flagged ? .unflag : .flag, targets(row))
        case .junk: act(.junk, targets(row))
        }
    }

    private func act(_ act: Act, _ targets: Targets) {
        if act == .delete && isTrash {
            ui.dialog = .forever(targets: targets, folder: nil)
            return
        }
        ui.selection = .none
        later { [desk] in await desk.actions.act(act, targets) }
    }

    private var isTrash: Bool { !mailboxes.isEmpty && mailboxes.allSatisfy { $0.role == .trash } }

    private func canBeEmptied(_ box: Mailbox) -> Bool { (box.role == .trash || box.role == .junk) && box.local > 0 }

    private func readAll() async {
        await attempt(desk.notices.problem) {
            let ids = try await core.listIds(view: ui.view, unreadOnly: true)
            await desk.actions.readAll(Targets(ids: ids, rows: ids.count, threads: false))
        }
    }

    /// What is deleted from Junk goes to Trash and can come back; from Trash it is gone, so that is asked first.
    private func empty() async {
        guard let box = state.emptied else { return }
        await attempt(desk.notices.problem) {
            let ids = try await core.listIds(view: .mailbox(mailbox: box.id), unreadOnly: false)
            let targets = Targets(ids: ids, rows: ids.count, threads: false)
            if box.role == .trash {
                ui.dialog = .forever(targets: targets, folder: box)
            } else {
                await desk.actions.act(.delete, targets)
            }
        }
    }

    private func confirmed() {
        guard case .forever(let targets, _) = ui.dialog else { return }
        ui.dialog = nil
        ui.selection = .none
        later { [desk] in await desk.actions.act(.delete, targets) }
    }

    private func pick(_ purpose: PickFor) {
        let ids = Set(ui.selection.ids)
        guard let account = rows.first(where: { !ids.isDisjoint(with: $0.ids) })?.row.account else { return }
        let boxes = desk.accounts.state.mailboxes.filter { $0.account == account && $0.selectable }
        ui.dialog = .folders(purpose: purpose, account: account, mailboxes: boxes)
    }

    private func picked(_ mailbox: MailboxId) {
        guard case .folders(let purpose, _, _) = ui.dialog else { return }
        let targets = selected
        ui.dialog = nil
        ui.selection = .none
        later { [desk] in
            switch purpose {
            case .move: await desk.actions.move(targets, to: mailbox)
            case .copy: await desk.actions.copy(targets, to: mailbox)
            }
        }
    }

    private func pull() {
        // Marked before anything waits, so that pulling twice looks once.
        if ui.refreshing { return }
        ui.refreshing = true
        later(sync)
    }

    private func sync() async {
        let only = Set(mailboxes.map(\.account))
        let accounts = (desk.accounts.state.list ?? []).map(\.id).filter { only.isEmpty || only.contains($0) }
        // One reason is enough: without a network every account says the same.
        var first: MailError?
        for id in accounts {
            await attempt({ if first == nil { first = $0 } }) {
                _ = try await core.sync(account: id, request: SyncRequest(mailbox: nil, bodies: nil))
            }
        }
        if let first { desk.notices.problem(first) }
        ui.refreshing = false
    }

    private func widen() async {
        guard let kept = state.kept, let wider = kept.wider else { return }
        let before = kept.mailboxes.map { ($0.id, $0.window) }
        await attempt(desk.notices.problem) {
            for (id, _) in before { try await core.setMailboxWindow(mailbox: id, window: wider) }
            let back = NoticeAction(label: phrase("undo")) { [desk] in
                await attempt(desk.notices.problem) {
                    for (id, window) in before { try await desk.core.setMailboxWindow(mailbox: id, window: window) }
                }
            }
            desk.notices.say(phrase("list-widened", .phrase(windowPhrase(wider))), back)
        }
    }
}
