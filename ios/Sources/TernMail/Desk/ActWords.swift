import TernCore

/// What a button or a rotor action that does it is called.
public func actWord(_ act: Act) -> Phrase {
    switch act {
    case .archive: phrase("cmd-archive")
    case .delete: phrase("cmd-delete")
    case .junk: phrase("cmd-junk")
    case .notJunk: phrase("cmd-not-junk")
    case .read: phrase("cmd-read")
    case .unread: phrase("cmd-unread")
    case .flag: phrase("cmd-flag")
    case .unflag: phrase("list-unflag")
    }
}

/// What a swipe does to this row; nil where it does nothing.
public func actOf(_ swipe: Swipe, _ row: ListRow) -> Act? {
    switch swipe {
    case .none: nil
    case .archive: .archive
    case .delete: .delete
    case .read: row.unread > 0 ? .read : .unread
    case .flag: row.flagged ? .unflag : .flag
    case .junk: .junk
    }
}

/// What the menu of a row, or the bar over chosen ones, offers besides archive and delete.
public func menuActs(_ rows: [ListRow], in view: View) -> [Act] {
    let unread = rows.contains { $0.unread > 0 }
    let flagged = !rows.isEmpty && rows.allSatisfy(\.flagged)
    let junk = view == .role(role: .junk)
    return [unread ? .read : .unread, flagged ? .unflag : .flag, junk ? .notJunk : .junk]
}

extension ReplyKind {
    public var word: Phrase {
        switch self {
        case .reply: phrase("cmd-reply")
        case .replyAll: phrase("cmd-reply-all")
        case .forward: phrase("cmd-forward")
        }
    }
}
