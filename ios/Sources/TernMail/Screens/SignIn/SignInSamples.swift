import TernCore

/// Named states of signing in again, the same on every face.
public enum SignInSamples {
    private static let account = accountOf(1, emmy.email, name: emmy.name)

    public static let empty = SignInState(account: account, password: "", busy: false, error: nil, done: false)
    public static let checking = SignInState(account: account, password: "secret", busy: true, error: nil, done: false)
    public static let refused = SignInState(
        account: account, password: "wrong", busy: false,
        error: .SignIn(reason: "imap.invariant.example refused the password.", next: "Check user name and password."),
        done: false)
}
