package tern.mail

import tern.core.AccountId
import tern.core.AccountPlan
import tern.core.BackgroundPlan
import tern.core.MailException
import tern.core.MobileData
import tern.core.NextWake
import tern.core.PlanMode
import tern.core.PlanReason
import tern.core.SyncMode
import tern.core.SyncSettings
import tern.core.Wake
import tern.core.WakeCause
import tern.core.WakeKind

val USUAL_SYNC = SyncSettings(
    mode = SyncMode.BALANCED,
    mobileData = MobileData.SAME,
    lowBatterySlower = true,
    everyMinutes = null,
    quiet = emptyList(),
    folders = emptyList(),
)

private const val MINUTE_MS = 60_000L
private val INTERVALS = setOf(15u, 30u, 60u, 120u, 240u)

/** What the fake keeps of the background: settings as chosen, and a plan of the modes alone. */
internal class FakeBackground(private val now: () -> Long, private val accounts: () -> List<AccountId>) {
    private val kept = mutableMapOf<AccountId, SyncSettings>()
    private val done = mutableListOf<Wake>()
    var foreground = true

    fun settings(account: AccountId) = kept[account] ?: USUAL_SYNC

    fun keep(account: AccountId, settings: SyncSettings) {
        val every = settings.everyMinutes
        if (every != null && every !in INTERVALS) {
            throw MailException.Input("A fixed interval is 15, 30, 60, 120 or 240 minutes.", "Choose one of these.")
        }
        kept[account] = settings
    }

    fun plan() = plan(foreground)

    fun planWhenAway() = plan(watched = false)

    private fun plan(watched: Boolean): BackgroundPlan {
        val plans = accounts().map { planOf(it, watched) }
        val polled = plans.filter { it.mode == PlanMode.POLL }.map { it.account }
        val held = plans.filter { it.mode == PlanMode.PUSH }.map { it.account }
        val next = when {
            polled.isNotEmpty() -> wakeAt(30, WakeCause.POLL, polled)
            held.isNotEmpty() -> wakeAt(24, WakeCause.KEEP_ALIVE, held)
            else -> null
        }
        return BackgroundPlan(now(), held.isNotEmpty(), plans, next)
    }

    fun wake(cause: WakeCause) = Wake(now(), cause, 40u, emptyList()).also { done.add(0, it) }

    fun wakes(most: Int) = done.take(most)

    private fun wakeAt(minutes: Int, cause: WakeCause, accounts: List<AccountId>) =
        NextWake(now() + minutes * MINUTE_MS, 240u, WakeKind.INEXACT, cause, accounts)

    private fun planOf(account: AccountId, watched: Boolean): AccountPlan {
        val (mode, reason) = when (settings(account).mode) {
            SyncMode.MANUAL -> PlanMode.NOTHING to PlanReason.Manual
            SyncMode.SAVER -> PlanMode.POLL to PlanReason.Poll(60u)
            SyncMode.INSTANT, SyncMode.BALANCED -> PlanMode.PUSH to PlanReason.Push(24u)
        }
        val first = if (watched && mode != PlanMode.NOTHING) PlanReason.Foreground else reason
        return AccountPlan(account, mode, null, null, null, null, listOf(first))
    }
}
