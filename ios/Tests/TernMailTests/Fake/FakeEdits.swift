import TernCore

@testable import TernMail

/// What people do to the fake's messages, and how it is undone: by the rows as they were.
extension FakeCore {
    func flag(ids: [MessageId], change: FlagChange) async throws -> Action {
        try await verb("flag", ids) { try act(.flag, ids, to: nil) { $0.flags = with($0.flags, change) } }
    }

    func moveTo(ids: [MessageId], mailbox id: MailboxId) async throws -> Action {
        try await verb("moveTo", ids, id) { try move(ids, try mailbox(id), .move) }
    }

    func copyTo(ids: [MessageId], mailbox id: MailboxId) async throws -> Action {
        try await verb("copyTo", ids, id) {
            let box = try mailbox(id)
            let action = try act(.copy, ids, to: id) { _ in }
            let first = (letters.map(\.row.id).max() ?? 0) + 1
            for (at, letter) in letters.filter({ ids.contains($0.row.id) }).enumerated() {
                var copied = letter
                (copied.row.id, copied.row.mailbox) = (first + Int64(at), id)
                letters.append(copied)
            }
            emit(.mailboxChanged(account: box.account, mailbox: id))
            return action
        }
    }

    func archive(ids: [MessageId]) async throws -> Action {
        try await verb("archive", ids) { try move(ids, role(ids, .archive), .archive) }
    }

    func junk(ids: [MessageId], junk: Bool) async throws -> Action {
        try await verb("junk", ids, junk) { try move(ids, role(ids, junk ? .junk : .inbox), junk ? .junk : .notJunk) }
    }

    func delete(ids: [MessageId]) async throws -> Action {
        try await verb("delete", ids) {
            let trash = try role(ids, .trash)
            if letters.contains(where: { ids.contains($0.row.id) && $0.row.mailbox != trash.id }) {
                return try move(ids, trash, .delete)
            }
            letters.removeAll { ids.contains($0.row.id) }
            emit(.mailboxChanged(account: trash.account, mailbox: trash.id))
            return Action(id: next(), kind: .expunge, messages: UInt32(ids.count), to: nil, at: now)
        }
    }

    func undo(action: ActionId) async throws {
        try await verb("undo", action) {
            guard let before = undoable.removeValue(forKey: action) else { throw gone("action") }
            letters = letters.map { letter in before.first { $0.row.id == letter.row.id } ?? letter }
            for row in before.map(\.row) { emit(.mailboxChanged(account: row.account, mailbox: row.mailbox)) }
        }
    }

    private func role(_ ids: [MessageId], _ role: Role) throws -> Mailbox {
        guard let first = letters.first(where: { ids.contains($0.row.id) }) else { throw gone("message") }
        guard let box = mailboxList.first(where: { $0.account == first.row.account && $0.role == role }) else {
            throw gone("mailbox")
        }
        return box
    }

    private func move(_ ids: [MessageId], _ box: Mailbox, _ kind: ActionKind) throws -> Action {
        let chosen = try ids.map { try letter($0).row.account }
        if chosen.contains(where: { $0 != box.account }) {
            throw MailError.Input(reason: "Messages move within one account.", next: "Choose another folder.")
        }
        return try act(kind, ids, to: box.id) { $0.mailbox = box.id }
    }

    private func act(_ kind: ActionKind, _ ids: [MessageId], to: MailboxId?, _ how: (inout MessageRow) -> Void) throws
        -> Action
    {
        let touched = letters.filter { ids.contains($0.row.id) }
        if touched.isEmpty { throw gone("message") }
        var changed: [Letter] = []
        for at in letters.indices where ids.contains(letters[at].row.id) {
            let before = letters[at]
            how(&letters[at].row)
            if letters[at] != before || kind == .copy { changed.append(before) }
        }
        let id = next()
        undoable[id] = changed
        for box in Set(touched.map(\.row.mailbox) + (to.map { [$0] } ?? [])) {
            emit(.mailboxChanged(account: try mailbox(box).account, mailbox: box))
        }
        return Action(id: id, kind: kind, messages: UInt32(changed.count), to: to, at: now)
    }

    private func with(_ flags: Flags, _ change: FlagChange) -> Flags {
        var changed = flags
        changed.seen = (flags.seen || change.add.seen) && !change.remove.seen
        changed.flagged = (flags.flagged || change.add.flagged) && !change.remove.flagged
        changed.answered = (flags.answered || change.add.answered) && !change.remove.answered
        return changed
    }
}
