package tern.app.background

import android.app.job.JobParameters
import android.app.job.JobService
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import tern.app.App

/** One look at every account that is due, all in one waking of the device. */
class SyncJob : JobService() {
    private var running: Job? = null

    override fun onStartJob(params: JobParameters): Boolean {
        val app = application as App
        runs = true
        running = app.graph.scope.launch {
            app.background.woken {
                try {
                    it.backgroundSync(BUDGET_SECONDS)
                } finally {
                    runs = false
                }
            }
            runs = false
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
