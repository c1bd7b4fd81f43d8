package tern.mail

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS
import org.junit.jupiter.api.io.TempDir
import tern.core.Event
import tern.core.EventListener
import tern.core.Mail
import tern.core.MailException
import tern.core.NoHandle
import tern.core.ProfileOptions
import tern.core.Subscription
import java.io.File
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue

/** Listeners and the flow of events: who hears what, and until when. */
class StreamsTest {
    private val bed = Testbed.shared

    @Test
    fun `a dropped listener hears nothing more`(@TempDir dir: Path) = story {
        val user = bed.user()
        val mail = Mail.open(ProfileOptions("$dir", 1u), MemorySecrets())
        val account = mail.addAccount(setup(bed, user))
        val heard = ConcurrentLinkedQueue<Event>()
        val subscription = noted("subscribe") {
            mail.subscribe(object : EventListener {
                override fun onEvent(event: Event) {
                    heard.add(event)
                }
            })
        }
        mail.sync(account.id, everything)
        eventually { heard.isNotEmpty() }
        subscription.close()
        bed.deliver(user, "Unheard")
        assertEquals(1u, mail.sync(account.id, everything).newMessages)
        // An event of before may have been on its way.
        assertEquals(emptyList<Event>(), heard.filter { it is Event.NewMessage })
    }

    @Test
    fun `a collector that is cancelled or throws does not stop the others`(@TempDir dir: Path) = story {
        val user = bed.user()
        val mail = open(dir)
        val account = mail.addAccount(setup(bed, user))
        listening(mail) { heard ->
            supervisorScope {
                val failing = async { mail.events.collect { error("a face's own fault") } }
                yield()
                bed.deliver(user, "Heard all the same")
                mail.sync(account.id, everything)
                assertEquals("a face's own fault", runCatching { failing.await() }.exceptionOrNull()?.message)
            }
            heard.until { it is Event.MailboxChanged }
        }
    }

    @Test
    fun `a listener that throws is survived`(@TempDir dir: Path) = story {
        val user = bed.user()
        val mail = Mail.open(ProfileOptions("$dir", 1u), MemorySecrets())
        val account = mail.addAccount(setup(bed, user))
        val heard = ConcurrentLinkedQueue<Event>()
        val subscription = mail.subscribe(object : EventListener {
            override fun onEvent(event: Event) {
                heard.add(event)
                error("a face's own fault")
            }
        })
        bed.deliver(user, "Heard all the same")
        assertEquals(1u, mail.sync(account.id, everything).newMessages)
        eventually { heard.size > 1 }
        subscription.close()
    }

    /** Threads on which the core delivers events, one a listener. */
    private fun listening() = File("/proc/self/task").listFiles().orEmpty().count { task ->
        runCatching { task.resolve("comm").readText().trim() == "tern-events" }.getOrDefault(false)
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    fun `a collector that is cancelled frees its listener`(@TempDir dir: Path) = story {
        val mail = open(dir)
        val others = listening()
        val reading = launch(start = CoroutineStart.UNDISPATCHED) { mail.events.collect {} }
        eventually { listening() == others + 1 }
        reading.cancelAndJoin()
        eventually { listening() == others }
    }

    @Test
    fun `a subscription that fails fails the flow`() = story {
        val deaf = object : Mail(NoHandle) {
            override fun subscribe(listener: EventListener): Subscription =
                throw MailException.Storage("The system gives no more threads.", "Close other programs.")
        }
        refused<MailException.Storage> { LiveMailCore(deaf).events.collect {} }
    }
}
