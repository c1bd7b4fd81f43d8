package tern.app.screen.settings

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.R
import tern.app.core.Desk
import tern.app.core.WAITING
import tern.app.core.attempt
import tern.app.core.eachSoon
import tern.app.core.looked
import tern.app.ui.phrase
import tern.core.AccountId
import tern.core.Event
import tern.mail.asMailException

/** Reads what the system allows the app. */
fun interface Allowed {
    fun read(): Permissions
}

/** What the settings show of the core, and the changes made there. */
class SettingsModel(private val desk: Desk, private val allowed: Allowed, version: String) : ViewModel() {
    private val core = desk.core
    private val ui = MutableStateFlow(
        SettingsState(SettingsBody.Loading, desk.settings.values.value, allowed.read(), version, null, null),
    )
    val state: StateFlow<SettingsState> = looked(ui) {
        coroutineScope {
            launch { desk.settings.values.collect { values -> ui.update { it.copy(values = values) } } }
            core.changes(::concerns).eachSoon(::load)
        }
    }

    fun onEvent(event: SettingsEvent): Unit = when (event) {
        SettingsEvent.Retried -> later(::load)

        is SettingsEvent.WindowChosen -> change(event.account) { core.setWindow(event.account, event.window) }

        is SettingsEvent.FolderWindowChosen -> change(event.account) {
            core.setMailboxWindow(event.mailbox, event.window)
        }

        is SettingsEvent.SendingChanged -> change(event.account) {
            core.setSending(event.account, event.name, event.undoSeconds)
        }

        is SettingsEvent.SyncChanged -> change(event.account) {
            core.setSyncSettings(event.account, event.how(core.syncSettings(event.account)))
        }

        is SettingsEvent.RemoveAsked -> askRemoval(event.account)

        SettingsEvent.RemoveConfirmed -> remove()

        SettingsEvent.DialogClosed -> ui.update { it.copy(removal = null) }

        is SettingsEvent.SenderRemoved -> later {
            attempt(desk.notices::problem) { core.allowRemote(event.sender, false) }
            load()
        }

        is SettingsEvent.Changed -> later { desk.settings.change(event.how) }

        SettingsEvent.Resumed -> ui.update { it.copy(permissions = allowed.read()) }
    }

    private fun later(work: suspend () -> Unit) {
        viewModelScope.launch { work() }
    }

    private fun concerns(event: Event): Boolean = when (event) {
        is Event.AccountChanged, is Event.MailboxChanged, is Event.StatusChanged, is Event.Mode, Event.Overflow -> true

        is Event.NewMessage, is Event.Progress, is Event.OutboxChanged, is Event.EditRefused, is Event.Failed,
        Event.DraftsChanged, Event.PlanChanged,
        -> false
    }

    private suspend fun load() {
        try {
            val outbox = core.outbox()
            val status = core.status()
            val parts = core.accounts().map { account ->
                AccountPart(
                    account = account,
                    mailboxes = core.mailboxes(account.id).filter { it.selectable },
                    status = status.find { it.account == account.id },
                    waiting = outbox.count { it.account == account.id && it.state in WAITING },
                    sync = core.syncSettings(account.id),
                )
            }
            val senders = core.remoteSenders()
            ui.update { it.copy(body = SettingsBody.Ready(parts, senders.sorted())) }
        } catch (thrown: Exception) {
            val error = thrown.asMailException()
            if (ui.value.body is SettingsBody.Ready) {
                desk.notices.problem(error)
            } else {
                ui.update { it.copy(body = SettingsBody.Failed(error)) }
            }
        }
    }

    private fun change(account: AccountId, verb: suspend () -> Unit) {
        ui.update { it.copy(problem = null) }
        later {
            attempt({ error -> ui.update { it.copy(problem = Problem(account, error)) } }, verb)
            load()
        }
    }

    private fun askRemoval(id: AccountId) {
        val part = (ui.value.body as? SettingsBody.Ready)?.accounts?.find { it.account.id == id } ?: return
        ui.update { it.copy(removal = Removal(part.account, part.waiting, busy = false, error = null)) }
    }

    private fun remove() {
        val removal = ui.value.removal ?: return
        if (removal.busy) return
        ui.update { it.copy(removal = removal.copy(busy = true, error = null)) }
        later {
            val failed = { error: tern.core.MailException ->
                ui.update { it.copy(removal = removal.copy(error = error)) }
            }
            if (attempt(failed) { core.removeAccount(removal.account.id) }) {
                ui.update { it.copy(removal = null) }
                desk.notices.say(phrase(R.string.settings_removed, removal.account.address))
            }
            load()
        }
    }
}
