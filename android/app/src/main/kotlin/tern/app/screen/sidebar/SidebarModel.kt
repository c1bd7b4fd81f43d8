package tern.app.screen.sidebar

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.launch
import tern.app.core.AccountsState
import tern.app.core.Desk
import tern.app.core.Values

/** Folders and how syncing is: drawn from what the desk knows. */
class SidebarModel(private val desk: Desk) : ViewModel() {
    val state: StateFlow<SidebarState> = combine(desk.accounts.state, desk.settings.values, ::stateOf)
        .stateIn(
            viewModelScope,
            SharingStarted.WhileSubscribed(LINGER_MS),
            stateOf(desk.accounts.state.value, desk.settings.values.value),
        )

    fun onEvent(event: SidebarEvent): Unit = when (event) {
        is SidebarEvent.Folded -> fold(event.key)

        SidebarEvent.SyncCancelled -> desk.accounts.state.value.status.filter {
            it.syncing
        }.forEach { desk.core.cancelSync(it.account) }
    }

    private fun stateOf(known: AccountsState, values: Values) =
        SidebarState(rowsOf(known, values.folded), stripOf(known))

    private fun fold(key: String) {
        viewModelScope.launch {
            desk.settings.change { it.copy(folded = if (key in it.folded) it.folded - key else it.folded + key) }
        }
    }

    private companion object {
        const val LINGER_MS = 5_000L
    }
}
