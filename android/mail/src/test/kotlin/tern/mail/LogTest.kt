package tern.mail

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import tern.core.MailException
import tern.core.SendOptions
import tern.log.LogLevel
import tern.log.LogLine
import tern.log.LogSink
import tern.log.startLog
import tern.log.stopLog
import java.nio.file.Path
import java.util.concurrent.ConcurrentLinkedQueue

/** The core's log in the face's hands: what arrives, and what never does. */
class LogTest {
    private val bed = Testbed.shared

    private fun start(sink: LogSink) = noted("start_log") { startLog(sink, LogLevel.INFO) }

    private fun stop() = noted("stop_log") { stopLog() }

    @Test
    fun `a line arrives and names nobody`(@TempDir dir: Path) = story {
        val user = bed.user()
        bed.deliver(user, "Very private", "Nobody's business.")
        val lines = ConcurrentLinkedQueue<LogLine>()
        start(object : LogSink {
            override fun onLine(line: LogLine) {
                lines.add(line)
            }
        })
        val (mail, account) = synced(bed, dir, user)
        refused<MailException.SignIn> { mail.setPassword(account.id, "wrong") }
        mail.send(draft(account, "robin@tern.test", "Private too"), SendOptions(now = true))
        assertTrue(lines.any { it.text.startsWith("account ${account.id} is synced") }) { "$lines" }
        assertTrue(lines.all { it.place.startsWith("tern_") })
        val told = listOf("@", "tern.test", "localhost", "rivate", user.name, user.password)
        assertEquals(emptyList<String>(), lines.map { it.text }.filter { text -> told.any { it in text } })
        stop()
        val count = lines.size
        mail.sync(account.id, everything)
        assertEquals(count, lines.size)
    }

    @Test
    fun `a sink that throws is survived`(@TempDir dir: Path) = story {
        val lines = ConcurrentLinkedQueue<LogLine>()
        start(object : LogSink {
            override fun onLine(line: LogLine) {
                lines.add(line)
                error("a face's own fault")
            }
        })
        val (mail, account) = synced(bed, dir, bed.user())
        mail.sync(account.id, everything)
        stop()
        assertTrue(lines.size > 1)
    }
}
