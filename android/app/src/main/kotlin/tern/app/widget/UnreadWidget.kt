package tern.app.widget

import android.app.PendingIntent
import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProvider
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.icu.text.NumberFormat
import android.widget.RemoteViews
import kotlinx.coroutines.launch
import tern.app.App
import tern.app.MainActivity
import tern.app.R
import tern.core.Mailbox
import tern.core.Role

/** The number of unread messages of all inboxes, on the home screen. */
class UnreadWidget : AppWidgetProvider() {
    override fun onUpdate(context: Context, manager: AppWidgetManager, ids: IntArray) {
        val graph = (context.applicationContext as App).graph
        val pending: PendingResult? = goAsync()
        graph.scope.launch {
            val core = graph.desk().core
            refresh(context, core.accounts().flatMap { core.mailboxes(it.id) })
            pending?.finish()
        }
    }

    companion object {
        fun refresh(context: Context, mailboxes: List<Mailbox>) {
            // Absent on devices without home screens that take widgets.
            val manager: AppWidgetManager = AppWidgetManager.getInstance(context) ?: return
            val ids = manager.getAppWidgetIds(ComponentName(context, UnreadWidget::class.java))
            if (ids.isEmpty()) return
            val unread = mailboxes.filter { it.role == Role.INBOX }.sumOf { it.unread.toLong() }
            val resources = context.resources
            val views = RemoteViews(context.packageName, R.layout.widget_unread)
            views.setTextViewText(
                R.id.count,
                NumberFormat.getInstance(resources.configuration.locales[0]).format(unread),
            )
            views.setContentDescription(
                R.id.widget,
                resources.getQuantityString(R.plurals.tray_unread, unread.toInt(), unread.toInt()),
            )
            val open = Intent(context, MainActivity::class.java)
            views.setOnClickPendingIntent(
                R.id.widget,
                PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE),
            )
            manager.updateAppWidget(ids, views)
        }
    }
}
