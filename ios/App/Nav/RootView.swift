import SwiftUI
import TernCore
import TernMail

/// Sidebar, list and reader: beside each other where there is room, over each other on a phone.
struct RootView: View {
    let app: AppCore
    let desk: Desk
    @Bindable var nav: Nav

    var body: some View {
        Group {
            if desk.accounts.state.list?.isEmpty == true {
                NavigationStack { WelcomeRoute(desk: desk, another: false, onDone: added) }
            } else {
                split
            }
        }
        .overlay(alignment: .bottom) {
            NoticeHost(notices: desk.notices).padding(.bottom, 56).animation(.snappy, value: desk.notices.head?.id)
        }
        .sheet(item: $nav.sheet) { Sheets(desk: desk, nav: nav, route: $0, added: added) }
        .onChange(of: desk.writing.opened) {
            guard let draft = desk.writing.opened else { return }
            nav.go(.composer(draft))
            desk.writing.shown()
        }
    }

    private var split: some View {
        NavigationSplitView(preferredCompactColumn: front) {
            SidebarRoute(desk: desk, nav: nav)
        } content: {
            NavigationStack(path: $nav.path) {
                Lists(desk: desk, nav: nav, route: nav.list ?? .inbox)
                    .navigationDestination(for: Route.self) { Lists(desk: desk, nav: nav, route: $0) }
            }
        } detail: {
            detail
        }
    }

    @ViewBuilder private var detail: some View {
        if case .reader(let message, let thread) = nav.detail {
            NavigationStack {
                ReaderRoute(desk: desk, message: message, thread: thread) {
                    nav.leave(.reader(message: message, thread: thread))
                }
            }
            .id(nav.detail)
        } else {
            EmptyPanel(symbol: "envelope", title: phrase("reader-empty"))
        }
    }

    private var front: Binding<NavigationSplitViewColumn> {
        Binding {
            switch nav.front {
            case .sidebar: .sidebar
            case .list: .content
            case .reader: .detail
            }
        } set: {
            nav.front = $0 == .detail ? .reader : $0 == .content ? .list : .sidebar
        }
    }

    private func added() {
        nav.sheet = nil
        Task {
            await desk.accounts.load()
            await Notifications.ask()
        }
    }
}

/// What the middle column can show.
private struct Lists: View {
    let desk: Desk
    let nav: Nav
    let route: Route

    var body: some View {
        switch route {
        case .list(let view): ListRoute(desk: desk, nav: nav, view: view).id(view)
        case .drafts: DraftsRoute(desk: desk)
        case .outbox: OutboxRoute(desk: desk)
        case .reader, .composer, .welcome, .signIn, .settings, .why: EmptyView()
        }
    }
}

/// What comes over everything else.
private struct Sheets: View {
    @Environment(\.say) private var say
    let desk: Desk
    let nav: Nav
    let route: Route
    let added: () -> Void

    var body: some View {
        switch route {
        case .composer(let draft): ComposerRoute(desk: desk, draft: draft, onLeave: leave)
        case .settings(let account): SettingsRoute(desk: desk, nav: nav, account: account)
        case .welcome(let another): closable { WelcomeRoute(desk: desk, another: another, onDone: added) }
        case .signIn(let account): closable { SignInRoute(desk: desk, account: account, onDone: leave) }
        case .why: closable { WhyRoute(desk: desk, nav: nav) }
        case .list, .reader, .drafts, .outbox: EmptyView()
        }
    }

    private func leave() {
        nav.leave(route)
    }

    private func closable(@ViewBuilder _ content: () -> some View) -> some View {
        NavigationStack {
            content().toolbar { ToolbarItem(placement: .cancellationAction) { Button(say("close"), action: leave) } }
        }
    }
}
