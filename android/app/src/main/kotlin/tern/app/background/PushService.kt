package tern.app.background

import android.app.PendingIntent
import android.app.Service
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.IBinder
import androidx.core.app.NotificationCompat
import androidx.core.app.ServiceCompat
import kotlinx.coroutines.launch
import tern.app.App
import tern.app.MainActivity
import tern.app.R
import tern.app.notify.Channels

/** Keeps the process alive while accounts hold their connections; what it does is the core's. */
class PushService : Service() {
    override fun onBind(intent: Intent?): IBinder? = null

    override fun onStartCommand(intent: Intent?, flags: Int, startId: Int): Int {
        val type = if (Build.VERSION.SDK_INT >=
            Build.VERSION_CODES.UPSIDE_DOWN_CAKE
        ) {
            ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE
        } else {
            0
        }
        ServiceCompat.startForeground(this, NOTIFICATION, notification(), type)
        runs = true
        return START_STICKY
    }

    override fun onDestroy() {
        runs = false
        super.onDestroy()
    }

    private fun notification() = NotificationCompat.Builder(this, Channels.SERVICE)
        .setSmallIcon(R.drawable.ic_notification)
        .setContentTitle(getString(R.string.push_title))
        .setContentText(getString(R.string.push_text))
        .setOngoing(true)
        .setSilent(true)
        .setPriority(NotificationCompat.PRIORITY_MIN)
        .setContentIntent(
            PendingIntent.getActivity(this, 0, Intent(this, MainActivity::class.java), PendingIntent.FLAG_IMMUTABLE),
        )
        .build()

    companion object {
        const val NOTIFICATION = 1

        @Volatile
        var runs = false
            private set
    }
}

/** The alarm of a held connection: it shows a sign of life, so that one which died without a word is noticed. */
class KeepAlive : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val app = context.applicationContext as App
        val pending = goAsync()
        app.graph.scope.launch {
            app.background.woken { it.keepAlive() }
            pending.finish()
        }
    }
}
