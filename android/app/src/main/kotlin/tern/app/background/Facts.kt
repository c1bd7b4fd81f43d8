package tern.app.background

import android.app.ActivityManager
import android.app.AlarmManager
import android.app.usage.UsageStatsManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import android.os.BatteryManager
import android.os.Build
import android.os.PowerManager
import androidx.annotation.RequiresApi
import tern.core.NetworkFacts
import tern.core.NetworkKind
import tern.core.PlanReason
import tern.core.PowerFacts
import tern.core.Standby
import tern.mail.MailCore

private val DOWN = NetworkFacts(NetworkKind.DOWN, id = "", metered = false, dataSaver = false, captive = false)

/** Tells the core what carries the network, how the battery is and what the system allows, whenever that changes. */
class DeviceFacts(private val context: Context, private val core: MailCore) {
    private val connectivity = context.getSystemService(ConnectivityManager::class.java)
    private var network: NetworkFacts? = null
    private var power: PowerFacts? = null

    /** Whether the system let the push service start when it was last asked to. */
    var canHold = true
        set(value) {
            field = value
            tellPower()
        }

    private val carried = object : ConnectivityManager.NetworkCallback() {
        override fun onCapabilitiesChanged(network: Network, capabilities: NetworkCapabilities) =
            tell(factsOf(network, capabilities))

        override fun onLost(network: Network) = tell(DOWN)
    }

    private val heard = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            tellPower()
            // The data saver was switched.
            network?.let { tell(it.copy(dataSaver = saverOn())) }
        }
    }

    fun begin() {
        tellPower()
        connectivity.registerDefaultNetworkCallback(carried)
        val wanted = IntentFilter().apply {
            addAction(Intent.ACTION_POWER_CONNECTED)
            addAction(Intent.ACTION_POWER_DISCONNECTED)
            addAction(Intent.ACTION_BATTERY_LOW)
            addAction(Intent.ACTION_BATTERY_OKAY)
            addAction(PowerManager.ACTION_POWER_SAVE_MODE_CHANGED)
            addAction(PowerManager.ACTION_DEVICE_IDLE_MODE_CHANGED)
            addAction(ConnectivityManager.ACTION_RESTRICT_BACKGROUND_CHANGED)
        }
        // Only the system may send these, so no word is needed on who else may.
        context.registerReceiver(heard, wanted)
    }

    /** Signal strength changes all the time; only what the core decides by is news. */
    private fun tell(facts: NetworkFacts) {
        if (facts == network) return
        network = facts
        core.setNetwork(facts)
    }

    fun tellPower() {
        val facts = powerOf(context, canHold)
        if (facts == power) return
        power = facts
        core.setPower(facts)
    }

    private fun factsOf(network: Network, has: NetworkCapabilities): NetworkFacts {
        if (!has.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)) return DOWN
        val kind = when {
            has.hasTransport(NetworkCapabilities.TRANSPORT_WIFI) -> NetworkKind.WIFI
            has.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR) -> NetworkKind.CELLULAR
            has.hasTransport(NetworkCapabilities.TRANSPORT_ETHERNET) -> NetworkKind.ETHERNET
            else -> NetworkKind.OTHER
        }
        return NetworkFacts(
            kind = kind,
            id = "${network.networkHandle}",
            metered = !has.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED),
            dataSaver = saverOn(),
            captive = has.hasCapability(NetworkCapabilities.NET_CAPABILITY_CAPTIVE_PORTAL),
        )
    }

    private fun saverOn() =
        connectivity.restrictBackgroundStatus == ConnectivityManager.RESTRICT_BACKGROUND_STATUS_ENABLED
}

/** What the system says of power now. */
fun powerOf(context: Context, canHold: Boolean): PowerFacts {
    val battery = context.getSystemService(BatteryManager::class.java)
    val power = context.getSystemService(PowerManager::class.java)
    val percent = battery.getIntProperty(BatteryManager.BATTERY_PROPERTY_CAPACITY)
    return PowerFacts(
        batteryPercent = percent.takeIf { it in 0..100 }?.toUByte(),
        charging = battery.isCharging,
        powerSave = power.isPowerSaveMode,
        doze = power.isDeviceIdleMode,
        standby = standbyOf(context, power),
        exactAlarms = Build.VERSION.SDK_INT < Build.VERSION_CODES.S || mayBeExact(context),
        canHoldSocket = canHold,
        backgroundAllowed = Build.VERSION.SDK_INT < Build.VERSION_CODES.P || mayWork(context),
        windowSeconds = null,
    )
}

private fun standbyOf(context: Context, power: PowerManager): Standby =
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P || power.isIgnoringBatteryOptimizations(context.packageName)) {
        Standby.EXEMPT
    } else {
        bucketOf(context)
    }

@RequiresApi(Build.VERSION_CODES.P)
private fun bucketOf(context: Context): Standby {
    val bucket = context.getSystemService(UsageStatsManager::class.java).appStandbyBucket
    return when {
        bucket < UsageStatsManager.STANDBY_BUCKET_ACTIVE -> Standby.EXEMPT
        bucket <= UsageStatsManager.STANDBY_BUCKET_ACTIVE -> Standby.ACTIVE
        bucket <= UsageStatsManager.STANDBY_BUCKET_WORKING_SET -> Standby.WORKING
        bucket <= UsageStatsManager.STANDBY_BUCKET_FREQUENT -> Standby.FREQUENT
        bucket <= UsageStatsManager.STANDBY_BUCKET_RARE -> Standby.RARE
        else -> Standby.RESTRICTED
    }
}

@RequiresApi(Build.VERSION_CODES.S)
private fun mayBeExact(context: Context) = context.getSystemService(AlarmManager::class.java).canScheduleExactAlarms()

@RequiresApi(Build.VERSION_CODES.P)
private fun mayWork(context: Context) = !context.getSystemService(ActivityManager::class.java).isBackgroundRestricted

/** What the system forbids or slows down now, in the core's own words for it. */
fun limitsOf(context: Context): List<PlanReason> {
    val facts = powerOf(context, canHold = true)
    val saver = context.getSystemService(ConnectivityManager::class.java).restrictBackgroundStatus
    return listOfNotNull(
        PlanReason.BackgroundForbidden.takeIf { !facts.backgroundAllowed },
        PlanReason.DataSaver.takeIf { saver == ConnectivityManager.RESTRICT_BACKGROUND_STATUS_ENABLED },
        PlanReason.PowerSave.takeIf { facts.powerSave },
        PlanReason.Doze.takeIf { facts.doze },
        PlanReason.Standby(facts.standby).takeIf { facts.standby > Standby.WORKING },
    )
}
