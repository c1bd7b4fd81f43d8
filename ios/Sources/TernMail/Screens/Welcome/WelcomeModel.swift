import Observation
import TernCore

/// Adds an account: what is typed, a guess of the servers, and what they answered.
@MainActor
@Observable
public final class WelcomeModel {
    public private(set) var state: WelcomeState
    private let desk: Desk

    public init(_ desk: Desk, another: Bool) {
        self.desk = desk
        state = emptyWelcome(another: another)
    }

    public func onEvent(_ event: WelcomeEvent) {
        switch event {
        case .typed(let field, let text): typed(field, text)
        case .securityChosen(.imap, let security): state.imap = withSecurity(state.imap, .imap, security)
        case .securityChosen(.smtp, let security): state.smtp = withSecurity(state.smtp, .smtp, security)
        case .windowChosen(let window): state.window = window
        case .caChosen(let name, let bytes): ca(CaFile(name: name, pem: pemOf(bytes)))
        case .caRemoved: ca(nil)
        case .serversToggled: state.serversShown.toggle()
        case .submitted: submit()
        }
    }

    private func typed(_ field: WelcomeField, _ text: String) {
        switch field {
        case .name: state.name = text
        case .address:
            state.address = text
            guess(&state)
        case .password: state.password = text
        case .user: state.user = text
        case .imapHost: (state.imap.host, state.imap.guessed) = (text, false)
        case .imapPort: state.imap.port = text
        case .smtpHost: (state.smtp.host, state.smtp.guessed) = (text, false)
        case .smtpPort: state.smtp.port = text
        case .ca, .form: break
        }
        forgive(field)
    }

    private func ca(_ file: CaFile?) {
        state.ca = file
        forgive(.ca)
    }

    private func forgive(_ field: WelcomeField) {
        state.faults.removeAll { $0.at == field || $0.at == .form }
    }

    private func submit() {
        if state.busy { return }
        let slipped = slips(state)
        if !slipped.isEmpty { return fail(slipped) }
        let setup = setupOf(state)
        state.busy = true
        state.faults = []
        Task {
            await attempt({ fail([faultOf($0, setup)]) }) {
                state.done = try await desk.core.addAccount(setup: setup)
                state.password = ""
            }
            state.busy = false
        }
    }

    private func fail(_ faults: [Fault]) {
        state.faults = faults
        state.serversShown = state.serversShown || faults.contains(where: needsServers)
    }
}
