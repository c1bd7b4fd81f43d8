package tern.app.ui

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import tern.core.MailException

/** What a notice says: words, why something did not work, or the seconds until a moment. */
sealed interface NoticeText {
    data class News(val phrase: Phrase) : NoticeText

    data class Problem(val error: MailException) : NoticeText

    /** A message leaves at `due`, milliseconds since 1970. */
    data class Leaving(val due: Long) : NoticeText
}

class NoticeAction(val label: Int, val run: suspend () -> Unit)

/** `seconds` it shows; null: until it is closed. */
data class Notice(val id: Long, val text: NoticeText, val action: NoticeAction?, val seconds: Int?)

/**
 * What the person should hear about, one queue for the whole app, its head is what shows. News replaces news, so that
 * ten archived messages do not queue ten notices; a problem waits until it is closed.
 */
class Notices {
    private val waiting = MutableStateFlow<List<Notice>>(emptyList())
    private var last = 0L
    val queue: StateFlow<List<Notice>> = waiting

    fun say(phrase: Phrase, action: NoticeAction? = null, seconds: Int = SECONDS) =
        news(NoticeText.News(phrase), action, seconds)

    /** Counts down until a message leaves. */
    fun leaving(due: Long, now: Long, action: NoticeAction) =
        news(NoticeText.Leaving(due), action, ((due - now + 999) / 1000).toInt())

    /** Says why something did not work; what is said already is not said twice. */
    fun problem(error: MailException) = waiting.update { queue ->
        val said = queue.any { it.text is NoticeText.Problem && it.text.error.message == error.message }
        if (said) queue else queue + Notice(++last, NoticeText.Problem(error), null, null)
    }

    /** The host has shown it for its time, or the person closed it. */
    fun shown(id: Long) = waiting.update { queue -> queue.filter { it.id != id } }

    private fun news(text: NoticeText, action: NoticeAction?, seconds: Int) = waiting.update { queue ->
        listOf(Notice(++last, text, action, seconds)) + queue.filter { it.text is NoticeText.Problem }
    }

    private companion object {
        const val SECONDS = 8
    }
}
