import TernCore

/// Named states of the screen that says how mail gets here, the same on every face.
public enum WhySamples {
    public static let loading = WhyState(body: .loading, limits: [])
    public static let failedOffline = WhyState(body: .failed(offlineError), limits: [])
    public static let calmNight = WhyState(
        body: .ready(
            accounts: [account(.poll, [.poll(minutes: 30), .systemChooses])], next: next,
            wakes: [wake(30, found: 2), wake(90, found: 0)]), limits: [])
    public static let everyLimit = WhyState(
        body: .ready(accounts: [account(.nothing, [.signInRefused])], next: nil, wakes: []),
        limits: [.backgroundForbidden, .powerSaveStops])

    private static let next = NextWake(
        at: sampleNow + 1_800_000, slackSeconds: 900, kind: .opportunistic, cause: .poll, accounts: [1])

    private static func account(_ mode: PlanMode, _ reasons: [PlanReason]) -> WhyAccount {
        WhyAccount(
            account: accountOf(1, emmy.email, name: emmy.name),
            plan: AccountPlan(
                account: 1, mode: mode, everySeconds: nil, checked: sampleNow, earliest: nil, due: nil, reasons: reasons
            ))
    }

    private static func wake(_ agoMinutes: Int64, found: UInt32) -> Wake {
        wakeOf(at: sampleNow - agoMinutes * 60_000, found: found)
    }
}

func wakeOf(at: Int64, cause: WakeCause = .poll, found: UInt32 = 0, problem: Problem? = nil) -> Wake {
    let left = LeftOver(folders: 0, bodies: 0, edits: 0, outgoing: 0)
    let account = WakeAccount(
        account: 1, newMessages: found, roundTrips: 5, bytes: 4_200, whole: problem == nil, left: left, problem: problem
    )
    return Wake(at: at, cause: cause, tookMs: 800, accounts: [account])
}
