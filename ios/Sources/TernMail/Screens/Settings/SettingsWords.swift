import TernCore

/// What a preference's choices are called.
extension ThemeChoice {
    public var word: Phrase {
        switch self {
        case .system: phrase("settings-theme-system")
        case .light: phrase("settings-theme-light")
        case .dark: phrase("settings-theme-dark")
        }
    }
}

extension Density {
    public var word: Phrase {
        switch self {
        case .compact: phrase("settings-density-compact")
        case .normal: phrase("settings-density-normal")
        case .relaxed: phrase("settings-density-relaxed")
        }
    }
}

extension Swipe {
    public var word: Phrase {
        switch self {
        case .none: phrase("settings-swipe-none")
        case .archive: actWord(.archive)
        case .delete: actWord(.delete)
        case .read: phrase("settings-swipe-read")
        case .flag: actWord(.flag)
        case .junk: actWord(.junk)
        }
    }
}

extension Shown {
    public var word: Phrase {
        switch self {
        case .all: phrase("settings-lock-all")
        case .sender: phrase("settings-lock-sender")
        case .nothing: phrase("settings-lock-nothing")
        }
    }
}

extension SyncMode {
    public var word: Phrase {
        switch self {
        case .instant: phrase("settings-sync-instant")
        case .balanced: phrase("settings-sync-balanced")
        case .saver: phrase("settings-sync-saver")
        case .manual: phrase("settings-sync-manual")
        }
    }

    public var hint: Phrase {
        switch self {
        case .instant, .balanced: phrase("why-promise")
        case .saver: phrase("settings-sync-saver-hint")
        case .manual: phrase("settings-sync-manual-hint")
        }
    }
}

extension MobileData {
    public var word: Phrase {
        switch self {
        case .same: phrase("settings-sync-mobile-same")
        case .slower: phrase("settings-sync-mobile-slower")
        case .off: phrase("settings-sync-mobile-off")
        }
    }
}

public func everyWord(_ minutes: UInt32?) -> Phrase {
    minutes.map { counted("settings-sync-every-minutes", Int($0)) } ?? phrase("settings-sync-every-mode")
}

public func ruleWord(_ rule: FolderRule?) -> Phrase {
    switch rule {
    case nil: phrase("settings-sync-rule-usual")
    case .instant: phrase("settings-sync-rule-instant")
    case .withAccount: phrase("settings-sync-rule-account")
    case .daily: phrase("settings-sync-rule-daily")
    case .never: phrase("settings-sync-rule-never")
    }
}

public func undoWord(_ seconds: UInt32) -> Phrase {
    seconds == 0 ? phrase("settings-account-undo-off") : counted("settings-account-undo-seconds", Int(seconds))
}

public func markReadWord(_ seconds: Double) -> Phrase {
    if seconds < 0 { return phrase("settings-mark-read-never") }
    if seconds == 0 { return phrase("settings-mark-read-at-once") }
    return counted("settings-mark-read-delay", Int(seconds.rounded()))
}

public func securityWord(_ security: Security) -> Phrase {
    switch security {
    case .tls: phrase("welcome-security-tls")
    case .starttls: phrase("welcome-security-starttls")
    }
}

public func serverWord(_ server: Server) -> Phrase {
    phrase(
        "settings-account-server", .text(apart(server.host)), .text("\(server.port)"),
        .phrase(securityWord(server.security)))
}

/// The line that says how syncing is.
public func stripWord(_ strip: Strip, _ format: Format) -> Phrase? {
    switch strip {
    case .none: nil
    case .signIn(let account): phrase("sync-sign-in", .text(account.address))
    case .offline: phrase("sync-offline")
    case .trouble(_, let reason, _): named(reason)
    case .syncing(let account, let folder, let progress):
        if let folder, let progress {
            phrase(
                "sync-progress", .text(format.number(Int(progress.done))), .phrase(folder),
                .text(format.number(Int(progress.total))))
        } else {
            phrase("sync-working", .text(account.address))
        }
    case .upToDate(let at): phrase("sync-up-to-date", .text(format.moment(at)))
    }
}
