package tern.app.screen.settings

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.PowerManager
import android.provider.Settings
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.core.app.NotificationManagerCompat
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.LifecycleEventEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.App
import tern.app.core.Desk
import tern.app.lock.lockable
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.model
import tern.app.share.openSettings

/** What the system allows, asked of it each time. */
class SystemAllows(private val context: Context) : Allowed {
    override fun read() = Permissions(
        notifications = NotificationManagerCompat.from(context).areNotificationsEnabled(),
        unrestricted = context.getSystemService(
            PowerManager::class.java,
        ).isIgnoringBatteryOptimizations(context.packageName),
        lockable = lockable(context),
    )
}

@Composable
fun SettingsRoute(desk: Desk, nav: Nav, route: Route.Settings) {
    val context = LocalContext.current
    val model = model { SettingsModel(desk, SystemAllows(context.applicationContext), versionOf(context)) }
    val state by model.state.collectAsStateWithLifecycle()
    LifecycleEventEffect(Lifecycle.Event.ON_RESUME) { model.onEvent(SettingsEvent.Resumed) }
    val paths = SettingsPaths(
        onBack = nav::back,
        onAccount = { nav.go(Route.Settings(it)) },
        onAddAccount = { nav.go(Route.Welcome(another = true)) },
        onSignIn = { nav.go(Route.SignIn(it)) },
        onNotifications = {
            openSettings(
                context,
                Intent(
                    Settings.ACTION_APP_NOTIFICATION_SETTINGS,
                ).putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName),
            )
        },
        onBattery = { openSettings(context, Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS)) },
        onLanguage = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) {
            null
        } else {
            {
                openSettings(
                    context,
                    Intent(Settings.ACTION_APP_LOCALE_SETTINGS, Uri.fromParts("package", context.packageName, null)),
                )
            }
        },
        onLog = { (context.applicationContext as App).log.share(context) },
        onWhy = { nav.go(Route.Why) },
    )
    val account = route.account
    if (account ==
        null
    ) {
        SettingsView(state, model::onEvent, paths)
    } else {
        AccountView(account, state, model::onEvent, paths)
    }
}

private fun versionOf(context: Context): String =
    context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()
