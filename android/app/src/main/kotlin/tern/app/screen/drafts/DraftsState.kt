package tern.app.screen.drafts

import tern.core.DraftId
import tern.core.ListRow
import tern.core.MailException
import tern.core.MessageId
import tern.core.SavedDraft

sealed interface DraftsBody {
    data object Loading : DraftsBody

    data class Failed(val error: MailException) : DraftsBody

    data object Empty : DraftsBody

    data class Drafts(val local: List<SavedDraft>, val server: List<ListRow>, val serverTotal: Int) : DraftsBody
}

data class DraftsState(val body: DraftsBody)

sealed interface DraftsEvent {
    data class Opened(val draft: DraftId) : DraftsEvent

    data class MessageOpened(val message: MessageId) : DraftsEvent

    data class Discarded(val draft: DraftId) : DraftsEvent

    data class MessageDeleted(val ids: List<MessageId>) : DraftsEvent

    data object More : DraftsEvent

    data object Retried : DraftsEvent
}

private const val SNIPPET = 160

/** The first words of a draft; its quote is not what it is known by. */
fun snippetOf(draft: SavedDraft): String {
    val lines = draft.draft.text.lines()
    val quote = lines.indexOfFirst { it.startsWith(">") }
    // The line above a quote says whose it is.
    val attribution = if (quote < 0) -1 else lines.take(quote).indexOfLast { it.isNotBlank() }
    val own = lines.filterIndexed { at, line ->
        !line.startsWith(">") &&
            !(at == attribution && line.trimEnd().endsWith(":"))
    }
    return own.joinToString(" ").replace(Regex("\\s+"), " ").trim().take(SNIPPET)
}
