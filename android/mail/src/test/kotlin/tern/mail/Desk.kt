package tern.mail

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import tern.core.Account
import tern.core.AccountSetup
import tern.core.Address
import tern.core.Draft
import tern.core.Event
import tern.core.Flags
import tern.core.MailInterface
import tern.core.Mailbox
import tern.core.MailboxSelector
import tern.core.NetworkFacts
import tern.core.NetworkKind
import tern.core.PowerFacts
import tern.core.ProfileOptions
import tern.core.Role
import tern.core.SecretStore
import tern.core.Security
import tern.core.Server
import tern.core.Standby
import tern.core.SyncRequest
import tern.core.Window
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy
import java.lang.reflect.UndeclaredThrowableException
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap

/** What was called, as Rust spells it. */
val called: MutableSet<String> = ConcurrentHashMap.newKeySet()

/** The name in Rust of a Kotlin method, which has a hash behind it where unsigned numbers are in its signature. */
fun spelled(method: String) = method.substringBefore('-').replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }

val everything = SyncRequest(mailbox = null, bodies = null)

/** Calls a function that is no verb of `Mail`, and writes down its name in Rust. */
fun <T> noted(name: String, call: () -> T): T {
    called += name
    return call()
}

/** The screens' verbs and all the others. */
interface WholeCore :
    MailCore,
    MailInterface

/** Opens a profile that checks every second where push cannot hold, and writes down the verbs called on it. */
suspend fun open(folder: Path, secrets: SecretStore = MemorySecrets()): WholeCore {
    called += "open"
    val core = MailCore.open(ProfileOptions(folder.toString(), 1u), secrets)
    val written = Proxy.newProxyInstance(core.javaClass.classLoader, arrayOf(WholeCore::class.java)) {
            _,
            verb,
            arguments,
        ->
        called += spelled(verb.name)
        try {
            verb.invoke(core, *arguments.orEmpty())
        } catch (thrown: InvocationTargetException) {
            throw thrown.targetException
        }
    }
    return written as WholeCore
}

/** What a person types to add the account of `user`. */
fun setup(bed: Testbed, user: User, password: String = user.password) = AccountSetup(
    address = user.address,
    name = "Ada Lovelace",
    user = user.name,
    password = password,
    imap = Server("localhost", bed.imaps, Security.TLS),
    smtp = Server("localhost", bed.submissions, Security.TLS),
    caPem = bed.caPem,
    window = Window.All,
)

fun flags(seen: Boolean = false, flagged: Boolean = false) =
    Flags(seen, answered = false, flagged = flagged, deleted = false, draft = false, keywords = emptyList())

/** What a platform says of its network. */
fun network(kind: NetworkKind, metered: Boolean = false) =
    NetworkFacts(kind, id = "", metered = metered, dataSaver = false, captive = false)

/** What a phone says that runs on its battery. */
fun power(canHoldSocket: Boolean = true) = PowerFacts(
    batteryPercent = 60u,
    charging = false,
    powerSave = false,
    doze = false,
    standby = Standby.ACTIVE,
    exactAlarms = false,
    canHoldSocket = canHoldSocket,
    backgroundAllowed = true,
    windowSeconds = null,
)

/** A plain message to one person. */
fun draft(account: Account, to: String, subject: String) = Draft(
    account = account.id,
    from = Address(account.name, account.address),
    to = listOf(Address(null, to)),
    cc = emptyList(),
    bcc = emptyList(),
    subject = subject,
    text = "Are the terns back?",
    html = null,
    attachments = emptyList(),
    inReplyTo = null,
)

/** A profile with the account of `user`, up to date. */
suspend fun synced(bed: Testbed, dir: Path, user: User): Pair<WholeCore, Account> {
    val mail = open(dir)
    val account = mail.addAccount(setup(bed, user))
    mail.sync(account.id, everything)
    return mail to account
}

suspend fun WholeCore.inbox(account: Account) = messages(role(account, Role.INBOX).id, null, 50u)

suspend fun WholeCore.role(account: Account, role: Role): Mailbox = findMailbox(account.id, MailboxSelector.Role(role))

/** The events of a profile while a test runs. */
class Heard(private val events: Channel<Event>) {
    /** The next event of a kind that `wanted` takes. */
    suspend fun until(wanted: (Event) -> Boolean): Event = withTimeout(60_000) {
        var event = events.receive()
        while (!wanted(event)) event = events.receive()
        event
    }
}

/** Runs `block` with the events of `mail` collected beside it. */
suspend fun listening(mail: MailCore, block: suspend CoroutineScope.(Heard) -> Unit) = coroutineScope {
    val events = Channel<Event>(Channel.UNLIMITED)
    // Undispatched: the subscription is there before the first verb is called.
    val job = launch(start = CoroutineStart.UNDISPATCHED) { mail.events.collect { events.send(it) } }
    block(Heard(events))
    job.cancel()
}

/** The error of a kind that `block` throws. */
inline fun <reified E : Throwable> refused(block: () -> Unit): E {
    val caught = runCatching(block).exceptionOrNull()
    // Java's proxies wrap what a Kotlin function throws undeclared.
    val thrown = (caught as? UndeclaredThrowableException)?.undeclaredThrowable ?: caught
    return thrown as? E ?: throw AssertionError("${E::class.simpleName} was expected, not $thrown", thrown)
}

/** Waits until a condition holds. */
suspend fun eventually(condition: suspend () -> Boolean) = withTimeout(60_000) { while (!condition()) delay(10) }

/** Runs a test to its end, with a limit no sound run comes near. */
fun story(block: suspend CoroutineScope.() -> Unit) = runBlocking { withTimeout(180_000, block) }
