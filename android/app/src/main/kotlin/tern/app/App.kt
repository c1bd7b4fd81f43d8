package tern.app

import android.app.Application
import android.content.res.Configuration
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

    lateinit var background: BackgroundSync
        private set

    val log = LogBook(System::currentTimeMillis)

    override fun onCreate() {
        super.onCreate()
        begin()
        speak()
        graph = graph()
        Channels(this).begin()
        background = BackgroundSync(this, graph).apply { begin() }
        // Copies for other apps and from them; nobody reads them after the process that made them.
        graph.scope.launch(Dispatchers.IO) {
            AttachmentFiles(this@App).clear()
            SharedFiles(this@App).clear()
        }
    }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        speak()
        // What accounts said so far is told again in the new language.
        val profile = graph.profile.value
        if (profile is Profile.Open) graph.scope.launch { profile.desk.accounts.load() }
    }

    /** Lets the core speak the app's language. */
    protected open fun speak() = Platform.speak(resources.configuration.locales[0].toLanguageTag())

    /** Loads the core; on a computer it is found without. */
    protected open fun begin() {
        Platform.begin(this)
        log.begin()
    }

    protected open fun graph(): AppGraph = AppGraph(this)
}
