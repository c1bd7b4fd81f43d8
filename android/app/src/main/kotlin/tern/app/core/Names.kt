package tern.app.core

import tern.app.R
import tern.app.ui.Phrase
import tern.app.ui.calm
import tern.app.ui.counted
import tern.app.ui.phrase
import tern.core.Mailbox
import tern.core.Role
import tern.core.View
import tern.core.Window

fun roleWord(role: Role): Int = when (role) {
    Role.INBOX -> R.string.role_inbox
    Role.SENT -> R.string.role_sent
    Role.DRAFTS -> R.string.role_drafts
    Role.TRASH -> R.string.role_trash
    Role.JUNK -> R.string.role_junk
    Role.ARCHIVE -> R.string.role_archive
    Role.ALL -> R.string.role_all
    Role.FLAGGED -> R.string.role_flagged
}

/** A name that somebody gave, as it is. */
private fun named(name: String) = phrase(R.string.as_is, calm(name))

/** A folder's name in words: its role's name, else its own with the levels apart. */
fun folderPhrase(box: Mailbox): Phrase {
    val role = box.role
    val separator = box.separator
    return when {
        role != null -> phrase(roleWord(role))
        separator == null -> named(box.name)
        else -> named(box.name.split(separator).joinToString(" / "))
    }
}

/** What a view is called. */
fun titleOf(view: View, accounts: AccountsState): Phrase = when (view) {
    is View.Mailbox -> accounts.mailbox(view.mailbox)?.let(::folderPhrase) ?: named("")

    is View.Role -> when {
        view.role == Role.INBOX && accounts.list.orEmpty().size > 1 -> phrase(R.string.folders_all_inboxes)
        else -> phrase(roleWord(view.role))
    }

    View.Flagged -> phrase(R.string.role_flagged)

    is View.Search -> phrase(R.string.search_results)
}

private const val YEAR = 365

/** The windows that can be chosen, the shortest first. */
val WINDOWS: List<Window> = listOf(1, 3, 7, 14, 30, 90, YEAR).map { Window.Days(it.toUShort()) } + Window.All

fun windowPhrase(window: Window): Phrase = when (window) {
    is Window.Days -> when (val days = window.days.toInt()) {
        YEAR -> phrase(R.string.window_year)
        else -> counted(R.plurals.window_days, days)
    }

    Window.All -> phrase(R.string.window_all)
}

/** How much of a list is on this device, and the next wider window for its mailboxes. */
data class Kept(val window: Window?, val older: Long, val wider: Window?, val mailboxes: List<Mailbox>)

fun keptOf(mailboxes: List<Mailbox>, accounts: AccountsState): Kept {
    val narrow = mailboxes.filter { it.olderOnServer > 0u }
    val windows = narrow.map { it.window ?: accounts.account(it.account)?.window ?: Window.All }
    val widest = windows.maxOfOrNull(WINDOWS::indexOf) ?: -1
    return Kept(
        window = windows.distinct().singleOrNull(),
        older = narrow.sumOf { it.olderOnServer.toLong() },
        wider = if (narrow.isEmpty()) null else WINDOWS.getOrNull(widest + 1),
        mailboxes = narrow,
    )
}
