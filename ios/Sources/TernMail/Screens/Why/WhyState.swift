import TernCore

/// How one account gets its mail, and why so.
public struct WhyAccount: Equatable, Sendable, Identifiable {
    public let account: Account
    public let mode: SyncMode
    public let status: AccountStatus?

    public var id: AccountId { account.id }
}

/// What the system forbids, and what the one button that mends it leads to.
public enum Hurdle: Equatable, Hashable, Sendable, CaseIterable, Identifiable {
    case refreshOff, lowPower, notificationsOff

    public var id: Hurdle { self }

    public var word: Phrase {
        switch self {
        case .refreshOff: phrase("why-refresh-off")
        case .lowPower: phrase("why-low-power")
        case .notificationsOff: phrase("settings-notifications-off")
        }
    }

    /// Whether the app's page in the system's settings mends it.
    public var mendedInSettings: Bool { self != .lowPower }
}

public enum WhyBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    case ready(accounts: [WhyAccount], wakes: [Wake])
}

public struct WhyState: Equatable, Sendable {
    public var body: WhyBody
    public var hurdles: [Hurdle]
}

public enum WhyEvent: Sendable {
    case retried
    /// The person came back, perhaps from the system's settings.
    case resumed
}

func hurdlesOf(_ allowed: Permissions, wantsNotifications: Bool) -> [Hurdle] {
    Hurdle.allCases.filter { hurdle in
        switch hurdle {
        case .refreshOff: !allowed.backgroundRefresh
        case .lowPower: allowed.lowPower
        case .notificationsOff: wantsNotifications && !allowed.notifications
        }
    }
}

/// What a wake was for, in words.
public func wakeWord(_ wake: Wake) -> Phrase {
    if wake.offline && wake.found == 0 { return phrase("why-wake-offline") }
    return wake.found == 0 ? phrase("why-wake-nothing") : counted("why-wake-found", wake.found)
}
