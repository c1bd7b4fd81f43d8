package tern.mail

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import tern.core.Account
import tern.core.AccountId
import tern.core.AccountSetup
import tern.core.AccountStatus
import tern.core.Action
import tern.core.ActionId
import tern.core.Address
import tern.core.Awake
import tern.core.BackgroundPlan
import tern.core.Body
import tern.core.BodyOptions
import tern.core.Draft
import tern.core.DraftFile
import tern.core.DraftFileId
import tern.core.DraftId
import tern.core.DraftStart
import tern.core.Event
import tern.core.EventListener
import tern.core.FlagChange
import tern.core.LinkVerdict
import tern.core.ListPage
import tern.core.ListRequest
import tern.core.Mail
import tern.core.MailException
import tern.core.MailInterface
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.Message
import tern.core.MessageId
import tern.core.MessageRow
import tern.core.NetworkFacts
import tern.core.OutboxId
import tern.core.OutboxItem
import tern.core.PartData
import tern.core.PowerFacts
import tern.core.ProfileOptions
import tern.core.QueryReading
import tern.core.SavedDraft
import tern.core.SecretStore
import tern.core.SendOptions
import tern.core.Setting
import tern.core.SyncReport
import tern.core.SyncRequest
import tern.core.SyncSettings
import tern.core.ThreadId
import tern.core.View
import tern.core.Wake
import tern.core.Window

/**
 * One open profile: the verbs that the screens need, as the core has them, and its events as flows. The only file
 * that touches generated objects; records and errors of `tern.core` go to the screens unchanged.
 */
interface MailCore : AutoCloseable {
    suspend fun accounts(): List<Account>
    suspend fun addAccount(setup: AccountSetup): Account
    suspend fun removeAccount(account: AccountId)
    suspend fun setPassword(account: AccountId, password: String)
    suspend fun setSending(account: AccountId, name: String?, undoSeconds: UInt)
    suspend fun setWindow(account: AccountId, window: Window)
    suspend fun setMailboxWindow(mailbox: MailboxId, window: Window?)
    suspend fun mailboxes(account: AccountId): List<Mailbox>
    suspend fun status(): List<AccountStatus>
    suspend fun sync(account: AccountId, request: SyncRequest): SyncReport
    fun cancelSync(account: AccountId)
    suspend fun start(account: AccountId)
    suspend fun stop(account: AccountId)

    fun setNetwork(facts: NetworkFacts)
    fun setPower(facts: PowerFacts)
    fun setForeground(foreground: Boolean)
    fun keepAwake(awake: Awake)
    suspend fun syncSettings(account: AccountId): SyncSettings
    suspend fun setSyncSettings(account: AccountId, settings: SyncSettings)
    suspend fun backgroundPlan(): BackgroundPlan
    suspend fun planWhenAway(): BackgroundPlan
    suspend fun backgroundSync(budgetSeconds: UInt): Wake
    suspend fun keepAlive(): Wake
    suspend fun wakes(most: UInt): List<Wake>

    suspend fun list(request: ListRequest): ListPage
    suspend fun listIds(view: View, unreadOnly: Boolean): List<MessageId>
    suspend fun thread(thread: ThreadId): List<MessageRow>
    suspend fun row(id: MessageId): MessageRow
    suspend fun message(id: MessageId): Message
    suspend fun body(id: MessageId, options: BodyOptions): Body
    suspend fun saveSource(id: MessageId, path: String)
    suspend fun savePart(id: MessageId, part: String, path: String): ULong
    suspend fun remoteImage(id: MessageId, number: UInt): PartData
    suspend fun allowRemote(sender: String, allow: Boolean)
    suspend fun remoteSenders(): List<String>
    fun checkLink(url: String, text: String): LinkVerdict
    suspend fun readQuery(query: String): QueryReading

    suspend fun flag(ids: List<MessageId>, change: FlagChange): Action
    suspend fun moveTo(ids: List<MessageId>, mailbox: MailboxId): Action
    suspend fun copyTo(ids: List<MessageId>, mailbox: MailboxId): Action
    suspend fun archive(ids: List<MessageId>): Action
    suspend fun junk(ids: List<MessageId>, junk: Boolean): Action
    suspend fun delete(ids: List<MessageId>): Action
    suspend fun undo(action: ActionId)

    suspend fun beginDraft(start: DraftStart): SavedDraft
    suspend fun saveDraft(id: DraftId, draft: Draft): Long
    suspend fun drafts(): List<SavedDraft>
    suspend fun draft(id: DraftId): SavedDraft
    suspend fun discardDraft(id: DraftId)
    suspend fun attachFile(id: DraftId, path: String): DraftFile
    suspend fun detachFile(id: DraftId, file: DraftFileId)
    suspend fun sendDraft(id: DraftId, options: SendOptions): OutboxId
    suspend fun recallDraft(outbox: OutboxId): SavedDraft
    suspend fun completeAddress(prefix: String, limit: UInt): List<Address>
    fun parseAddresses(text: String): List<Address>
    suspend fun outbox(): List<OutboxItem>
    suspend fun retrySend(id: OutboxId)
    suspend fun cancelSend(id: OutboxId)

    suspend fun settings(): List<Setting>
    suspend fun setSetting(key: String, value: String?)

    /**
     * What happens, from now on; the mode of every running account comes first. Each collector has a place of its
     * own in the stream and leaves it when it is cancelled. One that is too slow gets `Event.Overflow`: ask again.
     */
    val events: Flow<Event>

    /** Says when to ask: at once, and after events that `concerns` takes, any number of them as one. */
    fun changes(concerns: (Event) -> Boolean): Flow<Unit>

    companion object {
        /** Opens the profile, making it when it is new. */
        suspend fun open(options: ProfileOptions, secrets: SecretStore): MailCore =
            LiveMailCore(Mail.open(options, secrets))
    }
}

/** Delegates to the binding: what [MailCore] names and the binding has is the same function. */
internal class LiveMailCore(private val mail: Mail) :
    MailCore,
    MailInterface by mail {
    override fun checkLink(url: String, text: String) = tern.core.checkLink(url, text)

    override fun parseAddresses(text: String) = tern.core.parseAddresses(text)

    override val events: Flow<Event> = callbackFlow {
        val subscription = mail.subscribe(object : EventListener {
            // Waits on the core's thread for this listener, so that only the core decides what overflows.
            override fun onEvent(event: Event) {
                trySendBlocking(event)
            }
        })
        awaitClose { subscription.close() }
    }

    override fun changes(concerns: (Event) -> Boolean): Flow<Unit> = callbackFlow {
        val subscription = mail.subscribe(object : EventListener {
            override fun onEvent(event: Event) {
                if (event is Event.Overflow || concerns(event)) trySend(Unit)
            }
        })
        // After the subscription, so that nothing falls between the first answer and the first event.
        trySend(Unit)
        awaitClose { subscription.close() }
    }.conflate()

    override fun close() = mail.close()
}

/** What happened and what a person can do, one sentence each. */
data class Sentences(val reason: String, val next: String)

/** The sentences of every kind of error. */
val MailException.sentences: Sentences
    get() = when (this) {
        is MailException.Offline -> Sentences(reason, next)
        is MailException.Insecure -> Sentences(reason, next)
        is MailException.SignIn -> Sentences(reason, next)
        is MailException.Refused -> Sentences(reason, next)
        is MailException.Quota -> Sentences(reason, next)
        is MailException.Gone -> Sentences(reason, next)
        is MailException.Input -> Sentences(reason, next)
        is MailException.Busy -> Sentences(reason, next)
        is MailException.Storage -> Sentences(reason, next)
        is MailException.Locked -> Sentences(reason, next)
        is MailException.Cancelled -> Sentences(reason, next)
        is MailException.Bug -> Sentences(reason, next)
    }

/**
 * The error to show for whatever a verb threw: the core's own, or `Bug`. Rethrows the cancellation of a coroutine,
 * which is no error.
 */
fun Throwable.asMailException(): MailException = when (this) {
    is CancellationException -> throw this
    is MailException -> this
    else -> MailException.Bug("Tern met a fault of its own.", "Please report what you did; your mail is safe.")
}
