package tern.app.core

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.core.Account
import tern.core.AccountId
import tern.core.AccountStatus
import tern.core.Event
import tern.core.MailException
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.OutboxState
import tern.core.Role
import tern.core.SyncPhase
import tern.mail.MailCore
import tern.mail.asMailException

data class Progress(val mailbox: MailboxId, val done: UInt, val total: UInt)

/** `list` is null until the first answer; `closed` says why there is none. */
data class AccountsState(
    val list: List<Account>?,
    val mailboxes: List<Mailbox>,
    val status: List<AccountStatus>,
    val progress: Map<AccountId, Progress>,
    val drafts: Int,
    val waiting: Int,
    val closed: MailException?,
) {
    fun mailbox(id: MailboxId): Mailbox? = mailboxes.find { it.id == id }

    fun account(id: AccountId): Account? = list?.find { it.id == id }

    fun withRole(role: Role): List<Mailbox> = mailboxes.filter { it.role == role }

    /** The person's own addresses, lower case. */
    val mine: Set<String> get() = list.orEmpty().mapTo(mutableSetOf()) { it.address.lowercase() }
}

val NO_ACCOUNTS = AccountsState(null, emptyList(), emptyList(), emptyMap(), 0, 0, null)

/** States in which a message has not left yet. */
val WAITING = setOf(
    OutboxState.QUEUED,
    OutboxState.SUBMITTING,
    OutboxState.COMMITTING,
    OutboxState.UNCERTAIN,
    OutboxState.FAILED,
)

/** Accounts, their folders and how they are: asked again when the core says that they changed. */
class Accounts(private val core: MailCore, scope: CoroutineScope) {
    private val known = MutableStateFlow(NO_ACCOUNTS)
    val state: StateFlow<AccountsState> = known

    init {
        scope.launch {
            core.changes(::concerns).collect {
                load()
                delay(PACE_MS)
            }
        }
        scope.launch { core.events.collect(::progress) }
    }

    suspend fun load() {
        try {
            val list = core.accounts()
            val status = core.status()
            val fresh = AccountsState(
                list = list,
                mailboxes = list.flatMap { core.mailboxes(it.id) },
                status = status,
                progress = emptyMap(),
                drafts = core.drafts().size,
                waiting = core.outbox().count { it.state in WAITING },
                closed = null,
            )
            val syncing = status.filter { it.syncing }.map { it.account }.toSet()
            known.update { fresh.copy(progress = it.progress.filterKeys { id -> id in syncing }) }
        } catch (thrown: Exception) {
            val error = thrown.asMailException()
            // With something on the screen it stays; without, the screen says why.
            known.update { if (it.list == null) it.copy(closed = error) else it }
        }
    }

    private fun concerns(event: Event): Boolean = when (event) {
        is Event.Mode, is Event.MailboxChanged, is Event.AccountChanged, is Event.OutboxChanged, is Event.StatusChanged,
        is Event.Failed, Event.DraftsChanged, Event.Overflow,
        -> true

        is Event.NewMessage, is Event.Progress, is Event.EditRefused, Event.PlanChanged -> false
    }

    private fun progress(event: Event) {
        if (event !is Event.Progress) return
        known.update {
            val progress = when (event.phase) {
                SyncPhase.DONE -> it.progress - event.account

                SyncPhase.FOLDERS, SyncPhase.HEADERS, SyncPhase.BODIES ->
                    it.progress + (event.account to Progress(event.mailbox, event.done, event.total))
            }
            it.copy(progress = progress)
        }
    }

    private companion object {
        /** Between two loads while a sync changes folder after folder. */
        const val PACE_MS = 300L
    }
}
