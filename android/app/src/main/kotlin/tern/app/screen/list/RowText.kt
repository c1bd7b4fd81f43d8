package tern.app.screen.list

import android.content.res.Resources
import tern.app.R
import tern.app.core.Swipe
import tern.app.ui.Format
import tern.app.ui.apart
import tern.app.ui.calm
import tern.app.ui.nameOf
import tern.core.Address
import tern.core.BodyState
import tern.core.ListRow

/** Who wrote: one person in full, several by their first names, each apart from its neighbours' direction. */
fun peopleOf(row: ListRow, mine: Set<String>, resources: Resources): String {
    val people = row.people.ifEmpty { row.row.from }
    fun own(person: Address) = person.email.lowercase() in mine
    fun shown(person: Address) = nameOf(person).ifEmpty { resources.getString(R.string.no_sender) }
    val only = people.singleOrNull()
    return when {
        people.isEmpty() -> resources.getString(R.string.no_sender)

        only != null -> if (own(only)) resources.getString(R.string.me) else shown(only)

        else -> people.joinToString(", ") { person ->
            apart(if (own(person)) resources.getString(R.string.me) else shown(person).split(' ', '@').first())
        }
    }
}

fun subjectOf(row: ListRow, resources: Resources): String =
    calm(row.row.subject).trim().ifEmpty { resources.getString(R.string.no_subject) }

/** The beginning of the text, or what of it is still on the server. */
fun snippetOf(row: ListRow, format: Format, resources: Resources): String = if (row.row.body ==
    BodyState.NONE
) {
    resources.getString(R.string.row_no_text, format.size(row.row.size))
} else {
    calm(row.row.preview)
}

/** What a swipe would do to a row, in words; null where it does nothing. */
fun swipeLabel(swipe: Swipe, row: ListRow): Int? = when (swipe) {
    Swipe.NONE -> null
    Swipe.ARCHIVE -> R.string.cmd_archive
    Swipe.DELETE -> R.string.cmd_delete
    Swipe.READ -> if (row.unread > 0u) R.string.cmd_read else R.string.cmd_unread
    Swipe.FLAG -> if (row.flagged) R.string.list_unflag else R.string.cmd_flag
    Swipe.JUNK -> R.string.cmd_junk
}

/** "Unread, Ada Lovelace, Notes on the engine, 14:02, 2 attachments, flagged". */
fun sentenceOf(row: ListRow, mine: Set<String>, format: Format, resources: Resources): String {
    val files = row.attachments.toInt()
    val messages = row.messages.toInt()
    return listOfNotNull(
        resources.getString(R.string.row_unread).takeIf { row.unread > 0u },
        peopleOf(row, mine, resources),
        subjectOf(row, resources),
        format.shortDate(row.row.received),
        if (messages > 1) resources.getQuantityString(R.plurals.count_messages, messages, messages) else null,
        if (files > 0) resources.getQuantityString(R.plurals.row_attachments, files, files) else null,
        resources.getString(R.string.row_flagged).takeIf { row.flagged },
        resources.getString(R.string.row_answered).takeIf { row.row.flags.answered },
        resources.getString(R.string.row_pending).takeIf { row.row.pending },
    ).joinToString(", ")
}
