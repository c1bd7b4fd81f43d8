package tern.app.screen.why

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import tern.app.R
import tern.app.ui.LocalFormat
import tern.core.PlanMode
import tern.core.PlanReason
import tern.core.Wake
import tern.core.WakeCause

@Composable
fun modeWords(mode: PlanMode): String = when (mode) {
    PlanMode.PUSH -> stringResource(R.string.why_mode_push)
    PlanMode.POLL -> stringResource(R.string.why_mode_poll)
    PlanMode.NOTHING -> stringResource(R.string.why_mode_nothing)
}

/** A reason as a sentence. */
@Composable
fun reasonWords(reason: PlanReason): String {
    val format = LocalFormat.current
    return when (reason) {
        is PlanReason.Push -> minutes(R.plurals.why_push, reason.keepAliveMinutes)
        is PlanReason.Poll -> minutes(R.plurals.why_poll, reason.minutes)
        is PlanReason.QuietHours -> stringResource(R.string.why_quiet, format.moment(reason.until))
        is PlanReason.Night -> stringResource(R.string.why_night, format.moment(reason.until))
        is PlanReason.LowBattery -> stringResource(R.string.why_battery, format.number(reason.percent.toLong()))
        is PlanReason.WakesSpent -> stringResource(R.string.why_spent, format.moment(reason.until))
        is PlanReason.Retrying -> minutes(R.plurals.why_retrying, reason.failures)
        else -> stringResource(plain(reason))
    }
}

@Composable
private fun minutes(words: Int, count: UInt) = pluralStringResource(words, count.toInt(), count.toInt())

private fun plain(reason: PlanReason): Int = when (reason) {
    PlanReason.Foreground -> R.string.why_foreground

    PlanReason.FixedInterval -> R.string.why_fixed

    PlanReason.Manual -> R.string.why_manual

    PlanReason.QuietExceptions -> R.string.why_exceptions

    PlanReason.NoNetwork -> R.string.why_network

    PlanReason.CaptivePortal -> R.string.why_captive

    PlanReason.MobileDataOff -> R.string.why_mobile_off

    PlanReason.MobileData -> R.string.why_mobile

    PlanReason.DataSaver -> R.string.why_data_saver

    PlanReason.PowerSave -> R.string.why_power_save

    PlanReason.PowerSaveStops -> R.string.why_power_stops

    PlanReason.NoPush -> R.string.why_no_push

    PlanReason.NoSocket -> R.string.why_no_socket

    PlanReason.Doze -> R.string.why_doze

    is PlanReason.Standby -> R.string.why_standby

    PlanReason.BackgroundForbidden -> R.string.why_forbidden

    PlanReason.SystemChooses -> R.string.why_system

    PlanReason.SignInRefused -> R.string.why_refused

    is PlanReason.Push, is PlanReason.Poll, is PlanReason.QuietHours, is PlanReason.Night, is PlanReason.LowBattery,
    is PlanReason.WakesSpent, is PlanReason.Retrying,
    -> error("said with its number")
}

@Composable
fun mendWords(mend: Mend): String = stringResource(
    when (mend) {
        Mend.SIGN_IN -> R.string.why_mend_sign_in
        Mend.ACCOUNT -> R.string.why_mend_account
        Mend.BATTERY -> R.string.why_mend_battery
        Mend.APP -> R.string.why_mend_app
        Mend.DATA -> R.string.why_mend_data
        Mend.SAVER -> R.string.why_mend_saver
        Mend.WIFI -> R.string.why_mend_wifi
    },
)

@Composable
fun causeWords(cause: WakeCause): String = stringResource(
    when (cause) {
        WakeCause.POLL -> R.string.why_cause_poll
        WakeCause.KEEP_ALIVE -> R.string.why_cause_keep_alive
        WakeCause.RETRY -> R.string.why_cause_retry
        WakeCause.QUIET_ENDS -> R.string.why_cause_quiet
        WakeCause.SEND -> R.string.why_cause_send
        WakeCause.PUSH -> R.string.why_cause_push
        WakeCause.FREE -> R.string.why_cause_free
    },
)

/** What a wake brought: new messages and bytes, or why it brought nothing. */
@Composable
fun resultWords(wake: Wake): String {
    val problem = wake.accounts.firstNotNullOfOrNull { it.problem }
    if (problem != null) return problem.reason
    val fresh = wake.accounts.sumOf { it.newMessages.toInt() }
    val bytes = LocalFormat.current.size(wake.accounts.sumOf { it.bytes })
    return pluralStringResource(R.plurals.why_wake, fresh, fresh, bytes)
}
