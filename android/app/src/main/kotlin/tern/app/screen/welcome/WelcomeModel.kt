package tern.app.screen.welcome

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.core.Desk
import tern.mail.asMailException

/** Adds an account: what is typed, a guess of the servers, and what they answered. */
class WelcomeModel(private val desk: Desk, another: Boolean) : ViewModel() {
    private val ui = MutableStateFlow(emptyWelcome(another))
    val state: StateFlow<WelcomeState> = ui

    fun onEvent(event: WelcomeEvent): Unit = when (event) {
        is WelcomeEvent.Typed -> typed(event.field, event.text)

        is WelcomeEvent.SecurityChosen -> security(event)

        is WelcomeEvent.WindowChosen -> ui.update { it.copy(window = event.window) }

        is WelcomeEvent.CaChosen -> ui.update {
            it.copy(ca = CaFile(event.name, pemOf(event.bytes))).without(WelcomeField.CA)
        }

        WelcomeEvent.CaRemoved -> ui.update { it.copy(ca = null).without(WelcomeField.CA) }

        WelcomeEvent.ServersToggled -> ui.update { it.copy(serversShown = !it.serversShown) }

        WelcomeEvent.Submitted -> submit()
    }

    private fun WelcomeState.without(field: WelcomeField) =
        copy(faults = faults.filter { it.at != field && it.at != WelcomeField.FORM })

    private fun typed(field: WelcomeField, text: String) = ui.update {
        when (field) {
            WelcomeField.NAME -> it.copy(name = text)
            WelcomeField.ADDRESS -> guess(it.copy(address = text))
            WelcomeField.PASSWORD -> it.copy(password = text)
            WelcomeField.USER -> it.copy(user = text)
            WelcomeField.IMAP_HOST -> it.copy(imap = it.imap.copy(host = text, guessed = false))
            WelcomeField.IMAP_PORT -> it.copy(imap = it.imap.copy(port = text))
            WelcomeField.SMTP_HOST -> it.copy(smtp = it.smtp.copy(host = text, guessed = false))
            WelcomeField.SMTP_PORT -> it.copy(smtp = it.smtp.copy(port = text))
            WelcomeField.CA, WelcomeField.FORM -> it
        }.without(field)
    }

    private fun security(event: WelcomeEvent.SecurityChosen) = ui.update {
        val form = withSecurity(it.server(event.server), event.server, event.security)
        if (event.server == ServerName.IMAP) it.copy(imap = form) else it.copy(smtp = form)
    }

    private fun submit() {
        if (ui.value.busy) return
        val slipped = slips(ui.value)
        if (slipped.isNotEmpty()) return fail(slipped)
        val setup = setupOf(ui.value)
        ui.update { it.copy(busy = true, faults = emptyList()) }
        viewModelScope.launch {
            try {
                val added = desk.core.addAccount(setup)
                ui.update { it.copy(busy = false, password = "", done = added) }
            } catch (thrown: Exception) {
                fail(listOf(faultOf(thrown.asMailException(), setup)))
            }
        }
    }

    private fun fail(faults: List<Fault>) = ui.update {
        it.copy(busy = false, faults = faults, serversShown = it.serversShown || faults.any(::needsServers))
    }
}
