package tern.app.screen.reader

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.R
import tern.app.core.Act
import tern.app.core.Desk
import tern.app.core.Targets
import tern.app.core.attempt
import tern.app.core.eachSoon
import tern.app.core.looked
import tern.app.ui.phrase
import tern.core.Attachment
import tern.core.BodyOptions
import tern.core.DraftStart
import tern.core.Event
import tern.core.LinkVerdict
import tern.core.MailException
import tern.core.MailboxId
import tern.core.MessageId
import tern.core.MessageRow
import tern.core.Role
import tern.core.ThreadId
import tern.mail.asMailException

/** A place where a part of a message may be written: a new file each time. */
fun interface PartFiles {
    fun fresh(message: MessageId, part: String, name: String): String
}

/** A conversation, or one message of it where the list is not threaded. */
class ReaderModel(
    private val desk: Desk,
    private val files: PartFiles,
    private val message: MessageId,
    private val thread: ThreadId?,
) : ViewModel() {
    private val core = desk.core
    private val reading = mutableMapOf<MessageId, Job>()
    private val ui = MutableStateFlow(
        ReaderState(ReaderBody.Loading, desk.accounts.state.value.mine, null, emptySet(), null, left = false),
    )
    val state: StateFlow<ReaderState> = looked(ui) { core.changes(::concerns).eachSoon(::load) }

    fun onEvent(event: ReaderEvent): Unit = when (event) {
        is ReaderEvent.Toggled -> toggle(event.id)
        ReaderEvent.ExpandedAll -> cards().filter { it.content == CardContent.Closed }.forEach { expand(it.row.id) }
        is ReaderEvent.Details -> change(event.id) { it.copy(details = !it.details) }
        is ReaderEvent.LoadedOnce -> change(event.id) { it.copy(remote = true) }
        is ReaderEvent.LoadedAlways -> later { loadAlways(event.id) }
        is ReaderEvent.Plain -> change(event.id) { it.copy(plain = !it.plain) }
        is ReaderEvent.Original -> change(event.id) { it.copy(original = !it.original) }
        is ReaderEvent.FileUsed -> later { use(event.id, event.attachment, event.use) }
        is ReaderEvent.SourceAsked -> later { source(event.id) }
        is ReaderEvent.Printed -> later { print(event.id) }
        ReaderEvent.ForeverConfirmed -> later { act(Act.DELETE) }
        is ReaderEvent.LinkTapped -> link(event.href, event.text)
        ReaderEvent.LinkFollowed -> follow()
        ReaderEvent.DialogClosed -> ui.update { it.copy(dialog = null) }
        is ReaderEvent.Retried -> later { retry(event.id) }
        is ReaderEvent.Visible -> visible(event.id)
        is ReaderEvent.Chosen -> if (event.act == Act.DELETE && inTrash()) ask() else later { act(event.act) }
        ReaderEvent.FolderAsked -> pick()
        is ReaderEvent.FolderChosen -> later { move(event.mailbox) }
        is ReaderEvent.Answered -> later { desk.writing.answer(event.kind, event.row) }
        ReaderEvent.OutsideDone -> ui.update { it.copy(outside = null) }
    }

    private fun later(work: suspend () -> Unit) {
        viewModelScope.launch { work() }
    }

    private fun concerns(event: Event): Boolean = when (event) {
        is Event.MailboxChanged, is Event.AccountChanged, is Event.EditRefused, Event.Overflow -> true

        is Event.Mode, is Event.NewMessage, is Event.Progress, is Event.OutboxChanged, is Event.StatusChanged,
        is Event.Failed, Event.DraftsChanged, Event.PlanChanged,
        -> false
    }

    private fun cards(): List<Card> = (ui.value.body as? ReaderBody.Conversation)?.cards.orEmpty()

    private val plainFirst get() = desk.settings.values.value.plainText

    private suspend fun load() {
        try {
            val rows = if (thread == null) listOf(core.row(message)) else core.thread(thread)
            merge(rows)
        } catch (thrown: Exception) {
            val error = thrown.asMailException()
            when {
                error is MailException.Gone -> ui.update { it.copy(body = ReaderBody.Gone, dialog = null) }
                ui.value.body is ReaderBody.Conversation -> desk.notices.problem(error)
                else -> ui.update { it.copy(body = ReaderBody.Failed(error)) }
            }
        }
    }

    /** What is open stays open, and nothing closes under the reader's eyes. */
    private fun merge(rows: List<MessageRow>) {
        val old = ui.value.body as? ReaderBody.Conversation
        val cards = if (old == null) {
            cardsOf(rows, plainFirst)
        } else {
            cardsOf(rows, plainFirst).map { (row) ->
                old.cards.find { it.row.id == row.id }?.copy(row = row) ?: card(row, open = false, plain = plainFirst)
            }
        }
        if (cards.isEmpty()) return ui.update { it.copy(body = ReaderBody.Gone, dialog = null) }
        val first = cards.find { !it.row.flags.seen } ?: cards.last()
        val current = old?.current?.takeIf { id -> cards.any { it.row.id == id } } ?: first.row.id
        ui.update {
            it.copy(
                body = ReaderBody.Conversation(cards.first().row.subject, cards, current),
                mine = desk.accounts.state.value.mine,
            )
        }
        if (old == null) cards.filter { it.content == CardContent.Loading }.forEach { later { fill(it.row.id) } }
    }

    private suspend fun fill(id: MessageId) {
        val content = try {
            CardContent.Shown(core.message(id))
        } catch (thrown: Exception) {
            CardContent.Failed(thrown.asMailException())
        }
        change(id) { if (it.content == CardContent.Closed) it else it.copy(content = content) }
    }

    private fun expand(id: MessageId) {
        change(id) { it.copy(content = CardContent.Loading) }
        later { fill(id) }
    }

    private fun toggle(id: MessageId) {
        val closed = cards().find { it.row.id == id }?.content == CardContent.Closed
        if (closed) expand(id) else change(id) { it.copy(content = CardContent.Closed) }
        conversation { it.copy(current = id) }
    }

    private suspend fun retry(id: MessageId?) {
        if (id == null) {
            ui.update { it.copy(body = ReaderBody.Loading) }
            load()
        } else {
            expand(id)
        }
    }

    private fun conversation(how: (ReaderBody.Conversation) -> ReaderBody.Conversation) = ui.update { state ->
        val body = state.body
        if (body is ReaderBody.Conversation) state.copy(body = how(body)) else state
    }

    private fun change(id: MessageId, how: (Card) -> Card) =
        conversation { body -> body.copy(cards = body.cards.map { if (it.row.id == id) how(it) else it }) }

    private suspend fun loadAlways(id: MessageId) {
        val sender = cards().find { it.row.id == id }?.row?.from?.firstOrNull()?.email?.lowercase() ?: return
        if (!attempt(desk.notices::problem) { core.allowRemote(sender, true) }) return
        cards().filter { it.row.from.firstOrNull()?.email?.lowercase() == sender }
            .forEach { card -> change(card.row.id) { it.copy(remote = true) } }
    }

    private suspend fun use(id: MessageId, attachment: Attachment, use: FileUse) {
        if (use == FileUse.OPEN &&
            isActive(attachment)
        ) {
            return desk.notices.say(phrase(R.string.reader_attachment_active))
        }
        val key = "$id/${attachment.part}"
        if (key in ui.value.busy) return
        ui.update { it.copy(busy = it.busy + key) }
        attempt(desk.notices::problem) {
            val path = files.fresh(id, attachment.part, attachment.name)
            core.savePart(id, attachment.part, path)
            val outside = when (use) {
                FileUse.OPEN -> Outside.OpenFile(path, attachment.contentType)
                FileUse.SHARE -> Outside.ShareFile(path, attachment.contentType)
                FileUse.SAVE -> Outside.SaveFile(path, attachment.name, attachment.contentType)
            }
            ui.update { it.copy(outside = outside) }
        }
        ui.update { it.copy(busy = it.busy - key) }
    }

    private suspend fun source(id: MessageId) {
        attempt(desk.notices::problem) {
            val path = files.fresh(id, "source", "message.txt")
            core.saveSource(id, path)
            ui.update { it.copy(outside = Outside.OpenFile(path, "text/plain")) }
        }
    }

    private suspend fun print(id: MessageId) {
        val card = cards().find { it.row.id == id } ?: return
        val message = (card.content as? CardContent.Shown)?.message ?: return
        attempt(desk.notices::problem) {
            // As it is shown, with no picture of the network: a printer asks for them behind the person's back.
            val body = core.body(id, BodyOptions(remote = false, plain = card.plain))
            ui.update { it.copy(outside = Outside.Print(message, body)) }
        }
    }

    private fun inTrash(): Boolean {
        val known = desk.accounts.state.value
        return cards().isNotEmpty() && cards().all { known.mailbox(it.row.mailbox)?.role == Role.TRASH }
    }

    private fun ask() = ui.update { it.copy(dialog = ReaderDialog.Forever(cards().size)) }

    private fun link(href: String, text: String) = when (val verdict = core.checkLink(href, text)) {
        is LinkVerdict.Open -> ui.update { it.copy(outside = Outside.OpenLink(verdict.url)) }
        is LinkVerdict.Misleading -> ui.update { it.copy(dialog = ReaderDialog.Link(verdict)) }
        is LinkVerdict.Mailto -> later { desk.writing.begin(DraftStart.Mailto(verdict.uri)) }
        LinkVerdict.Refused -> ui.update { it.copy(dialog = ReaderDialog.RefusedLink(href)) }
    }

    private fun follow() = ui.update { state ->
        val dialog = state.dialog as? ReaderDialog.Link
        state.copy(dialog = null, outside = dialog?.let { Outside.OpenLink(it.verdict.url) })
    }

    /** An open message that was in sight for a while counts as read. */
    private fun visible(id: MessageId) {
        val seconds = desk.settings.values.value.markRead
        val unread = cards().any { it.row.id == id && !it.row.flags.seen }
        if (seconds < 0 || !unread || reading[id]?.isActive == true) return
        reading[id] = viewModelScope.launch {
            delay((seconds * 1000).toLong())
            desk.actions.act(Act.READ, Targets(listOf(id), 1, threads = false))
        }
    }

    private fun targets() = Targets(cards().map { it.row.id }, 1, threads = thread != null)

    private suspend fun act(act: Act) {
        // Going back marks nothing as read that was just marked as unread.
        if (act == Act.UNREAD) reading.values.forEach(Job::cancel)
        val leaves = when (act) {
            Act.ARCHIVE, Act.DELETE, Act.JUNK, Act.NOT_JUNK, Act.UNREAD -> true
            Act.READ, Act.FLAG, Act.UNFLAG -> false
        }
        ui.update { it.copy(dialog = null) }
        if (desk.actions.act(act, targets()) && leaves) ui.update { it.copy(left = true) }
    }

    private fun pick() {
        val account = cards().firstOrNull()?.row?.account ?: return
        val boxes = desk.accounts.state.value.mailboxes.filter { it.account == account && it.selectable }
        ui.update { it.copy(dialog = ReaderDialog.Folders(boxes)) }
    }

    private suspend fun move(to: MailboxId) {
        ui.update { it.copy(dialog = null) }
        if (desk.actions.move(targets(), to)) ui.update { it.copy(left = true) }
    }
}
