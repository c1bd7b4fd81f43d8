import SwiftUI
import TernCore
import TernMail

struct ListRoute: View {
    @State private var model: ListModel
    private let desk: Desk
    private let nav: Nav

    init(desk: Desk, nav: Nav, view: TernCore.View) {
        self.desk = desk
        self.nav = nav
        _model = State(initialValue: ListModel(desk, view: view))
    }

    var body: some View {
        ListView(
            state: model.state, opened: opened, onEvent: model.onEvent,
            paths: ListPaths(onOpen: open, onSearch: { nav.go(.search) }, onCompose: compose)
        )
        .task { await model.run() }
    }

    private var opened: Int64? {
        guard case .reader(let message, let thread) = nav.detail else { return nil }
        return thread ?? message
    }

    private func open(_ row: ListRow) {
        nav.go(.reader(message: row.row.id, thread: model.state.threaded ? row.row.thread : nil))
    }

    private func compose() {
        Task { await desk.writing.begin(.blank(account: nil)) }
    }
}
