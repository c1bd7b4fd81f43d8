package tern.app.notify

import android.Manifest
import android.app.Notification
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import androidx.core.app.NotificationCompat
import androidx.core.app.NotificationManagerCompat
import androidx.core.app.Person
import androidx.core.content.ContextCompat
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import tern.app.R
import tern.app.core.Desk
import tern.app.core.Shown
import tern.app.core.attempt
import tern.app.ui.calm
import tern.app.ui.nameOf
import tern.core.Event
import tern.core.MessageId
import tern.core.MessageRow
import tern.core.Role

/** Says what came into inboxes while nobody looks: a notification a message, grouped by account. */
class MailNotices(private val context: Context, private val desk: Desk, private val looking: () -> Boolean) {
    private val manager = NotificationManagerCompat.from(context)
    private val intents = NotificationIntents(context)

    suspend fun run() = coroutineScope {
        launch {
            desk.accounts.state.map {
                it.list
            }.distinctUntilChanged().collect { list -> list?.let { Channels(context).keep(it) } }
        }
        launch { desk.core.events.collect(::heard) }
    }

    private suspend fun heard(event: Event) {
        when (event) {
            is Event.NewMessage -> arrived(event)

            // Read, moved or deleted elsewhere: what is said of it here is old.
            is Event.MailboxChanged -> withdraw()

            is Event.Mode, is Event.AccountChanged, is Event.Progress, is Event.OutboxChanged, is Event.StatusChanged,
            is Event.EditRefused, is Event.Failed, Event.DraftsChanged, Event.Overflow,
            -> Unit
        }
    }

    private suspend fun arrived(event: Event.NewMessage) {
        if (looking() || !desk.settings.values.value.notifications || !allowed()) return
        attempt({ }) {
            val inbox = desk.core.mailboxes(event.account).any { it.id == event.mailbox && it.role == Role.INBOX }
            val row = desk.core.row(event.id)
            if (inbox && !row.flags.seen) show(row)
        }
    }

    private fun allowed(): Boolean = Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU ||
        ContextCompat.checkSelfPermission(context, Manifest.permission.POST_NOTIFICATIONS) ==
        PackageManager.PERMISSION_GRANTED

    fun show(row: MessageRow) {
        if (!allowed()) return
        val address = desk.accounts.state.value.account(row.account)?.address.orEmpty()
        manager.notify(tag(row.id), MESSAGE, message(row, address))
        manager.notify("account-${row.account}", SUMMARY, summary(row, address))
    }

    private fun message(row: MessageRow, address: String): Notification {
        val shown = desk.settings.values.value.shown
        val from = row.from.firstOrNull()
        val sender = Person.Builder().setName(
            nameOf(from).ifEmpty {
                context.getString(R.string.no_sender)
            },
        ).setKey(from?.email).build()
        val me = Person.Builder().setName(address.ifEmpty { context.getString(R.string.me) }).build()
        val subject = calm(row.subject).ifBlank { context.getString(R.string.no_subject) }
        val text = listOf(subject, calm(row.preview)).filter { it.isNotBlank() }.joinToString("\n")
        return builder(row)
            .setStyle(NotificationCompat.MessagingStyle(me).addMessage(text, row.received * 1000, sender))
            .setWhen(row.received * 1000)
            .setCategory(Notification.CATEGORY_EMAIL)
            .setContentIntent(intents.open(row))
            .setAutoCancel(true)
            .setVisibility(
                if (shown ==
                    Shown.ALL
                ) {
                    NotificationCompat.VISIBILITY_PUBLIC
                } else {
                    NotificationCompat.VISIBILITY_PRIVATE
                },
            )
            .setPublicVersion(hidden(row, if (shown == Shown.NOTHING) null else sender.name))
            .addAction(
                R.drawable.ic_archive,
                context.getString(R.string.notification_archive),
                intents.act(row, NotificationActions.ARCHIVE),
            )
            .addAction(
                R.drawable.ic_delete,
                context.getString(R.string.cmd_delete),
                intents.act(row, NotificationActions.DELETE),
            )
            .addAction(intents.reply(row))
            .addAction(
                R.drawable.ic_read,
                context.getString(R.string.notification_read),
                intents.act(row, NotificationActions.READ),
            )
            .build()
    }

    /** What a locked screen shows instead. */
    private fun hidden(row: MessageRow, sender: CharSequence?): Notification =
        builder(row).setContentTitle(sender ?: context.getString(R.string.notification_new)).build()

    private fun summary(row: MessageRow, address: String): Notification = builder(row)
        .setStyle(NotificationCompat.InboxStyle().setSummaryText(address))
        .setGroupSummary(true)
        .setAutoCancel(true)
        .build()

    private fun builder(row: MessageRow) = NotificationCompat.Builder(context, Channels.of(row.account))
        .setSmallIcon(R.drawable.ic_notification)
        .setColor(context.getColor(R.color.launcher))
        .setGroup("account-${row.account}")

    private suspend fun withdraw() {
        val there = manager.activeNotifications.filter {
            it.id == MESSAGE
        }.mapNotNull { it.tag?.removePrefix(TAG)?.toLongOrNull() }
        for (id in there) {
            var gone = true
            attempt({ }) { gone = desk.core.row(id).flags.seen }
            if (gone) withdraw(context, id)
        }
    }

    companion object {
        private const val TAG = "message-"
        private const val MESSAGE = 2
        private const val SUMMARY = 3

        fun tag(id: MessageId) = "$TAG$id"

        /** Takes a message's notification away, and the summary with the last one. */
        fun withdraw(context: Context, id: MessageId) {
            val manager = NotificationManagerCompat.from(context)
            val group = manager.activeNotifications.find { it.tag == tag(id) }?.notification?.group
            manager.cancel(tag(id), MESSAGE)
            val others = manager.activeNotifications.any {
                it.id == MESSAGE && it.tag != tag(id) &&
                    it.notification.group == group
            }
            if (!others && group != null) manager.cancel(group, SUMMARY)
        }
    }
}
