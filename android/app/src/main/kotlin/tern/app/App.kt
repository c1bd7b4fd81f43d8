package tern.app

import android.app.Application
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import tern.app.background.BackgroundSync
import tern.app.notify.Channels
import tern.app.share.AttachmentFiles
import tern.app.share.LogBook
import tern.app.share.SharedFiles
import tern.mail.Platform

open class App : Application() {
    lateinit var graph: AppGraph
        private set

    val log = LogBook(System::currentTimeMillis)

    override fun onCreate() {
        super.onCreate()
        begin()
        graph = graph()
        Channels(this).begin()
        BackgroundSync(this, graph).begin()
        // Copies for other apps and from them; nobody reads them after the process that made them.
        graph.scope.launch(Dispatchers.IO) {
            AttachmentFiles(this@App).clear()
            SharedFiles(this@App).clear()
        }
    }

    /** Loads the core; on a computer it is found without. */
    protected open fun begin() {
        Platform.begin(this)
        log.begin()
    }

    protected open fun graph(): AppGraph = AppGraph(this)
}
