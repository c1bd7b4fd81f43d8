import SwiftUI
import TernCore
import TernMail

/// The bars over and under the list: for the list itself, or for what is chosen.
struct ListBar: ToolbarContent {
    @Environment(\.say) private var say
    let state: ListState
    let onEvent: (ListEvent) -> Void
    let paths: ListPaths

    var body: some ToolbarContent {
        if state.selection.count > 0 {
            ToolbarItem(placement: .topBarLeading) { Button(say("cmd-select-none")) { onEvent(.noneSelected) } }
            ToolbarItem(placement: .topBarTrailing) { Button(say("cmd-select-all")) { onEvent(.allSelected) } }
            ToolbarItemGroup(placement: .bottomBar) { ChosenBar(state: state, onEvent: onEvent) }
        } else {
            ToolbarItemGroup(placement: .topBarTrailing) {
                if state.refreshing { ProgressView() }
                Button(say("search-placeholder"), systemImage: "magnifyingglass", action: paths.onSearch)
                menu
            }
            ToolbarItemGroup(placement: .bottomBar) {
                Spacer()
                Button(say("cmd-compose"), systemImage: "square.and.pencil", action: paths.onCompose)
            }
        }
    }

    private var menu: some View {
        Menu(say("list-more"), systemImage: "ellipsis.circle") {
            Button(say("cmd-sync"), systemImage: "arrow.clockwise") { onEvent(.pulled) }
            Button(say("cmd-select-all"), systemImage: "checkmark.circle") { onEvent(.allSelected) }
            Button(say("folder-mark-read"), systemImage: "envelope.open") { onEvent(.allRead) }
            if let box = state.emptied {
                Button(say(emptyingWord(box)), systemImage: "trash", role: .destructive) { onEvent(.emptyAsked) }
            }
            Toggle(say("cmd-toggle-unread"), isOn: .event(state.unreadOnly) { _ in onEvent(.unreadToggled) })
            Toggle(say("cmd-toggle-threads"), isOn: .event(state.threaded) { _ in onEvent(.threadsToggled) })
        }
    }
}

private struct ChosenBar: View {
    @Environment(\.say) private var say
    let state: ListState
    let onEvent: (ListEvent) -> Void

    private var rows: [ListRow] {
        guard case .rows(let rows, _) = state.body else { return [] }
        return rows.filter { state.selection.rows[keyOf($0, threaded: state.threaded)] != nil }
    }

    var body: some View {
        act(.archive)
        Spacer()
        act(.delete)
        Spacer()
        Button(say("cmd-move"), systemImage: "folder") { onEvent(.folderAsked(.move)) }
        Spacer()
        Menu(say("more"), systemImage: "ellipsis.circle") {
            ForEach(menuActs(rows, in: state.view), id: \.self) { act($0) }
            Button(say("cmd-copy"), systemImage: "doc.on.doc") { onEvent(.folderAsked(.copy)) }
        }
    }

    private func act(_ act: Act) -> some View {
        Button(say(actWord(act)), systemImage: symbol(act)) { onEvent(.chosen(act)) }
    }
}

/// The search field, with finished operators as tokens; nothing where the list is no search.
struct SearchField: ViewModifier {
    @Environment(\.say) private var say
    let view: TernCore.View
    let unfinished: String?
    let onEvent: (ListEvent) -> Void

    func body(content: Content) -> some View {
        if case .search(let query) = view {
            let input = SearchInput(query: query)
            content
                .searchable(
                    text: .event(input.text) { onEvent(.searched(SearchInput(input.tokens, $0).query)) },
                    tokens: .event(input.tokens) { onEvent(.searched(SearchInput($0, input.text).query)) },
                    placement: .navigationBarDrawer(displayMode: .always), prompt: say("search-placeholder")
                ) { Text($0.text) }
                .textInputAutocapitalization(.never)
                .autocorrectionDisabled()
                .safeAreaInset(edge: .top) { offers(query, input) }
        } else {
            content
        }
    }

    private func offers(_ query: String, _ input: SearchInput) -> some View {
        VStack(alignment: .leading, spacing: 4) {
            ScrollView(.horizontal, showsIndicators: false) {
                HStack {
                    ForEach(offeredOperators(query)) { offered in
                        Button(say(offered.hint)) { onEvent(.searched(input.with(offered).query)) }
                            .buttonStyle(.bordered)
                            .buttonBorderShape(.capsule)
                    }
                }
                .padding(.horizontal)
            }
            if let unfinished { Text(say(unfinishedWord(unfinished))).font(.footnote).padding(.horizontal) }
        }
        .padding(.vertical, 6)
        .background(.bar)
    }
}
