import SwiftUI
import TernCore
import TernMail

/// Where the list leads.
struct ListPaths {
    let onOpen: (ListRow) -> Void
    let onSearch: () -> Void
    let onCompose: () -> Void
}

/// The list of messages.
struct ListView: View {
    @Environment(\.say) private var say
    let state: ListState
    let opened: Int64?
    let onEvent: (ListEvent) -> Void
    let paths: ListPaths

    var body: some View {
        content
            .navigationTitle(title)
            .navigationBarTitleDisplayMode(.inline)
            .refreshable { onEvent(.pulled) }
            .toolbar { ListBar(state: state, onEvent: onEvent, paths: paths) }
            .modifier(SearchField(view: state.view, unfinished: state.unfinished, onEvent: onEvent))
            .sheet(isPresented: .shown(folders) { onEvent(.dialogClosed) }) { dialog }
            .modifier(
                ForeverAlert(asked: forever) {
                    onEvent(.foreverConfirmed)
                } onClose: {
                    onEvent(.dialogClosed)
                })
    }

    private var folders: [Mailbox]? {
        if case .folders(_, _, let mailboxes) = state.dialog { mailboxes } else { nil }
    }

    private var forever: Forever? {
        guard case .forever(let targets, let folder) = state.dialog else { return nil }
        return Forever(messages: targets.ids.count, folder: folder)
    }

    private var title: String {
        let count = state.selection.count
        return count == 0 ? say(state.title) : say(phrase("list-selected", .text(say.format.number(count))))
    }

    @ViewBuilder private var content: some View {
        switch state.body {
        case .loading: ProgressView().frame(maxWidth: .infinity, maxHeight: .infinity)
        case .failed(let error): ErrorPanel(error: error) { onEvent(.retried) }
        case .empty(let why): Nothing(why: why, kept: state.kept, onEvent: onEvent)
        case .rows(let rows, _): Rows(rows: rows, state: state, opened: opened, onEvent: onEvent, onOpen: paths.onOpen)
        }
    }

    @ViewBuilder private var dialog: some View {
        if case .folders(let purpose, _, let mailboxes) = state.dialog {
            FolderPicker(title: phrase(purpose == .move ? "folder-move" : "folder-copy"), mailboxes: mailboxes) {
                onEvent(.folderChosen($0))
            } onClose: {
                onEvent(.dialogClosed)
            }
        }
    }
}

private struct Rows: View {
    @Environment(\.say) private var say
    let rows: [ListRow]
    let state: ListState
    let opened: Int64?
    let onEvent: (ListEvent) -> Void
    let onOpen: (ListRow) -> Void

    var body: some View {
        List {
            if state.offline { Label(say("sync-offline"), systemImage: "wifi.slash").foregroundStyle(.orange) }
            ForEach(daysOf(rows, say.format)) { day in
                Section(say(dayWord(day.id))) {
                    ForEach(day.rows, id: \.row.id) { row in
                        ListRowView(row: row, state: state, opened: opened, onEvent: onEvent, onOpen: onOpen)
                            .onAppear { if isNearEnd(row, rows) { onEvent(.nearEnd) } }
                    }
                }
            }
            if let kept = state.kept { KeptFooter(kept: kept, onEvent: onEvent) }
        }
        .listStyle(.plain)
        .accessibilityRotor(say("row-unread")) {
            ForEach(rows.filter { $0.unread > 0 }, id: \.row.id) { row in
                AccessibilityRotorEntry(say(subjectOf(row.row.subject)), id: row.row.id)
            }
        }
        .accessibilityRotor(say("role-flagged")) {
            ForEach(rows.filter(\.flagged), id: \.row.id) { row in
                AccessibilityRotorEntry(say(subjectOf(row.row.subject)), id: row.row.id)
            }
        }
    }
}

/// The honest last line: what is kept here, what is not, and how to keep more.
private struct KeptFooter: View {
    @Environment(\.say) private var say
    let kept: Kept
    let onEvent: (ListEvent) -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(say(keptWord(kept, say.format))).font(.footnote).foregroundStyle(.secondary)
            if let wider = kept.wider {
                Button(say(phrase("list-widen", .phrase(windowPhrase(wider))))) { onEvent(.widened) }
                    .buttonStyle(.bordered)
            }
        }
        .listRowSeparator(.hidden)
    }
}

private struct Nothing: View {
    @Environment(\.say) private var say
    let why: EmptyWhy
    let kept: Kept?
    let onEvent: (ListEvent) -> Void

    var body: some View {
        ContentUnavailableView {
            Label(say(emptyWord(why)), systemImage: why == .search || why == .notAsked ? "magnifyingglass" : "tray")
        } description: {
            if why == .search { Text(say("list-empty-search-text")) }
            if let kept { Text(say(keptWord(kept, say.format))) }
        } actions: {
            if why == .unread { Button(say("list-show-all")) { onEvent(.unreadToggled) } }
            if let wider = kept?.wider {
                Button(say(phrase("list-widen", .phrase(windowPhrase(wider))))) { onEvent(.widened) }
            }
        }
    }
}
