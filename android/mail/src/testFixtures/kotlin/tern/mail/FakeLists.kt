package tern.mail

import tern.core.ListFrom
import tern.core.ListPage
import tern.core.ListRequest
import tern.core.ListRow
import tern.core.Mailbox
import tern.core.MessageRow
import tern.core.QueryReading
import tern.core.Role
import tern.core.View

/** The lists of the fake: what a view shows, as rows of messages or conversations. */
internal class FakeLists(private val letters: List<Letter>, private val mailboxes: List<Mailbox>) {
    fun page(request: ListRequest): ListPage {
        val shown = rows(request.view, unreadOnly = false)
        val groups = if (request.threaded) shown.groupBy { it.thread }.values.toList() else shown.map { listOf(it) }
        val wanted = groups.filter { group ->
            !request.unreadOnly || group.any { !it.flags.seen }
        }.map { row(it, request.threaded) }
        val limit = request.limit.toInt().coerceAtMost(500)
        val offset = when (val from = request.from) {
            is ListFrom.Offset -> from.offset.toInt()
            is ListFrom.Around -> (wanted.indexOfFirst { from.id in it.ids } - limit / 2).coerceAtLeast(0)
        }
        return ListPage(wanted.size.toUInt(), offset.toUInt(), wanted.drop(offset).take(limit))
    }

    fun rows(view: View, unreadOnly: Boolean): List<MessageRow> = letters.map { it.row }
        .filter { shows(view, it) && (!unreadOnly || !it.flags.seen) }
        .sortedWith(compareByDescending<MessageRow> { it.received }.thenByDescending { it.id })

    private fun role(row: MessageRow): Role? = mailboxes.find { it.id == row.mailbox }?.role

    private fun shows(view: View, row: MessageRow): Boolean = when (view) {
        is View.Mailbox -> row.mailbox == view.mailbox
        is View.Role -> role(row) == view.role
        View.Flagged -> row.flags.flagged && role(row) != Role.TRASH && role(row) != Role.JUNK
        is View.Search -> view.query.isNotBlank() && view.query.trim().split(' ').all { found(it, row) }
    }

    private fun found(word: String, row: MessageRow): Boolean {
        fun has(text: String, part: String) = text.contains(part, ignoreCase = true)
        val (operator, rest) = word.substringBefore(':', "") to word.substringAfter(':')
        return when (operator) {
            "from" -> row.from.any { has("${it.name} ${it.email}", rest) }
            "to" -> row.to.any { has("${it.name} ${it.email}", rest) }
            "subject" -> has(row.subject, rest)
            "is" -> if (rest == "unread") !row.flags.seen else row.flags.flagged
            "has" -> row.attachments > 0u
            else -> has("${row.subject} ${row.preview} ${row.from.map { "${it.name} ${it.email}" }}", word)
        }
    }

    private fun row(group: List<MessageRow>, threaded: Boolean): ListRow {
        val newest = group.first()
        val outgoing = role(newest) == Role.SENT || role(newest) == Role.DRAFTS
        return ListRow(
            row = newest,
            ids = group.map { it.id },
            messages = if (threaded) letters.count { it.row.thread == newest.thread }.toUInt() else 1u,
            unread = group.count { !it.flags.seen }.toUInt(),
            flagged = group.any { it.flags.flagged },
            attachments = group.sumOf { it.attachments },
            people = group.reversed().flatMap { if (outgoing) it.to else it.from }.distinctBy { it.email }.take(4),
        )
    }
}

private val NAMED = setOf("from", "to", "subject")
private val DAYS = setOf("after", "before")

/** What a query says, as far as tests type: words in quotes and lists of folders are left to the core. */
internal fun readingOf(query: String): QueryReading {
    val tokens = query.split(' ').filterNot { it.isBlank() }
    val words = tokens.filterNot { it.startsWith('-') }.mapNotNull { word ->
        val key = word.substringBefore(':', "")
        if (':' !in word) word else word.substringAfter(':').takeIf { key in NAMED && it.isNotEmpty() }
    }
    val last = query.substringAfterLast(' ').removePrefix("-")
    val (key, value) = last.substringBefore(':', "") to last.substringAfter(':')
    val waits = when (key) {
        in NAMED, "in" -> value.isEmpty()
        in DAYS -> !Regex("\\d{4}-\\d\\d-\\d\\d").matches(value)
        else -> false
    }
    return QueryReading(words, last.takeIf { waits }, mailboxes = null)
}
