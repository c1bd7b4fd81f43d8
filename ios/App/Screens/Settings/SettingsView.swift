import SwiftUI
import TernCore
import TernMail

/// Where the settings lead.
struct SettingsPaths {
    let onAccount: (AccountId) -> Void
    let onAdd: () -> Void
    let onWhy: () -> Void
    let onSignIn: (AccountId) -> Void
    let onSystem: () -> Void
    let onLog: () -> Void
}

/// All settings but those of one account.
struct SettingsView: View {
    @Environment(\.say) private var say
    let state: SettingsState
    let onEvent: (SettingsEvent) -> Void
    let paths: SettingsPaths

    var body: some View {
        Form {
            switch state.body {
            case .loading: ProgressView().accessibilityLabel(say("settings-loading"))
            case .failed(let error):
                ErrorBox(error: error)
                Button(say("retry")) { onEvent(.retried) }
            case .ready(let accounts, let senders):
                AccountList(accounts: accounts, paths: paths)
                NoticeSettings(state: state, onEvent: onEvent, paths: paths)
                LookSettings(values: state.values, onEvent: onEvent)
                ReadSettings(values: state.values, onEvent: onEvent)
                PrivacySettings(state: state, senders: senders, onEvent: onEvent)
                about
            }
        }
        .navigationTitle(say("settings-title"))
    }

    private var about: some View {
        Section(say("settings-about")) {
            Text(say(phrase("settings-about-version", .text(state.version))))
            Text(say("settings-about-licence"))
            Text(say("settings-about-parts-ios"))
            Text(say("settings-about-privacy"))
            Button(say("settings-log"), systemImage: "square.and.arrow.up", action: paths.onLog)
            Text(say("settings-log-hint")).foregroundStyle(.secondary)
        }
        .font(.subheadline)
    }
}

private struct AccountList: View {
    @Environment(\.say) private var say
    let accounts: [AccountPart]
    let paths: SettingsPaths

    var body: some View {
        Section(say("settings-accounts")) {
            if accounts.isEmpty { Text(say("settings-accounts-none")).foregroundStyle(.secondary) }
            ForEach(accounts) { part in
                Button(part.account.address) { paths.onAccount(part.id) }.foregroundStyle(.primary)
            }
            Button(say("settings-accounts-add"), systemImage: "plus", action: paths.onAdd)
            Button(say("why-title"), systemImage: "questionmark.circle", action: paths.onWhy)
        }
    }
}

private struct NoticeSettings: View {
    @Environment(\.say) private var say
    let state: SettingsState
    let onEvent: (SettingsEvent) -> Void
    let paths: SettingsPaths

    var body: some View {
        Section {
            Toggle(
                say("settings-notifications"),
                isOn: .event(state.values.notifications) { on in onEvent(.changed { $0.notifications = on }) })
            ChoiceRow(title: say("settings-lock"), choices: Shown.allCases, chosen: state.values.shown, word: \.word) {
                shown in
                onEvent(.changed { $0.shown = shown })
            }
            if state.values.notifications && !state.permissions.notifications {
                Label(say("settings-notifications-off"), systemImage: "bell.slash")
                Button(say("why-mend-app"), action: paths.onSystem)
            }
        } footer: {
            Text(say("settings-notifications-phone"))
        }
    }
}

private struct LookSettings: View {
    @Environment(\.say) private var say
    let values: Values
    let onEvent: (SettingsEvent) -> Void

    var body: some View {
        Section(say("settings-appearance")) {
            ChoiceRow(title: say("settings-theme"), choices: ThemeChoice.allCases, chosen: values.theme, word: \.word) {
                theme in
                onEvent(.changed { $0.theme = theme })
            }
            ChoiceRow(title: say("settings-density"), choices: Density.allCases, chosen: values.density, word: \.word) {
                density in
                onEvent(.changed { $0.density = density })
            }
            Toggle(say("list-snippets"), isOn: .event(values.snippets) { on in onEvent(.changed { $0.snippets = on }) })
        }
        Section(say("settings-swipes")) {
            ChoiceRow(
                title: say("settings-swipe-start"), choices: Swipe.allCases, chosen: values.swipeStart, word: \.word
            ) { swipe in
                onEvent(.changed { $0.swipeStart = swipe })
            }
            ChoiceRow(title: say("settings-swipe-end"), choices: Swipe.allCases, chosen: values.swipeEnd, word: \.word)
            { swipe in
                onEvent(.changed { $0.swipeEnd = swipe })
            }
        }
    }
}

private struct ReadSettings: View {
    @Environment(\.say) private var say
    let values: Values
    let onEvent: (SettingsEvent) -> Void

    var body: some View {
        Section {
            ChoiceRow(
                title: say("settings-mark-read"), choices: markReadSeconds, chosen: values.markRead, word: markReadWord
            ) { seconds in
                onEvent(.changed { $0.markRead = seconds })
            }
            Toggle(
                say("settings-plain"), isOn: .event(values.plainText) { on in onEvent(.changed { $0.plainText = on }) })
        } header: {
            Text(say("settings-reading"))
        } footer: {
            Text(say("settings-plain-hint"))
        }
    }
}

private struct PrivacySettings: View {
    @Environment(\.say) private var say
    let state: SettingsState
    let senders: [String]
    let onEvent: (SettingsEvent) -> Void

    var body: some View {
        Section {
            if state.permissions.lock {
                Toggle(
                    say("settings-app-lock"),
                    isOn: .event(state.values.appLock) { on in onEvent(.changed { $0.appLock = on }) })
            }
        } header: {
            Text(say("settings-privacy"))
        } footer: {
            Text(say("settings-app-lock-hint"))
        }
        Section {
            ForEach(senders, id: \.self) { sender in
                HStack {
                    Text(sender)
                    Spacer()
                    Button(say(phrase("settings-remote-remove", .text(sender))), systemImage: "trash") {
                        onEvent(.senderRemoved(sender))
                    }
                    .labelStyle(.iconOnly)
                }
            }
        } header: {
            Text(say("settings-remote"))
        } footer: {
            Text(say(senders.isEmpty ? "settings-remote-none" : "settings-remote-hint"))
        }
    }
}
