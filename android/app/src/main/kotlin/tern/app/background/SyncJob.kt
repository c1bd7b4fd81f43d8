package tern.app.background

import android.app.job.JobParameters
import android.app.job.JobService
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import tern.app.App
import tern.app.core.attempt

/** One look at every account that is due, all in one waking of the device. */
class SyncJob : JobService() {
    private var running: Job? = null

    override fun onStartJob(params: JobParameters): Boolean {
        val graph = (application as App).graph
        runs = true
        running = graph.scope.launch {
            val core = graph.desk().core
            // What fails is kept by the core, which plans the next try.
            attempt({ }) { core.backgroundSync(BUDGET_SECONDS) }
            runs = false
            attempt({ }) { Wakes(this@SyncJob).follow(core.backgroundPlan(), graph.now()) }
            jobFinished(params, false)
        }
        return true
    }

    override fun onStopJob(params: JobParameters): Boolean {
        running?.cancel()
        runs = false
        return true
    }

    companion object {
        /** The system gives a job ten minutes. */
        private const val BUDGET_SECONDS = 120u

        @Volatile
        var runs = false
            private set
    }
}
