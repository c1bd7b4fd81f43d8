import TernCore

/// `error`: what the server said to the last try; `done`: it accepted the password, and the route closes.
public struct SignInState: Equatable, Sendable {
    public var account: Account?
    public var password: String
    public var busy: Bool
    public var error: MailError?
    public var done: Bool
}

public enum SignInEvent: Sendable {
    case typed(String)
    case submitted
}
