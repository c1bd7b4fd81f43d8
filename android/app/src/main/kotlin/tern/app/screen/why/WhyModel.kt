package tern.app.screen.why

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.core.Desk
import tern.app.core.eachSoon
import tern.app.core.looked
import tern.core.Event
import tern.core.PlanReason
import tern.mail.asMailException

/** Reads what the system forbids. */
fun interface Limits {
    fun read(): List<PlanReason>
}

/** Why mail comes as it does: the plan of each account once Tern is put away, what the system forbids, and the last wakes. */
class WhyModel(private val desk: Desk, private val limits: Limits) : ViewModel() {
    private val core = desk.core
    private val ui = MutableStateFlow(WhyState(WhyBody.Loading, limits.read()))
    val state: StateFlow<WhyState> = looked(ui) { core.changes(::concerns).eachSoon(::load) }

    fun onEvent(event: WhyEvent): Unit = when (event) {
        WhyEvent.Retried -> later()
        WhyEvent.Resumed -> ui.update { it.copy(limits = limits.read()) }
    }

    private fun later() {
        viewModelScope.launch { load() }
    }

    private fun concerns(event: Event): Boolean = when (event) {
        Event.PlanChanged, is Event.AccountChanged, Event.Overflow -> true

        is Event.Mode, is Event.MailboxChanged, is Event.NewMessage, is Event.Progress, is Event.OutboxChanged,
        is Event.StatusChanged, is Event.EditRefused, is Event.Failed, Event.DraftsChanged,
        -> false
    }

    private suspend fun load() {
        try {
            val plan = core.planWhenAway()
            val accounts = core.accounts().mapNotNull { account ->
                plan.accounts.find { it.account == account.id }?.let { WhyAccount(account, it) }
            }
            val wakes = core.wakes(WAKES)
            ui.update { WhyState(WhyBody.Ready(accounts, plan.nextWake, wakes), limits.read()) }
        } catch (thrown: Exception) {
            val error = thrown.asMailException()
            if (ui.value.body is WhyBody.Ready) {
                desk.notices.problem(error)
            } else {
                ui.update { it.copy(body = WhyBody.Failed(error)) }
            }
        }
    }

    private companion object {
        const val WAKES = 20u
    }
}
