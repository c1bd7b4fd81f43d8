import TernCore

/// Named states of the folders, the same on every face.
public enum SidebarSamples {
    public static let oneAccount = state(known([accountOf(1, emmy.email, name: emmy.name)]))
    public static let twoAccounts = state(
        known([accountOf(1, emmy.email, name: emmy.name), accountOf(2, "noether@goettingen.example", name: nil)]))
    public static let offline = state(known([accountOf(1, emmy.email, name: emmy.name)], mode: .offline))

    private static func known(_ list: [Account], mode: PushMode = .push) -> AccountsState {
        AccountsState(
            list: list, mailboxes: list.flatMap { mailboxesOf($0.id, ["Projects", "Projects/Engine", "Travel"]) },
            status: list.map {
                AccountStatus(account: $0.id, mode: mode, why: "", syncing: false, synced: sampleNow, problem: nil)
            }, progress: [:], drafts: 1, waiting: 2, closed: nil)
    }

    private static func state(_ known: AccountsState) -> SidebarState {
        SidebarState(rows: rowsOf(known, []), strip: stripOf(known))
    }
}
