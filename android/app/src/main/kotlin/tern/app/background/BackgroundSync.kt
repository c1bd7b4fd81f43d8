package tern.app.background

import android.app.Application
import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.os.Build
import androidx.annotation.RequiresApi
import androidx.core.content.ContextCompat
import androidx.lifecycle.DefaultLifecycleObserver
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.ProcessLifecycleOwner
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import tern.app.AppGraph
import tern.app.core.Desk
import tern.app.core.SyncMode
import tern.app.core.attempt
import tern.app.notify.MailNotices
import tern.app.share.Recents
import tern.app.widget.UnreadWidget
import tern.core.AccountId

/** What is to run for the accounts there are. */
data class Plan(val push: Set<AccountId>, val everyMinutes: Int?)

private const val BALANCED_MINUTES = 30
private const val SAVER_MINUTES = 120

/** Accounts with `INSTANT` have a connection held; the others share one job, at the pace of the most eager. */
fun planOf(modes: Map<AccountId, SyncMode>): Plan {
    val minutes = modes.values.mapNotNull {
        when (it) {
            SyncMode.BALANCED -> BALANCED_MINUTES
            SyncMode.SAVER -> SAVER_MINUTES
            SyncMode.INSTANT, SyncMode.MANUAL -> null
        }
    }
    return Plan(modes.filterValues { it == SyncMode.INSTANT }.keys, minutes.minOrNull())
}

/** The one place that runs accounts: while the app is open all of them, in the background as each was told. */
class BackgroundSync(private val app: Application, private val graph: AppGraph) {
    private val open = MutableStateFlow(false)

    fun begin() {
        ProcessLifecycleOwner.get().lifecycle.addObserver(object : DefaultLifecycleObserver {
            override fun onStart(owner: LifecycleOwner) {
                open.value = true
                graph.lock.back()
            }

            override fun onStop(owner: LifecycleOwner) {
                open.value = false
                graph.lock.away()
            }
        })
        graph.scope.launch {
            val desk = graph.desk()
            NetworkFacts(app, desk.core).begin()
            launch { MailNotices(app, desk) { open.value }.run() }
            launch { Recents(app, desk).run() }
            launch {
                desk.accounts.state.map {
                    it.mailboxes
                }.distinctUntilChanged().collect { UnreadWidget.refresh(app, it) }
            }
            run(desk)
        }
    }

    private suspend fun run(desk: Desk) {
        val modes = combine(desk.accounts.state, desk.settings.values) { known, values ->
            known.list?.associate { it.id to values.mode(it.id) }
        }.distinctUntilChanged()
        combine(modes, open, ::Pair).distinctUntilChanged().collect { (known, foreground) ->
            if (known != null) apply(desk, known, foreground)
        }
    }

    private suspend fun apply(desk: Desk, modes: Map<AccountId, SyncMode>, foreground: Boolean) {
        val plan = planOf(modes)
        schedule(app, plan.everyMinutes)
        service(plan.push.isNotEmpty(), foreground)
        modes.forEach { (account, mode) ->
            val runs = mode == SyncMode.INSTANT || (foreground && mode != SyncMode.MANUAL)
            // One that another process runs, or that waits for a password, says so in the status.
            attempt({ }) { if (runs) desk.core.start(account) else desk.core.stop(account) }
        }
    }

    private fun service(wanted: Boolean, foreground: Boolean) {
        val intent = Intent(app, PushService::class.java)
        // The system lets it start from the background only after boot or an update; `Wakeups` does that.
        if (!wanted) {
            app.stopService(intent)
        } else if (foreground) {
            ContextCompat.startForegroundService(app, intent)
        }
    }

    companion object {
        const val JOB = 1

        fun schedule(context: Context, everyMinutes: Int?) {
            val scheduler = context.getSystemService(JobScheduler::class.java)
            if (everyMinutes == null) return scheduler.cancel(JOB)
            val period = everyMinutes * MINUTE_MS
            if (scheduler.getPendingJob(JOB)?.intervalMillis == period) return
            val job = JobInfo.Builder(JOB, ComponentName(context, SyncJob::class.java))
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setRequiresBatteryNotLow(true)
                .setPersisted(true)
                .setPeriodic(period)
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) prefetching(job)
            scheduler.schedule(job.build())
        }

        @RequiresApi(Build.VERSION_CODES.P)
        private fun prefetching(job: JobInfo.Builder) = job.setPrefetch(true)

        private const val MINUTE_MS = 60_000L
    }
}
