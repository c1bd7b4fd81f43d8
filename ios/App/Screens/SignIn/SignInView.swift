import SwiftUI
import TernCore
import TernMail

/// Asks for a password again.
struct SignInView: View {
    @Environment(\.say) private var say
    let state: SignInState
    let onEvent: (SignInEvent) -> Void

    var body: some View {
        Form {
            if let account = state.account {
                Text(say(phrase("signin-what", .text(account.address), .text(account.imap.host))))
            }
            SecureField(say("signin-password"), text: .event(state.password) { onEvent(.typed($0)) })
                .textContentType(.password)
                .onSubmit { onEvent(.submitted) }
            if let error = state.error { ErrorBox(error: error) }
            Button(say(state.busy ? "signin-checking" : "signin-check")) { onEvent(.submitted) }
                .disabled(state.busy || state.password.isEmpty)
        }
        .navigationTitle(say("signin-title"))
        .navigationBarTitleDisplayMode(.inline)
    }
}

struct SignInRoute: View {
    @State private var model: SignInModel
    private let onDone: () -> Void

    init(desk: Desk, account: AccountId, onDone: @escaping () -> Void) {
        self.onDone = onDone
        _model = State(initialValue: SignInModel(desk, account: account))
    }

    var body: some View {
        SignInView(state: model.state, onEvent: model.onEvent)
            .onChange(of: model.state.done) { if model.state.done { onDone() } }
    }
}
