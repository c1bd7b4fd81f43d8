import TernCore

/// Named states of the welcome screen, the same on every face.
public enum WelcomeSamples {
    public static let empty = emptyWelcome(another: false)
    public static let another = emptyWelcome(another: true)

    public static let filled: WelcomeState = {
        var state = empty
        state.address = "emmy@invariant.example"
        state.password = "secret"
        guess(&state)
        return state
    }()

    public static let adding: WelcomeState = {
        var state = filled
        state.busy = true
        return state
    }()

    public static let servers: WelcomeState = {
        var state = filled
        state.serversShown = true
        state.imap.port = "99999"
        state.ca = CaFile(name: "notes.txt", pem: nil)
        state.faults = slips(state)
        return state
    }()

    public static let refused: WelcomeState = {
        var state = filled
        let error = MailError.SignIn(
            reason: "imap.invariant.example refused the password.", next: "Check user name and password.")
        state.faults = [faultOf(error, setupOf(state))]
        return state
    }()
}
