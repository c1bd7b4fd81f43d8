package tern.app.screen.list

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.R
import tern.app.core.AccountsState
import tern.app.core.Act
import tern.app.core.Desk
import tern.app.core.Swipe
import tern.app.core.Targets
import tern.app.core.Values
import tern.app.core.attempt
import tern.app.core.eachSoon
import tern.app.core.keptOf
import tern.app.core.looked
import tern.app.core.titleOf
import tern.app.core.windowPhrase
import tern.app.ui.NoticeAction
import tern.app.ui.phrase
import tern.core.Event
import tern.core.ListFrom
import tern.core.ListRequest
import tern.core.ListRow
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.PushMode
import tern.core.QueryReading
import tern.core.Role
import tern.core.SyncRequest
import tern.core.View
import tern.core.Window
import tern.mail.asMailException

/** The list of messages: rows of a view, and a selection. */
class ListModel(private val desk: Desk, view: View) : ViewModel() {
    private val core = desk.core
    private var first = 0
    private var limit = PAGE

    /** The query that the rows answer. */
    private var answered: View.Search? = null
    private val ui = MutableStateFlow(beginning(view))
    val state: StateFlow<ListState> = looked(ui) {
        coroutineScope {
            launch {
                combine(desk.accounts.state, desk.settings.values, ::Pair).collect { (known, values) ->
                    surround(known, values)
                }
            }
            core.changes(::concerns).eachSoon(::load)
        }
    }

    fun onEvent(event: ListEvent): Unit = when (event) {
        is ListEvent.Ticked -> tick(event.row)

        ListEvent.AllSelected -> later(::selectAll)

        ListEvent.NoneSelected -> ui.update { it.copy(selection = NONE) }

        ListEvent.NearEnd -> onward()

        ListEvent.NearStart -> backward()

        ListEvent.Pulled -> later(::sync)

        ListEvent.Retried -> later {
            ui.update { it.copy(body = ListBody.Loading) }
            load()
        }

        is ListEvent.Swiped -> swiped(event.row, if (event.fromEnd) ui.value.swipes.end else ui.value.swipes.start)

        is ListEvent.Flagged -> act(if (event.row.flagged) Act.UNFLAG else Act.FLAG, targets(event.row))

        is ListEvent.Chosen -> act(event.act, selected())

        is ListEvent.FolderAsked -> pick(event.purpose)

        is ListEvent.FolderChosen -> picked(event.mailbox)

        ListEvent.DialogClosed -> ui.update { it.copy(dialog = null) }

        ListEvent.AllRead -> later(::readAll)

        ListEvent.EmptyAsked -> later(::empty)

        ListEvent.ForeverConfirmed -> confirmed()

        ListEvent.ThreadsToggled -> later { desk.settings.change { it.copy(threads = !it.threads) } }

        ListEvent.UnreadToggled -> reshape { it.copy(unreadOnly = !it.unreadOnly) }

        ListEvent.Widened -> later(::widen)

        is ListEvent.Answered -> later { desk.writing.answer(event.kind, event.row.row) }

        is ListEvent.Searched -> search(event.query)
    }

    private fun later(work: suspend () -> Unit) {
        viewModelScope.launch { work() }
    }

    private fun concerns(event: Event): Boolean = when (event) {
        is Event.MailboxChanged -> shows(event.mailbox)

        is Event.NewMessage -> shows(event.mailbox)

        is Event.AccountChanged, is Event.EditRefused, Event.Overflow -> true

        is Event.Mode, is Event.Progress, is Event.OutboxChanged, is Event.StatusChanged, is Event.Failed,
        Event.DraftsChanged, Event.PlanChanged,
        -> false
    }

    private fun shows(mailbox: MailboxId): Boolean = when (val view = ui.value.view) {
        // A conversation counts its messages of all folders.
        is View.Mailbox -> ui.value.threaded || view.mailbox == mailbox

        is View.Role -> ui.value.threaded || desk.accounts.state.value.mailbox(mailbox)?.role == view.role

        View.Flagged, is View.Search -> true
    }

    private suspend fun surround(known: AccountsState, values: Values) {
        val threadsChanged = ui.value.threaded != values.threads && ui.value.view !is View.Search
        ui.update {
            it.copy(
                title = titleOf(it.view, known),
                kept = keptOf(mailboxesOf(it.view, known), known).takeIf { kept -> kept.older > 0 },
                emptied = mailboxesOf(it.view, known).singleOrNull()?.takeIf(::canBeEmptied),
                mine = known.mine,
                snippets = values.snippets,
                density = values.density,
                swipes = Swipes(values.swipeStart, values.swipeEnd),
                threaded = if (it.view is View.Search) false else values.threads,
                offline =
                known.status.any { each -> each.mode != null } &&
                    known.status.all { each -> each.mode == null || each.mode == PushMode.OFFLINE },
            )
        }
        if (threadsChanged) {
            ui.update { it.copy(body = ListBody.Loading, selection = NONE) }
            load()
        }
    }

    private fun mailboxesOf(view: View, known: AccountsState): List<Mailbox> = when (view) {
        is View.Mailbox -> listOfNotNull(known.mailbox(view.mailbox))
        is View.Role -> known.withRole(view.role)
        View.Flagged, is View.Search -> emptyList()
    }

    private suspend fun load() {
        val asked = ui.value
        if ((asked.view as? View.Search)?.query?.isBlank() == true) {
            answered = null
            return ui.update { it.copy(body = ListBody.Empty(EmptyWhy.NOT_ASKED), words = emptyList()) }
        }
        try {
            val reading = (asked.view as? View.Search)?.let { core.readQuery(it.query) }
            if (reading?.unfinished != null && answered != null) return keep(asked, reading)
            val (rows, total) = fetch(asked).takeUnless { it.first.isEmpty() && first > 0 } ?: fetchAnew(asked)
            // An answer to what is not asked any more is thrown away.
            if (requestOf(ui.value, 0, 1) != requestOf(asked, 0, 1)) return
            answered = asked.view as? View.Search
            ui.update { now ->
                now.copy(
                    body = bodyOf(rows, total, now),
                    words = reading?.words.orEmpty(),
                    unfinished = reading?.unfinished ?: now.unfinished,
                    selection = now.selection.within(rows, now.threaded),
                )
            }
        } catch (thrown: Exception) {
            val error = thrown.asMailException()
            if (ui.value.body is ListBody.Rows) {
                desk.notices.problem(error)
            } else {
                ui.update { it.copy(body = ListBody.Failed(error)) }
            }
        }
    }

    private suspend fun fetch(asked: ListState): Pair<List<ListRow>, Int> {
        val rows = mutableListOf<ListRow>()
        while (true) {
            val page = core.list(requestOf(asked, first + rows.size, (limit - rows.size).coerceAtMost(LARGEST)))
            rows += page.rows
            val total = page.total.toInt()
            if (page.rows.isEmpty() || rows.size >= limit || first + rows.size >= total) return rows to total
        }
    }

    /** The list ends before what was shown of it: it is shown from its beginning. */
    private suspend fun fetchAnew(asked: ListState): Pair<List<ListRow>, Int> {
        first = 0
        return fetch(asked)
    }

    /** As words an operator that is half typed finds nothing: what was found before stays. */
    private fun keep(asked: ListState, reading: QueryReading) = ui.update { now ->
        if (now.view != asked.view) now else now.copy(view = answered ?: now.view, unfinished = reading.unfinished)
    }

    private fun requestOf(of: ListState, offset: Int, length: Int) =
        ListRequest(of.view, of.threaded, of.unreadOnly, ListFrom.Offset(offset.toUInt()), length.toUInt())

    private fun bodyOf(rows: List<ListRow>, total: Int, of: ListState): ListBody = when {
        rows.isNotEmpty() -> ListBody.Rows(rows, first, total)
        of.view is View.Search -> ListBody.Empty(EmptyWhy.SEARCH)
        of.unreadOnly -> ListBody.Empty(EmptyWhy.UNREAD)
        else -> ListBody.Empty(EmptyWhy.NOTHING)
    }

    /** More rows at the end; of a very long list those at its start are let go. */
    private fun onward() {
        val body = ui.value.body as? ListBody.Rows ?: return
        if (body.rows.size < limit || body.first != first || body.isEnd) return
        if (limit < WINDOW) limit += PAGE else first += PAGE
        later(::load)
    }

    private fun backward() {
        val body = ui.value.body as? ListBody.Rows ?: return
        if (body.first == 0 || body.first != first) return
        first = (first - PAGE).coerceAtLeast(0)
        later(::load)
    }

    private fun restart() {
        first = 0
        limit = PAGE
    }

    private fun reshape(how: (ListState) -> ListState) {
        restart()
        ui.update { how(it).copy(body = ListBody.Loading, selection = NONE) }
        later(::load)
    }

    private fun search(query: String) {
        restart()
        // What was found stays until the next answer, so that typing does not flicker.
        ui.update { it.copy(view = View.Search(query), unfinished = null, selection = NONE) }
        later(::load)
    }

    private fun tick(row: ListRow) = ui.update {
        val key = keyOf(row, it.threaded)
        val rows = it.selection.rows
        it.copy(selection = NONE.copy(rows = if (key in rows) rows - key else rows + (key to row.ids)))
    }

    private suspend fun selectAll() {
        attempt(desk.notices::problem) {
            val body = ui.value.body as? ListBody.Rows ?: return@attempt
            val ids = core.listIds(ui.value.view, ui.value.unreadOnly)
            ui.update { state ->
                val rows = body.rows.associate { keyOf(it, state.threaded) to it.ids }
                state.copy(selection = Selection(rows, ids, body.total))
            }
        }
    }

    private fun selected() = Targets(ui.value.selection.ids, ui.value.selection.count, ui.value.threaded)

    private fun targets(row: ListRow) = Targets(row.ids, 1, ui.value.threaded)

    private fun swiped(row: ListRow, swipe: Swipe) = when (swipe) {
        Swipe.NONE -> Unit
        Swipe.ARCHIVE -> act(Act.ARCHIVE, targets(row))
        Swipe.DELETE -> act(Act.DELETE, targets(row))
        Swipe.READ -> act(if (row.unread > 0u) Act.READ else Act.UNREAD, targets(row))
        Swipe.FLAG -> act(if (row.flagged) Act.UNFLAG else Act.FLAG, targets(row))
        Swipe.JUNK -> act(Act.JUNK, targets(row))
    }

    private fun act(act: Act, targets: Targets) {
        if (act == Act.DELETE && isTrash()) return ui.update { it.copy(dialog = ListDialog.Forever(targets, null)) }
        ui.update { it.copy(selection = NONE) }
        later { desk.actions.act(act, targets) }
    }

    private fun isTrash(): Boolean {
        val boxes = mailboxesOf(ui.value.view, desk.accounts.state.value)
        return boxes.isNotEmpty() && boxes.all { it.role == Role.TRASH }
    }

    private fun canBeEmptied(box: Mailbox) = (box.role == Role.TRASH || box.role == Role.JUNK) && box.local > 0u

    private suspend fun readAll() {
        attempt(desk.notices::problem) {
            val ids = core.listIds(ui.value.view, true)
            desk.actions.readAll(Targets(ids, ids.size, threads = false))
        }
    }

    /** What is deleted from Junk goes to Trash and can come back; from Trash it is gone, so that is asked first. */
    private suspend fun empty() {
        val box = ui.value.emptied ?: return
        attempt(desk.notices::problem) {
            val ids = core.listIds(View.Mailbox(box.id), false)
            val targets = Targets(ids, ids.size, threads = false)
            if (box.role == Role.TRASH) {
                ui.update { it.copy(dialog = ListDialog.Forever(targets, box)) }
            } else {
                desk.actions.act(Act.DELETE, targets)
            }
        }
    }

    private fun confirmed() {
        val dialog = ui.value.dialog as? ListDialog.Forever ?: return
        ui.update { it.copy(dialog = null, selection = NONE) }
        later { desk.actions.act(Act.DELETE, dialog.targets) }
    }

    private fun pick(purpose: PickFor) {
        val body = ui.value.body as? ListBody.Rows ?: return
        val ids = ui.value.selection.ids.toSet()
        val account = body.rows.find { row -> row.ids.any { it in ids } }?.row?.account ?: return
        val boxes = desk.accounts.state.value.mailboxes.filter { it.account == account && it.selectable }
        ui.update { it.copy(dialog = ListDialog.Folders(purpose, account, boxes)) }
    }

    private fun picked(mailbox: MailboxId) {
        val dialog = ui.value.dialog as? ListDialog.Folders ?: return
        val targets = selected()
        ui.update { it.copy(dialog = null, selection = NONE) }
        later {
            when (dialog.purpose) {
                PickFor.MOVE -> desk.actions.move(targets, mailbox)
                PickFor.COPY -> desk.actions.copy(targets, mailbox)
            }
        }
    }

    private suspend fun sync() {
        if (ui.value.refreshing) return
        ui.update { it.copy(refreshing = true) }
        val known = desk.accounts.state.value
        val only = mailboxesOf(ui.value.view, known).map { it.account }.toSet()
        val accounts = known.list.orEmpty().map { it.id }.filter { only.isEmpty() || it in only }
        // One reason is enough: without a network every account says the same.
        val failed = accounts.mapNotNull { id ->
            try {
                core.sync(id, SyncRequest(mailbox = null, bodies = null))
                null
            } catch (thrown: Exception) {
                thrown.asMailException()
            }
        }
        failed.firstOrNull()?.let(desk.notices::problem)
        ui.update { it.copy(refreshing = false) }
    }

    private suspend fun widen() {
        val kept = ui.value.kept ?: return
        val wider = kept.wider ?: return
        val before = kept.mailboxes.map { it.id to it.window }
        suspend fun set(to: (Window?) -> Window?) =
            before.forEach { (id, window) -> core.setMailboxWindow(id, to(window)) }
        attempt(desk.notices::problem) {
            set { wider }
            val back = NoticeAction(R.string.undo) { attempt(desk.notices::problem) { set { it } } }
            desk.notices.say(phrase(R.string.list_widened, windowPhrase(wider)), back)
        }
    }

    private fun Selection.within(rows: List<ListRow>, threaded: Boolean): Selection {
        if (all != null || this.rows.isEmpty()) return this
        val there = rows.associate { keyOf(it, threaded) to it.ids }
        return copy(rows = this.rows.mapNotNull { (key, _) -> there[key]?.let { key to it } }.toMap())
    }

    private fun beginning(view: View): ListState {
        val known = desk.accounts.state.value
        val values = desk.settings.values.value
        return ListState(
            view = view,
            title = titleOf(
                view,
                known,
            ),
            threaded = values.threads && view !is View.Search, unreadOnly = false,
            snippets = values.snippets, density = values.density, body = ListBody.Loading,
            selection = NONE, words = emptyList(), unfinished = null,
            kept = null,
            emptied = null,
            mine = known.mine,
            swipes = Swipes(
                values.swipeStart,
                values.swipeEnd,
            ),
            refreshing = false, offline = false, dialog = null,
        )
    }

    private companion object {
        const val PAGE = 100

        /** Rows that are kept of a list: a person who scrolls through years has no need of all of them at once. */
        const val WINDOW = 1_000

        /** Rows of one answer of the core. */
        const val LARGEST = 500
    }
}
