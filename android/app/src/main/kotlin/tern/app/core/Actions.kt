package tern.app.core

import tern.app.R
import tern.app.ui.NoticeAction
import tern.app.ui.Notices
import tern.app.ui.Phrase
import tern.app.ui.counted
import tern.app.ui.phrase
import tern.core.Action
import tern.core.ActionKind
import tern.core.FlagChange
import tern.core.Flags
import tern.core.MailboxId
import tern.core.MessageId
import tern.mail.MailCore

/** What is done to messages with one touch. */
enum class Act { ARCHIVE, DELETE, JUNK, NOT_JUNK, READ, UNREAD, FLAG, UNFLAG }

private val NO_FLAGS =
    Flags(seen = false, answered = false, flagged = false, deleted = false, draft = false, keywords = emptyList())
private val SEEN = NO_FLAGS.copy(seen = true)
private val FLAGGED = NO_FLAGS.copy(flagged = true)

/** The messages acted on, and the rows that the person sees of them: what the notice counts. */
data class Targets(val ids: List<MessageId>, val rows: Int, val threads: Boolean)

/** Tells the core what was done to messages, and says it with a way back. */
class Actions(private val core: MailCore, private val notices: Notices, private val accounts: Accounts) {
    suspend fun act(act: Act, targets: Targets): Boolean = run(targets) { ids ->
        when (act) {
            Act.ARCHIVE -> core.archive(ids)
            Act.DELETE -> core.delete(ids)
            Act.JUNK -> core.junk(ids, true)
            Act.NOT_JUNK -> core.junk(ids, false)
            Act.READ -> core.flag(ids, FlagChange(SEEN, NO_FLAGS))
            Act.UNREAD -> core.flag(ids, FlagChange(NO_FLAGS, SEEN))
            Act.FLAG -> core.flag(ids, FlagChange(FLAGGED, NO_FLAGS))
            Act.UNFLAG -> core.flag(ids, FlagChange(NO_FLAGS, FLAGGED))
        }
    }

    /** Flags that were set far out of sight are said, with a way back. */
    suspend fun readAll(targets: Targets): Boolean = run(targets, tellFlags = true) {
        core.flag(it, FlagChange(SEEN, NO_FLAGS))
    }

    suspend fun move(targets: Targets, to: MailboxId): Boolean = run(targets) { core.moveTo(it, to) }

    suspend fun copy(targets: Targets, to: MailboxId): Boolean = run(targets) { core.copyTo(it, to) }

    suspend fun undo(action: Action) {
        if (attempt(notices::problem) { core.undo(action.id) }) notices.say(phrase(R.string.undo_done), seconds = 4)
    }

    private suspend fun run(
        targets: Targets,
        tellFlags: Boolean = false,
        verb: suspend (List<MessageId>) -> Action,
    ): Boolean {
        if (targets.ids.isEmpty()) return false
        return attempt(notices::problem) {
            val action = verb(targets.ids)
            // Flags are seen at once and need no notice.
            if ((tellFlags || action.kind != ActionKind.FLAG) && action.messages > 0u) say(action, targets)
        }
    }

    private fun say(action: Action, targets: Targets) {
        val counts = if (targets.threads) R.plurals.count_conversations else R.plurals.count_messages
        val folder = action.to?.let { accounts.state.value.mailbox(it) }?.let(::folderPhrase) ?: ""
        val back = NoticeAction(R.string.undo) { undo(action) }
        // What is gone for good was asked about before.
        notices.say(
            done(action.kind, counted(counts, targets.rows), folder),
            back.takeIf {
                action.kind !=
                    ActionKind.EXPUNGE
            },
        )
    }

    private fun done(kind: ActionKind, what: Phrase, folder: Any): Phrase = when (kind) {
        ActionKind.FLAG -> phrase(R.string.did_flag, what)
        ActionKind.MOVE -> phrase(R.string.did_move, folder, what)
        ActionKind.COPY -> phrase(R.string.did_copy, folder, what)
        ActionKind.ARCHIVE -> phrase(R.string.did_archive, what)
        ActionKind.JUNK -> phrase(R.string.did_junk, what)
        ActionKind.NOT_JUNK -> phrase(R.string.did_not_junk, what)
        ActionKind.DELETE -> phrase(R.string.did_delete, what)
        ActionKind.EXPUNGE -> phrase(R.string.did_expunge, what)
    }
}
