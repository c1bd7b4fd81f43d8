package tern.app.screen.settings

import tern.app.core.Values
import tern.core.Account
import tern.core.AccountId
import tern.core.AccountStatus
import tern.core.MailException
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.SyncSettings
import tern.core.Window

/** An account and what its part of the settings shows; `waiting` messages of the outbox are not sent yet. */
data class AccountPart(
    val account: Account,
    val mailboxes: List<Mailbox>,
    val status: AccountStatus?,
    val waiting: Int,
    val sync: SyncSettings,
)

sealed interface SettingsBody {
    data object Loading : SettingsBody

    data class Failed(val error: MailException) : SettingsBody

    /** Senders whose remote images are shown, sorted. */
    data class Ready(val accounts: List<AccountPart>, val senders: List<String>) : SettingsBody
}

data class Removal(val account: Account, val waiting: Int, val busy: Boolean, val error: MailException?)

/** What a change of an account met, shown at that account. */
data class Problem(val account: AccountId, val error: MailException)

/** What the system allows, read by the platform. */
data class Permissions(val notifications: Boolean, val unrestricted: Boolean, val lockable: Boolean)

data class SettingsState(
    val body: SettingsBody,
    val values: Values,
    val permissions: Permissions,
    val version: String,
    val removal: Removal?,
    val problem: Problem?,
)

sealed interface SettingsEvent {
    data object Retried : SettingsEvent

    data class WindowChosen(val account: AccountId, val window: Window) : SettingsEvent

    data class FolderWindowChosen(val account: AccountId, val mailbox: MailboxId, val window: Window?) : SettingsEvent

    data class SendingChanged(val account: AccountId, val name: String?, val undoSeconds: UInt) : SettingsEvent

    data class SyncChanged(val account: AccountId, val how: (SyncSettings) -> SyncSettings) : SettingsEvent

    data class RemoveAsked(val account: AccountId) : SettingsEvent

    data object RemoveConfirmed : SettingsEvent

    data object DialogClosed : SettingsEvent

    data class SenderRemoved(val sender: String) : SettingsEvent

    data class Changed(val how: (Values) -> Values) : SettingsEvent

    /** The person came back, perhaps from the system's settings. */
    data object Resumed : SettingsEvent
}

/** Seconds a sent message can be taken back. */
val UNDO_SECONDS = listOf(0u, 5u, 10u, 30u)

/** Per cent of the system's size of letters. */
val TEXT_SIZES = listOf(80, 90, 100, 115, 130, 150, 200)

/** Seconds until an open message counts as read; -1 never. */
val MARK_READ_SECONDS = listOf(0.0, 2.0, 5.0, -1.0)
