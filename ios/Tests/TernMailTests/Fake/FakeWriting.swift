import Foundation
import TernCore

@testable import TernMail

/// The fake's drafts and outbox. Nothing leaves: what is sent waits for its undo delay for ever.
extension FakeCore {
    func beginDraft(start: DraftStart) async throws -> SavedDraft {
        try await verb("beginDraft") {
            let saved = SavedDraft(id: next(), draft: try begun(start), files: [], changed: now)
            savedDrafts[saved.id] = saved
            emit(.draftsChanged)
            return saved
        }
    }

    private func begun(_ start: DraftStart) throws -> Draft {
        switch start {
        case .blank(let account): return try blank(account)
        case .reply(let id, let line): return try answer(id, "Re", line, all: false)
        case .replyAll(let id, let line): return try answer(id, "Re", line, all: true)
        case .forward(let id, let line):
            var draft = try answer(id, "Fwd", line, all: false)
            (draft.to, draft.inReplyTo) = ([], nil)
            return draft
        case .mailto(let uri): return try mailto(uri)
        case .message(let id):
            let letter = try letter(id)
            var draft = try blank(letter.row.account)
            (draft.to, draft.subject, draft.text) = (letter.row.to, letter.row.subject, letter.text)
            return draft
        }
    }

    private func blank(_ id: AccountId?) throws -> Draft {
        guard let from = try id.map(account) ?? accountList.first else {
            throw MailError.Input(reason: "There is no account to write from.", next: "Add an account, then write.")
        }
        return Draft(
            account: from.id, from: Address(name: from.name, email: from.address), to: [], cc: [], bcc: [], subject: "",
            text: "", html: nil, attachments: [], inReplyTo: nil)
    }

    private func answer(_ id: MessageId, _ prefix: String, _ attribution: String, all: Bool) throws -> Draft {
        let letter = try letter(id)
        var draft = try blank(letter.row.account)
        let quote = letter.text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }
        let own = draft.from.email
        draft.to = letter.row.from
        draft.cc = all ? (letter.row.to + letter.cc).filter { $0.email != own } : []
        draft.subject =
            letter.row.subject.hasPrefix("\(prefix):") ? letter.row.subject : "\(prefix): \(letter.row.subject)"
        draft.text = "\n\n\(attribution)\n\(quote.joined(separator: "\n"))\n"
        draft.inReplyTo = id
        return draft
    }

    private func mailto(_ uri: String) throws -> Draft {
        let parts = uri.dropFirst("mailto:".count).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        var draft = try blank(nil)
        draft.to = try parseAddresses(text: parts.first ?? "")
        for field in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let pair = field.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
            if pair.first == "subject" { draft.subject = pair.last ?? "" }
            if pair.first == "body" { draft.text = pair.last ?? "" }
        }
        return draft
    }

    private func saved(_ id: DraftId) throws -> SavedDraft {
        guard let found = savedDrafts[id] else { throw gone("draft") }
        return found
    }

    func saveDraft(id: DraftId, draft: Draft) async throws -> Int64 {
        try await verb("saveDraft", id) {
            var changed = try saved(id)
            now += 1
            (changed.draft, changed.draft.attachments, changed.changed) = (draft, [], now)
            savedDrafts[id] = changed
            emit(.draftsChanged)
            return now
        }
    }

    func drafts() async throws -> [SavedDraft] {
        try await verb("drafts") { savedDrafts.values.sorted { ($0.changed, $0.id) > ($1.changed, $1.id) } }
    }

    func draft(id: DraftId) async throws -> SavedDraft {
        try await verb("draft", id) { try saved(id) }
    }

    func discardDraft(id: DraftId) async throws {
        try await verb("discardDraft", id) {
            _ = try saved(id)
            savedDrafts[id] = nil
            emit(.draftsChanged)
        }
    }

    func attachFile(id: DraftId, path: String) async throws -> DraftFile {
        try await verb("attachFile", id, path) {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw MailError.Input(reason: "\(path) does not exist.", next: "Check the path.")
            }
            var changed = try saved(id)
            let name = URL(fileURLWithPath: path).lastPathComponent
            let file = DraftFile(
                id: next(), name: name, contentType: "application/octet-stream", size: UInt64(bytes.count),
                contentId: nil)
            changed.files.append(file)
            savedDrafts[id] = changed
            return file
        }
    }

    func detachFile(id: DraftId, file: DraftFileId) async throws {
        try await verb("detachFile", id, file) {
            var changed = try saved(id)
            changed.files.removeAll { $0.id == file }
            savedDrafts[id] = changed
        }
    }

    func sendDraft(id: DraftId, options: SendOptions) async throws -> OutboxId {
        try await verb("sendDraft", id, options.now) {
            let sent = try saved(id)
            let people = sent.draft.to + sent.draft.cc + sent.draft.bcc
            if people.isEmpty {
                throw MailError.Input(
                    reason: "The message has no recipients.", next: "Change the message and send it again.")
            }
            let delay = options.now ? 0 : Int64(try account(sent.draft.account).undoSeconds) * 1000
            var item = outboxItemOf(next(), sent.draft.subject, .queued, due: now + delay)
            item.account = sent.draft.account
            item.recipients = people.map { Recipient(address: $0.email, state: .waiting, reply: nil) }
            item.ledger = [LedgerEntry(at: now, state: .queued, detail: "Written to the outbox.")]
            savedDrafts[id] = nil
            outboxItems[item.id] = item
            sentDrafts[item.id] = sent
            emit(.draftsChanged)
            emit(.outboxChanged(id: item.id))
            return item.id
        }
    }

    func recallDraft(outbox id: OutboxId) async throws -> SavedDraft {
        try await verb("recallDraft", id) {
            guard let item = outboxItems[id] else { throw gone("outgoing message") }
            if item.state != .queued && item.state != .failed {
                throw MailError.Refused(reason: "The message is leaving.", next: "Look at the outbox.")
            }
            guard let draft = sentDrafts[id] else { throw gone("draft") }
            try turn(id, .cancelled)
            savedDrafts[draft.id] = draft
            return draft
        }
    }

    func outbox() async throws -> [OutboxItem] {
        try await verb("outbox") { outboxItems.values.sorted { $0.id > $1.id } }
    }

    func retrySend(id: OutboxId) async throws {
        try await verb("retrySend", id) { try turn(id, .queued) }
    }

    func cancelSend(id: OutboxId) async throws {
        try await verb("cancelSend", id) { try turn(id, .cancelled) }
    }

    private func turn(_ id: OutboxId, _ state: OutboxState) throws {
        guard outboxItems[id] != nil else { throw gone("outgoing message") }
        outboxItems[id]?.state = state
        outboxItems[id]?.ledger.append(LedgerEntry(at: now, state: state, detail: ""))
        emit(.draftsChanged)
        emit(.outboxChanged(id: id))
    }

    /// As the core reads what people type, as far as tests type.
    func parseAddresses(text: String) throws -> [Address] {
        try splitList(text).map { part in
            var (name, email): (String?, String) = (nil, part)
            if part.hasSuffix(">"), let open = part.lastIndex(of: "<") {
                email = String(part[part.index(after: open)...].dropLast())
                let before = trimmed(String(part[..<open])).filter { $0 != "\"" }
                name = before.isEmpty ? nil : before
            }
            let sides = email.split(separator: "@", omittingEmptySubsequences: false)
            if sides.count != 2 || sides.contains(where: { $0.isEmpty || $0.contains(" ") }) {
                throw MailError.Input(
                    reason: "\"\(part)\" is not a mail address.", next: "Write it as name@domain or Name <name@domain>."
                )
            }
            return Address(name: name, email: email)
        }
    }
}
