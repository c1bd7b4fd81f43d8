package tern.app.screen.composer

import tern.core.Account
import tern.core.AccountId
import tern.core.Address
import tern.core.DraftFile
import tern.core.DraftFileId
import tern.core.DraftId
import tern.core.MailException
import tern.core.MessageId

enum class Field { TO, CC, BCC }

/** A recipient as the person sees it; what the core does not take as an address stays as it was typed. */
data class Chip(val key: Int, val address: Address, val error: MailException?)

sealed interface SaveState {
    data class Saved(val at: Long) : SaveState

    data object Waiting : SaveState

    data object Saving : SaveState

    data class Failed(val error: MailException) : SaveState
}

/**
 * What is written. `quote` is the original below the text while it is folded; `expected` the address that was written
 * to, for a reply; `attaching` files on their way into the draft.
 */
data class Writing(
    val id: DraftId,
    val account: AccountId,
    val from: Address,
    val people: Map<Field, List<Chip>>,
    val subject: String,
    val own: String,
    val quote: String,
    val files: List<DraftFile>,
    val attaching: Int,
    val inReplyTo: MessageId?,
    val expected: String?,
) {
    fun of(field: Field): List<Chip> = people[field].orEmpty()
}

/** People offered while a name is typed into a field. */
data class Completion(val field: Field, val text: String, val people: List<Address>)

/** What a person may have forgotten. The first two keep the message from leaving. */
sealed interface Warning {
    data object Nobody : Warning

    data class Invalid(val addresses: List<String>) : Warning

    data object NoSubject : Warning

    data object NoAttachment : Warning

    data class OtherAccount(val expected: String, val chosen: String) : Warning
}

sealed interface ComposerBody {
    data object Loading : ComposerBody

    data class Failed(val error: MailException) : ComposerBody

    data class Writing(val writing: tern.app.screen.composer.Writing) : ComposerBody

    /** Sent, discarded or kept: the route goes back. */
    data object Done : ComposerBody
}

/** `shown`: Cc and Bcc are visible although empty; `typing`: what is typed and no recipient yet. */
data class ComposerState(
    val body: ComposerBody,
    val accounts: List<Account>,
    val shown: Boolean,
    val save: SaveState,
    val typing: Map<Field, String>,
    val completion: Completion?,
    val warnings: List<Warning>,
    val sending: Boolean,
)

sealed interface ComposerEvent {
    data class From(val account: AccountId) : ComposerEvent

    data class Typed(val field: Field, val text: String) : ComposerEvent

    /** What is typed is to be a recipient. */
    data class Committed(val field: Field) : ComposerEvent

    data class Chosen(val field: Field, val address: Address) : ComposerEvent

    data class Removed(val field: Field, val key: Int) : ComposerEvent

    /** A recipient becomes text again. */
    data class Edited(val field: Field, val key: Int) : ComposerEvent

    data object FieldsShown : ComposerEvent

    data class Subject(val text: String) : ComposerEvent

    data class Own(val text: String) : ComposerEvent

    data object Unfolded : ComposerEvent

    data object QuoteDropped : ComposerEvent

    data class Files(val paths: List<String>) : ComposerEvent

    data class Detached(val file: DraftFileId) : ComposerEvent

    data object Sent : ComposerEvent

    data object SentAnyway : ComposerEvent

    data object DialogClosed : ComposerEvent

    data object Discarded : ComposerEvent

    data object Closed : ComposerEvent

    /** The screen is hidden: what is written goes to disk at once. */
    data object Hidden : ComposerEvent

    data object Retried : ComposerEvent
}

fun bytesOf(files: List<DraftFile>): ULong = files.sumOf { it.size }

/** Bytes of all files above which many servers refuse a message. */
val LARGE = 10uL * 1024uL * 1024uL

fun stops(warning: Warning): Boolean = when (warning) {
    Warning.Nobody, is Warning.Invalid -> true
    Warning.NoSubject, Warning.NoAttachment, is Warning.OtherAccount -> false
}
