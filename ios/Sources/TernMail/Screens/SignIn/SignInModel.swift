import Observation
import TernCore

/// Asks for a password again; the core tries it with the server before it is kept.
@MainActor
@Observable
public final class SignInModel {
    private var ui = SignInState(account: nil, password: "", busy: false, error: nil, done: false)
    private let desk: Desk
    private let account: AccountId

    public init(_ desk: Desk, account: AccountId) {
        self.desk = desk
        self.account = account
    }

    public var state: SignInState {
        var state = ui
        state.account = desk.accounts.state.account(account)
        return state
    }

    public func onEvent(_ event: SignInEvent) {
        switch event {
        case .typed(let password): (ui.password, ui.error) = (password, nil)
        case .submitted: submit()
        }
    }

    private func submit() {
        if ui.busy || ui.password.isEmpty { return }
        ui.busy = true
        ui.error = nil
        Task {
            let done = await attempt({ ui.error = $0 }) {
                try await desk.core.setPassword(account: account, password: ui.password)
            }
            ui.busy = false
            guard done else { return }
            ui.password = ""
            ui.done = true
            desk.notices.say(phrase("signin-done", .text(state.account?.address ?? "")))
        }
    }
}
