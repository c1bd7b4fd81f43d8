package tern.app.screen.composer

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.LifecycleEventEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import tern.app.core.Desk
import tern.app.nav.Nav
import tern.app.nav.Route
import tern.app.nav.model
import tern.app.share.rememberPickers

@Composable
fun ComposerRoute(desk: Desk, nav: Nav, route: Route.Composer) {
    val model = model { ComposerModel(desk, route.draft) }
    val state by model.state.collectAsStateWithLifecycle()
    val pickers = rememberPickers(desk.notices) { model.onEvent(ComposerEvent.Files(it)) }
    LaunchedEffect(state.body) { if (state.body == ComposerBody.Done) nav.leave(route) }
    LifecycleEventEffect(Lifecycle.Event.ON_STOP) { model.onEvent(ComposerEvent.Hidden) }
    BackHandler { model.onEvent(ComposerEvent.Closed) }
    ComposerView(state, model::onEvent, ComposerPaths(pickers.file, pickers.camera))
}
