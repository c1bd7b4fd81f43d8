import TernCore

public enum ServerName: Sendable, Hashable { case imap, smtp }

/// Where a person types, and so where a problem can be shown; `form` is the whole.
public enum WelcomeField: Sendable, Hashable {
    case name, address, password, imapHost, imapPort, smtpHost, smtpPort, user, ca, form
}

/// What is wrong before any server was asked.
public enum Slip: Sendable, Hashable { case missingAddress, missingPassword, missingHost, badPort, badCa }

public enum Fault: Equatable, Sendable {
    case slipped(WelcomeField, Slip)
    case refused(WelcomeField, host: String, MailError)

    public var at: WelcomeField {
        switch self {
        case .slipped(let at, _), .refused(let at, _, _): at
        }
    }
}

/// A server as typed; `guessed` until a person changes its name.
public struct ServerForm: Equatable, Sendable {
    public var host: String
    public var port: String
    public var security: Security
    public var guessed: Bool
}

/// `pem` is nil when the file holds no certificate.
public struct CaFile: Equatable, Sendable {
    public let name: String
    public let pem: String?
}

/// `another`: accounts are there already, and this can be left. `done`: the account once it is there.
public struct WelcomeState: Equatable, Sendable {
    public let another: Bool
    public var name: String
    public var address: String
    public var password: String
    public var imap: ServerForm
    public var smtp: ServerForm
    public var user: String
    public var ca: CaFile?
    public var window: Window
    public var serversShown: Bool
    public var busy: Bool
    public var faults: [Fault]
    public var done: Account?
}

public enum WelcomeEvent: Sendable {
    case typed(WelcomeField, String)
    case securityChosen(ServerName, Security)
    case windowChosen(Window)
    case caChosen(name: String, bytes: [UInt8])
    case caRemoved
    case serversToggled
    case submitted
}

/// What to say of a problem, at the field where it is.
public func words(_ fault: Fault, _ state: WelcomeState) -> Phrase {
    switch fault {
    case .slipped(_, .missingAddress): phrase("welcome-missing-address")
    case .slipped(_, .missingPassword): phrase("welcome-missing-password")
    case .slipped(_, .missingHost): phrase("welcome-missing-host")
    case .slipped(_, .badPort): phrase("welcome-bad-port")
    case .slipped(_, .badCa): phrase("welcome-bad-ca", .text(state.ca?.name ?? ""))
    case .refused(.password, let host, _): phrase("welcome-refused-password", .text(host))
    case .refused(.imapHost, let host, _), .refused(.smtpHost, let host, _):
        phrase("welcome-problem-server", .text(host))
    case .refused(_, _, let error): ErrorText(error).title
    }
}
