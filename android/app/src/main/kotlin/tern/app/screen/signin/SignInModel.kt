package tern.app.screen.signin

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.core.Desk
import tern.app.core.looked
import tern.core.AccountId
import tern.mail.asMailException

/** Asks for a password again; the core tries it with the server before it is kept. */
class SignInModel(private val desk: Desk, private val account: AccountId) : ViewModel() {
    private val ui = MutableStateFlow(SignInState(null, "", busy = false, error = null, done = false))
    val state: StateFlow<SignInState> = looked(ui) {
        desk.accounts.state.collect { known -> ui.update { it.copy(account = known.account(account)) } }
    }

    fun onEvent(event: SignInEvent): Unit = when (event) {
        is SignInEvent.Typed -> ui.update { it.copy(password = event.password, error = null) }
        SignInEvent.Submitted -> submit()
    }

    private fun submit() {
        val (_, password, busy) = ui.value
        if (busy || password.isEmpty()) return
        ui.update { it.copy(busy = true, error = null) }
        viewModelScope.launch {
            try {
                desk.core.setPassword(account, password)
                ui.update { it.copy(busy = false, password = "", done = true) }
            } catch (thrown: Exception) {
                ui.update { it.copy(busy = false, error = thrown.asMailException()) }
            }
        }
    }
}
