package tern.app.background

import android.app.AlarmManager
import android.app.PendingIntent
import android.app.Service
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.net.ConnectivityManager
import android.os.Build
import android.os.IBinder
import android.os.SystemClock
import androidx.core.app.NotificationCompat
import androidx.core.app.ServiceCompat
import kotlinx.coroutines.launch
import tern.app.App
import tern.app.MainActivity
import tern.app.R
import tern.app.notify.Channels
import tern.mail.MailCore

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
        KeepAlive.next(this)
        return START_STICKY
    }

    override fun onDestroy() {
        KeepAlive.cancel(this)
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
    }
}

/** Wakes the device now and then, so that connections which died without a word are noticed in Doze too. */
class KeepAlive : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        next(context)
        val graph = (context.applicationContext as App).graph
        val pending = goAsync()
        graph.scope.launch {
            val online = context.getSystemService(ConnectivityManager::class.java).activeNetwork != null
            if (online) nudge(graph.desk().core)
            pending.finish()
        }
    }

    /** Told of the network, the core asks each of its connections for a sign of life. */
    private fun nudge(core: MailCore) = core.setNetwork(true)

    companion object {
        // Inexact: the system may delay it by some minutes, and no permission is needed.
        private const val EVERY_MS = 24 * 60_000L

        private fun intent(context: Context): PendingIntent = PendingIntent.getBroadcast(
            context,
            0,
            Intent(context, KeepAlive::class.java),
            PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
        )

        fun next(context: Context) = context.getSystemService(AlarmManager::class.java)
            .setAndAllowWhileIdle(
                AlarmManager.ELAPSED_REALTIME_WAKEUP,
                SystemClock.elapsedRealtime() + EVERY_MS,
                intent(context),
            )

        fun cancel(context: Context) = context.getSystemService(AlarmManager::class.java).cancel(intent(context))
    }
}
