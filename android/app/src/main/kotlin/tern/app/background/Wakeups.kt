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
            app.background.woken {
                // The service may be started now, and not any more when this has ended.
                val hold = it.backgroundPlan().hold
                if (hold) ContextCompat.startForegroundService(app, Intent(app, PushService::class.java))
            }
            pending.finish()
        }
    }
}
