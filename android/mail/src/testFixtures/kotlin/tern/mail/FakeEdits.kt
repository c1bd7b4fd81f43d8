package tern.mail

import tern.core.Action
import tern.core.ActionKind
import tern.core.Event
import tern.core.FlagChange
import tern.core.Flags
import tern.core.MailException
import tern.core.Mailbox
import tern.core.MailboxId
import tern.core.MessageId
import tern.core.MessageRow
import tern.core.Role

/** What people do to the fake's messages, and how it is undone: by the rows as they were. */
internal class FakeEdits(
    private val letters: MutableList<Letter>,
    private val mailbox: (MailboxId) -> Mailbox,
    private val emit: (Event) -> Unit,
) {
    private val before = mutableMapOf<Long, List<Letter>>()
    private var last = 0L

    fun flag(ids: List<MessageId>, change: FlagChange) = act(ActionKind.FLAG, ids, null) {
        it.copy(flags = it.flags.with(change))
    }

    fun move(ids: List<MessageId>, to: Mailbox, kind: ActionKind = ActionKind.MOVE): Action {
        val chosen = ids.map { id -> letters.find { it.row.id == id } ?: throw gone("message") }
        if (chosen.any { it.row.account != to.account }) {
            throw MailException.Input(
                "Messages move within one account.",
                "Choose another folder, or make the missing one on the server.",
            )
        }
        return act(kind, ids, to.id) { it.copy(mailbox = to.id) }
    }

    fun copy(ids: List<MessageId>, to: Mailbox): Action {
        val action = act(ActionKind.COPY, ids, to.id) { it }
        val next = letters.maxOf { it.row.id } + 1
        letters +=
            letters.filter {
                it.row.id in ids
            }.mapIndexed { at, it -> it.copy(row = it.row.copy(id = next + at, mailbox = to.id)) }
        emit(Event.MailboxChanged(to.account, to.id))
        return action
    }

    fun archive(ids: List<MessageId>, all: List<Mailbox>) = move(ids, role(ids, Role.ARCHIVE, all), ActionKind.ARCHIVE)

    fun junk(ids: List<MessageId>, junk: Boolean, all: List<Mailbox>) = move(
        ids,
        role(ids, if (junk) Role.JUNK else Role.INBOX, all),
        if (junk) ActionKind.JUNK else ActionKind.NOT_JUNK,
    )

    fun delete(ids: List<MessageId>, all: List<Mailbox>): Action {
        val trash = role(ids, Role.TRASH, all)
        if (letters.filter {
                it.row.id in ids
            }.any { it.row.mailbox != trash.id }
        ) {
            return move(ids, trash, ActionKind.DELETE)
        }
        letters.removeAll { it.row.id in ids }
        emit(Event.MailboxChanged(trash.account, trash.id))
        return Action(++last, ActionKind.EXPUNGE, ids.size.toUInt(), null, FAKE_NOW)
    }

    fun undo(action: Long) {
        val rows = before.remove(action) ?: throw gone("action")
        letters.removeAll { letter -> rows.any { it.row.id == letter.row.id } }
        letters += rows
        rows.map {
            it.row.account to it.row.mailbox
        }.distinct().forEach { (account, box) -> emit(Event.MailboxChanged(account, box)) }
    }

    private fun role(ids: List<MessageId>, role: Role, all: List<Mailbox>): Mailbox {
        val first = letters.find { it.row.id in ids } ?: throw gone("message")
        return all.first { it.account == first.row.account && it.role == role }
    }

    private fun act(kind: ActionKind, ids: List<MessageId>, to: MailboxId?, how: (MessageRow) -> MessageRow): Action {
        val id = ++last
        val touched = letters.filter { it.row.id in ids }
        if (touched.isEmpty()) throw gone("message")
        val changed = touched.filter { how(it.row) != it.row || kind == ActionKind.COPY }
        before[id] = changed
        changed.forEach { letters[letters.indexOf(it)] = it.copy(row = how(it.row)) }
        (
            touched.map {
                it.row.mailbox
            } + listOfNotNull(to)
            ).distinct().forEach { emit(Event.MailboxChanged(mailbox(it).account, it)) }
        return Action(id, kind, changed.size.toUInt(), to, FAKE_NOW)
    }
}

private fun Flags.with(change: FlagChange) = copy(
    seen = (seen || change.add.seen) && !change.remove.seen,
    flagged = (flagged || change.add.flagged) && !change.remove.flagged,
    answered = (answered || change.add.answered) && !change.remove.answered,
)
