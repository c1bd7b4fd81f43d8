import TernCore

/// An account and what its part of the settings shows; `waiting` messages of the outbox are not sent yet.
public struct AccountPart: Equatable, Sendable, Identifiable {
    public let account: Account
    public let mailboxes: [Mailbox]
    public let status: AccountStatus?
    public let waiting: Int
    public let sync: SyncSettings

    public var id: AccountId { account.id }
}

public enum SettingsBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    /// Senders whose remote images are shown, sorted.
    case ready(accounts: [AccountPart], senders: [String])
}

public struct Removal: Equatable, Sendable {
    public let account: Account
    public let waiting: Int
    public var busy: Bool
    public var error: MailError?
}

/// What a change of an account met, shown at that account.
public struct AccountProblem: Equatable, Sendable {
    public let account: AccountId
    public let error: MailError
}

/// What the system allows, read by the platform.
public struct Permissions: Equatable, Sendable {
    public let notifications: Bool
    public let backgroundRefresh: Bool
    public let lowPower: Bool
    public let lock: Bool

    public init(notifications: Bool, backgroundRefresh: Bool, lowPower: Bool, lock: Bool) {
        self.notifications = notifications
        self.backgroundRefresh = backgroundRefresh
        self.lowPower = lowPower
        self.lock = lock
    }
}

public struct SettingsState: Equatable, Sendable {
    public var body: SettingsBody
    public var values: Values
    public var permissions: Permissions
    public let version: String
    public var removal: Removal?
    public var problem: AccountProblem?

    public func part(_ account: AccountId) -> AccountPart? {
        if case .ready(let accounts, _) = body { accounts.first { $0.id == account } } else { nil }
    }
}

public enum SettingsEvent: Sendable {
    case retried
    case windowChosen(AccountId, Window)
    case folderWindowChosen(AccountId, MailboxId, Window?)
    case sendingChanged(AccountId, name: String?, undoSeconds: UInt32)
    case syncChanged(AccountId, @Sendable (inout SyncSettings) -> Void)
    case removeAsked(AccountId)
    case removeConfirmed
    case dialogClosed
    case senderRemoved(String)
    case changed(@Sendable (inout Values) -> Void)
    /// The person came back, perhaps from the system's settings.
    case resumed
}

/// Seconds a sent message can be taken back.
public let undoSeconds: [UInt32] = [0, 5, 10, 30]

/// Seconds until an open message counts as read; -1 never.
public let markReadSeconds: [Double] = [0, 2, 5, -1]

/// How an account's mail comes in while nobody looks. iOS holds no connection in the background, so that `instant`,
/// which other faces have, is none of its choices.
public let syncModes: [SyncMode] = [.balanced, .saver, .manual]

/// Minutes between two looks that can be fixed; nil: as the mode has it.
public let syncIntervals: [UInt32?] = [nil, 15, 30, 60, 120, 240]

public let mobileChoices: [MobileData] = [.same, .slower, .off]

/// What a folder may do in the background; nil: as usual.
public let folderRules: [FolderRule?] = [nil, .instant, .withAccount, .daily, .never]

/// The rule of a folder, and the settings with another one.
public func ruleOf(_ mailbox: MailboxId, _ sync: SyncSettings) -> FolderRule? {
    sync.folders.first { $0.mailbox == mailbox }?.rule
}

public func setRule(_ rule: FolderRule?, of mailbox: MailboxId, _ sync: inout SyncSettings) {
    sync.folders.removeAll { $0.mailbox == mailbox }
    if let rule { sync.folders.append(FolderSync(mailbox: mailbox, rule: rule)) }
}

public let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]

/// From ten in the evening to seven, every day: where nothing was chosen.
public let usualQuiet = QuietHours(days: weekdays, from: 1320, to: 420)

/// Quiet hours; nil: none.
public func setQuiet(_ hours: QuietHours?, _ sync: inout SyncSettings) {
    sync.quiet = hours.map { [$0] } ?? []
}

/// The hours with a day more or less; one day stays.
public func toggled(_ day: Weekday, in hours: QuietHours) -> QuietHours {
    var changed = hours
    changed.days = weekdays.filter { ($0 == day) != hours.days.contains($0) }
    return changed.days.isEmpty ? hours : changed
}
