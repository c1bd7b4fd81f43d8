import TernCore

/// Named states of the settings, the same on every face.
public enum SettingsSamples {
    public static let loading = state(.loading)
    public static let failedOffline = state(.failed(offlineError))
    public static let noAccount = state(.ready(accounts: [], senders: []))
    public static let ready = state(.ready(accounts: [part], senders: ["letter@reading.example"]))

    public static let removing: SettingsState = {
        var state = ready
        state.removal = Removal(account: part.account, waiting: 2, busy: false, error: nil)
        return state
    }()

    public static let refused: SettingsState = {
        var state = ready
        state.problem = AccountProblem(
            account: 1, error: .Input(reason: "That is too long.", next: "Choose fewer seconds."))
        state.permissions = Permissions(notifications: false, backgroundRefresh: false, lowPower: true, lock: true)
        return state
    }()

    private static let part = AccountPart(
        account: accountOf(1, emmy.email, name: emmy.name), mailboxes: mailboxesOf(1, ["Travel"], older: 4812),
        status: AccountStatus(
            account: 1, mode: .push, why: "The server pushes.", syncing: false, synced: sampleNow, problem: nil),
        waiting: 2, sync: usualSync)

    private static func state(_ body: SettingsBody) -> SettingsState {
        SettingsState(
            body: body, values: Values(),
            permissions: Permissions(notifications: true, backgroundRefresh: true, lowPower: false, lock: true),
            version: "0.1.0", removal: nil, problem: nil)
    }
}
