import Observation
import TernCore

public enum ReplyKind: Sendable, Hashable { case reply, replyAll, forward }

/// The line above a quoted original, in the person's language.
public typealias Attribution = @MainActor (ReplyKind, MessageRow) -> String

/// Everything that begins, ends or takes back a piece of writing, wherever in the app it is asked for.
@MainActor
@Observable
public final class WritingDesk {
    /// A draft to be shown; the navigation shows it once and says so.
    public private(set) var opened: DraftId?
    /// Drafts thrown away a moment ago; they are gone for good when their notice is.
    public private(set) var discarded: Set<DraftId> = []
    private let core: any MailCore
    private let notices: Notices
    private let clock: any Clock<Duration>
    private let now: @MainActor () -> Int64
    private let attribution: Attribution
    private var timers: [DraftId: Task<Void, Never>] = [:]
    private var fresh: Set<DraftId> = []
    /// Longer than the notice.
    private let forgetting = Duration.seconds(60)

    init(
        _ core: any MailCore, _ notices: Notices, _ clock: any Clock<Duration>, now: @escaping @MainActor () -> Int64,
        _ attribution: @escaping Attribution
    ) {
        self.core = core
        self.notices = notices
        self.clock = clock
        self.now = now
        self.attribution = attribution
    }

    public func begin(_ start: DraftStart, files: [String] = []) async {
        await attempt(notices.problem) {
            let saved = try await core.beginDraft(start: start)
            if files.isEmpty { fresh.insert(saved.id) }
            for path in files {
                await attempt(notices.problem) { _ = try await core.attachFile(id: saved.id, path: path) }
            }
            opened = saved.id
        }
    }

    func answer(_ kind: ReplyKind, _ row: MessageRow) async {
        await begin(start(kind, row))
    }

    /// An answer from a notification: it quotes what it answers, as one from the composer does, and waits its undo delay.
    public func answer(_ message: MessageId, with text: String) async {
        await attempt(notices.problem) {
            let begun = try await core.beginDraft(start: start(.reply, try await core.row(id: message)))
            var draft = begun.draft
            draft.text = joinText(text, String(draft.text.drop { $0 == "\n" }))
            draft.html = nil
            _ = try await core.saveDraft(id: begun.id, draft: draft)
            _ = try await core.sendDraft(id: begun.id, options: SendOptions(now: false))
        }
    }

    private func start(_ kind: ReplyKind, _ row: MessageRow) -> DraftStart {
        let line = attribution(kind, row)
        return switch kind {
        case .reply: .reply(message: row.id, attribution: line)
        case .replyAll: .replyAll(message: row.id, attribution: line)
        case .forward: .forward(message: row.id, attribution: line)
        }
    }

    public func show(_ draft: DraftId) {
        opened = draft
    }

    public func shown() {
        opened = nil
    }

    /// Whether the draft was begun a moment ago, so that one left untouched is no draft.
    func isFresh(_ draft: DraftId) -> Bool { fresh.contains(draft) }

    func closed(_ draft: DraftId) {
        fresh.remove(draft)
    }

    /// Says that a message leaves, counts its seconds down and offers to take it back.
    func sent(_ outbox: OutboxId) async {
        await attempt(notices.problem) {
            let due = try await core.outbox().first { $0.id == outbox }?.due ?? 0
            guard due > now() else { return notices.say(phrase("compose-sent-now")) }
            let back = NoticeAction(label: phrase("compose-undo-send")) { [weak self] in await self?.takeBack(outbox) }
            notices.leaving(due: due, now: now(), back)
        }
    }

    func takeBack(_ outbox: OutboxId) async {
        await attempt(notices.problem) { show(try await core.recallDraft(outbox: outbox).id) }
    }

    /// Forgets a draft a little later, so that it can be taken back; one that the app ends on stays.
    func discard(_ draft: DraftId) {
        discarded.insert(draft)
        timers[draft] = Task {
            guard (try? await clock.sleep(for: forgetting)) != nil else { return }
            await forget(draft)
        }
        notices.say(
            phrase("compose-discarded"),
            NoticeAction(label: phrase("compose-undo-discard")) { [weak self] in self?.keep(draft) })
    }

    private func keep(_ draft: DraftId) {
        timers.removeValue(forKey: draft)?.cancel()
        discarded.remove(draft)
        show(draft)
    }

    private func forget(_ draft: DraftId) async {
        await attempt({ if !$0.isGone { notices.problem($0) } }) { try await core.discardDraft(id: draft) }
        timers[draft] = nil
        discarded.remove(draft)
    }
}
