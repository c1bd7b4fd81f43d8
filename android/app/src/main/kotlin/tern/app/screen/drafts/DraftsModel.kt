package tern.app.screen.drafts

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.launch
import tern.app.core.Act
import tern.app.core.Desk
import tern.app.core.Targets
import tern.app.core.eachSoon
import tern.app.core.looked
import tern.core.DraftStart
import tern.core.Event
import tern.core.ListFrom
import tern.core.ListRequest
import tern.core.MessageId
import tern.core.Role
import tern.core.View
import tern.mail.asMailException

/** Drafts of this device, and those in the mailboxes. */
class DraftsModel(private val desk: Desk) : ViewModel() {
    private val core = desk.core
    private var limit = PAGE
    private val ui = MutableStateFlow(DraftsState(DraftsBody.Loading))
    val state: StateFlow<DraftsState> = looked(ui) {
        coroutineScope {
            launch { desk.writing.discarded.drop(1).collect { load() } }
            core.changes { it is Event.DraftsChanged || it is Event.MailboxChanged }.eachSoon(::load)
        }
    }

    fun onEvent(event: DraftsEvent): Unit = when (event) {
        is DraftsEvent.Opened -> desk.writing.show(event.draft)
        is DraftsEvent.MessageOpened -> later { desk.writing.begin(DraftStart.Message(event.message)) }
        is DraftsEvent.Discarded -> desk.writing.discard(event.draft)
        is DraftsEvent.MessageDeleted -> later { delete(event.ids) }
        DraftsEvent.More -> more()
        DraftsEvent.Retried -> retry()
    }

    private fun later(work: suspend () -> Unit) {
        viewModelScope.launch { work() }
    }

    private fun retry() {
        ui.value = DraftsState(DraftsBody.Loading)
        later(::load)
    }

    private fun more() {
        limit = (limit + PAGE).coerceAtMost(LARGEST)
        later(::load)
    }

    private suspend fun load() {
        try {
            val hidden = desk.writing.discarded.value.keys
            val local = core.drafts().filter { it.id !in hidden }
            val request =
                ListRequest(
                    View.Role(Role.DRAFTS),
                    threaded = false,
                    unreadOnly = false,
                    ListFrom.Offset(0u),
                    limit.toUInt(),
                )
            val page = core.list(request)
            val nothing = local.isEmpty() && page.rows.isEmpty()
            ui.value =
                DraftsState(if (nothing) DraftsBody.Empty else DraftsBody.Drafts(local, page.rows, page.total.toInt()))
        } catch (thrown: Exception) {
            val error = thrown.asMailException()
            if (ui.value.body is DraftsBody.Drafts) {
                desk.notices.problem(error)
            } else {
                ui.value = DraftsState(DraftsBody.Failed(error))
            }
        }
    }

    private suspend fun delete(ids: List<MessageId>) {
        desk.actions.act(Act.DELETE, Targets(ids, 1, threads = false))
    }

    private companion object {
        const val PAGE = 100
        const val LARGEST = 500
    }
}
