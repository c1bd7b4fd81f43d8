import SwiftUI
import TernCore
import TernMail
import UniformTypeIdentifiers

/// Adds an account: address and password, and the servers for those who know them.
struct WelcomeView: View {
    @Environment(\.say) private var say
    @State private var choosingCa = false
    let state: WelcomeState
    let onEvent: (WelcomeEvent) -> Void

    var body: some View {
        Form {
            if !state.another { Section { Text(say("welcome-what")).foregroundStyle(.secondary) } }
            FaultText(at: .form, state: state)
            Section {
                Entry(field: .address, title: "welcome-address", text: state.address, state: state, onEvent: onEvent)
                    .textContentType(.username).keyboardType(.emailAddress)
                Entry(field: .password, title: "welcome-password", text: state.password, state: state, onEvent: onEvent)
                    .textContentType(.password)
                Entry(field: .name, title: "welcome-name", text: state.name, state: state, onEvent: onEvent)
                    .textContentType(.name)
            } footer: {
                Text(say("welcome-password-hint"))
            }
            Section {
                ChoiceRow(title: say("welcome-window"), choices: windows, chosen: state.window, word: windowPhrase) {
                    onEvent(.windowChosen($0))
                }
            } footer: {
                Text(say("welcome-window-hint"))
            }
            Section {
                DisclosureGroup(
                    say("welcome-servers"), isExpanded: .event(state.serversShown) { _ in onEvent(.serversToggled) }
                ) {
                    servers
                }
            }
            Section {
                Button(say(state.busy ? "welcome-adding" : "welcome-add")) { onEvent(.submitted) }.disabled(state.busy)
            } footer: {
                Text(say("welcome-adding-hint"))
            }
        }
        .navigationTitle(say(state.another ? "welcome-add-title" : "welcome-title"))
        .fileImporter(isPresented: $choosingCa, allowedContentTypes: [.x509Certificate, .data]) { chosen in
            guard case .success(let url) = chosen, let bytes = try? Files.read(url) else { return }
            onEvent(.caChosen(name: url.lastPathComponent, bytes: bytes))
        }
    }

    @ViewBuilder private var servers: some View {
        ServerPart(name: .imap, form: state.imap, host: .imapHost, port: .imapPort, state: state, onEvent: onEvent)
        ServerPart(name: .smtp, form: state.smtp, host: .smtpHost, port: .smtpPort, state: state, onEvent: onEvent)
        Entry(field: .user, title: "welcome-user", text: state.user, state: state, onEvent: onEvent)
        if let ca = state.ca {
            Button(say(phrase("welcome-ca-remove", .text(ca.name)))) { onEvent(.caRemoved) }
        } else {
            Button(say("welcome-ca-choose")) { choosingCa = true }
        }
        FaultText(at: .ca, state: state)
        Text(say("welcome-ca-hint")).font(.footnote).foregroundStyle(.secondary)
    }
}

private struct ServerPart: View {
    @Environment(\.say) private var say
    let name: ServerName
    let form: ServerForm
    let host: WelcomeField
    let port: WelcomeField
    let state: WelcomeState
    let onEvent: (WelcomeEvent) -> Void

    var body: some View {
        Text(say(name == .imap ? "welcome-imap" : "welcome-smtp")).font(.headline).accessibilityAddTraits(.isHeader)
        Entry(field: host, title: "welcome-host", text: form.host, state: state, onEvent: onEvent).keyboardType(.URL)
        Entry(field: port, title: "welcome-port", text: form.port, state: state, onEvent: onEvent).keyboardType(
            .numberPad)
        ChoiceRow(
            title: say("welcome-security"), choices: [Security.tls, .starttls], chosen: form.security,
            word: securityWord
        ) {
            onEvent(.securityChosen(name, $0))
        }
    }
}

/// A field and what is wrong with it.
private struct Entry: View {
    @Environment(\.say) private var say
    let field: WelcomeField
    let title: String
    let text: String
    let state: WelcomeState
    let onEvent: (WelcomeEvent) -> Void

    var body: some View {
        let typed = Binding.event(text) { onEvent(.typed(field, $0)) }
        VStack(alignment: .leading, spacing: 4) {
            Group {
                if field == .password {
                    SecureField(say(title), text: typed)
                } else {
                    TextField(say(title), text: typed)
                }
            }
            .textInputAutocapitalization(field == .name ? .words : .never)
            .autocorrectionDisabled()
            .disabled(state.busy)
            .onSubmit { onEvent(.submitted) }
            FaultText(at: field, state: state)
        }
    }
}

private struct FaultText: View {
    @Environment(\.say) private var say
    let at: WelcomeField
    let state: WelcomeState

    var body: some View {
        if let fault = state.faults.first(where: { $0.at == at }) {
            VStack(alignment: .leading, spacing: 2) {
                Text(say(words(fault, state)))
                if case .refused(_, _, let error) = fault {
                    let said = say(ErrorText(error))
                    Text(verbatim: "\(said.reason) \(said.next)")
                }
            }
            .font(.footnote)
            .foregroundStyle(.red)
            .accessibilityElement(children: .combine)
        }
    }
}

struct WelcomeRoute: View {
    @State private var model: WelcomeModel
    private let onDone: () -> Void

    init(desk: Desk, another: Bool, onDone: @escaping () -> Void) {
        self.onDone = onDone
        _model = State(initialValue: WelcomeModel(desk, another: another))
    }

    var body: some View {
        WelcomeView(state: model.state, onEvent: model.onEvent)
            .onChange(of: model.state.done) { if model.state.done != nil { onDone() } }
    }
}
