import TernCore

/// One open profile: the verbs that the screens need, as the core has them, and its events as a stream. The only file
/// that touches generated objects; records and errors of `TernCore` go to the screens unchanged.
@MainActor
public protocol MailCore: AnyObject, Sendable {
    func accounts() async throws -> [Account]
    func addAccount(setup: AccountSetup) async throws -> Account
    func removeAccount(account: AccountId) async throws
    func setPassword(account: AccountId, password: String) async throws
    func setSending(account: AccountId, name: String?, undoSeconds: UInt32) async throws
    func setWindow(account: AccountId, window: Window) async throws
    func setMailboxWindow(mailbox: MailboxId, window: Window?) async throws
    func mailboxes(account: AccountId) async throws -> [Mailbox]
    func status() async throws -> [AccountStatus]
    func sync(account: AccountId, request: SyncRequest) async throws -> SyncReport
    func cancelSync(account: AccountId)
    func start(account: AccountId) async throws
    func stop(account: AccountId) async throws

    func setNetwork(facts: NetworkFacts)
    func setPower(facts: PowerFacts)
    func setForeground(foreground: Bool)
    func keepAwake(awake: Awake)
    func syncSettings(account: AccountId) async throws -> SyncSettings
    func setSyncSettings(account: AccountId, settings: SyncSettings) async throws
    func backgroundPlan() async throws -> BackgroundPlan
    func planWhenAway() async throws -> BackgroundPlan
    func backgroundSync(budgetSeconds: UInt32) async throws -> Wake
    func wakes(most: UInt32) async throws -> [Wake]

    func list(request: ListRequest) async throws -> ListPage
    func listIds(view: View, unreadOnly: Bool) async throws -> [MessageId]
    func thread(thread: ThreadId) async throws -> [MessageRow]
    func row(id: MessageId) async throws -> MessageRow
    func message(id: MessageId) async throws -> Message
    func body(id: MessageId, options: BodyOptions) async throws -> Body
    func saveSource(id: MessageId, path: String) async throws
    func savePart(id: MessageId, part: String, path: String) async throws -> UInt64
    func remoteImage(id: MessageId, number: UInt32) async throws -> PartData
    func allowRemote(sender: String, allow: Bool) async throws
    func remoteSenders() async throws -> [String]
    func checkLink(url: String, text: String) -> LinkVerdict
    func readQuery(query: String) async throws -> QueryReading

    func flag(ids: [MessageId], change: FlagChange) async throws -> Action
    func moveTo(ids: [MessageId], mailbox: MailboxId) async throws -> Action
    func copyTo(ids: [MessageId], mailbox: MailboxId) async throws -> Action
    func archive(ids: [MessageId]) async throws -> Action
    func junk(ids: [MessageId], junk: Bool) async throws -> Action
    func delete(ids: [MessageId]) async throws -> Action
    func undo(action: ActionId) async throws

    func beginDraft(start: DraftStart) async throws -> SavedDraft
    func saveDraft(id: DraftId, draft: Draft) async throws -> Int64
    func drafts() async throws -> [SavedDraft]
    func draft(id: DraftId) async throws -> SavedDraft
    func discardDraft(id: DraftId) async throws
    func attachFile(id: DraftId, path: String) async throws -> DraftFile
    func detachFile(id: DraftId, file: DraftFileId) async throws
    func sendDraft(id: DraftId, options: SendOptions) async throws -> OutboxId
    func recallDraft(outbox: OutboxId) async throws -> SavedDraft
    func completeAddress(prefix: String, limit: UInt32) async throws -> [Address]
    func parseAddresses(text: String) throws -> [Address]
    func outbox() async throws -> [OutboxItem]
    func retrySend(id: OutboxId) async throws
    func cancelSend(id: OutboxId) async throws

    func settings() async throws -> [Setting]
    func setSetting(key: String, value: String?) async throws

    /// What changed, from now on; the mode of every running account comes first. Leaving the loop ends the delivery.
    /// Events that nobody reads pile up to 256, then the last one is `overflow`: ask again for what is shown.
    func events() throws -> AsyncStream<Event>
}

/// Opens the profile, making it when it is new, with a core that speaks `language` (a BCP 47 tag) from then on.
public func openCore(
    _ options: ProfileOptions, secrets: any SecretStore, language: String
) async throws -> any MailCore {
    _ = setLanguage(tag: language)
    return try await Mail.open(options: options, secrets: secrets)
}

/// What `MailCore` names and the binding has is the same function.
extension Mail: MailCore {
    public func checkLink(url: String, text: String) -> LinkVerdict {
        TernCore.checkLink(url: url, text: text)
    }

    public func parseAddresses(text: String) throws -> [Address] {
        try TernCore.parseAddresses(text: text)
    }

    public nonisolated func events() throws -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(256))
        let subscription = try subscribe(listener: Listener(continuation))
        // The stream holds the subscription until nobody reads it any more.
        continuation.onTermination = { _ in withExtendedLifetime(subscription) {} }
        return stream
    }
}

private final class Listener: EventListener {
    private let continuation: AsyncStream<Event>.Continuation

    init(_ continuation: AsyncStream<Event>.Continuation) {
        self.continuation = continuation
    }

    func onEvent(event: Event) {
        if case .dropped = continuation.yield(event) {
            continuation.yield(.overflow)
        }
    }
}
