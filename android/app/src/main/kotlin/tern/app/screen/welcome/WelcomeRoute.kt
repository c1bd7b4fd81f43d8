package tern.app.screen.welcome

import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.model
import java.io.IOException

@Composable
fun WelcomeRoute(desk: Desk, nav: Nav, route: Route.Welcome) {
    val model = model { WelcomeModel(desk, route.another) }
    val state by model.state.collectAsStateWithLifecycle()
    val context = LocalContext.current
    val pick = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        if (uri != null) {
            val bytes = try {
                context.contentResolver.openInputStream(uri)?.use { it.readBytes().take(LARGEST).toByteArray() }
            } catch (_: IOException) {
                null
            }
            model.onEvent(
                WelcomeEvent.CaChosen(
                    uri.lastPathSegment.orEmpty().substringAfterLast('/'),
                    bytes ?: ByteArray(0),
                ),
            )
        }
    }
    LaunchedEffect(state.done) { if (state.done != null) nav.leave(route) }
    WelcomeView(state, model::onEvent, { pick.launch(arrayOf("*/*")) }, nav::back)
}

private const val LARGEST = 1 shl 20
