package tern.app.background

import android.app.Application
import android.content.Intent
import androidx.core.content.ContextCompat
import androidx.lifecycle.DefaultLifecycleObserver
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.ProcessLifecycleOwner
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import tern.app.AppGraph
import tern.app.core.Desk
import tern.app.core.attempt
import tern.app.core.eachSoon
import tern.app.notify.MailNotices
import tern.app.share.Recents
import tern.app.widget.UnreadWidget
import tern.core.BackgroundPlan
import tern.core.Event
import tern.mail.MailCore

/** The one place that does what the core plans: which accounts run, whether a service holds them, when to wake. */
class BackgroundSync(private val app: Application, private val graph: AppGraph) {
    private val open = MutableStateFlow(false)
    private var facts: DeviceFacts? = null

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
            desk.core.keepAwake(StayAwake(app))
            val facts = DeviceFacts(app, desk.core).also { facts = it }
            launch {
                open.collect {
                    // In sight the service is not needed, and may be asked for again when the person leaves.
                    if (it) facts.canHold = true
                    desk.core.setForeground(it)
                }
            }
            facts.begin()
            launch { MailNotices(app, desk) { open.value }.run() }
            launch { Recents(app, desk).run() }
            launch {
                desk.accounts.state.map {
                    it.mailboxes
                }.distinctUntilChanged().collect { UnreadWidget.refresh(app, it) }
            }
            desk.core.changes(::concerns).eachSoon { follow(desk, facts) }
        }
    }

    /**
     * The system woke the app: works, and asks for the next time. Nothing tells of a battery that runs down or of a
     * standby bucket, so they are looked at first.
     */
    suspend fun woken(work: suspend (MailCore) -> Unit) {
        val core = graph.deskOrNull()?.core ?: return
        facts?.tellPower()
        // What fails is kept by the core, which plans the next try.
        attempt({ }) { work(core) }
        attempt({ }) { Wakes(app).follow(core.backgroundPlan(), graph.now()) }
    }

    private fun concerns(event: Event) = event is Event.PlanChanged || event is Event.AccountChanged

    private suspend fun follow(desk: Desk, facts: DeviceFacts) {
        attempt({ }) {
            val plan = desk.core.backgroundPlan()
            hold(plan, facts)
            Wakes(app).follow(plan, graph.now())
            // Each goes by the plan itself. One that another process runs says so in the status.
            plan.accounts.forEach { attempt({ }) { desk.core.start(it.account) } }
        }
    }

    private fun hold(plan: BackgroundPlan, facts: DeviceFacts) {
        val service = Intent(app, PushService::class.java)
        if (!plan.hold) {
            app.stopService(service)
        } else if (!open.value && !PushService.runs) {
            // The system lets it start for a moment after the person left, and after boot or an update.
            facts.canHold = started(service)
        }
    }

    private fun started(service: Intent): Boolean = try {
        ContextCompat.startForegroundService(app, service)
        true
    } catch (_: IllegalStateException) {
        false
    }
}
