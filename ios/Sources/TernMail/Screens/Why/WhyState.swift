import TernCore

/// An account and what is planned for it.
public struct WhyAccount: Equatable, Sendable, Identifiable {
    public let account: Account
    public let plan: AccountPlan

    public var id: AccountId { account.id }
}

public enum WhyBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    /// `wakes` are the newest first.
    case ready(accounts: [WhyAccount], next: NextWake?, wakes: [Wake])
}

/// `limits` is what the system forbids now, whoever looks.
public struct WhyState: Equatable, Sendable {
    public var body: WhyBody
    public var limits: [PlanReason]
}

public enum WhyEvent: Sendable {
    case retried
    /// The person came back, perhaps from the system's settings.
    case resumed
}

/// Where a reason is mended.
public enum Mend: Sendable, Hashable { case signIn, account, app }

/// The one place where something can be done about a reason; nil where nothing is wrong, only time helps, or iOS lets
/// nobody lead there.
public func mendOf(_ reason: PlanReason) -> Mend? {
    switch reason {
    case .signInRefused: .signIn
    case .manual, .quietHours, .night, .mobileDataOff: .account
    case .backgroundForbidden, .dataSaver: .app
    case .foreground, .push, .poll, .fixedInterval, .quietExceptions, .noNetwork, .captivePortal, .mobileData,
        .powerSave,
        .powerSaveStops, .lowBattery, .noPush, .noSocket, .doze, .standby, .systemChooses, .wakesSpent, .retrying:
        nil
    }
}

/// What the system forbids, as reasons.
public func limitsOf(_ allowed: Permissions) -> [PlanReason] {
    (allowed.backgroundRefresh ? [] : [.backgroundForbidden]) + (allowed.lowPower ? [.powerSaveStops] : [])
}
