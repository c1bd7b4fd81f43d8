import TernCore

/// Named states of the screen that says how mail gets here, the same on every face.
public enum WhySamples {
    public static let loading = WhyState(body: .loading, hurdles: [])
    public static let failedOffline = WhyState(body: .failed(offlineError), hurdles: [])
    public static let calmNight = WhyState(
        body: .ready(
            accounts: [account],
            wakes: [
                Wake(at: sampleNow - 1_800_000, found: 2, offline: false),
                Wake(at: sampleNow - 5_400_000, found: 0, offline: false),
                Wake(at: sampleNow - 9_000_000, found: 0, offline: true),
            ]), hurdles: [])
    public static let everyHurdle = WhyState(body: .ready(accounts: [account], wakes: []), hurdles: Hurdle.allCases)

    private static let account = WhyAccount(
        account: accountOf(1, emmy.email, name: emmy.name), mode: .balanced,
        status: AccountStatus(
            account: 1, mode: .push, why: "The server pushes.", syncing: false, synced: sampleNow, problem: nil))
}
