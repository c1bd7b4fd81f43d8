package tern.app

import android.app.Application
import tern.app.background.BackgroundSync
import tern.app.notify.Channels
import tern.mail.Platform

open class App : Application() {
    lateinit var graph: AppGraph
        private set

    override fun onCreate() {
        super.onCreate()
        begin()
        graph = graph()
        Channels(this).begin()
        BackgroundSync(this, graph).begin()
    }

    /** Loads the core; on a computer it is found without. */
    protected open fun begin() = Platform.begin(this)

    protected open fun graph(): AppGraph = AppGraph(this)
}
