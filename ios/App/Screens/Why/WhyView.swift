import SwiftUI
import TernCore
import TernMail

/// Why mail comes as it does, what the system forbids with what mends it, and the last wakes. `onMend` has no account
/// where the whole app is concerned.
struct WhyView: View {
    @Environment(\.say) private var say
    let state: WhyState
    let onEvent: (WhyEvent) -> Void
    let onMend: (Mend, AccountId?) -> Void

    var body: some View {
        content.navigationTitle(say("why-title")).navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private var content: some View {
        switch state.body {
        case .loading: ProgressView()
        case .failed(let error): ErrorPanel(error: error) { onEvent(.retried) }
        case .ready(let accounts, let next, let wakes):
            List {
                if !accounts.isEmpty { Text(say("why-away")).foregroundStyle(.secondary) }
                ForEach(accounts) { AccountWhy(each: $0, onMend: onMend) }
                Section(say("why-system-title")) {
                    if state.limits.isEmpty { Text(say("why-system-free")) }
                    ForEach(Array(state.limits.enumerated()), id: \.offset) { _, limit in
                        Label(say(reasonWord(limit, say.format)), systemImage: "exclamationmark.triangle")
                        if let mend = mendOf(limit) { Button(say(mend.word)) { onMend(mend, nil) } }
                    }
                }
                Section {
                    Text(say(nextWord(next, say.format)))
                    ForEach(Array(wakes.enumerated()), id: \.offset) { _, wake in
                        ValueRow(
                            title: "\(say.format.moment(wake.at)) · \(say(causeWord(wake.cause)))",
                            value: say(resultWord(wake, say.format)))
                    }
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
    let onMend: (Mend, AccountId?) -> Void

    var body: some View {
        Section(each.account.address) {
            Text(say(modeWord(each.plan.mode))).font(.headline)
            ForEach(Array(each.plan.reasons.enumerated()), id: \.offset) { _, reason in
                Text(say(reasonWord(reason, say.format)))
            }
            if let checked = each.plan.checked {
                Text(say(phrase("why-checked", .text(say.format.moment(checked))))).foregroundStyle(.secondary)
            }
            if let mend = each.plan.reasons.compactMap(mendOf).first {
                Button(say(mend.word)) { onMend(mend, each.id) }
            }
        }
    }
}

struct WhyRoute: View {
    @State private var model: WhyModel
    @Environment(\.scenePhase) private var phase
    private let nav: Nav

    init(desk: Desk, nav: Nav) {
        self.nav = nav
        _model = State(initialValue: WhyModel(desk, allowed: Permissions.read))
    }

    var body: some View {
        WhyView(state: model.state, onEvent: model.onEvent, onMend: mend)
            .task { await model.run() }
            .onChange(of: phase) { if phase == .active { model.onEvent(.resumed) } }
    }

    private func mend(_ mend: Mend, _ account: AccountId?) {
        switch mend {
        case .signIn: if let account { nav.go(.signIn(account)) }
        case .account: nav.go(.settings(account))
        case .app: Permissions.openSettings()
        }
    }
}
