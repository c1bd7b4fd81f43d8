package tern.app.screen.why

import tern.core.Account
import tern.core.AccountPlan
import tern.core.MailException
import tern.core.NextWake
import tern.core.PlanReason
import tern.core.Wake

/** An account and what is planned for it. */
data class WhyAccount(val account: Account, val plan: AccountPlan)

sealed interface WhyBody {
    data object Loading : WhyBody

    data class Failed(val error: MailException) : WhyBody

    /** `wakes` are the newest first. */
    data class Ready(val accounts: List<WhyAccount>, val next: NextWake?, val wakes: List<Wake>) : WhyBody
}

/** `limits` is what the system forbids now, whoever looks. */
data class WhyState(val body: WhyBody, val limits: List<PlanReason>)

sealed interface WhyEvent {
    data object Retried : WhyEvent

    /** The person came back, perhaps from the system's settings. */
    data object Resumed : WhyEvent
}

/** Where a reason is mended. */
enum class Mend { SIGN_IN, ACCOUNT, BATTERY, APP, DATA, SAVER, WIFI }

/** The one place where something can be done about a reason; null where nothing is wrong, or only time helps. */
fun mendOf(reason: PlanReason): Mend? = when (reason) {
    PlanReason.SignInRefused -> Mend.SIGN_IN

    PlanReason.Manual, is PlanReason.QuietHours, is PlanReason.Night, PlanReason.MobileDataOff -> Mend.ACCOUNT

    PlanReason.NoSocket, PlanReason.Doze, is PlanReason.Standby, is PlanReason.WakesSpent -> Mend.BATTERY

    PlanReason.BackgroundForbidden -> Mend.APP

    PlanReason.DataSaver -> Mend.DATA

    PlanReason.PowerSave, PlanReason.PowerSaveStops -> Mend.SAVER

    PlanReason.CaptivePortal -> Mend.WIFI

    PlanReason.Foreground, is PlanReason.Push, is PlanReason.Poll, PlanReason.FixedInterval, PlanReason.QuietExceptions,
    PlanReason.NoNetwork, PlanReason.MobileData, is PlanReason.LowBattery, PlanReason.NoPush, PlanReason.SystemChooses,
    is PlanReason.Retrying,
    -> null
}
