package tern.app.background

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import androidx.core.content.ContextCompat
import kotlinx.coroutines.launch
import tern.app.App
import tern.app.core.attempt

/** After a restart of the device or an update of the app, everything runs as before. */
class Wakeups : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action != Intent.ACTION_BOOT_COMPLETED && intent.action != Intent.ACTION_MY_PACKAGE_REPLACED) return
        val app = context.applicationContext as App
        val pending = goAsync()
        app.graph.scope.launch {
            attempt({ }) {
                // The service may be started now, and not any more when this has ended.
                val plan = app.graph.desk().core.backgroundPlan()
                if (plan.hold) ContextCompat.startForegroundService(app, Intent(app, PushService::class.java))
                Wakes(app).follow(plan, app.graph.now())
            }
            pending.finish()
        }
    }
}
