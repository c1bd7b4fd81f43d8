package tern.app.background

import android.app.job.JobParameters
import android.app.job.JobService
import kotlinx.coroutines.Job
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import tern.app.App
import tern.app.core.SyncMode
import tern.app.core.attempt
import tern.core.SyncRequest

/** One look at every account that asked for looks, all in one waking of the device. */
class SyncJob : JobService() {
    private var running: Job? = null

    override fun onStartJob(params: JobParameters): Boolean {
        val graph = (application as App).graph
        running = graph.scope.launch {
            val desk = graph.desk()
            var offline = false
            val accounts = desk.core.accounts().filter {
                when (desk.settings.values.value.mode(it.id)) {
                    SyncMode.BALANCED, SyncMode.SAVER -> true
                    SyncMode.INSTANT, SyncMode.MANUAL -> false
                }
            }
            accounts.map { account ->
                launch {
                    attempt({ if (it is tern.core.MailException.Offline) offline = true }) {
                        desk.core.sync(account.id, SyncRequest(mailbox = null, bodies = null))
                    }
                }
            }.joinAll()
            jobFinished(params, offline)
        }
        return true
    }

    override fun onStopJob(params: JobParameters): Boolean {
        running?.cancel()
        return true
    }
}
