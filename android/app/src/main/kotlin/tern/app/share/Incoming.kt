package tern.app.share

import android.content.Intent
import android.net.Uri
import androidx.core.content.IntentCompat
import tern.core.MessageId
import tern.core.ThreadId

/** What an intent asks of the app. */
sealed interface Incoming {
    data class Write(val mailto: String, val files: List<Uri>) : Incoming

    data class Read(val message: MessageId, val thread: ThreadId) : Incoming
}

fun incomingOf(intent: Intent): Incoming? {
    val data = intent.data
    return when {
        data?.scheme == "mailto" -> Incoming.Write(data.toString(), emptyList())
        data?.scheme == "tern" -> readOf(data.schemeSpecificPart)
        intent.action == Intent.ACTION_SEND || intent.action == Intent.ACTION_SEND_MULTIPLE -> writeOf(intent)
        else -> null
    }
}

private fun readOf(path: String): Incoming? {
    val parts = path.split('/')
    val message = parts.getOrNull(1)?.toLongOrNull()
    val thread = parts.getOrNull(2)?.toLongOrNull()
    return if (message != null && thread != null) Incoming.Read(message, thread) else null
}

/** What is shared as a `mailto:` address with files beside it: the core reads it like a link. */
private fun writeOf(intent: Intent): Incoming {
    fun people(name: String) = intent.getStringArrayExtra(name).orEmpty().joinToString(",")
    val files = if (intent.action ==
        Intent.ACTION_SEND
    ) {
        listOfNotNull(IntentCompat.getParcelableExtra(intent, Intent.EXTRA_STREAM, Uri::class.java))
    } else {
        IntentCompat.getParcelableArrayListExtra(intent, Intent.EXTRA_STREAM, Uri::class.java).orEmpty()
    }
    val fields = listOf(
        "subject" to intent.getStringExtra(Intent.EXTRA_SUBJECT),
        "body" to intent.getCharSequenceExtra(Intent.EXTRA_TEXT)?.toString(),
        "cc" to people(Intent.EXTRA_CC),
        "bcc" to people(Intent.EXTRA_BCC),
    ).filter { !it.second.isNullOrEmpty() }.joinToString("&") { (name, value) -> "$name=${Uri.encode(value)}" }
    val person = intent.getStringExtra(Intent.EXTRA_SHORTCUT_ID)?.let(Recents::addressOf)
    val to = Uri.encode(
        listOf(people(Intent.EXTRA_EMAIL), person.orEmpty()).filter {
            it.isNotEmpty()
        }.joinToString(","),
        "@,",
    )
    return Incoming.Write("mailto:$to" + if (fields.isEmpty()) "" else "?$fields", files)
}
