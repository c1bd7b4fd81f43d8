package tern.mail

import tern.core.Address
import tern.core.Draft
import tern.core.DraftFile
import tern.core.DraftFileId
import tern.core.DraftId
import tern.core.DraftStart
import tern.core.Event
import tern.core.LedgerEntry
import tern.core.MailException
import tern.core.MessageId
import tern.core.OutboxId
import tern.core.OutboxItem
import tern.core.OutboxState
import tern.core.Recipient
import tern.core.RecipientState
import tern.core.SavedDraft
import java.io.File

/** The fake's drafts and outbox. Nothing leaves: what is sent waits for its undo delay for ever. */
internal class FakeWriting(private val core: FakeCore, private val now: () -> Long, private val emit: (Event) -> Unit) {
    private val drafts = linkedMapOf<DraftId, SavedDraft>()
    private val sent = mutableMapOf<OutboxId, SavedDraft>()
    private val outbox = linkedMapOf<OutboxId, OutboxItem>()
    private var last = 0L

    fun begin(start: DraftStart): SavedDraft {
        val draft = when (start) {
            is DraftStart.Blank -> blank(start.account)

            is DraftStart.Reply -> answer(start.message, "Re", start.attribution, all = false)

            is DraftStart.ReplyAll -> answer(start.message, "Re", start.attribution, all = true)

            is DraftStart.Forward -> answer(
                start.message,
                "Fwd",
                start.attribution,
                all = false,
            ).copy(to = emptyList(), inReplyTo = null)

            is DraftStart.Mailto -> mailto(start.uri)

            is DraftStart.Message -> core.letter(start.message).let {
                blank(it.row.account).copy(to = it.row.to, subject = it.row.subject, text = it.text)
            }
        }
        val saved = SavedDraft(++last, draft, emptyList(), now())
        drafts[saved.id] = saved
        emit(Event.DraftsChanged)
        return saved
    }

    fun save(id: DraftId, draft: Draft): Long {
        drafts[id] = draft(id).copy(draft = draft.copy(attachments = emptyList()), changed = now())
        emit(Event.DraftsChanged)
        return now()
    }

    fun drafts(): List<SavedDraft> = drafts.values.sortedByDescending { it.changed }

    fun draft(id: DraftId): SavedDraft = drafts[id] ?: throw gone("draft")

    fun discard(id: DraftId) {
        draft(id)
        drafts -= id
        emit(Event.DraftsChanged)
    }

    fun attach(id: DraftId, from: File): DraftFile {
        if (!from.exists()) throw MailException.Input("$from does not exist.", "Check the path.")
        val type = if (from.extension == "png") "image/png" else "application/octet-stream"
        val file = DraftFile(++last, from.name, type, from.length().toULong(), contentId = null)
        drafts[id] = draft(id).let { it.copy(files = it.files + file) }
        return file
    }

    fun detach(id: DraftId, file: DraftFileId) {
        drafts[id] = draft(id).let { saved -> saved.copy(files = saved.files.filter { it.id != file }) }
    }

    fun send(id: DraftId, immediately: Boolean): OutboxId {
        val saved = draft(id)
        val people = saved.draft.to + saved.draft.cc + saved.draft.bcc
        if (people.isEmpty()) {
            throw MailException.Input(
                "The message has no recipients.",
                "Change the message and send it again.",
            )
        }
        val delay = if (immediately) 0 else core.account(saved.draft.account).undoSeconds.toLong() * 1000
        drafts -= id
        val item = OutboxItem(
            id = ++last, account = saved.draft.account, state = OutboxState.QUEUED, messageId = "$last@letters.example",
            subject = saved.draft.subject,
            recipients = people.map {
                Recipient(it.email, RecipientState.WAITING, null)
            },
            size = 900uL, due = now() + delay, attempts = 0u,
            ledger = listOf(
                LedgerEntry(now(), OutboxState.QUEUED, "Written to the outbox."),
            ),
        )
        outbox[item.id] = item
        sent[item.id] = saved
        emit(Event.DraftsChanged)
        emit(Event.OutboxChanged(item.id))
        return item.id
    }

    fun recall(id: OutboxId): SavedDraft {
        val item = outbox[id] ?: throw gone("outgoing message")
        if (item.state != OutboxState.QUEUED && item.state != OutboxState.FAILED) {
            throw MailException.Refused("The message is leaving.", "Look at the outbox.")
        }
        val saved = sent[id] ?: throw gone("draft")
        cancel(id)
        drafts[saved.id] = saved
        return saved
    }

    fun items(): List<OutboxItem> = outbox.values.sortedByDescending { it.id }

    fun put(item: OutboxItem) {
        outbox[item.id] = item
        last = maxOf(last, item.id)
    }

    fun retry(id: OutboxId) = state(id, OutboxState.QUEUED)

    fun cancel(id: OutboxId) = state(id, OutboxState.CANCELLED)

    private fun state(id: OutboxId, state: OutboxState) {
        val item = outbox[id] ?: throw gone("outgoing message")
        outbox[id] = item.copy(state = state, ledger = item.ledger + LedgerEntry(now(), state, ""))
        emit(Event.DraftsChanged)
        emit(Event.OutboxChanged(id))
    }

    private fun blank(account: Long?): Draft {
        val from = account?.let(core::account) ?: core.accountList.firstOrNull()
            ?: throw MailException.Input("There is no account to write from.", "Add an account, then write.")
        return Draft(
            from.id,
            Address(
                from.name,
                from.address,
            ),
            emptyList(), emptyList(), emptyList(), "", "", null, emptyList(), null,
        )
    }

    private fun answer(id: MessageId, prefix: String, attribution: String, all: Boolean): Draft {
        val letter = core.letter(id)
        val own = blank(letter.row.account)
        val subject = letter.row.subject.let { if (it.startsWith("$prefix:")) it else "$prefix: $it" }
        val others = if (all) (letter.row.to + letter.cc).filter { it.email != own.from.email } else emptyList()
        val quote = letter.text.trimEnd().lines().joinToString("\n") { "> $it".trimEnd() }
        return own.copy(
            to = letter.row.from,
            cc = others,
            subject = subject,
            text = "\n\n$attribution\n$quote\n",
            inReplyTo = id,
        )
    }

    private fun mailto(uri: String): Draft {
        val (to, query) = uri.removePrefix("mailto:").let { it.substringBefore('?') to it.substringAfter('?', "") }
        val fields = query.split('&').filter { '=' in it }.associate {
            it.substringBefore('=') to
                java.net.URLDecoder.decode(it.substringAfter('='), "UTF-8")
        }
        return blank(
            null,
        ).copy(to = readAddresses(to), subject = fields["subject"].orEmpty(), text = fields["body"].orEmpty())
    }
}
