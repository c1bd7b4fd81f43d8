import TernCore

/// What is done to messages with one touch.
public enum Act: Sendable, Hashable { case archive, delete, junk, notJunk, read, unread, flag, unflag }

let noFlags = Flags(seen: false, answered: false, flagged: false, deleted: false, draft: false, keywords: [])
private let seen = Flags(seen: true, answered: false, flagged: false, deleted: false, draft: false, keywords: [])
private let flagged = Flags(seen: false, answered: false, flagged: true, deleted: false, draft: false, keywords: [])

/// The messages acted on, and the rows that the person sees of them: what the notice counts.
public struct Targets: Equatable, Sendable {
    public let ids: [MessageId]
    public let rows: Int
    public let threads: Bool
}

/// Tells the core what was done to messages, and says it with a way back.
@MainActor
public final class Actions {
    private let core: any MailCore
    private let notices: Notices
    private let accounts: Accounts

    init(_ core: any MailCore, _ notices: Notices, _ accounts: Accounts) {
        self.core = core
        self.notices = notices
        self.accounts = accounts
    }

    @discardableResult
    func act(_ act: Act, _ targets: Targets) async -> Bool {
        await run(targets) { ids in
            switch act {
            case .archive: try await core.archive(ids: ids)
            case .delete: try await core.delete(ids: ids)
            case .junk: try await core.junk(ids: ids, junk: true)
            case .notJunk: try await core.junk(ids: ids, junk: false)
            case .read: try await core.flag(ids: ids, change: FlagChange(add: seen, remove: noFlags))
            case .unread: try await core.flag(ids: ids, change: FlagChange(add: noFlags, remove: seen))
            case .flag: try await core.flag(ids: ids, change: FlagChange(add: flagged, remove: noFlags))
            case .unflag: try await core.flag(ids: ids, change: FlagChange(add: noFlags, remove: flagged))
            }
        }
    }

    /// Flags that were set far out of sight are said, with a way back.
    @discardableResult
    func readAll(_ targets: Targets) async -> Bool {
        await run(targets, tellFlags: true) {
            try await core.flag(ids: $0, change: FlagChange(add: seen, remove: noFlags))
        }
    }

    /// One message, as a notification's button does.
    @discardableResult
    public func act(_ act: Act, message: MessageId) async -> Bool {
        await self.act(act, Targets(ids: [message], rows: 1, threads: false))
    }

    @discardableResult
    func move(_ targets: Targets, to mailbox: MailboxId) async -> Bool {
        await run(targets) { try await core.moveTo(ids: $0, mailbox: mailbox) }
    }

    @discardableResult
    func copy(_ targets: Targets, to mailbox: MailboxId) async -> Bool {
        await run(targets) { try await core.copyTo(ids: $0, mailbox: mailbox) }
    }

    func undo(_ action: Action) async {
        if await attempt(notices.problem, { try await core.undo(action: action.id) }) {
            notices.say(phrase("undo-done"), seconds: 4)
        }
    }

    private func run(
        _ targets: Targets, tellFlags: Bool = false, _ verb: @MainActor ([MessageId]) async throws -> Action
    ) async -> Bool {
        if targets.ids.isEmpty { return false }
        return await attempt(notices.problem) {
            let action = try await verb(targets.ids)
            // Flags are seen at once and need no notice.
            if (tellFlags || action.kind != .flag) && action.messages > 0 { say(action, targets) }
        }
    }

    private func say(_ action: Action, _ targets: Targets) {
        let what =
            targets.threads ? counted("count-conversations", targets.rows) : counted("count-messages", targets.rows)
        let folder = action.to.flatMap(accounts.state.mailbox).map(folderPhrase) ?? named("")
        let back = NoticeAction(label: phrase("undo")) { [weak self] in await self?.undo(action) }
        // What is gone for good was asked about before.
        notices.say(done(action.kind, what, folder), action.kind == .expunge ? nil : back)
    }

    private func done(_ kind: ActionKind, _ what: Phrase, _ folder: Phrase) -> Phrase {
        switch kind {
        case .flag: phrase("did-flag", .phrase(what))
        case .move: phrase("did-move", .phrase(folder), .phrase(what))
        case .copy: phrase("did-copy", .phrase(folder), .phrase(what))
        case .archive: phrase("did-archive", .phrase(what))
        case .junk: phrase("did-junk", .phrase(what))
        case .notJunk: phrase("did-not-junk", .phrase(what))
        case .delete: phrase("did-delete", .phrase(what))
        case .expunge: phrase("did-expunge", .phrase(what))
        }
    }
}
