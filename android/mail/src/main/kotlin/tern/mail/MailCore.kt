package tern.mail

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import tern.core.Event
import tern.core.EventListener
import tern.core.Mail
import tern.core.MailException
import tern.core.MailInterface
import tern.core.ProfileOptions
import tern.core.SecretStore
import tern.core.Subscription

/**
 * One open profile: the core's verbs as they are, its events as a [Flow]. The only file that touches generated
 * objects; records and errors of `tern.core` go to the screens unchanged.
 */
interface MailCore : MailInterface, AutoCloseable {
    /**
     * What changed, from now on; the mode of every running account comes first. Each collector has a place of its
     * own in the stream and leaves it when it is cancelled. One that is too slow gets `Event.Overflow`: ask again.
     */
    val events: Flow<Event>

    @Deprecated("Collect `events`, which also ends the delivery.", level = DeprecationLevel.ERROR)
    override fun subscribe(listener: EventListener): Subscription

    companion object {
        /** Opens the profile, making it when it is new. */
        suspend fun open(options: ProfileOptions, secrets: SecretStore): MailCore = LiveMailCore(Mail.open(options, secrets))
    }
}

internal class LiveMailCore(private val mail: Mail) : MailCore, MailInterface by mail {
    override val events: Flow<Event> = callbackFlow {
        val subscription = mail.subscribe(object : EventListener {
            // Waits on the core's thread for this listener, so that only the core decides what overflows.
            override fun onEvent(event: Event) {
                trySendBlocking(event)
            }
        })
        awaitClose { subscription.close() }
    }

    @Deprecated("Collect `events`, which also ends the delivery.", level = DeprecationLevel.ERROR)
    override fun subscribe(listener: EventListener): Subscription = mail.subscribe(listener)

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
