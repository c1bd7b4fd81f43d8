package tern.app.notify

import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import androidx.core.app.NotificationCompat
import androidx.core.app.RemoteInput
import kotlinx.coroutines.launch
import tern.app.App
import tern.app.MainActivity
import tern.app.R
import tern.app.core.Act
import tern.app.core.Desk
import tern.app.core.ReplyKind
import tern.app.core.Targets
import tern.app.core.attempt
import tern.app.ui.Attributions
import tern.core.DraftStart
import tern.core.MessageId
import tern.core.MessageRow
import tern.core.SendOptions

/** The intents behind a notification and its buttons. */
class NotificationIntents(private val context: Context) {
    fun open(row: MessageRow): PendingIntent {
        val intent =
            Intent(
                Intent.ACTION_VIEW,
                Uri.parse("tern:message/${row.id}/${row.thread}"),
                context,
                MainActivity::class.java,
            )
        return PendingIntent.getActivity(context, 0, intent, PendingIntent.FLAG_IMMUTABLE)
    }

    fun act(row: MessageRow, action: String): PendingIntent = broadcast(row, action, PendingIntent.FLAG_IMMUTABLE)

    /** An answer from the shade; what is typed comes with the intent, so that it must be mutable. */
    fun reply(row: MessageRow): NotificationCompat.Action {
        val mutable = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) PendingIntent.FLAG_MUTABLE else 0
        val label = context.getString(R.string.cmd_reply)
        return NotificationCompat.Action.Builder(
            R.drawable.ic_reply,
            label,
            broadcast(row, NotificationActions.REPLY, mutable),
        )
            .addRemoteInput(
                RemoteInput.Builder(
                    NotificationActions.TEXT,
                ).setLabel(context.getString(R.string.reader_reply_hint)).build(),
            )
            .setSemanticAction(NotificationCompat.Action.SEMANTIC_ACTION_REPLY)
            .build()
    }

    private fun broadcast(row: MessageRow, action: String, flag: Int): PendingIntent {
        val intent = Intent(action, Uri.parse("tern:message/${row.id}"), context, NotificationActions::class.java)
        return PendingIntent.getBroadcast(context, 0, intent, flag or PendingIntent.FLAG_UPDATE_CURRENT)
    }
}

/** Does what a button of a notification says, without opening the app. */
class NotificationActions : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val id = intent.data?.schemeSpecificPart?.substringAfterLast('/')?.toLongOrNull() ?: return
        val text = RemoteInput.getResultsFromIntent(intent)?.getCharSequence(TEXT)?.toString().orEmpty()
        val app = context.applicationContext as App
        val pending = goAsync()
        app.graph.scope.launch {
            val desk = app.graph.desk()
            when (intent.action) {
                ARCHIVE -> desk.actions.act(Act.ARCHIVE, one(id))
                DELETE -> desk.actions.act(Act.DELETE, one(id))
                READ -> desk.actions.act(Act.READ, one(id))
                REPLY -> if (text.isNotBlank()) reply(app, desk, id, text)
            }
            MailNotices.withdraw(app, id)
            pending.finish()
        }
    }

    private fun one(id: MessageId) = Targets(listOf(id), 1, threads = false)

    /** The answer quotes what it answers, as one from the composer does, and waits its undo delay. */
    private suspend fun reply(app: App, desk: Desk, id: MessageId, text: String) {
        attempt(desk.notices::problem) {
            val line = Attributions(app, desk.now).of(ReplyKind.REPLY, desk.core.row(id))
            val begun = desk.core.beginDraft(DraftStart.Reply(id, line))
            desk.core.saveDraft(
                begun.id,
                begun.draft.copy(text = "$text\n\n${begun.draft.text.trimStart('\n')}", html = null),
            )
            desk.core.sendDraft(begun.id, SendOptions(now = false))
            desk.actions.act(Act.READ, one(id))
        }
    }

    companion object {
        const val ARCHIVE = "tern.app.ARCHIVE"
        const val DELETE = "tern.app.DELETE"
        const val READ = "tern.app.READ"
        const val REPLY = "tern.app.REPLY"
        const val TEXT = "text"
    }
}
