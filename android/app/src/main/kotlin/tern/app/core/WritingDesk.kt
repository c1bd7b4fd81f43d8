package tern.app.core

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import tern.app.R
import tern.app.ui.NoticeAction
import tern.app.ui.Notices
import tern.app.ui.phrase
import tern.core.DraftId
import tern.core.DraftStart
import tern.core.MailException
import tern.core.MessageRow
import tern.core.OutboxId
import tern.mail.MailCore

enum class ReplyKind { REPLY, REPLY_ALL, FORWARD }

/** The line above a quoted original, in the person's language. */
fun interface Attribution {
    fun of(kind: ReplyKind, row: MessageRow): String
}

/** Everything that begins, ends or takes back a piece of writing, wherever in the app it is asked for. */
class WritingDesk(
    private val core: MailCore,
    private val notices: Notices,
    private val scope: CoroutineScope,
    private val now: () -> Long,
    private val attribution: Attribution,
) {
    private val asked = MutableStateFlow<DraftId?>(null)
    private val thrown = MutableStateFlow<Map<DraftId, Job>>(emptyMap())
    private val fresh = mutableSetOf<DraftId>()

    /** A draft to be shown; the navigation shows it once and says so. */
    val opened: StateFlow<DraftId?> = asked

    /** Drafts thrown away a moment ago; they are gone for good when their notice is. */
    val discarded: StateFlow<Map<DraftId, Job>> = thrown

    suspend fun begin(start: DraftStart, files: List<String> = emptyList()) {
        attempt(notices::problem) {
            val saved = core.beginDraft(start)
            if (files.isEmpty()) fresh += saved.id
            files.forEach { path -> attempt(notices::problem) { core.attachFile(saved.id, path) } }
            asked.value = saved.id
        }
    }

    suspend fun answer(kind: ReplyKind, row: MessageRow) {
        val line = attribution.of(kind, row)
        begin(
            when (kind) {
                ReplyKind.REPLY -> DraftStart.Reply(row.id, line)
                ReplyKind.REPLY_ALL -> DraftStart.ReplyAll(row.id, line)
                ReplyKind.FORWARD -> DraftStart.Forward(row.id, line)
            },
        )
    }

    fun show(draft: DraftId) {
        asked.value = draft
    }

    fun shown() {
        asked.value = null
    }

    /** Whether the draft was begun a moment ago, so that one left untouched is no draft. */
    fun isFresh(draft: DraftId): Boolean = draft in fresh

    fun closed(draft: DraftId) {
        fresh -= draft
    }

    /** Says that a message leaves, counts its seconds down and offers to take it back. */
    suspend fun sent(outbox: OutboxId) {
        attempt(notices::problem) {
            val due = core.outbox().find { it.id == outbox }?.due ?: 0
            if (due > now()) {
                notices.leaving(due, now(), NoticeAction(R.string.compose_undo_send) { takeBack(outbox) })
            } else {
                notices.say(phrase(R.string.compose_sent_now))
            }
        }
    }

    suspend fun takeBack(outbox: OutboxId) {
        attempt(notices::problem) { show(core.recallDraft(outbox).id) }
    }

    /** Forgets a draft a little later, so that it can be taken back; one that the app ends on stays. */
    fun discard(draft: DraftId) {
        val timer = scope.launch {
            delay(FORGET_MS)
            forget(draft)
        }
        thrown.update { it + (draft to timer) }
        notices.say(phrase(R.string.compose_discarded), NoticeAction(R.string.compose_undo_discard) { keep(draft) })
    }

    private fun keep(draft: DraftId) {
        thrown.value[draft]?.cancel()
        thrown.update { it - draft }
        show(draft)
    }

    private suspend fun forget(draft: DraftId) {
        attempt({ if (it !is MailException.Gone) notices.problem(it) }) { core.discardDraft(draft) }
        thrown.update { it - draft }
    }

    private companion object {
        // Longer than the notice.
        const val FORGET_MS = 60_000L
    }
}
