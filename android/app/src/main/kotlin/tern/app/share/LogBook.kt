package tern.app.share

import android.content.Context
import android.content.Intent
import tern.log.LogLevel
import tern.log.LogLine
import tern.log.LogSink
import tern.log.startLog
import java.io.File

/** The newest lines of the core's log, for a person who reports something. They name nobody and no mail. */
class LogBook(private val now: () -> Long) : LogSink {
    private val lines = ArrayDeque<String>()

    fun begin() = startLog(this, LogLevel.INFO)

    override fun onLine(line: LogLine) = synchronized(lines) {
        if (lines.size == MOST) lines.removeFirst()
        lines.addLast("${java.time.Instant.ofEpochMilli(now())} ${line.level} ${line.place}: ${line.text}")
    }

    fun text(): String = synchronized(lines) { lines.joinToString("\n", postfix = "\n") }

    /** Offers the log to other apps, as a file. */
    fun share(context: Context) {
        val file = File(File(context.cacheDir, "attachments").apply { mkdirs() }, "tern-log.txt")
        file.writeText(text())
        val send = Intent(
            Intent.ACTION_SEND,
        ).setType("text/plain").putExtra(Intent.EXTRA_STREAM, sharedUri(context, file))
            .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        context.startActivity(Intent.createChooser(send, null))
    }

    private companion object {
        const val MOST = 2_000
    }
}
