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
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.filterNot
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import tern.app.R
import tern.app.core.Desk
import tern.app.core.Shown
import tern.app.core.attempt
import tern.app.ui.calm
import tern.app.ui.nameOf
import tern.core.Event
import tern.core.ListFrom
import tern.core.ListRequest
import tern.core.MessageId
import tern.core.MessageRow
import tern.core.Role
import tern.core.View

/** Says what came into inboxes while nobody looks: a notification a message, grouped by account. */
class MailNotices(private val context: Context, private val desk: Desk, private val looking: () -> Boolean) {
    private val manager = NotificationManagerCompat.from(context)
    private val intents = NotificationIntents(context)
    private val arrivals = mutableListOf<Event.NewMessage>()
    private val signal = Channel<Unit>(Channel.CONFLATED)

    /** The newest message heard of: what comes after an overflow of events is above it. */
    private var newest: MessageId? = null

    suspend fun run() = coroutineScope {
        launch {
            desk.accounts.state.map {
                it.list
            }.distinctUntilChanged().collect { list -> list?.let { Channels(context).keep(it) } }
        }
        launch { desk.core.events.collect(::heard) }
        for (heard in signal) {
            // What arrives together is said together: one sound, and no more notifications than a person reads.
            delay(GATHER_MS)
            val together = arrivals.toList()
            arrivals.clear()
            if (wanted()) together.groupBy { it.account }.forEach { (_, events) -> arrived(events) }
        }
    }

    private suspend fun heard(event: Event) {
        when (event) {
            is Event.NewMessage -> {
                newest = maxOf(newest ?: event.id, event.id)
                arrivals += event
                signal.send(Unit)
            }

            Event.Overflow -> missed()

            // Read, moved or deleted elsewhere: what is said of it here is old.
            is Event.MailboxChanged -> withdraw()

            is Event.Mode, is Event.AccountChanged, is Event.Progress, is Event.OutboxChanged, is Event.StatusChanged,
            is Event.EditRefused, is Event.Failed, Event.DraftsChanged, Event.PlanChanged,
            -> Unit
        }
    }

    private fun wanted() = !looking() && desk.settings.values.value.notifications && allowed()

    /** More happened than this could hear: the newest unread messages are looked up instead. */
    private suspend fun missed() {
        withdraw()
        val after = newest ?: return
        attempt({ }) {
            val asked = ListRequest(View.Role(Role.INBOX), false, true, ListFrom.Offset(0u), MOST.toUInt())
            desk.core.list(asked).rows.map { it.row }.filter { it.id > after }.forEach {
                heard(Event.NewMessage(it.account, it.mailbox, it.id, 0uL))
            }
        }
    }

    /** Arrivals of one account: the newest few each by itself, all of them in the summary. */
    private suspend fun arrived(events: List<Event.NewMessage>) {
        attempt({ }) {
            val inboxes = desk.core.mailboxes(events.first().account).filter { it.role == Role.INBOX }.map { it.id }
            val rows = events.asReversed().asSequence().filter { it.mailbox in inboxes }.asFlow()
                .mapNotNull { rowOf(it.id) }.filterNot { it.flags.seen }.take(MOST).toList()
            show(rows.asReversed())
        }
    }

    /** The message, unless it is gone by now. */
    private suspend fun rowOf(id: MessageId): MessageRow? {
        var row: MessageRow? = null
        attempt({ }) { row = desk.core.row(id) }
        return row
    }

    private fun allowed(): Boolean = Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU ||
        ContextCompat.checkSelfPermission(context, Manifest.permission.POST_NOTIFICATIONS) ==
        PackageManager.PERMISSION_GRANTED

    /** Shows messages of one account, the newest last; the summary is the one that is heard. */
    suspend fun show(rows: List<MessageRow>) {
        val row = rows.lastOrNull()
        if (row == null || !allowed()) return
        val address = desk.accounts.state.value.account(row.account)?.address.orEmpty()
        val group = "account-${row.account}"
        val shown = rows.map { tag(it.id) }
        val older = manager.activeNotifications.filter {
            it.id == MESSAGE && it.notification.group == group && it.tag !in shown
        }.sortedBy { it.notification.`when` }
        older.dropLast(MOST - shown.size).forEach { manager.cancel(it.tag, MESSAGE) }
        rows.forEach { manager.notify(tag(it.id), MESSAGE, message(it, address)) }
        var unread = 0
        attempt({ }) {
            unread = desk.core.mailboxes(row.account).filter { it.role == Role.INBOX }.sumOf { it.unread.toInt() }
        }
        manager.notify(group, SUMMARY, summary(row, address, unread))
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

    private fun summary(row: MessageRow, address: String, unread: Int): Notification = builder(row)
        .setContentTitle(context.resources.getQuantityString(R.plurals.notification_unread, unread, unread))
        .setStyle(NotificationCompat.InboxStyle().setSummaryText(address))
        .setGroupSummary(true)
        .setAutoCancel(true)
        .build()

    private fun builder(row: MessageRow) = NotificationCompat.Builder(context, Channels.of(row.account))
        .setSmallIcon(R.drawable.ic_notification)
        .setColor(context.getColor(R.color.launcher))
        .setGroup("account-${row.account}")
        .setGroupAlertBehavior(NotificationCompat.GROUP_ALERT_SUMMARY)

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
        private const val GATHER_MS = 500L

        /** Messages of one account that are shown each by itself. The system drops what an app shows beyond 50. */
        const val MOST = 8

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
