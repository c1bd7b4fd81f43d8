import SwiftUI
import TernCore
import TernMail

/// How mail gets here, what the last wakes were for, and what the system forbids, with what mends it.
struct WhyView: View {
    @Environment(\.say) private var say
    let state: WhyState
    let onEvent: (WhyEvent) -> Void
    let onSettings: () -> Void

    var body: some View {
        content.navigationTitle(say("why-title")).navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private var content: some View {
        switch state.body {
        case .loading: ProgressView()
        case .failed(let error): ErrorPanel(error: error) { onEvent(.retried) }
        case .ready(let accounts, let wakes):
            List {
                ForEach(state.hurdles) { hurdle in
                    Section {
                        Label(say(hurdle.word), systemImage: "exclamationmark.triangle")
                        if hurdle.mendedInSettings { Button(say("why-open-settings"), action: onSettings) }
                    }
                }
                ForEach(accounts) { AccountWhy(each: $0) }
                Section {
                    if wakes.isEmpty { Text(say("why-wakes-none")).foregroundStyle(.secondary) }
                    ForEach(wakes) { ValueRow(title: say.format.moment($0.at), value: say(wakeWord($0))) }
                } header: {
                    Text(say("why-wakes"))
                } footer: {
                    Text(say("why-promise"))
                }
            }
        }
    }
}

private struct AccountWhy: View {
    @Environment(\.say) private var say
    let each: WhyAccount

    var body: some View {
        Section(each.account.address) {
            ValueRow(title: say("settings-sync-mode"), value: say(each.mode.word))
            if let why = each.status?.why, !why.isEmpty { ValueRow(title: say("settings-sync-now"), value: why) }
            if let synced = each.status?.synced {
                ValueRow(title: say("settings-sync-last"), value: say.format.moment(synced))
            }
            if let problem = each.status?.problem {
                Label("\(problem.reason) \(problem.next)", systemImage: "exclamationmark.triangle")
            }
        }
    }
}

struct WhyRoute: View {
    @State private var model: WhyModel
    @Environment(\.scenePhase) private var phase

    init(desk: Desk) {
        _model = State(initialValue: WhyModel(desk, allowed: Permissions.read))
    }

    var body: some View {
        WhyView(state: model.state, onEvent: model.onEvent, onSettings: Permissions.openSettings)
            .task { await model.run() }
            .onChange(of: phase) { if phase == .active { model.onEvent(.resumed) } }
    }
}
