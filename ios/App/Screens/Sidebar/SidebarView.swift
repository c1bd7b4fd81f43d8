import SwiftUI
import TernCore
import TernMail

/// Where the sidebar leads.
struct SidebarPaths {
    let onChosen: (Route) -> Void
    let onCompose: () -> Void
    let onSettings: () -> Void
}

/// Folders of all accounts and how syncing is.
struct SidebarView: View {
    @Environment(\.say) private var say
    let state: SidebarState
    let chosen: Route?
    let onEvent: (SidebarEvent) -> Void
    let paths: SidebarPaths

    var body: some View {
        List {
            ForEach(state.rows) { row in
                if row.heading {
                    Heading(row: row) { onEvent(.folded(row.key)) }
                } else {
                    FolderRow(row: row, chosen: row.place?.route == chosen) {
                        if let place = row.place { paths.onChosen(place.route) }
                    } onFold: {
                        onEvent(.folded(row.key))
                    }
                }
            }
        }
        .listStyle(.sidebar)
        .navigationTitle(say("folders"))
        .toolbar {
            ToolbarItem(placement: .topBarTrailing) {
                Button(say("cmd-settings"), systemImage: "gearshape", action: paths.onSettings)
            }
            ToolbarItem(placement: .bottomBar) { StripView(strip: state.strip, onEvent: onEvent, paths: paths) }
            ToolbarItem(placement: .bottomBar) {
                Button(say("cmd-compose"), systemImage: "square.and.pencil", action: paths.onCompose)
            }
        }
    }
}

private struct Heading: View {
    @Environment(\.say) private var say
    let row: TreeRow
    let onFold: () -> Void

    var body: some View {
        Button(action: onFold) {
            HStack {
                Text(say(row.name)).font(.headline).lineLimit(1)
                if row.problem != nil { Image(systemName: "exclamationmark.triangle").foregroundStyle(.red) }
                Spacer()
                Count(row: row)
                Image(systemName: row.expanded == true ? "chevron.down" : "chevron.forward").font(.footnote)
            }
        }
        .foregroundStyle(.primary)
        .accessibilityAddTraits(.isHeader)
        .accessibilityValue(row.problem ?? "")
        .accessibilityHint(say(phrase(row.expanded == true ? "folders-fold" : "folders-unfold", .phrase(row.name))))
    }
}

private struct FolderRow: View {
    @Environment(\.say) private var say
    let row: TreeRow
    let chosen: Bool
    let onOpen: () -> Void
    let onFold: () -> Void

    var body: some View {
        HStack {
            Button(action: onOpen) {
                HStack {
                    Label(say(row.name), systemImage: row.key == "outbox" ? "tray.and.arrow.up" : symbol(row.role))
                        .lineLimit(1)
                    Spacer()
                    Count(row: row)
                }
            }
            .foregroundStyle(row.place == nil ? .secondary : .primary)
            .disabled(row.place == nil)
            if let expanded = row.expanded {
                Button(action: onFold) { Image(systemName: expanded ? "chevron.down" : "chevron.forward") }
                    .accessibilityLabel(say(phrase(expanded ? "folders-fold" : "folders-unfold", .phrase(row.name))))
            }
        }
        .buttonStyle(.borderless)
        .padding(.leading, CGFloat(row.level - 1) * 12)
        .listRowBackground(chosen ? Color.accentColor.opacity(0.15) : nil)
        .accessibilityAddTraits(chosen ? .isSelected : [])
    }
}

private struct Count: View {
    @Environment(\.say) private var say
    let row: TreeRow

    var body: some View {
        if row.count > 0 {
            let number = say.format.number(row.count)
            Text(number).font(.subheadline).foregroundStyle(.secondary).monospacedDigit()
                .accessibilityLabel(row.countsUnread ? say(phrase("folders-unread", .text(number))) : number)
        }
    }
}

/// The line that says how syncing is, with what can be done about it.
private struct StripView: View {
    @Environment(\.say) private var say
    let strip: Strip
    let onEvent: (SidebarEvent) -> Void
    let paths: SidebarPaths

    var body: some View {
        if let word = stripWord(strip, say.format) {
            switch strip {
            case .signIn(let account):
                Button(say(word)) { paths.onChosen(.signIn(account.id)) }.font(.footnote)
            case .trouble:
                Button(say(word)) { paths.onChosen(.why) }.font(.footnote).lineLimit(2)
            case .syncing:
                HStack {
                    ProgressView()
                    Text(say(word)).font(.footnote).lineLimit(1)
                    Button(say("sync-cancel"), systemImage: "stop.circle") { onEvent(.syncCancelled) }
                        .labelStyle(.iconOnly)
                }
            case .none, .offline, .upToDate:
                Text(say(word)).font(.footnote).foregroundStyle(.secondary).lineLimit(1)
            }
        }
    }
}

struct SidebarRoute: View {
    @State private var model: SidebarModel
    private let desk: Desk
    private let nav: Nav

    init(desk: Desk, nav: Nav) {
        self.desk = desk
        self.nav = nav
        _model = State(initialValue: SidebarModel(desk))
    }

    var body: some View {
        SidebarView(
            state: model.state, chosen: nav.list, onEvent: model.onEvent,
            paths: SidebarPaths(onChosen: open, onCompose: compose, onSettings: { nav.go(.settings(nil)) }))
    }

    private func open(_ route: Route) {
        switch route {
        case .list, .drafts, .outbox: nav.begin(route)
        case .reader, .composer, .welcome, .signIn, .settings, .why: nav.go(route)
        }
    }

    private func compose() {
        Task { await desk.writing.begin(.blank(account: nil)) }
    }
}
