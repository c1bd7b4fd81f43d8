package tern.app.background

import android.app.AlarmManager
import android.app.PendingIntent
import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.os.SystemClock
import tern.core.AccountPlan
import tern.core.BackgroundPlan
import tern.core.NextWake
import tern.core.PlanReason
import tern.core.WakeCause

/** Asks the system for the next wake that the core wants: an alarm for a held connection, one job for all else. */
class Wakes(private val context: Context) {
    private val jobs = context.getSystemService(JobScheduler::class.java)
    private val alarms = context.getSystemService(AlarmManager::class.java)

    fun follow(plan: BackgroundPlan, now: Long) {
        val next = plan.nextWake
        when (next?.cause) {
            WakeCause.KEEP_ALIVE -> alarm(next, now)

            // The connections are held as before while something goes out.
            WakeCause.SEND -> Unit

            else -> alarms.cancel(keepAlive())
        }
        when {
            // A job that is put anew while it runs is ended; it asks for the next one when it is done.
            SyncJob.runs -> Unit

            next != null && next.cause != WakeCause.KEEP_ALIVE -> jobs.schedule(job(next, now))

            // The process may be gone by the time there is a network.
            plan.accounts.any(::lacksNetwork) -> jobs.schedule(job().build())

            else -> jobs.cancel(JOB)
        }
    }

    private fun lacksNetwork(plan: AccountPlan) =
        PlanReason.NoNetwork in plan.reasons || PlanReason.CaptivePortal in plan.reasons

    /** Inexact, so that no permission is needed: the system may be late by some minutes, in doze too. */
    private fun alarm(next: NextWake, now: Long) = alarms.setAndAllowWhileIdle(
        AlarmManager.ELAPSED_REALTIME_WAKEUP,
        SystemClock.elapsedRealtime() + (next.at - now).coerceAtLeast(0),
        keepAlive(),
    )

    private fun job(next: NextWake, now: Long): JobInfo {
        val least = (next.at - now).coerceAtLeast(0)
        return job()
            .setMinimumLatency(least)
            .setOverrideDeadline(least + next.slackSeconds.toLong() * 1_000)
            .build()
    }

    /** As soon as there is a network. */
    private fun job() = JobInfo.Builder(JOB, ComponentName(context, SyncJob::class.java))
        .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
        .setPersisted(true)

    private fun keepAlive(): PendingIntent = PendingIntent.getBroadcast(
        context,
        0,
        Intent(context, KeepAlive::class.java),
        PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
    )

    companion object {
        const val JOB = 1
    }
}
