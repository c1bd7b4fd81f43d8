package tern.mail

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onSubscription
import tern.core.Account
import tern.core.AccountId
import tern.core.AccountSetup
import tern.core.AccountStatus
import tern.core.Address
import tern.core.Awake
import tern.core.BackgroundPlan
import tern.core.Body
import tern.core.BodyColours
import tern.core.BodyOptions
import tern.core.DraftId
import tern.core.Event
import tern.core.FlagChange
import tern.core.LinkVerdict
import tern.core.ListRequest
import tern.core.MailException
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.Message
import tern.core.MessageId
import tern.core.NetworkFacts
import tern.core.OutboxId
import tern.core.PartData
import tern.core.PowerFacts
import tern.core.PushMode
import tern.core.Setting
import tern.core.SyncReport
import tern.core.SyncRequest
import tern.core.SyncSettings
import tern.core.ThreadId
import tern.core.View
import tern.core.WakeCause
import tern.core.Window
import java.io.File

/**
 * A core made of lists, for the models' tests: `CoreContract` holds it to the real one. It writes down what was
 * called, fails where `failures` says so and waits where `gates` does.
 */
class FakeCore(private val now: () -> Long = { FAKE_NOW }) : MailCore {
    val calls = mutableListOf<String>()
    val failures = mutableMapOf<String, MailException>()
    val gates = mutableMapOf<String, CompletableDeferred<Unit>>()

    val accountList = mutableListOf<Account>()
    val mailboxList = mutableListOf<Mailbox>()
    val letters = mutableListOf<Letter>()
    val statusOf = mutableMapOf<AccountId, AccountStatus>()
    val running = mutableSetOf<AccountId>()
    private val kept = mutableMapOf<String, String>()
    private val senders = sortedSetOf<String>()
    private val heard =
        MutableSharedFlow<Event>(extraBufferCapacity = 64, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    private val edits = FakeEdits(letters, ::mailbox, ::emit)
    private val background = FakeBackground(now) { accountList.map { it.id } }

    /** What is planned, whatever the settings say. */
    var plan: BackgroundPlan? = null
    var power: PowerFacts? = null
        private set
    var network: NetworkFacts? = null
        private set
    private val writing = FakeWriting(this, now, ::emit)

    /** Collectors there are now, as the core counts its listeners. */
    val listeners get() = heard.subscriptionCount.value

    fun emit(event: Event) {
        heard.tryEmit(event)
    }

    internal fun mailbox(id: MailboxId): Mailbox = mailboxList.find { it.id == id } ?: throw gone("mailbox")

    internal fun account(id: AccountId): Account = accountList.find { it.id == id } ?: throw gone("account")

    internal fun letter(id: MessageId): Letter = letters.find { it.row.id == id } ?: throw gone("message")

    internal suspend fun <T> verb(name: String, vararg with: Any?, block: suspend () -> T): T {
        calls += (listOf(name) + with.map { "$it" }).joinToString(" ")
        gates[name]?.await()
        failures[name]?.let { throw it }
        return block()
    }

    override suspend fun accounts() = verb("accounts") { accountList.toList() }

    override suspend fun addAccount(setup: AccountSetup): Account = verb("addAccount", setup.address) {
        if (accountList.any { it.address == setup.address }) {
            throw MailException.Input("This account is there already.", "Remove it first, or add another address.")
        }
        val id = (accountList.maxOfOrNull { it.id } ?: 0) + 1
        val made = accountOf(id, setup.address, setup.name).copy(
            user = setup.user ?: setup.address,
            imap = setup.imap,
            smtp = setup.smtp,
            window = setup.window,
        )
        accountList += made
        mailboxList += mailboxesOf(id, emptyList())
        emit(Event.AccountChanged(id))
        made
    }

    override suspend fun removeAccount(account: AccountId): Unit = verb("removeAccount", account) {
        account(account)
        accountList.removeAll { it.id == account }
        mailboxList.removeAll { it.account == account }
        letters.removeAll { it.row.account == account }
        emit(Event.AccountChanged(account))
    }

    override suspend fun setPassword(account: AccountId, password: String): Unit = verb("setPassword", account) {
        account(account)
        emit(Event.StatusChanged(account))
    }

    override suspend fun setSending(account: AccountId, name: String?, undoSeconds: UInt): Unit =
        verb("setSending", account, name, undoSeconds) {
            if (undoSeconds >
                120u
            ) {
                throw MailException.Input(
                    "A sent message can be taken back for 120 seconds at most.",
                    "Choose fewer seconds.",
                )
            }
            change(account) { it.copy(name = name?.trim()?.ifEmpty { null }, undoSeconds = undoSeconds) }
        }

    override suspend fun setWindow(account: AccountId, window: Window): Unit = verb("setWindow", account, window) {
        change(account) { it.copy(window = window) }
    }

    override suspend fun setMailboxWindow(mailbox: MailboxId, window: Window?): Unit =
        verb("setMailboxWindow", mailbox, window) {
            val box = mailbox(mailbox)
            mailboxList[mailboxList.indexOf(box)] = box.copy(window = window)
            emit(Event.MailboxChanged(box.account, mailbox))
        }

    override suspend fun mailboxes(account: AccountId): List<Mailbox> = verb("mailboxes", account) {
        account(account)
        mailboxList.filter { it.account == account }.map { box ->
            val rows = letters.map { it.row }.filter { it.mailbox == box.id }
            box.copy(
                local = rows.size.toUInt(),
                total = rows.size.toUInt() + box.olderOnServer,
                unread = rows.count {
                    !it.flags.seen
                }.toUInt(),
            )
        }
    }

    override suspend fun status(): List<AccountStatus> = verb("status") {
        accountList.map {
            statusOf[it.id]
                ?: AccountStatus(it.id, if (it.id in running) PushMode.PUSH else null, "", false, null, null)
        }
    }

    override suspend fun sync(account: AccountId, request: SyncRequest): SyncReport = verb("sync", account) {
        account(account)
        SyncReport(6u, 0u, 0u, 0u, 0u, 0u, emptyList())
    }

    override fun cancelSync(account: AccountId) {
        calls += "cancelSync $account"
    }

    override suspend fun start(account: AccountId): Unit = verb("start", account) { running += account(account).id }

    override suspend fun stop(account: AccountId): Unit = verb("stop", account) { running -= account }

    override fun setNetwork(facts: NetworkFacts) {
        network = facts
        calls += "setNetwork ${facts.kind}"
    }

    override fun setPower(facts: PowerFacts) {
        power = facts
        calls += "setPower"
        emit(Event.PlanChanged)
    }

    override fun setForeground(foreground: Boolean) {
        background.foreground = foreground
        calls += "setForeground $foreground"
        emit(Event.PlanChanged)
    }

    /** Whom the app wants told; this core works in no time. */
    var awake: Awake? = null
        private set

    override fun keepAwake(awake: Awake) {
        this.awake = awake
    }

    override suspend fun syncSettings(account: AccountId) = verb("syncSettings", account) {
        background.settings(account(account).id)
    }

    override suspend fun setSyncSettings(account: AccountId, settings: SyncSettings): Unit =
        verb("setSyncSettings", account, settings.mode) {
            background.keep(account(account).id, settings)
            emit(Event.PlanChanged)
        }

    override suspend fun backgroundPlan() = verb("backgroundPlan") { plan ?: background.plan() }

    override suspend fun planWhenAway() = verb("planWhenAway") { plan ?: background.planWhenAway() }

    override suspend fun backgroundSync(budgetSeconds: UInt) = verb("backgroundSync") {
        background.wake(WakeCause.POLL)
    }

    override suspend fun keepAlive() = verb("keepAlive") { background.wake(WakeCause.KEEP_ALIVE) }

    override suspend fun wakes(most: UInt) = verb("wakes") { background.wakes(most.toInt()) }

    override suspend fun list(request: ListRequest) = verb("list", request.view) {
        FakeLists(letters, mailboxList).page(request)
    }

    override suspend fun listIds(view: View, unreadOnly: Boolean) =
        verb("listIds", view) { FakeLists(letters, mailboxList).rows(view, unreadOnly).map { it.id } }

    override suspend fun thread(thread: ThreadId) =
        verb("thread", thread) { letters.map { it.row }.filter { it.thread == thread }.sortedBy { it.received } }

    override suspend fun row(id: MessageId) = verb("row", id) { letter(id).row }

    override suspend fun message(id: MessageId): Message = verb("message", id) {
        val (row, text, html, remote, cc, files) = letter(id)
        Message(
            row = row, cc = cc, bcc = emptyList(), replyTo = emptyList(), messageId = "$id@letters.example",
            references = emptyList(), text = text, html = html != null, remote = remote,
            remoteAllowed = row.from.any {
                it.email.lowercase() in senders
            },
            attachments = files, headers = emptyList(),
        )
    }

    override suspend fun body(id: MessageId, options: BodyOptions): Body =
        verb("body", id, options.remote, options.plain) {
            val letter = letter(id)
            val html = letter.html.takeUnless { options.plain }
            Body(
                html ?: "<pre>${letter.text}</pre>",
                if (options.remote ||
                    html == null
                ) {
                    0u
                } else {
                    letter.remote
                },
                if (html == null) BodyColours.THEME else BodyColours.LIGHT,
            )
        }

    override suspend fun saveSource(id: MessageId, path: String) = verb("saveSource", id) {
        val letter = letter(id)
        if (!File(path).createNewFile()) throw MailException.Input("$path exists already.", "Choose another name.")
        File(path).writeText("Subject: ${letter.row.subject}\r\n\r\n${letter.text}")
    }

    override suspend fun savePart(id: MessageId, part: String, path: String): ULong = verb("savePart", id, part) {
        val file = letter(id).files.find { it.part == part } ?: throw gone("part")
        if (!File(path).createNewFile()) throw MailException.Input("$path exists already.", "Choose another name.")
        File(path).writeText(file.name)
        File(path).length().toULong()
    }

    override suspend fun remoteImage(id: MessageId, number: UInt): PartData = verb("remoteImage", id, number) {
        if (number !in 1u..letter(id).remote) throw gone("image")
        PartData("image/png", byteArrayOf(1))
    }

    override suspend fun allowRemote(sender: String, allow: Boolean): Unit = verb("allowRemote", sender, allow) {
        if (allow) senders += sender.lowercase() else senders -= sender.lowercase()
    }

    override suspend fun remoteSenders() = verb("remoteSenders") { senders.toList() }

    override fun checkLink(url: String, text: String): LinkVerdict {
        fun host(link: String) = Regex("^https?://([^/]+)").find(link)?.groupValues?.get(1)
        val shown = host(text)
        val to = host(url)
        return when {
            url.startsWith("mailto:") -> LinkVerdict.Mailto(url)
            to == null -> LinkVerdict.Refused
            shown != null && shown != to -> LinkVerdict.Misleading(url, shown, to)
            else -> LinkVerdict.Open(url)
        }
    }

    override suspend fun readQuery(query: String) = verb("readQuery", query) { readingOf(query) }

    override suspend fun flag(ids: List<MessageId>, change: FlagChange) = verb(
        "flag",
        ids,
        change.add.names - change.remove.names.toSet(),
        change.remove.names,
    ) { edits.flag(ids, change) }

    override suspend fun moveTo(ids: List<MessageId>, mailbox: MailboxId) = verb("moveTo", ids, mailbox) {
        edits.move(ids, mailbox(mailbox))
    }

    override suspend fun copyTo(ids: List<MessageId>, mailbox: MailboxId) = verb("copyTo", ids, mailbox) {
        edits.copy(ids, mailbox(mailbox))
    }

    override suspend fun archive(ids: List<MessageId>) = verb("archive", ids) { edits.archive(ids, mailboxList) }

    override suspend fun junk(ids: List<MessageId>, junk: Boolean) = verb("junk", ids, junk) {
        edits.junk(ids, junk, mailboxList)
    }

    override suspend fun delete(ids: List<MessageId>) = verb("delete", ids) { edits.delete(ids, mailboxList) }

    override suspend fun undo(action: Long) = verb("undo", action) { edits.undo(action) }

    override suspend fun beginDraft(start: tern.core.DraftStart) = verb("beginDraft", start.javaClass.simpleName) {
        writing.begin(start)
    }

    override suspend fun saveDraft(id: DraftId, draft: tern.core.Draft) = verb("saveDraft", id) {
        writing.save(id, draft)
    }

    override suspend fun drafts() = verb("drafts") { writing.drafts() }

    override suspend fun draft(id: DraftId) = verb("draft", id) { writing.draft(id) }

    override suspend fun discardDraft(id: DraftId) = verb("discardDraft", id) { writing.discard(id) }

    override suspend fun attachFile(id: DraftId, path: String) = verb("attachFile", id, File(path).name) {
        writing.attach(id, File(path))
    }

    override suspend fun detachFile(id: DraftId, file: Long) = verb("detachFile", id, file) { writing.detach(id, file) }

    override suspend fun sendDraft(id: DraftId, options: tern.core.SendOptions) = verb("sendDraft", id, options.now) {
        writing.send(id, options.now)
    }

    override suspend fun recallDraft(outbox: OutboxId) = verb("recallDraft", outbox) { writing.recall(outbox) }

    override suspend fun completeAddress(prefix: String, limit: UInt): List<Address> = verb("completeAddress", prefix) {
        val people = letters.flatMap { it.row.from + it.row.to }.distinctBy { it.email.lowercase() }
        people.filter { person ->
            "${person.name.orEmpty()} ${person.email}".split(' ', '@', '.').any {
                it.startsWith(prefix, ignoreCase = true)
            }
        }.take(limit.toInt())
    }

    override fun parseAddresses(text: String) = readAddresses(text)

    override suspend fun outbox() = verb("outbox") { writing.items() }

    /** Puts an outgoing message of any state there. */
    fun put(item: tern.core.OutboxItem) = writing.put(item)

    override suspend fun retrySend(id: OutboxId) = verb("retrySend", id) { writing.retry(id) }

    override suspend fun cancelSend(id: OutboxId) = verb("cancelSend", id) { writing.cancel(id) }

    override suspend fun settings() = verb("settings") { kept.map { (key, value) -> Setting(key, value) } }

    override suspend fun setSetting(key: String, value: String?): Unit = verb("setSetting", key, value) {
        if (key.isEmpty() ||
            key.length > 100
        ) {
            throw MailException.Input("The name of a preference has 1 to 100 characters.", "Choose a shorter name.")
        }
        if (value == null) kept -= key else kept[key] = value
    }

    override val events: Flow<Event> = heard

    override fun changes(concerns: (Event) -> Boolean): Flow<Unit> =
        heard.onSubscription { emit(Event.Overflow) }.filter { it is Event.Overflow || concerns(it) }.map { }.conflate()

    override fun close() {
        calls += "close"
    }

    private fun change(account: AccountId, how: (Account) -> Account) {
        val before = account(account)
        accountList[accountList.indexOf(before)] = how(before)
        emit(Event.AccountChanged(account))
    }
}

fun gone(what: String) = MailException.Gone("There is no such $what here (any more).", "List again.")

private val tern.core.Flags.names: List<String>
    get() = listOfNotNull("seen".takeIf { seen }, "flagged".takeIf { flagged }, "answered".takeIf { answered }) +
        keywords

/** As the core reads what people type, as far as tests type. */
internal fun readAddresses(text: String): List<Address> =
    Regex("(?:\"[^\"]*\"|[^,;\"])+").findAll(text).map { it.value.trim() }.filter { it.isNotEmpty() }.map { part ->
        val email = Regex("<([^>]*)>$").find(part)?.groupValues?.get(1) ?: part
        val name = part.removeSuffix("<$email>").trim().removeSurrounding("\"").takeIf { it.isNotEmpty() && it != part }
        if (!Regex("[^\\s@<>]+@[^\\s@<>]+").matches(email)) {
            throw MailException.Input(
                "\"$part\" is not a mail address.",
                "Write it as name@domain or Name <name@domain>.",
            )
        }
        Address(name, email)
    }.toList()
