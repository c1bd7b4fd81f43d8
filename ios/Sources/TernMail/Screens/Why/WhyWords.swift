import TernCore

public func modeWord(_ mode: PlanMode) -> Phrase {
    switch mode {
    case .push: phrase("why-mode-push")
    case .poll: phrase("why-mode-poll")
    case .nothing: phrase("why-mode-nothing")
    }
}

/// A reason as a sentence.
public func reasonWord(_ reason: PlanReason, _ format: Format) -> Phrase {
    switch reason {
    case .foreground: phrase("why-foreground")
    case .push(let minutes): counted("why-push", Int(minutes))
    case .poll(let minutes): counted("why-poll", Int(minutes))
    case .fixedInterval: phrase("why-fixed")
    case .manual: phrase("why-manual")
    case .quietHours(let until): phrase("why-quiet", .text(format.moment(until)))
    case .night(let until): phrase("why-night", .text(format.moment(until)))
    case .quietExceptions: phrase("why-exceptions")
    case .noNetwork: phrase("why-network")
    case .captivePortal: phrase("why-captive")
    case .mobileDataOff: phrase("why-mobile-off")
    case .mobileData: phrase("why-mobile")
    case .dataSaver: phrase("why-data-saver")
    case .powerSave: phrase("why-power-save")
    case .powerSaveStops: phrase("why-power-stops")
    case .lowBattery(let percent): phrase("why-battery", .text(format.number(Int(percent))))
    case .noPush: phrase("why-no-push")
    case .noSocket: phrase("why-no-socket")
    case .doze: phrase("why-doze")
    case .standby: phrase("why-standby")
    case .backgroundForbidden: phrase("why-forbidden")
    case .systemChooses: phrase("why-system")
    case .wakesSpent(let until): phrase("why-spent", .text(format.moment(until)))
    case .signInRefused: phrase("why-refused")
    case .retrying(let failures): counted("why-retrying", Int(failures))
    }
}

extension Mend {
    public var word: Phrase {
        switch self {
        case .signIn: phrase("why-mend-sign-in")
        case .account: phrase("why-mend-account")
        case .app: phrase("why-mend-app")
        }
    }
}

public func causeWord(_ cause: WakeCause) -> Phrase {
    switch cause {
    case .poll: phrase("why-cause-poll")
    case .keepAlive: phrase("why-cause-keep-alive")
    case .retry: phrase("why-cause-retry")
    case .quietEnds: phrase("why-cause-quiet")
    case .send: phrase("why-cause-send")
    case .push: phrase("why-cause-push")
    case .free: phrase("why-cause-free")
    }
}

public func nextWord(_ next: NextWake?, _ format: Format) -> Phrase {
    guard let next else { return phrase("why-next-none") }
    return phrase("why-next", .phrase(causeWord(next.cause)), .text(format.moment(next.at)))
}

/// What a wake brought: new messages and bytes, or why it brought nothing.
public func resultWord(_ wake: Wake, _ format: Format) -> Phrase {
    if let problem = wake.accounts.compactMap(\.problem).first { return named(problem.reason) }
    let fresh = wake.accounts.reduce(0) { $0 + Int($1.newMessages) }
    let bytes = wake.accounts.reduce(0) { $0 + $1.bytes }
    return counted("why-wake", fresh, .text(format.size(bytes)))
}
