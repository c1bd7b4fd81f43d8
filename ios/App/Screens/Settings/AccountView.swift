import SwiftUI
import TernCore
import TernMail

/// The settings of one account.
struct AccountView: View {
    @Environment(\.say) private var say
    @State private var name = ""
    let part: AccountPart
    let state: SettingsState
    let onEvent: (SettingsEvent) -> Void
    let paths: SettingsPaths

    private var account: Account { part.account }

    var body: some View {
        Form {
            if let problem = state.problem, problem.account == part.id { ErrorBox(error: problem.error) }
            sync
            keep
            sending
            Section(say("settings-account-servers")) {
                ValueRow(title: say("welcome-imap"), value: say(serverWord(account.imap)))
                ValueRow(title: say("welcome-smtp"), value: say(serverWord(account.smtp)))
                ValueRow(title: say("settings-account-user"), value: account.user)
                Button(say("settings-account-password")) { paths.onSignIn(part.id) }
            }
            Section { Button(say("settings-account-remove"), role: .destructive) { onEvent(.removeAsked(part.id)) } }
        }
        .navigationTitle(account.address)
        .navigationBarTitleDisplayMode(.inline)
        .onAppear { name = account.name ?? "" }
    }

    private var sync: some View {
        Section {
            ChoiceRow(title: say("settings-sync-mode"), choices: syncModes, chosen: part.sync.mode, word: \.word) {
                mode in
                change { $0.mode = mode }
            }
            ChoiceRow(
                title: say("settings-sync-every"), choices: syncIntervals, chosen: part.sync.everyMinutes,
                word: everyWord
            ) { minutes in change { $0.everyMinutes = minutes } }
            ChoiceRow(
                title: say("settings-sync-mobile"), choices: mobileChoices, chosen: part.sync.mobileData, word: \.word
            ) { mobile in change { $0.mobileData = mobile } }
            Toggle(
                say("settings-sync-battery"),
                isOn: .event(part.sync.lowBatterySlower) { on in change { $0.lowBatterySlower = on } })
            QuietRows(sync: part.sync, change: change)
            DisclosureGroup(say("settings-sync-folders")) {
                ForEach(part.mailboxes, id: \.id) { box in
                    ChoiceRow(
                        title: say(folderPhrase(box)), choices: folderRules, chosen: ruleOf(box.id, part.sync),
                        word: ruleWord
                    ) { rule in change { setRule(rule, of: box.id, &$0) } }
                }
            }
            if let synced = part.status?.synced {
                ValueRow(title: say("settings-sync-last"), value: say.format.moment(synced))
            }
            Button(say("why-title"), action: paths.onWhy)
        } header: {
            Text(say("settings-sync"))
        } footer: {
            Text(say(part.sync.mode.hint))
        }
    }

    private func change(_ how: @escaping @Sendable (inout SyncSettings) -> Void) {
        onEvent(.syncChanged(part.id, how))
    }

    private var keep: some View {
        Section {
            ChoiceRow(
                title: say("settings-account-window"), choices: windows, chosen: account.window, word: windowPhrase
            ) {
                onEvent(.windowChosen(part.id, $0))
            }
            DisclosureGroup(say("settings-account-folders")) {
                ForEach(part.mailboxes, id: \.id) { box in
                    ChoiceRow(
                        title: say(folderPhrase(box)), choices: [nil] + windows.map(Optional.some), chosen: box.window,
                        word: {
                            $0.map(windowPhrase) ?? phrase("window-account", .phrase(windowPhrase(account.window)))
                        }
                    ) { onEvent(.folderWindowChosen(part.id, box.id, $0)) }
                }
            }
        } footer: {
            Text(say("settings-account-window-hint"))
        }
    }

    private var sending: some View {
        Section {
            TextField(say("settings-account-name"), text: $name)
                .onSubmit {
                    onEvent(.sendingChanged(part.id, name: name.isEmpty ? nil : name, undoSeconds: account.undoSeconds))
                }
            ChoiceRow(
                title: say("settings-account-undo"), choices: undoSeconds, chosen: account.undoSeconds, word: undoWord
            ) {
                onEvent(.sendingChanged(part.id, name: account.name, undoSeconds: $0))
            }
        } footer: {
            Text(say("settings-account-undo-hint"))
        }
    }
}

/// Quiet hours of every day: none, or from one time to another.
private struct QuietRows: View {
    @Environment(\.say) private var say
    let sync: SyncSettings
    let change: (@escaping @Sendable (inout SyncSettings) -> Void) -> Void

    private var quiet: QuietHours? { sync.quiet.first }

    var body: some View {
        Toggle(
            say("settings-quiet"),
            isOn: .event(quiet != nil) { on in change { setQuiet(on ? usualQuiet : nil, &$0) } })
        if let quiet {
            ForEach(weekdays, id: \.self) { day in
                Toggle(
                    say.format.weekday(day),
                    isOn: .event(quiet.days.contains(day)) { _ in change { setQuiet(toggled(day, in: quiet), &$0) } })
            }
            time("settings-quiet-begin", quiet.from) { from in
                change { setQuiet(QuietHours(days: quiet.days, from: from, to: quiet.to), &$0) }
            }
            time("settings-quiet-end", quiet.to) { to in
                change { setQuiet(QuietHours(days: quiet.days, from: quiet.from, to: to), &$0) }
            }
            Text(say("settings-quiet-hint")).font(.footnote).foregroundStyle(.secondary)
        }
    }

    private func time(_ word: String, _ minutes: UInt16, _ chosen: @escaping (UInt16) -> Void) -> some View {
        let start = Calendar.current.startOfDay(for: .now)
        let at = start.addingTimeInterval(Double(minutes) * 60)
        return DatePicker(
            say(word), selection: .event(at) { chosen(UInt16($0.timeIntervalSince(start) / 60)) },
            displayedComponents: .hourAndMinute)
    }
}

/// Asks before an account goes.
struct RemovalDialog: ViewModifier {
    @Environment(\.say) private var say
    let removal: Removal?
    let onEvent: (SettingsEvent) -> Void

    func body(content: Content) -> some View {
        content.alert(
            say(phrase("settings-remove-title", .text(removal?.account.address ?? ""))),
            isPresented: .shown(removal) { onEvent(.dialogClosed) }, presenting: removal
        ) { _ in
            Button(say("cancel"), role: .cancel) { onEvent(.dialogClosed) }
            Button(say("settings-remove-confirm"), role: .destructive) { onEvent(.removeConfirmed) }
        } message: { removal in
            Text(message(removal))
        }
    }

    private func message(_ removal: Removal) -> String {
        var parts = [say("settings-remove-what")]
        if removal.waiting > 0 { parts.append(say(counted("settings-remove-waiting", removal.waiting))) }
        if let error = removal.error { parts.append(say(ErrorText(error)).reason) }
        return parts.joined(separator: "\n\n")
    }
}

struct SettingsRoute: View {
    @State private var model: SettingsModel
    @State private var path: [AccountId]
    @State private var log: URL?
    @Environment(\.scenePhase) private var phase
    private let desk: Desk
    private let nav: Nav

    init(desk: Desk, nav: Nav, account: AccountId?) {
        self.desk = desk
        self.nav = nav
        _model = State(initialValue: SettingsModel(desk, allowed: Permissions.read, version: Bundle.main.version))
        _path = State(initialValue: account.map { [$0] } ?? [])
    }

    var body: some View {
        NavigationStack(path: $path) {
            SettingsView(state: model.state, onEvent: model.onEvent, paths: paths)
                .navigationDestination(for: AccountId.self) { id in
                    if let part = model.state.part(id) {
                        AccountView(part: part, state: model.state, onEvent: model.onEvent, paths: paths)
                    }
                }
        }
        .modifier(RemovalDialog(removal: model.state.removal, onEvent: model.onEvent))
        .sheet(isPresented: .shown(log) { log = nil }) { if let log { ShareSheet(url: log) } }
        .task { await model.run() }
        .onChange(of: phase) { if phase == .active { model.onEvent(.resumed) } }
    }

    private var paths: SettingsPaths {
        SettingsPaths(
            onAccount: { path.append($0) }, onAdd: { nav.go(.welcome(another: true)) }, onWhy: { nav.go(.why) },
            onSignIn: { nav.go(.signIn($0)) }, onSystem: Permissions.openSettings,
            onLog: shareLog)
    }

    private func shareLog() {
        do {
            log = try AppCore.log.write(to: try Files.fresh())
        } catch {
            desk.notices.problem(.Storage(reason: error.localizedDescription, next: ""))
        }
    }
}
