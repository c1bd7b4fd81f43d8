package tern.app.screen.list

import tern.app.core.Act
import tern.app.core.Density
import tern.app.core.Kept
import tern.app.core.ReplyKind
import tern.app.core.Swipe
import tern.app.core.Targets
import tern.app.ui.Phrase
import tern.core.AccountId
import tern.core.ListRow
import tern.core.MailException
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.MessageId
import tern.core.View

enum class EmptyWhy { NOTHING, UNREAD, SEARCH, NOT_ASKED }

sealed interface ListBody {
    data object Loading : ListBody

    data class Failed(val error: MailException) : ListBody

    data class Empty(val why: EmptyWhy) : ListBody

    /** `first` is the place of the first row here in the whole list, `total` the length of that. */
    data class Rows(val rows: List<ListRow>, val first: Int, val total: Int) : ListBody {
        val isEnd get() = first + rows.size >= total
    }
}

/** Rows by their keys, with the messages of each; `all` when the whole list was chosen. */
data class Selection(val rows: Map<Long, List<MessageId>>, val all: List<MessageId>?, val total: Int) {
    val count get() = if (all != null) total else rows.size
    val ids get() = all ?: rows.values.flatten()
}

val NONE = Selection(emptyMap(), null, 0)

enum class PickFor { MOVE, COPY }

sealed interface ListDialog {
    /** Which folder messages go to. */
    data class Folders(val purpose: PickFor, val account: AccountId, val mailboxes: List<Mailbox>) : ListDialog

    /** These would be gone for good; `folder` is set when all of it is emptied. */
    data class Forever(val targets: Targets, val folder: Mailbox?) : ListDialog
}

data class Swipes(val start: Swipe, val end: Swipe)

data class ListState(
    val view: View,
    val title: Phrase,
    val threaded: Boolean,
    val unreadOnly: Boolean,
    val snippets: Boolean,
    val density: Density,
    val body: ListBody,
    val selection: Selection,
    val words: List<String>,
    /** The operator of a search that is being typed: the rows are those of the query before it. */
    val unfinished: String?,
    val kept: Kept?,
    /** The Trash or Junk that is shown and can be emptied. */
    val emptied: Mailbox?,
    val mine: Set<String>,
    val swipes: Swipes,
    val refreshing: Boolean,
    val offline: Boolean,
    val dialog: ListDialog?,
)

sealed interface ListEvent {
    data class Ticked(val row: ListRow) : ListEvent

    data object AllSelected : ListEvent

    data object NoneSelected : ListEvent

    data object NearEnd : ListEvent

    data object NearStart : ListEvent

    data object Pulled : ListEvent

    data object Retried : ListEvent

    data class Swiped(val row: ListRow, val fromEnd: Boolean) : ListEvent

    data class Flagged(val row: ListRow) : ListEvent

    data class Chosen(val act: Act) : ListEvent

    data class FolderAsked(val purpose: PickFor) : ListEvent

    data class FolderChosen(val mailbox: MailboxId) : ListEvent

    data object DialogClosed : ListEvent

    data object AllRead : ListEvent

    data object EmptyAsked : ListEvent

    data object ForeverConfirmed : ListEvent

    data object ThreadsToggled : ListEvent

    data object UnreadToggled : ListEvent

    data object Widened : ListEvent

    data class Answered(val kind: ReplyKind, val row: ListRow) : ListEvent

    data class Searched(val query: String) : ListEvent
}

/** What identifies a row while it changes: its conversation, or its message. */
fun keyOf(row: ListRow, threaded: Boolean): Long = if (threaded) row.row.thread else row.row.id
