package tern.app.background

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import androidx.core.content.ContextCompat
import kotlinx.coroutines.launch
import tern.app.App

/** After a restart of the device or an update of the app, everything runs as before. */
class Wakeups : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action != Intent.ACTION_BOOT_COMPLETED && intent.action != Intent.ACTION_MY_PACKAGE_REPLACED) return
        val app = context.applicationContext as App
        val pending = goAsync()
        app.graph.scope.launch {
            val desk = app.graph.desk()
            val values = desk.settings.values.value
            val plan = planOf(desk.core.accounts().associate { it.id to values.mode(it.id) })
            BackgroundSync.schedule(app, plan.everyMinutes)
            if (plan.push.isNotEmpty()) ContextCompat.startForegroundService(app, Intent(app, PushService::class.java))
            pending.finish()
        }
    }
}
