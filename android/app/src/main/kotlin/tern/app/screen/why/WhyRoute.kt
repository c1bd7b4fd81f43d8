package tern.app.screen.why

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.LifecycleEventEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.background.limitsOf
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.model
import tern.app.share.openSettings
import tern.core.AccountId

@Composable
fun WhyRoute(desk: Desk, nav: Nav) {
    val context = LocalContext.current
    val model = model { WhyModel(desk) { limitsOf(context.applicationContext) } }
    val state by model.state.collectAsStateWithLifecycle()
    LifecycleEventEffect(Lifecycle.Event.ON_RESUME) { model.onEvent(WhyEvent.Resumed) }
    WhyView(state, model::onEvent, WhyPaths(nav::back) { mend, account -> go(context, nav, mend, account) })
}

private fun go(context: Context, nav: Nav, mend: Mend, account: AccountId?) {
    val own = Uri.fromParts("package", context.packageName, null)
    when (mend) {
        Mend.SIGN_IN -> account?.let { nav.go(Route.SignIn(it)) }
        Mend.ACCOUNT -> nav.go(Route.Settings(account))
        Mend.BATTERY -> openSettings(context, Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS))
        Mend.APP -> openSettings(context, Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, own))
        Mend.DATA -> openSettings(context, Intent(Settings.ACTION_IGNORE_BACKGROUND_DATA_RESTRICTIONS_SETTINGS, own))
        Mend.SAVER -> openSettings(context, Intent(Settings.ACTION_BATTERY_SAVER_SETTINGS))
        Mend.WIFI -> openSettings(context, Intent(Settings.ACTION_WIFI_SETTINGS))
    }
}
