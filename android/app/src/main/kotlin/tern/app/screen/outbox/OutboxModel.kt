package tern.app.screen.outbox

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.core.Desk
import tern.app.core.attempt
import tern.app.core.eachSoon
import tern.app.core.looked
import tern.core.Event
import tern.core.OutboxId
import tern.mail.asMailException

/** What is on its way out, and what became of it. */
class OutboxModel(private val desk: Desk) : ViewModel() {
    private val core = desk.core
    private val ui = MutableStateFlow(OutboxScreen(OutboxBody.Loading, emptySet(), emptySet()))
    val state: StateFlow<OutboxScreen> = looked(ui) {
        core.changes { it is Event.OutboxChanged || it is Event.AccountChanged }.eachSoon(::load)
    }

    fun onEvent(event: OutboxEvent): Unit = when (event) {
        is OutboxEvent.Ledger -> ui.update {
            it.copy(
                open = if (event.id in
                    it.open
                ) {
                    it.open - event.id
                } else {
                    it.open + event.id
                },
            )
        }

        is OutboxEvent.Offered -> take(event.id, event.offer)

        OutboxEvent.Retried -> retry()
    }

    private fun retry() {
        ui.update { it.copy(body = OutboxBody.Loading) }
        viewModelScope.launch { load() }
    }

    private suspend fun load() {
        try {
            val items = core.outbox()
            ui.update { it.copy(body = bodyOf(items)) }
        } catch (thrown: Exception) {
            val error = thrown.asMailException()
            if (ui.value.body is OutboxBody.Items) {
                desk.notices.problem(error)
            } else {
                ui.update { it.copy(body = OutboxBody.Failed(error)) }
            }
        }
    }

    private fun take(id: OutboxId, offer: Offer) = busy(id) {
        when (offer) {
            Offer.UNDO_SEND, Offer.EDIT_AGAIN -> desk.writing.show(core.recallDraft(id).id)
            Offer.RETRY, Offer.RETRY_UNCERTAIN -> core.retrySend(id)
            Offer.GIVE_UP, Offer.LEAVE_IT -> core.cancelSend(id)
        }
    }

    private fun busy(id: OutboxId, work: suspend () -> Unit) {
        if (id in ui.value.busy) return
        ui.update { it.copy(busy = it.busy + id) }
        viewModelScope.launch {
            attempt(desk.notices::problem, work)
            ui.update { it.copy(busy = it.busy - id) }
            load()
        }
    }
}
