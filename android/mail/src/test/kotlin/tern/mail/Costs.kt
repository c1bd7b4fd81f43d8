package tern.mail

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.BodyPolicy
import tern.core.Event
import tern.core.EventListener
import tern.core.FfiConverterTypeListPage
import tern.core.ListFrom
import tern.core.ListRequest
import tern.core.ListRow
import tern.core.Mail
import tern.core.ProfileOptions
import tern.core.Role
import tern.core.RustBuffer
import tern.core.SyncRequest
import tern.core.View
import java.io.File
import java.nio.file.Path
import kotlin.system.measureNanoTime

private const val CALLS = 100_000
private const val PAGES = 2_000
private const val LISTENERS = 1_000
private const val PAGE_BAR_US = 1_000.0
private const val GROWTH_BAR_MB = 20.0
private const val STATE_BAR_US = 5_000.0

/** What the border costs in Kotlin; `scripts/bench.sh` runs it by name, on a heap that does not grow. */
class Costs {
    private class Deaf : EventListener {
        override fun onEvent(event: Event) = Unit
    }

    private fun residentMb(): Double {
        repeat(3) { System.gc() }
        return File("/proc/self/statm").readText().split(" ")[1].toLong() * 4096 / 1e6
    }

    private suspend fun microseconds(times: Int, call: suspend () -> Unit) =
        measureNanoTime { repeat(times) { call() } } / 1e3 / times

    /** What half of the calls take at most: other work of the machine does not count. */
    private suspend fun median(times: Int, call: suspend () -> Unit) =
        List(times) { microseconds(1, call) }.sorted()[times / 2]

    /** From the question to the list's state: what 95 of 100 pages take at most. */
    private suspend fun toState(core: MailCore, wanted: ListRequest): Double {
        val state = MutableStateFlow<List<ListRow>>(emptyList())
        return List(PAGES) { microseconds(1) { state.value = core.list(wanted).rows } }.sorted()[PAGES * 95 / 100]
    }

    @Test
    fun measure(@TempDir dir: Path) = Testbed(mails = 200).use { bed ->
        runBlocking {
            Mail.open(ProfileOptions("$dir", null), MemorySecrets()).use { mail ->
                val account = mail.addAccount(setup(bed, bed.reader))
                mail.sync(account.id, SyncRequest(null, BodyPolicy.TEXT))
                val inbox = mail.mailboxes(account.id).single { it.role == Role.INBOX }
                val wanted = ListRequest(View.Mailbox(inbox.id), true, false, ListFrom.Offset(0u), 50u)
                measure(mail, wanted)
            }
        }
    }

    private suspend fun measure(mail: Mail, wanted: ListRequest) {
        suspend fun page() = assertEquals(50, mail.list(wanted).rows.size)
        fun listener() = mail.subscribe(Deaf()).close()

        // The compiler of the JVM has done its work before anything is measured.
        microseconds(CALLS / 5) { mail.accounts() }
        microseconds(PAGES) { page() }
        microseconds(LISTENERS / 5) { listener() }
        val before = residentMb()
        val calls = 1e6 / microseconds(CALLS) { mail.accounts() }
        val page = median(PAGES) { page() }
        val shown = toState(LiveMailCore(mail), wanted)
        microseconds(LISTENERS) { listener() }
        val growth = residentMb() - before
        val buffer = FfiConverterTypeListPage.lower(mail.list(wanted))
        println("accounts() through Kotlin: %.0f calls/s".format(calls))
        println("page of 50 rows through Kotlin: %.0f µs (bar %.0f µs), %d bytes".format(page, PAGE_BAR_US, buffer.len))
        println("page of 50 rows to the list's state, p95: %.0f µs (bar %.0f µs)".format(shown, STATE_BAR_US))
        println(
            "memory after $CALLS calls and $LISTENERS listeners: %+.1f MB (bar %.0f MB)".format(growth, GROWTH_BAR_MB),
        )
        RustBuffer.free(buffer)
        assertTrue(page <= PAGE_BAR_US && shown <= STATE_BAR_US && growth <= GROWTH_BAR_MB) { "a bar was not held" }
    }
}
