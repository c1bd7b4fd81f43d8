package tern.app.screen.composer

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.core.Desk
import tern.app.core.attempt
import tern.app.core.looked
import tern.core.AccountId
import tern.core.Address
import tern.core.DraftFileId
import tern.core.DraftId
import tern.core.MailException
import tern.core.SendOptions
import tern.mail.asMailException

/** A message being written, on disk half a second after every change. */
class ComposerModel(private val desk: Desk, private val id: DraftId) : ViewModel() {
    private val core = desk.core
    private val chips = Chips(core)
    private val ui = MutableStateFlow(
        ComposerState(
            ComposerBody.Loading,
            emptyList(),
            shown = false,
            SaveState.Waiting,
            emptyMap(),
            null,
            emptyList(),
            sending = false,
        ),
    )

    // The scope of the desk: the last save outlives the screen.
    private val saver =
        Saver(desk.scope, {
            core.saveDraft(id, draftOf(checkNotNull(writing())))
        }) { save -> ui.update { it.copy(save = save) } }
    val state: StateFlow<ComposerState> = looked(ui) {
        if (ui.value.body == ComposerBody.Loading) open()
        awaitCancellation()
    }

    fun onEvent(event: ComposerEvent): Unit = when (event) {
        is ComposerEvent.From -> from(event.account)
        is ComposerEvent.Typed -> later { typed(event.field, event.text) }
        is ComposerEvent.Committed -> commit(event.field)
        is ComposerEvent.Chosen -> choose(event.field, event.address)
        is ComposerEvent.Removed -> remove(event.field, event.key)
        is ComposerEvent.Edited -> edit(event.field, event.key)
        ComposerEvent.FieldsShown -> ui.update { it.copy(shown = true) }
        is ComposerEvent.Subject -> change { it.copy(subject = event.text) }
        is ComposerEvent.Own -> change { it.copy(own = event.text) }
        ComposerEvent.Unfolded -> change { it.copy(own = joinText(it.own, it.quote), quote = "") }
        ComposerEvent.QuoteDropped -> change { it.copy(quote = "") }
        is ComposerEvent.Files -> later { attach(event.paths) }
        is ComposerEvent.Detached -> later { detach(event.file) }
        ComposerEvent.Sent -> later { send(anyway = false) }
        ComposerEvent.SentAnyway -> later { send(anyway = true) }
        ComposerEvent.DialogClosed -> ui.update { it.copy(warnings = emptyList()) }
        ComposerEvent.Discarded -> later(::discard)
        ComposerEvent.Closed -> later(::close)
        ComposerEvent.Hidden -> hide()
        ComposerEvent.Retried -> later(::retry)
    }

    private fun later(work: suspend () -> Unit) {
        viewModelScope.launch { work() }
    }

    private fun hide() {
        desk.scope.launch { saver.flush() }
    }

    private suspend fun open() {
        try {
            val saved = core.draft(id)
            val accounts = core.accounts()
            val writing = writingOf(saved, chips)
            ui.update {
                it.copy(
                    body = ComposerBody.Writing(writing),
                    accounts = accounts,
                    save = SaveState.Saved(saved.changed),
                )
            }
        } catch (thrown: Exception) {
            ui.update { it.copy(body = ComposerBody.Failed(thrown.asMailException())) }
        }
    }

    private fun writing(): Writing? = (ui.value.body as? ComposerBody.Writing)?.writing

    /** Changes what is shown but not what is stored with the text. */
    private fun keep(how: (Writing) -> Writing): Boolean {
        val writing = writing() ?: return false
        ui.update { it.copy(body = ComposerBody.Writing(how(writing))) }
        return true
    }

    private fun change(how: (Writing) -> Writing) {
        if (keep(how)) saver.touch()
    }

    private fun from(id: AccountId) {
        val account = ui.value.accounts.find { it.id == id } ?: return
        change { it.copy(account = id, from = Address(account.name, account.address)) }
    }

    private suspend fun typed(field: Field, text: String) {
        // A comma, a semicolon or a new line ends a recipient, as a pasted list does.
        if (text.lastOrNull() in setOf(',', ';', '\n') || text.contains('\n')) return add(field, text)
        ui.update { it.copy(typing = it.typing + (field to text)) }
        val prefix = text.trim()
        if (prefix.isEmpty()) return ui.update { it.copy(completion = null) }
        attempt(desk.notices::problem) {
            val there = writing()?.of(field).orEmpty().map { it.address.email.lowercase() }.toSet()
            val people = core.completeAddress(prefix, PEOPLE).filter { it.email.lowercase() !in there }
            // Only for what stands there still.
            ui.update { if (it.typing[field] == text) it.copy(completion = Completion(field, text, people)) else it }
        }
    }

    private fun commit(field: Field) {
        val text = ui.value.typing[field].orEmpty()
        if (text.isBlank()) ui.update { it.copy(completion = null) } else add(field, text)
    }

    private fun add(field: Field, text: String) = put(field, chips.read(text))

    private fun choose(field: Field, address: Address) = put(field, listOf(chips.of(address)))

    private fun put(field: Field, added: List<Chip>) {
        ui.update { it.copy(typing = it.typing - field, completion = null) }
        change { it.copy(people = it.people + (field to it.of(field) + withoutDoubles(it.of(field), added))) }
    }

    private fun remove(field: Field, key: Int) =
        change { it.copy(people = it.people + (field to it.of(field).filter { chip -> chip.key != key })) }

    private fun edit(field: Field, key: Int) {
        val chip = writing()?.of(field)?.find { it.key == key } ?: return
        remove(field, key)
        later { typed(field, written(chip.address)) }
    }

    private suspend fun attach(paths: List<String>) {
        keep { it.copy(attaching = it.attaching + paths.size) }
        for (path in paths) {
            attempt(desk.notices::problem) {
                val file = core.attachFile(id, path)
                keep { it.copy(files = it.files + file) }
            }
            keep { it.copy(attaching = it.attaching - 1) }
        }
    }

    private suspend fun detach(file: DraftFileId) {
        val before = writing()?.files ?: return
        keep { it.copy(files = it.files.filter { each -> each.id != file }) }
        if (!attempt(desk.notices::problem) { core.detachFile(id, file) }) keep { it.copy(files = before) }
    }

    private suspend fun send(anyway: Boolean) {
        Field.entries.forEach { if (ui.value.typing[it].orEmpty().isNotBlank()) commit(it) }
        val writing = writing() ?: return
        if (ui.value.sending || writing.attaching > 0) return
        val warnings = warningsOf(writing)
        if (warnings.any(::stops) ||
            (!anyway && warnings.isNotEmpty())
        ) {
            return ui.update { it.copy(warnings = warnings) }
        }
        ui.update { it.copy(sending = true, warnings = emptyList()) }
        attempt(desk.notices::problem) {
            saver.touch()
            if (saver.flush()) {
                val outbox = core.sendDraft(id, SendOptions(now = false))
                saver.stop()
                done()
                desk.scope.launch { desk.writing.sent(outbox) }
            }
        }
        ui.update { it.copy(sending = false) }
    }

    private suspend fun discard() {
        // Saved once more: the person may take it back.
        saver.flush()
        val forgettable = writing()?.let(::forgettable) == true
        saver.stop()
        if (forgettable) forget() else desk.writing.discard(id)
        done()
    }

    private suspend fun close() {
        val writing = writing() ?: return done()
        if (forgettable(writing)) {
            saver.stop()
            forget()
            done()
        } else if (saver.flush()) {
            done()
        }
    }

    private fun forgettable(writing: Writing): Boolean =
        untouched(writing) || (desk.writing.isFresh(id) && !saver.touched && writing.files.isEmpty())

    private suspend fun forget() {
        attempt({ if (it !is MailException.Gone) desk.notices.problem(it) }) { core.discardDraft(id) }
    }

    private fun done() {
        desk.writing.closed(id)
        ui.update { it.copy(body = ComposerBody.Done) }
    }

    private suspend fun retry() {
        if (ui.value.body is ComposerBody.Failed) {
            ui.update { it.copy(body = ComposerBody.Loading) }
            open()
        } else {
            saver.flush()
        }
    }

    private companion object {
        const val PEOPLE = 8u
    }
}
